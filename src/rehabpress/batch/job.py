"""Job and result types of a batch: plain values that can be pickled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rehabpress.loader.folders import Folders
from rehabpress.pdf.print_file import PacketPages
from rehabpress.pipeline.order import Order
from rehabpress.support.problems import Problem


@dataclass(frozen=True, slots=True)
class Job:
    """One patient's packet: its sheets in the order of the paper. ``file`` is its name in the folder of the run."""

    id: str
    name: str
    file: str
    packet: str
    orders: tuple[Order, ...]
    password: str | None = None
    known: tuple[str, str] | None = None
    """From an earlier run: the digest of all that went into its file, and that of the file itself."""


@dataclass(frozen=True, slots=True)
class JobRecord:
    """What the manifest says of a packet."""

    id: str
    file: str
    pages: int
    sha256: str
    inputs: str
    """A digest of all that went into it: the row, the content, the layouts, the program."""
    packet: str
    plans: tuple[Mapping[str, str], ...]
    """The id and the digest of each plan's file."""
    content: str
    """A digest of the content that it was made from."""
    exercises: tuple[Mapping[str, str], ...]
    """Each with its plan, its id and its dose in words."""
    overrides: tuple[Mapping[str, str], ...] = ()
    """Each exception to a rule of safety: the plan, the exercise, the flags or conditions, who decided it, why and when."""
    own_rules: tuple[Mapping[str, str], ...] = ()
    """Each file of the clinic that is less strict than the packaged one of its id: its kind, id, in what, and who signed it."""
    protected: str | None = None
    """The name of the copy that a password opens."""
    protected_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class JobResult:
    """What came of a job: a record, or problems. ``written`` says that the file is new; otherwise it was there and right."""

    id: str
    record: JobRecord | None
    problems: tuple[Problem, ...] = ()
    printed: PacketPages | None = None
    written: bool = False
    fatal: bool = False
    """The folder cannot be written: there is no use in going on."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for all jobs of a run. ``run`` is another for each, so that nothing that is kept outlives it."""

    run: str
    folders: Folders
    target: Path
    people: str = field(default="", compare=False)
    """Id and name of all patients of the roster, for the guard. ``run`` says which roster that is."""
    printing: bool = False
    """Whether pages for the print file are wanted."""
    separators: bool = False
    """Whether a sheet with the patient's name stands before each packet of the print file."""
    writing: bool = True
    """Whether files are written; otherwise everything is only made."""
