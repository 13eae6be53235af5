"""Per-user disk cache directory and content fingerprints."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path


def cache_folder(name: str) -> Path:
    """A folder of the person's machine for things of one kind: below ``REHABPRESS_CACHE``, or what the system says."""
    if given := os.environ.get("REHABPRESS_CACHE"):
        return Path(given) / name
    try:
        home = Path.home()
    except RuntimeError:
        return Path(os.devnull) / name  # a person without a home keeps nothing
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
        return base / "rehabpress" / "Cache" / name
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "rehabpress" / name
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "rehabpress" / name


def fingerprint(files: Iterable[Path]) -> str:
    """A number for the names and texts of files: it changes when any of them does."""
    digest = sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def fetch(path: Path) -> bytes | None:
    """What a kept file holds, or None: also for what is no plain file, such as a pipe, which would wait for somebody to write into it."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb") as file:
            return file.read() if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
    except OSError:
        return None


def keep(path: Path, data: bytes) -> None:
    """Write a file that another process may read or write at the same time. One that cannot be written is no error."""
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(beside).replace(path)
        except OSError:
            Path(beside).unlink(missing_ok=True)
