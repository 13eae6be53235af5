import base64
import io
import struct
import zlib

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from helpers.document_strategies import image, made, problems, read, shown
from rehabpress.support.problems import Problem, ProblemsFound

pytestmark = pytest.mark.slow


def file(img: Image.Image, kind: str = "PNG", **how: object) -> bytes:
    out = io.BytesIO()
    img.save(out, kind, **how)
    return out.getvalue()


def halves(mode: str, dark: object, light: object) -> Image.Image:
    img = Image.new(mode, (80, 40), light)  # type: ignore[arg-type]
    img.paste(dark, (0, 0, 40, 40))  # type: ignore[arg-type]
    return img


HALVES = "\n".join(["####"] * 4)


@pytest.mark.parametrize(
    ("mode", "dark", "light"),
    [
        ("1", 0, 1),
        ("L", 0, 255),
        ("LA", (0, 255), (0, 0)),
        ("RGB", (0, 0, 0), (255, 255, 255)),
        ("RGBA", (0, 0, 0, 255), (0, 0, 0, 0)),
        ("P", 0, 1),
        ("I;16", 0, 65535),
    ],
)
def test_png_in_every_mode(mode: str, dark: object, light: object) -> None:
    img = halves("L" if mode in ("P", "I;16") else mode, dark, 255 if mode in ("P", "I;16") else light)
    if mode == "P":
        img = img.convert("RGB").quantize(2)
    if mode == "I;16":
        img = Image.frombytes("I;16", (80, 40), bytes(b for v in img.tobytes() for b in (v, v)))
    assert shown(read(file(img))) == HALVES


def test_a_transparent_colour_of_a_palette() -> None:
    img = halves("L", 0, 255).convert("RGB").quantize(2)
    light = img.tobytes()[70]
    assert shown(read(file(img, transparency=light))) == HALVES
    refers = read(file(img, transparency=light)).xobject.refers
    assert [key for key, _ in refers] == ["SMask"]


def test_half_transparent_pixels_let_the_paper_through() -> None:
    assert shown(read(file(Image.new("RGBA", (8, 4), (0, 0, 0, 128)))), 4, 2) == "++++\n++++"


@pytest.mark.parametrize(
    ("mode", "dark", "light"), [("L", 0, 255), ("RGB", (0, 0, 0), (255, 255, 255)), ("CMYK", (0, 0, 0, 255), (0, 0, 0, 0))]
)
def test_jpeg_in_every_mode(mode: str, dark: object, light: object) -> None:
    assert shown(read(file(halves(mode, dark, light), "JPEG", quality=95), "bird-dog.jpg")) == HALVES


def test_a_jpeg_is_kept_as_it_is_but_for_what_the_camera_says() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Sam Sample"
    data = file(halves("RGB", (9, 9, 9), (250, 250, 250)), "JPEG", exif=exif, comment=b"in Sampletown")
    kept = read(data, "bird-dog.jpg").xobject.data
    assert b"Sam Sample" in data
    assert b"Sampletown" in data
    assert b"Sam" not in kept
    assert list(Image.open(io.BytesIO(kept)).tobytes()) == list(Image.open(io.BytesIO(data)).tobytes())


def test_a_turned_photograph_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = read(file(halves("L", 0, 255), "JPEG", exif=exif), "bird-dog.jpg")
    assert turned.width * 2 == pytest.approx(turned.height)
    assert shown(turned, 4, 8) == "\n".join(["####"] * 4 + [""] * 4)


def test_a_large_picture_is_made_smaller() -> None:
    large = read(file(Image.new("L", (5000, 100))))
    assert "/Width 2400/Height 48/" in large.xobject.entries
    assert large.width == pytest.approx(5000 * 72 / 150)


# 80 by 40 pixels, the left half black, by libjpeg with arith_code: sequential and progressive; most readers of PDF do not know this coding
ARITHMETIC = (
    "|JeWF01!$>Nk#wx0RR9200961|JwjV00RO70|EjA0|NsD0|NvF2n7WM1O*BQ2L=cX3JeSj3JVJj4iXRz4iOFu3lJ6%5fc;@6%`B*7Z?^47!ni}"
    "6#vNp3kU!x08jw|5di<p00saM5C#9*00;pA002J#{{ZgYd+bGfn*I*<hi)gn8@tNo6nw<c|Je",
    "|JeWF01!$>Nk#wx0RR9200961|JwjV00RO70|EjA0|NsD0|NvF2n7WM1O*BQ2L=cX3JeSj3JVJj4iXRz4iOFu3lJ6%5fc;@6%`B*7Z?^47!ni}"
    "6#vQq3kU!x08jw|5di<p00aOK|Jncu0RaF200I91-Nt%DHj78_Zl~XgSpwmIzHmroF#pT|1P}%P+5iXv0RRC70;vDY00a;P|Jncu0RaF8KLV)#"
    "%m4%s1^?Or2mt{A0Y4$A|Jncu0RaF201*EG{{a60{{a60{{Z0s%m4%s1^?Or2mt{A0Y4C^|Je",
)


@pytest.mark.parametrize("code", ARITHMETIC)
def test_a_jpeg_in_arithmetic_coding_is_coded_again(code: str) -> None:
    data = base64.b85decode(code)
    kept = read(data, "bird-dog.jpg").xobject.data
    assert kept != data
    assert [kept[n + 1] for n in range(len(kept) - 1) if kept[n] == 0xFF and 0xC0 <= kept[n + 1] <= 0xCF and kept[n + 1] != 0xC4] == [0xC0]
    assert shown(read(data, "bird-dog.jpg")) == HALVES


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_that_every_reader_knows_is_kept(progressive: bool) -> None:
    data = file(halves("RGB", (9, 9, 9), (250, 250, 250)), "JPEG", progressive=progressive)
    assert read(data, "bird-dog.jpg").xobject.data == data


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_rows": 1}, {"progressive": True, "restart_marker_blocks": 2}])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_jpeg_that_ends_too_early_is_refused_also_when_its_end_was_put_back(how: dict[str, object], share: float) -> None:
    whole = file(Image.radial_gradient("L").convert("RGB").resize((160, 120)), "JPEG", **how)
    begins = whole.rindex(b"\xff\xda") + 14
    cut = begins + int((len(whole) - begins) * share)
    cut -= whole[cut - 1] == 0xFF
    for damaged in (whole[:cut], whole[:cut] + b"\xff\xd9", whole[:-2]):
        assert problems(damaged, "bird-dog.jpg") == ["this file is broken, or neither PNG nor JPEG"]
    assert read(whole, "bird-dog.jpg").xobject.data == whole


def test_what_hangs_on_behind_a_jpeg_is_cut_off() -> None:
    whole = file(halves("RGB", (9, 9, 9), (250, 250, 250)), "JPEG")
    assert read(whole + b"SEFT taken by Sam Sample", "bird-dog.jpg").xobject.data == whole


@pytest.mark.parametrize(("kind", "name"), [("GIF", "a GIF"), ("WEBP", "a WebP"), ("BMP", "a bitmap"), ("TIFF", "a TIFF")])
def test_a_file_of_another_kind_is_called_by_its_name(kind: str, name: str) -> None:
    assert problems(file(halves("RGB", (0, 0, 0), (255, 255, 255)), kind), "bird-dog.png") == [f"this is {name}, whatever its name says"]


def test_pixels_are_read_by_what_they_are() -> None:
    halved = halves("RGB", (0, 0, 0), (255, 255, 255))
    for kind in ("PNG", "JPEG"):
        for name in ("x.png", "x.jpg", "x.svg"):
            assert shown(read(file(halved, kind), name)) == HALVES
    assert problems(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "x.png") == ["this is an SVG, whatever its name says"]


def test_a_jpeg_whose_colours_are_no_luminance_is_coded_again() -> None:
    data = file(halves("RGB", (200, 0, 0), (0, 0, 200)), "JPEG", keep_rgb=True, quality=95)
    again = Image.open(io.BytesIO(read(data, "bird-dog.jpg").xobject.data))
    assert again.getpixel((10, 10)) == pytest.approx((200, 0, 0), abs=8)
    assert [layer[0] for layer in again.layer] == [1, 2, 3]  # type: ignore[attr-defined]


def grey_png(depth: int, clear: int) -> bytes:
    """Greys from black to white, the one called ``clear`` see-through."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    most = 2**depth - 1
    greys = [round(x * most / 15) for x in range(16)]
    row = b"\0" + int("".join(f"{grey:0{depth}b}" for grey in greys), 2).to_bytes(2 * depth, "big")
    head = struct.pack(">IIBBBBB", 16, 2, depth, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"tRNS", struct.pack(">H", clear)), (b"IDAT", zlib.compress(row * 2)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


@pytest.mark.parametrize(("depth", "clear"), [(1, 0), (1, 1), (2, 0), (2, 1), (4, 5), (4, 15), (8, 85), (16, 21845)])
def test_the_transparent_grey_of_a_png_of_any_depth(depth: int, clear: int) -> None:
    ((key, mask),) = read(grey_png(depth, clear)).xobject.refers
    assert key == "SMask"
    bare = zlib.decompress(mask.data)
    filters = bare[0]
    greys = [round(x * (2**depth - 1) / 15) for x in range(16)]
    alpha = [0 if grey == clear else 255 for grey in greys]
    decoded = bare[1:17] if filters == 0 else bytes(sum(bare[1 : n + 2]) % 256 for n in range(16))
    assert list(decoded) == alpha


def test_a_transparent_colour_of_sixteen_bits_is_refused() -> None:
    whole = bytearray(grey_png(16, 0))
    whole[25] = 2  # three colours
    whole[29:33] = zlib.crc32(bytes(whole[12:29])).to_bytes(4, "big")
    at = whole.index(b"tRNS")
    new = b"tRNS" + bytes(6)
    whole[at - 4 : at + 10] = (6).to_bytes(4, "big") + new + zlib.crc32(new).to_bytes(4, "big")
    data = b"".join((b"\0" + bytes(96)) * 1 for _ in range(2))
    packed = b"IDAT" + zlib.compress(data)
    start = whole.index(b"IDAT") - 4
    whole[start:] = (
        (len(packed) - 4).to_bytes(4, "big") + packed + zlib.crc32(packed).to_bytes(4, "big") + bytes.fromhex("0000000049454e44ae426082")
    )
    assert problems(bytes(whole)) == ["this picture has a transparent colour and 16 bits for each colour"]


def swapped() -> bytes:
    """A colour profile in which red and blue have changed places, from that of sRGB."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for n in range(int.from_bytes(profile[128:132], "big")):
        at = 132 + 12 * n
        names = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ", b"desc": b"dscx"}
        profile[at : at + 4] = names.get(bytes(profile[at : at + 4]), bytes(profile[at : at + 4]))
    return bytes(profile)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_colours_of_a_profile_are_turned_into_those_of_srgb(kind: str) -> None:
    name = f"bird-dog.{kind.lower()}"
    plain = halves("RGB", (220, 0, 0), (255, 255, 255))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert read(file(plain, kind, icc_profile=srgb), name).xobject == read(file(plain, kind), name).xobject
    other = read(file(plain, kind, icc_profile=swapped()), name)
    page = pypdfium2.PdfDocument(made(image("x", style="img.small"), pictures={"x": other}))[0].render(scale=1).to_pil()
    red, _, blue = page.getpixel((50, 50))
    assert blue > 150 > 60 > red
    assert problems(file(plain, kind, icc_profile=b"no profile"), name) == ["the colour profile of this picture is broken"]


def test_what_is_no_picture() -> None:
    whole = file(halves("RGB", (0, 0, 0), (255, 255, 255)))
    broken = "this file is broken, or neither PNG nor JPEG"
    assert problems(b"") == ["this picture is empty"]
    assert problems(b"GIB89a" + bytes(99)) == [broken]
    assert problems(whole[:60]) == [broken]
    assert problems(file(halves("L", 0, 255), "JPEG")[:300], "bird-dog.jpg") == [broken]
    assert problems(file(Image.new("1", (8000, 8000)))) == ["this picture has too many pixels"]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    whole = bytearray(file(Image.new("L", (8, 8))))
    whole[16:24] = (60000).to_bytes(4, "big") * 2
    whole[29:33] = zlib.crc32(bytes(whole[12:29])).to_bytes(4, "big")
    assert problems(bytes(whole)) == ["this picture has too many pixels"]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_a_picture_or_a_problem(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["PNG", "JPEG"]))
    whole = bytearray(file(halves("RGB", (0, 0, 0), (255, 255, 255)).resize((16, 8)), kind))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    wrong: tuple[Problem, ...] = ()
    try:
        drawing = read(bytes(whole))
    except ProblemsFound as found:
        wrong = found.problems
    assert all(problem.what and problem.hint for problem in wrong)
    assert wrong or (drawing.width > 0 < drawing.height and drawing.xobject)
