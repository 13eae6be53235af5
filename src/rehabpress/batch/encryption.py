"""Encrypts a copy of a PDF with a password (AES-256), for e-mail; screen readers may still read it."""

from __future__ import annotations

import io

from rehabpress.support.problems import Place, Problem, ProblemsFound


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
