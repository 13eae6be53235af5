"""PNG and JPEG pictures to image streams. What a file says about its camera, its place and its maker is left out."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from itertools import pairwise

from PIL import Image, ImageOps

from rehabpress.pictures.xobject import PictureContent, XObject
from rehabpress.support.problems import Place, Problem, ProblemsFound

MOST_PIXELS = 50_000_000
"""A picture with more is not meant for a page."""
LONGEST = 2400
"""The longest side in pixels that is kept: 300 dots per inch over the full width of A4."""

_DOTS_PER_INCH = 150.0
"""What a picture is taken to have that does not say."""
_QUALITY = 90
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, struct.error, zlib.error)


def drawing_of_raster(data: bytes, place: Place) -> PictureContent:
    """The picture. Raises ``ProblemsFound`` for a file that is broken, of another kind, or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            image.load()
            return _drawing(image, data)
    except Image.DecompressionBombError:
        hint = f"export it again with at most {LONGEST} pixels on its longest side"
        raise ProblemsFound([Problem(place, "this picture has too many pixels", hint)]) from None
    except _BROKEN:
        what = "this file is broken, or neither PNG nor JPEG"
        raise ProblemsFound([Problem(place, what, "export it again as PNG, JPEG or SVG")]) from None


def _drawing(image: Image.Image, data: bytes) -> PictureContent:
    dots = image.info.get("dpi", (_DOTS_PER_INCH, _DOTS_PER_INCH))[0]
    per_inch = float(dots) if 36 <= float(dots) <= 2400 else _DOTS_PER_INCH
    turned = ImageOps.exif_transpose(image)
    width, height = (side * 72 / per_inch for side in turned.size)
    as_it_is = image.format == "JPEG" and image.mode in ("L", "RGB") and max(image.size) <= LONGEST and image.getexif().get(0x0112, 1) == 1
    if as_it_is:
        return PictureContent(width, height, _jpeg(image, _without_comments(data)), unit=True)
    if max(turned.size) > LONGEST:
        turned = _eight_bits(turned)
        turned.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    if image.format == "JPEG":
        flat = turned if turned.mode in ("L", "RGB") else turned.convert("RGB")
        packed = io.BytesIO()
        flat.save(packed, "JPEG", quality=_QUALITY, subsampling=0)
        return PictureContent(width, height, _jpeg(flat, _without_comments(packed.getvalue())), unit=True)
    return PictureContent(width, height, _png(_eight_bits(turned)), unit=True)


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


def _eight_bits(image: Image.Image) -> Image.Image:
    """The image in grey or red, green and blue, with or without transparency, 8 bits each."""
    if image.mode.startswith("I") or image.mode == "F":
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in image.info or image.mode in ("PA", "La", "RGBa"):
        return image.convert("RGBA")
    if image.mode in ("L", "LA", "RGB", "RGBA"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _chunks(png: bytes) -> bytes:
    """The pixels of a PNG file: its IDAT chunks."""
    at, out = 8, []
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            out.append(png[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(out)


def _without_comments(jpeg: bytes) -> bytes:
    """A JPEG file without what cameras and programs write into it: only JFIF and Adobe's colour marker stay."""
    at = 2
    cuts = [0, 2]
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        kept = not (0xE1 <= jpeg[at + 1] <= 0xEF or jpeg[at + 1] == 0xFE) or jpeg[at + 1] == 0xEE
        if kept:
            cuts += [at, end]
        at = end
    cuts += [at, len(jpeg)]
    return b"".join([jpeg[a:b] for a, b in list(pairwise(cuts))[::2]])
