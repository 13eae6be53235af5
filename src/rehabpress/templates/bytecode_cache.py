"""Compiled templates, kept by what they say: in this process, and on disk for the next one.

What is on disk is code that will run. It is taken only from a folder and a file that belong to the person who runs the program and that
nobody else can write to, and only when it is whole and was made from this text by this program with this Jinja2 and this Python. Where the
system does not say who can write a file (Windows), nothing is kept on disk.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2

from rehabpress.markup.source_map import TemplateText
from rehabpress.support.disk_cache import cache_folder, fingerprint, keep
from rehabpress.templates.analysis import Compiled, ImportUse, LabelUse, PathUse, Use, compile_template
from rehabpress.templates.search_path import SearchPath


@lru_cache(maxsize=256)
def compiled(key: str, template: TemplateText) -> Compiled:
    """A template compiled. Raises ``TemplateSyntaxError``, or ``ProblemsFound`` for what Jinja2 allows and a layout does not."""
    # One file for each template and version of this program, however often its text changes.
    path = cache_folder("layouts") / f"{_digest(_program(), str(Path(template.file).absolute()), key).hex()}.code"
    made_of = _digest(_program(), key, template.file, template.text)
    if (kept := _load(path, made_of)) is not None:
        return kept
    fresh = compile_template(key, template)
    if _ours_alone(path.parent):
        data = marshal.dumps(_plain(fresh))
        keep(path, made_of + sha256(data).digest() + data)
    return fresh


def reachable(folders: SearchPath, key: str) -> Iterator[tuple[str, Compiled]]:
    """A template and all that it extends, includes and imports, by their keys."""
    seen: set[str] = set()
    waiting = [key]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            template = compiled(name, folders.template(name))
            yield name, template
            uses = (*((template.extends,) if template.extends else ()), *template.others)
            waiting.extend(found for use in uses if (found := folders.resolve(use.name, name)))


@cache
def _program() -> str:
    """What compiles a template, and what runs it."""
    here = Path(__file__).parent
    return "\0".join((fingerprint([*sorted(here.glob("*.py")), here.parent / "markup" / "source_map.py"]), jinja2.__version__, sys.version))


def _digest(*said: str) -> bytes:
    return sha256("\0".join(said).encode(errors="surrogateescape")).digest()


def _load(path: Path, made_of: bytes) -> Compiled | None:
    data = _read(path)
    if data is None or data[:32] != made_of or data[32:64] != sha256(data[64:]).digest():
        return None
    code, extends, others, imports, exports, blocks, outer, labels, bound, free, paths = marshal.loads(data[64:])  # noqa: S302 - see above
    return Compiled(
        code,
        extends and Use(*extends),
        tuple([Use(*use) for use in others]),
        tuple([ImportUse(*use) for use in imports]),
        exports,
        blocks,
        tuple([Use(*use) for use in outer]),
        tuple([LabelUse(*use) for use in labels]),
        bound,
        tuple([Use(*use) for use in free]),
        tuple([PathUse(*use) for use in paths]),
    )


def _read(path: Path) -> bytes | None:
    """What is in a file that nobody else can have written."""
    if sys.platform == "win32":
        return None
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            status = os.fstat(file.fileno())
            return file.read() if stat.S_ISREG(status.st_mode) and _ours(status) and _ours(path.parent.stat()) else None
    except OSError:
        return None


def _ours_alone(folder: Path) -> bool:
    """Whether a folder is for this person to write to and for nobody else. It is made if it is not there."""
    if sys.platform == "win32":
        return False
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _ours(folder.stat())
    except OSError:
        return False


def _ours(status: os.stat_result) -> bool:
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _plain(value: Any) -> Any:
    """Tuples with names as tuples."""
    return tuple([_plain(part) for part in value]) if isinstance(value, tuple) else value
