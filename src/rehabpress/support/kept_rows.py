"""Rows of text kept on disk by the content that they were made from, one file for all rows of a kind. What cannot be kept is made again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from rehabpress.support.disk_cache import fetch, keep

Row = Sequence[str]


def load_rows(path: Path, program: str) -> Mapping[str, Row]:
    """The rows that this ``program`` (a fingerprint of the code that makes them) has kept in a file, by the digest of their content."""
    try:
        found = json.loads(fetch(path) or b"{}")
        rows = found["rows"] if found.get("program") == program else {}
        return {digest: tuple(map(str, row)) for digest, row in rows.items()}
    except (ValueError, AttributeError, TypeError, KeyError):
        return {}


def keep_rows(path: Path, program: str, rows: Mapping[str, Row]) -> None:
    """Keep these rows and no others."""
    keep(path, json.dumps({"program": program, "rows": rows}, ensure_ascii=False).encode())
