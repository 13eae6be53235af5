"""The names of all files of a run, made and compared before anything is written: with each other, and with what is in the folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rehabpress.batch.job import Job
from rehabpress.batch.manifest import CSV, EMAIL, JOURNAL, JSON, Earlier
from rehabpress.batch.planning import PlannedRun
from rehabpress.support.file_names import same_file
from rehabpress.support.problems import Origin, Place, Problem, ProblemsFound

PRINT_FILE = "print.pdf"
LOCK = ".lock"
OWN = (PRINT_FILE, JSON, CSV, JOURNAL, LOCK, EMAIL)
"""Names that the run itself takes. The folder of copies for e-mail holds files of the same names as the packets."""


def each_its_own(planned: PlannedRun, target: Path, earlier: Earlier) -> PlannedRun:
    """The jobs whose files nothing else is called; what is wrong with the others is said of their rows.

    Raises ``ProblemsFound`` when something stands in the place of a file that the run itself writes.
    """
    there = {same_file(name): name for name in _entries(target)}
    if problems := list(_of_the_run(target, there, earlier)):
        raise ProblemsFound(problems)
    bad = dict(planned.problems)
    by_name: dict[str, list[Job]] = {}
    for job in planned.jobs:
        by_name.setdefault(same_file(job.file), []).append(job)
    right = []
    copies = {same_file(name): name for name in _entries(target / EMAIL)}
    for job in planned.jobs:
        found = [
            *_of_others(job, by_name[same_file(job.file)], planned.places),
            *_in_folder(job.file, target, there, earlier, planned.places[job.id]),
            *(_in_folder(f"{EMAIL}/{job.file}", target, copies, earlier, planned.places[job.id]) if job.password else ()),
        ]
        if found:
            bad[planned.places[job.id].whole.line] = tuple(found)
        else:
            right.append(job)
    return PlannedRun(tuple(right), planned.places, bad)


def _entries(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            yield from [entry.name for entry in found]
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        return  # what cannot be looked at cannot be written either, and that is said when it is tried


def _of_the_run(target: Path, there: Mapping[str, str], earlier: Earlier) -> Iterator[Problem]:
    for name in OWN:
        found = there.get(same_file(name))
        if found is None:
            continue
        path = target / found
        wanted = path.is_dir() if name == EMAIL else path.is_file()
        if not wanted or path.is_symlink():
            kind = "a link" if path.is_symlink() else "a file" if path.is_file() else "a folder" if path.is_dir() else "no file"
            yield Problem(Place(str(path)), f"is {kind}, and the run writes something of that name here", "move it, or name another folder")
        elif found != name or (name == PRINT_FILE and not earlier.made(name)) or (name == JSON and earlier.foreign):
            yield Problem(Place(str(path)), "is there, and no run of packets has made it", "move it, or name another folder with --output")


def _of_others(job: Job, same: Sequence[Job], places: Mapping[str, Origin]) -> Iterator[Problem]:
    place = places[job.id].at("id")
    if same_file(job.file) in map(same_file, OWN):
        what = f'the file "{job.file}" has the name of one that the run itself writes'
        yield Problem(place, what, "give the patient another number")
    for other in same:
        if other is not job:
            line = places[other.id].whole.line
            what = f'the file "{job.file}" would also be that of the patient in line {line}'
            yield Problem(place, what, "give one of them another number, or leave out --names")


def _in_folder(name: str, target: Path, there: Mapping[str, str], earlier: Earlier, origin: Origin) -> Iterator[Problem]:
    found = there.get(same_file(Path(name).name))
    if found is None:
        return
    path = (target / name).with_name(found)
    if path.is_symlink() or not path.is_file():
        what = f"{path} is a folder, a link or no file, and the packet of this row has that name"
        yield Problem(origin.at("id"), what, "move it, or name another folder with --output")
    elif not earlier.made(path.relative_to(target).as_posix()):
        what = f"{path} is there, and no run of packets has made it"
        yield Problem(origin.at("id"), what, "move it, or name another folder with --output")
