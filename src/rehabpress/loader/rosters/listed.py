"""YAML and JSON with a list of patients, as records."""

from __future__ import annotations

from rehabpress.loader.rosters.table import MOST_ROWS, RecordTable, TableRecord, too_large
from rehabpress.loader.yaml.reader import read_text
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound


def listed(text: str, file: str, notes: tuple[str, ...]) -> RecordTable:
    """The records of a list ``patients``. Raises ``ProblemsFound``."""
    if text.lstrip().startswith("["):
        text = '{"patients": ' + text + "}"
    draft = read_text(text, file)
    rows = (draft.data or {}).get("patients")
    if draft.problems or not isinstance(rows, tuple) or not all(isinstance(row, dict) for row in rows):
        wrong = Problem(draft.origin.at("patients"), "is no roster", "write patients: and a list with keys for each patient")
        raise ProblemsFound(draft.problems or [wrong])
    if len(rows) > MOST_ROWS:
        raise too_large(file, f"has {len(rows)} patients")
    headings: dict[str, Place] = {}
    records = []
    for n, row in enumerate(rows):
        assert isinstance(row, dict)  # noqa: S101 - narrows the type
        for key in row:
            headings.setdefault(key, draft.origin.keys.get(("patients", n, key)) or draft.origin.at("patients", n))
        places: dict[tuple[str | int, ...], Place] = {(key,): draft.origin.at("patients", n, key) for key in row}
        data = {key: _value(value) for key, value in row.items() if value is not None}
        records.append(TableRecord(data, Origin(places, draft.origin.at("patients", n))))
    return RecordTable(tuple(headings.items()), tuple(records), notes)


def _value(value: object) -> object:
    if isinstance(value, bool):
        return str(value).upper()
    return value if isinstance(value, tuple | dict) else str(value)
