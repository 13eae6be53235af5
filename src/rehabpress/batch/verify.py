"""At the end of a run: every file is what its entry in the manifest says, and the print file holds the pages of each packet in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import file_digest
from pathlib import Path

from rehabpress.batch.job import JobRecord
from rehabpress.batch.manifest import PacketEntry
from rehabpress.batch.read_back import ReadBack, said
from rehabpress.pdf.print_file_text import print_file_pages
from rehabpress.pdf.text_extraction import NotReadable, TextReader
from rehabpress.support.problems import FAULT, Place, Problem, ProblemsFound

_CHANGED = "something else writes into this folder; run it again with --resume"


def verify(target: Path, records: Sequence[JobRecord], printed: PacketEntry | None, *, duplex: bool, separators: bool) -> None:
    """Hold every file of a run against its entry. Raises ``ProblemsFound``; then there is no manifest that says otherwise."""
    problems = [*_of_names(target, records), *_of_files(target, records, printed)]
    if printed and not problems:
        problems += _of_print_file(target, records, printed, duplex=duplex, separators=separators)
    if problems:
        raise ProblemsFound(problems)


def _of_names(target: Path, records: Sequence[JobRecord]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for record in records:
        if seen.setdefault(record.file, record.id) != record.id:
            yield Problem(Place(str(target / record.file)), f"is the file of two patients, {seen[record.file]} and {record.id}", FAULT)


def _of_files(target: Path, records: Sequence[JobRecord], printed: PacketEntry | None) -> Iterator[Problem]:
    expected = [(record.file, record.sha256) for record in records]
    expected += [(record.protected, record.protected_sha256) for record in records if record.protected and record.protected_sha256]
    expected += [(printed.file, printed.sha256)] if printed else []
    for name, digest in expected:
        try:
            with (target / name).open("rb") as opened:
                is_it = file_digest(opened, "sha256").hexdigest() == digest
        except OSError:
            is_it = False
        if not is_it:
            yield Problem(Place(str(target / name)), "is not what this run has written, or is gone", _CHANGED)


def _of_print_file(
    target: Path, records: Sequence[JobRecord], printed: PacketEntry, *, duplex: bool, separators: bool
) -> Iterator[Problem]:
    """What the print file says otherwise than the packets, page by page."""
    place = Place(str(target / printed.file))
    reader, told = TextReader(), ReadBack()
    try:
        with print_file_pages(target / printed.file) as pages:
            wanted = _wanted(target, records, reader, told, duplex=duplex, separators=separators)
            count = 0
            for count, page in enumerate(pages, start=1):
                number, text, divider = next(wanted, ("", None, False))
                read = "".join(map(told.said, page))
                if text is None or not (text in read if divider else text == read):
                    yield Problem(place, f"page {count} is not what the packet of {number or 'nobody'} has there", FAULT)
                    return
            if (left := next(wanted, None)) is not None or count != printed.pages:
                yield Problem(place, f"ends with page {count}, before that of {left[0] if left else 'its end'}", FAULT)
    except (NotReadable, OSError, ValueError) as error:
        yield Problem(place, f"cannot be read back: {error}", FAULT)


def _wanted(
    target: Path, records: Sequence[JobRecord], reader: TextReader, told: ReadBack, *, duplex: bool, separators: bool
) -> Iterator[tuple[str, str, bool]]:
    """What each page of the print file is to say, and whose it is; of a divider the id that it must name."""
    count = 0
    for record in records:
        own = ["".join(map(told.said, page)) for page in reader.pages((target / record.file).read_bytes())]
        for pages, divider in (([said(record.id)] if separators else [], True), (own, False)):
            if pages and duplex and count % 2:
                count += 1
                yield record.id, "", False
            for text in pages:
                count += 1
                yield record.id, text, divider
