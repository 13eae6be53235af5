"""Encrypts a copy of a PDF with a password (AES-256), for e-mail; screen readers may still read it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from rehabpress.support.problems import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    import pikepdf


def check_available(place: Place) -> None:
    """Raises ``ProblemsFound`` when the library for it is not installed."""
    try:
        import pikepdf  # noqa: F401 - only whether it is there
    except ImportError:
        hint = "leave the column out, or install it: pip install 'rehabpress[email]'"
        raise ProblemsFound([Problem(place, "a password is given, and nothing here encrypts", hint)]) from None


def protected(pdf: bytes, password: str) -> bytes:
    """The same pages, to be opened with the password. Not the same bytes each time: encryption begins with random numbers."""
    import pikepdf

    out = io.BytesIO()
    allowed = pikepdf.Permissions(accessibility=True, extract=True, print_highres=True, print_lowres=True, modify_other=False)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(user=password, owner=password, R=6, allow=allowed))
    return out.getvalue()


def opens_to(path: Path, password: str, pdf: bytes) -> bool:
    """Whether a copy opens with the password, and with nothing less, to the very pages of a PDF."""
    import pikepdf

    try:
        pikepdf.open(path).close()
    except pikepdf.PasswordError:
        pass
    except (pikepdf.PdfError, OSError):
        return False
    else:
        return False
    try:
        with pikepdf.open(path, password=password) as copy, pikepdf.open(io.BytesIO(pdf)) as plain:
            same = len(copy.pages) == len(plain.pages)
            return same and all(_drawn(one) == _drawn(other) for one, other in zip(copy.pages, plain.pages, strict=True))
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError):
        return False


def _drawn(page: pikepdf.Page) -> bytes:
    return page.Contents.read_bytes()
