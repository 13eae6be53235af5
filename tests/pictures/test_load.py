import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from helpers.document_strategies import problems, read, shown
from rehabpress.support.problems import Problem, ProblemsFound


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


def test_what_is_no_picture() -> None:
    whole = file(halves("RGB", (0, 0, 0), (255, 255, 255)))
    broken = "this file is broken, or neither PNG nor JPEG"
    assert problems(b"") == ["this picture is empty"]
    assert problems(b"GIF89a" + bytes(99)) == [broken]
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
