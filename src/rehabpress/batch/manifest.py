"""The manifest of a batch: JSON for programs, CSV for people, and a journal while a run goes on."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO, Any

from rehabpress.batch.job import JobRecord
from rehabpress.support.atomic_write import PRIVATE, write_whole
from rehabpress.support.problems import Problem

JSON = "manifest.json"
CSV = "manifest.csv"
JOURNAL = "journal.jsonl"
EMAIL = "email"
"""The folder of the copies that a password opens."""

_QUOTED = re.compile(r'".*"', re.DOTALL)
_COLUMNS = ("id", "file", "pages", "sha256", "packet", "plans", "exercises", "problems")
_NAMES = tuple(field.name for field in fields(JobRecord))


@dataclass(frozen=True, slots=True)
class PacketEntry:
    """The print file."""

    file: str
    pages: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier run left: its packets by id, and the names of all files that it has made or was to make."""

    packets: Mapping[str, JobRecord]
    ours: frozenset[str] = frozenset()
    foreign: bool = False
    """Whether the file of that name is no manifest of packets."""
    lost: bool = False
    """Whether there is a manifest that cannot be read: which files an earlier run has made is not known."""
    printed_sha256: str | None = None
    """That of its print file."""

    def made(self, name: str) -> bool:
        """Whether a file may be one that an earlier run has made."""
        return self.lost or name in self.ours


def read_earlier(folder: Path) -> Earlier:
    """What the manifest and the journal of a folder say. What cannot be read counts as not there: it is made anew."""
    packets: dict[str, JobRecord] = {}
    ours: set[str] = set()
    data, foreign, lost = _manifest(folder / JSON)
    entries = data.get("packets", [])
    with suppress(ValueError, KeyError, TypeError):
        packets = {entry["id"]: _record(entry) for entry in entries}
    for entry in (*entries, data.get("print_file")):
        with suppress(TypeError, AttributeError):
            ours.update([str(name) for key in ("file", "protected") if (name := entry.get(key))])
    for entry in _journal(folder / JOURNAL):
        if "planned" in entry:
            ours.update(map(str, entry["planned"]))
            continue
        with suppress(ValueError, KeyError, TypeError):
            record = _record(entry)
            packets[record.id] = record
    printed = data.get("print_file")
    printed_sha256 = printed.get("sha256") if isinstance(printed, dict) else None
    made = {name for record in packets.values() for name in (record.file, record.protected) if name}
    return Earlier(packets, frozenset(ours | made), foreign, lost, printed_sha256)


def _manifest(path: Path) -> tuple[Mapping[str, Any], bool, bool]:
    """What a manifest says, whether it is that of another program, and whether it is there and cannot be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}, False, True
    except OSError:
        return {}, False, False
    ours = isinstance(data, dict) and isinstance(data.get("packets"), list)
    return (data if ours else {}), not ours, False


def _journal(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return
    for line in lines:
        with suppress(ValueError):  # the line that was being written when the run ended
            entry = json.loads(line)
            if isinstance(entry, dict):
                yield entry


def _entry(record: JobRecord) -> dict[str, object]:
    """A record as JSON says it, not copied."""
    return {name: getattr(record, name) for name in _NAMES}


def _record(entry: Mapping[str, Any]) -> JobRecord:
    file, protected = entry["file"], entry.get("protected")
    if Path(file).name != file or protected not in (None, f"{EMAIL}/{file}"):
        raise ValueError("a manifest names files of its own folder only")
    named = {name: entry.get(name) for name in _NAMES}
    return JobRecord(**{name: tuple(value) if isinstance(value, list) else value for name, value in named.items()})  # type: ignore[arg-type]


class Journal:
    """Which files a run is to make, and a line for each packet that is there, added when its file has its name."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / JOURNAL
        self._file: IO[str] | None = None

    def plan(self, names: Sequence[str]) -> None:
        """Say which files are this run's, before any of them is there. Raises ``OSError``."""
        self._write({"planned": [*names]})

    def add(self, record: JobRecord) -> None:
        """Say that a packet is there. Raises ``OSError``."""
        self._write(_entry(record))

    def _write(self, entry: Mapping[str, object]) -> None:
        if self._file is None:
            self._path.touch(mode=PRIVATE)
            self._file = self._path.open("a", encoding="utf-8")
        self._file.write(json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n")
        self._file.flush()

    def close(self, *, done: bool) -> None:
        """Stop; ``done`` says that the manifest has it all."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if done:
            self._path.unlink(missing_ok=True)


def write_manifest(
    folder: Path,
    head: Mapping[str, object],
    records: Sequence[JobRecord],
    problems: Mapping[int, Sequence[Problem]],
    printed: PacketEntry | None,
) -> None:
    """Write both manifests. ``problems`` are those of rows without a packet, by line: where and of which kind, not what stands in the cells.

    Raises ``ProblemsFound``.
    """
    bad = [{"line": line, "problems": [*map(_without_cells, found)]} for line, found in sorted(problems.items())]
    whole = {**head, "print_file": asdict(printed) if printed else None, "packets": [*map(_entry, records)], "bad_rows": bad}
    write_whole(
        folder / JSON, (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode(), durable=True, private=True
    )
    write_whole(folder / CSV, _csv([*_rows(records), *_bad(problems)]), private=True)


def _rows(records: Iterable[JobRecord]) -> Iterable[Mapping[str, object]]:
    for record in records:
        plans = "; ".join(plan["id"] for plan in record.plans)
        exercises = "; ".join(f"{one['id']}: {one['dose']}" for one in record.exercises)
        yield {**_entry(record), "plans": plans, "exercises": exercises, "problems": ""}


def _bad(problems: Mapping[int, Sequence[Problem]]) -> Iterable[Mapping[str, object]]:
    for line, found in sorted(problems.items()):
        yield {"id": f"(line {line})", "problems": "; ".join(map(_without_cells, found))}


def _without_cells(problem: Problem) -> str:
    """What is wrong and where, without anything that a cell says: a manifest is kept."""
    return f"{problem.place}: {_QUOTED.sub('…', problem.what)}"


def _csv(rows: Iterable[Mapping[str, object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, _COLUMNS, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _harmless(str(row.get(name, ""))) for name in _COLUMNS})
    return out.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
