"""Writes a file atomically: whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EISDIR, ELOOP
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from rehabpress.support.problems import Place, Problem, ProblemsFound

PRIVATE = 0o600
"""What holds something of a patient is read and written by nobody else of the machine."""
PART = ".part"
"""How the name of a file ends that is not yet whole; it begins with a dot. What a killed run leaves of them can go."""

_LONGEST = 150
"""Bytes of a name, beside which there is room for more: file systems end at 255."""


def output_path(asked: Path | None, folder: Path, name: str) -> Path:
    """Where a file goes: to ``asked`` if it is a file, into it if it is a folder (or ends like one); otherwise into ``folder``.

    Raises ``ProblemsFound`` for what is no name of a file.
    """
    if asked is None:
        return folder / name
    refuse_dash(asked)
    return asked / name if os.path.isdir(asked) or not asked.suffix else asked  # noqa: PTH112 - a name that no file can have is no error here


def refuse_dash(asked: Path) -> None:
    """Raise ``ProblemsFound`` for ``-``: nothing is written to standard output, and a file of that name is a mistake."""
    if str(asked) == "-":
        raise ProblemsFound([Problem(Place("--output -"), "is no file: nothing is written to standard output", "name a file or a folder")])


def write_whole(path: Path, data: bytes, *, durable: bool = False, private: bool = False) -> None:
    """Write ``data`` to ``path``: to a temporary file beside it, which then takes its name. Folders are made as needed, links are followed.

    ``durable`` waits until it is on the disk, ``private`` lets nobody else read it. Raises ``ProblemsFound`` when it cannot be written;
    then ``path`` is as it was.
    """
    with written_whole(path, durable=durable, private=private) as out:
        out.write(data)


@contextmanager
def written_whole(path: Path, *, durable: bool = False, private: bool = False) -> Iterator[BinaryIO]:
    """The same for what is written piece by piece. When the block ends with an exception, ``path`` is as it was."""
    try:
        path = _target(path)
        temporary = path.with_name(f".{_short(path.name)}.{os.getpid()}{PART}")
        try:
            out = _opened(temporary, private=private)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            out = _opened(temporary, private=private)
        try:
            with out:
                yield out
                if durable:
                    out.flush()
                    os.fsync(out.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ProblemsFound([unwritable(path, error)]) from None


def _target(path: Path) -> Path:
    """The file itself: where a link leads to, which stays a link."""
    real = Path(os.path.realpath(path)) if path.is_symlink() else path
    if real.is_symlink():
        raise OSError(ELOOP, "it is a link that leads to itself")
    if real.exists() and not real.is_file():
        raise IsADirectoryError(EISDIR, "a folder is in its place" if real.is_dir() else "it is no file")
    return real


def _short(name: str) -> str:
    """A name that leaves room for what is written before and after it."""
    return name if len(name.encode()) <= _LONGEST else sha256(name.encode()).hexdigest()


def _opened(path: Path, *, private: bool) -> BinaryIO:
    if private:
        path.unlink(missing_ok=True)
        path.touch(mode=PRIVATE)
    return path.open("wb")


def unwritable(path: Path, error: OSError) -> Problem:
    """That a file cannot be written."""
    reason = (error.strerror or str(error)).lower()
    return Problem(Place(str(path)), f"cannot be written: {reason}", "name another place with --output, or make this one writable")
