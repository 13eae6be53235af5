"""The manifest of a batch: JSON for programs, CSV for people, and a journal while a run goes on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO, Any

from rehabpress.batch.job import JobRecord
from rehabpress.support.atomic_write import write_whole
from rehabpress.support.problems import Place, Problem, ProblemsFound

JSON = "manifest.json"
CSV = "manifest.csv"
JOURNAL = "journal.jsonl"

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
    """What an earlier run left: its packets by id."""

    packets: Mapping[str, JobRecord]


def read_earlier(folder: Path) -> Earlier:
    """What the manifest and the journal of a folder say. What cannot be read counts as not there: it is made anew."""
    packets: dict[str, JobRecord] = {}
    try:
        data = json.loads((folder / JSON).read_text(encoding="utf-8"))
        for entry in data["packets"]:
            packets[entry["id"]] = _record(entry)
    except (OSError, ValueError, KeyError, TypeError):
        packets.clear()
    try:
        lines = (folder / JOURNAL).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        lines = []
    for line in lines:
        try:
            record = _record(json.loads(line))
        except (ValueError, KeyError, TypeError):
            continue  # the line that was being written when the run ended
        packets[record.id] = record
    return Earlier(packets)


def _entry(record: JobRecord) -> dict[str, object]:
    """A record as JSON says it, not copied."""
    return {name: getattr(record, name) for name in _NAMES}


def _record(entry: Mapping[str, Any]) -> JobRecord:
    file, protected = entry["file"], entry.get("protected")
    if Path(file).name != file or protected not in (None, f"email/{file}"):
        raise ValueError("a manifest names files of its own folder only")
    named = {name: entry.get(name) for name in _NAMES}
    return JobRecord(**{name: tuple(value) if isinstance(value, list) else value for name, value in named.items()})  # type: ignore[arg-type]


class Journal:
    """One line for each packet that is there, added when its file has its name."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / JOURNAL
        self._file: IO[str] | None = None

    def usable(self) -> None:
        """Raises ``ProblemsFound`` when something is in the place of the journal that is no file."""
        if self._path.exists() and not self._path.is_file():
            hint = "take it away, or name another place with --output"
            raise ProblemsFound([Problem(Place(str(self._path)), "is no file, and the journal of the run is written here", hint)])

    def add(self, record: JobRecord) -> None:
        """Say that a packet is there. Raises ``OSError``."""
        if self._file is None:
            self._file = self._path.open("a", encoding="utf-8")
        self._file.write(json.dumps(_entry(record), ensure_ascii=False, sort_keys=True) + "\n")
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
    """Write both manifests. ``problems`` are those of rows without a packet, by line. Raises ``ProblemsFound``."""
    bad = [{"line": line, "problems": [str(problem) for problem in found]} for line, found in sorted(problems.items())]
    whole = {**head, "print_file": asdict(printed) if printed else None, "packets": [*map(_entry, records)], "bad_rows": bad}
    write_whole(folder / JSON, (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode(), durable=True)
    write_whole(folder / CSV, _csv([*_rows(records), *_bad(problems)]))


def _rows(records: Iterable[JobRecord]) -> Iterable[Mapping[str, object]]:
    for record in records:
        plans = "; ".join(plan["id"] for plan in record.plans)
        exercises = "; ".join(f"{one['id']}: {one['dose']}" for one in record.exercises)
        yield {**_entry(record), "plans": plans, "exercises": exercises, "problems": ""}


def _bad(problems: Mapping[int, Sequence[Problem]]) -> Iterable[Mapping[str, object]]:
    for line, found in sorted(problems.items()):
        yield {"id": f"(line {line})", "problems": "; ".join(f"{problem.place}: {problem.what}" for problem in found)}


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
