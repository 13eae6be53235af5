"""PNG and JPEG pictures to image streams. What a file says about its camera, its place and its maker is left out.

Only what every reader of PDF knows goes in as it is: JPEG in baseline, extended or progressive coding by Huffman, 8 bits deep, grey or in
YCbCr. Everything else is decoded by Pillow and coded again, colours in sRGB.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from array import array

from PIL import Image, ImageCms, ImageOps

from rehabpress.pictures.jpeg import coded_by_huffman, padded, without_comments
from rehabpress.pictures.xobject import PictureXObject, XObject
from rehabpress.support.problems import Place, Problem, ProblemsFound

MOST_PIXELS = 50_000_000
"""A picture with more is not meant for a page."""
LONGEST = 2400
"""The longest side in pixels that is kept: 300 dots per inch over the full width of A4."""

_DOTS_PER_INCH = 150.0
"""What a picture is taken to have that does not say."""
_QUALITY = 90
_OTHERS = (
    (b"GIF8", "a GIF"),
    (b"RIFF", "a WebP"),
    (b"BM", "a bitmap"),
    (b"II*", "a TIFF"),
    (b"MM\0*", "a TIFF"),
    (b"%PDF", "a PDF"),
    (b"<svg", "an SVG"),
    (b"<?xml", "an SVG or another XML file"),
)
"""What files begin with that often have the name of another kind."""
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, struct.error, zlib.error)


class _Refused(Exception):  # noqa: N818 - caught in this module
    """A picture whose colours cannot be known."""


def drawing_of_raster(data: bytes, place: Place) -> PictureXObject:
    """The picture. Raises ``ProblemsFound`` for a file that is broken, of another kind, or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            image.load()
            if image.format == "JPEG" and coded_by_huffman(data):
                _refuse_gaps(image, data)
            return _drawing(image, data)
    except _Refused as error:
        raise ProblemsFound([Problem(place, str(error), "export it again with 8 bits for each colour, in sRGB")]) from None
    except Image.DecompressionBombError:
        hint = f"export it again with at most {LONGEST} pixels on its longest side"
        raise ProblemsFound([Problem(place, "this picture has too many pixels", hint)]) from None
    except _BROKEN:
        kind = next((kind for start, kind in _OTHERS if data[:64].lstrip().startswith(start)), "")
        what = f"this is {kind}, whatever its name says" if kind else "this file is broken, or neither PNG nor JPEG"
        raise ProblemsFound([Problem(place, what, "export it again as PNG, JPEG or SVG")]) from None


def _refuse_gaps(image: Image.Image, data: bytes) -> None:
    """Refuse a JPEG file that ends too early: decoders fill up what is missing with grey, and say nothing."""
    again = Image.open(io.BytesIO(padded(data)), formats=("JPEG",))
    if again.tobytes() != image.tobytes():
        raise ValueError("a part of the picture is missing")


def _drawing(image: Image.Image, data: bytes) -> PictureXObject:
    dots = image.info.get("dpi", (_DOTS_PER_INCH, _DOTS_PER_INCH))[0]
    per_inch = float(dots) if 36 <= float(dots) <= 2400 else _DOTS_PER_INCH
    turned = ImageOps.exif_transpose(image)
    width, height = (side * 72 / per_inch for side in turned.size)
    if image.format == "JPEG" and _every_reader_knows(image, data):
        return PictureXObject(width, height, _jpeg(image, without_comments(data)), unit=True)
    turned = _in_srgb(_eight_bits(turned, data[24] if image.format == "PNG" else 8), image.info.get("icc_profile"))
    if max(turned.size) > LONGEST:
        turned.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    if image.format == "PNG":
        return PictureXObject(width, height, _png(turned), unit=True)
    packed = io.BytesIO()
    turned.save(packed, "JPEG", quality=_QUALITY, subsampling=0)
    return PictureXObject(width, height, _jpeg(turned, without_comments(packed.getvalue())), unit=True)


def _every_reader_knows(image: Image.Image, jpeg: bytes) -> bool:
    """Whether a JPEG file can go in as it is."""
    own = bytes(layer[0] for layer in getattr(image, "layer", ())) == b"RGB"
    upright = image.getexif().get(0x0112, 1) == 1
    plain = image.mode in ("L", "RGB") and not own and _is_srgb(image.info.get("icc_profile"), image.mode)
    return coded_by_huffman(jpeg) and plain and upright and max(image.size) <= LONGEST


def _profile(icc: bytes | None, mode: str) -> ImageCms.ImageCmsProfile | None:
    """The colour profile for pixels of a mode; one for other pixels means nothing."""
    if not icc:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    except (ImageCms.PyCMSError, OSError):
        raise _Refused("the colour profile of this picture is broken") from None
    space = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}.get(mode.removesuffix("A"))
    return profile if profile.profile.xcolor_space.strip() == space else None


def _is_srgb(icc: bytes | None, mode: str) -> bool:
    profile = _profile(icc, mode)
    return profile is None or "sRGB" in ImageCms.getProfileDescription(profile)


def _in_srgb(image: Image.Image, icc: bytes | None) -> Image.Image:
    """The image in sRGB: grey stays grey, and the inks of a press become red, green and blue."""
    profile = _profile(icc, image.mode)
    if profile is None or "sRGB" in ImageCms.getProfileDescription(profile):
        return image.convert("RGB") if image.mode == "CMYK" else image
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    flat = image.convert(image.mode[:-1]) if alpha else image
    try:
        seen = ImageCms.profileToProfile(flat, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except ImageCms.PyCMSError:
        raise _Refused("the colour profile of this picture cannot be used") from None
    if seen is None:
        return image
    seen = seen.convert("L") if flat.mode == "L" else seen
    if alpha:
        seen.putalpha(alpha)
    return seen


def _jpeg(image: Image.Image, data: bytes) -> XObject:
    return XObject(_entries(image) + "/Filter/DCTDecode", data)


def _png(image: Image.Image) -> XObject:
    """Pixels deflated with PNG's predictors; transparency as a soft mask."""
    refers: tuple[tuple[str, XObject], ...] = ()
    if image.mode in ("LA", "RGBA"):
        alpha = image.getchannel("A")
        image = image.convert(image.mode[:-1])
        if alpha.getextrema() != (255, 255):
            refers = (("SMask", _png(alpha)),)
    colours = len(image.getbands())
    packed = io.BytesIO()
    image.save(packed, "PNG", compress_level=9)
    predictor = f"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors {colours}/Columns {image.width}>>"
    return XObject(_entries(image) + predictor, _chunks(packed.getvalue()), refers)


def _entries(image: Image.Image) -> str:
    space = "DeviceGray" if image.mode == "L" else "DeviceRGB"
    return f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/ColorSpace/{space}/BitsPerComponent 8"


def _eight_bits(image: Image.Image, depth: int) -> Image.Image:
    """The image in grey, in red, green and blue (with or without transparency), or in the inks of a press, 8 bits each.

    ``depth`` is how many bits its file has for each.
    """
    clear = image.info.get("transparency")
    if image.mode.startswith("I") or image.mode in ("1", "L", "F"):
        return _grey(image, depth, clear)
    if clear is not None and depth > 8:
        raise _Refused("this picture has a transparent colour and 16 bits for each colour")
    if clear is not None or image.mode in ("PA", "La", "RGBa"):
        return image.convert("RGBA")
    return image if image.mode in ("LA", "RGB", "RGBA", "CMYK") else image.convert("RGB")


def _grey(image: Image.Image, depth: int, clear: object) -> Image.Image:
    """Grey of any depth. The grey that a PNG file calls transparent is as deep as the file, and its pixels are not any more."""
    if depth > 8:
        whole = image.convert("I")
        flat = whole.point(lambda value: value * (1 / 256)).convert("L")
    else:
        whole = flat = image.convert("L")
    if not isinstance(clear, int):
        return flat
    wanted = clear if depth > 8 else 255 * bool(clear) if depth == 1 else clear * 255 // (2**depth - 1)
    pixels = array("i", whole.tobytes()) if depth > 8 else whole.tobytes()
    flat.putalpha(Image.frombytes("L", flat.size, bytes([255 * (value != wanted) for value in pixels])))
    return flat


def _chunks(png: bytes) -> bytes:
    """The pixels of a PNG file: its IDAT chunks."""
    at, out = 8, []
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            out.append(png[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(out)
