"""Tries changed inputs, one after the other, and counts what came of them."""

from __future__ import annotations

import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fuzz import oracle
from fuzz.inputs import Kind, Project, files_read_once, kinds
from rehabpress.plan.handout import Handout
from rehabpress.support.problems import ProblemsFound

SECONDS, MEGABYTES = 5.0, 300
"""What one input may take of the processor, and of memory beyond what the program has taken before."""

OUTCOMES = ("tried", "right", "clear", "wrong", "traceback", "over time", "over memory")


@dataclass(frozen=True)
class Finding:
    """An input that the program does not take as it should."""

    outcome: str
    kind: str
    file: str
    changed: str | bytes
    why: str


@dataclass
class Counts:
    """What came of all inputs, by kind, and those that went wrong."""

    of: dict[str, Counter[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, kind: str, outcome: str) -> None:
        """One more."""
        self.of.setdefault(kind, Counter()).update(("tried", outcome))

    @property
    def total(self) -> Counter[str]:
        """Of all kinds."""
        return sum(self.of.values(), Counter())

    def __str__(self) -> str:
        rows = [*sorted(self.of.items()), ("all", self.total)]
        head = " " * 16 + "".join(f"{name:>13}" for name in OUTCOMES)
        return "\n".join([head, *(f"{kind:16}" + "".join(f"{count[name]:>13}" for name in OUTCOMES) for kind, count in rows)])


class _TooLong(BaseException):
    """The alarm rings."""


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Campaign:
    """Inputs of all kinds, changed by dice of a seed."""

    def __init__(self, folder: Path, seed: int = 0, only: frozenset[str] = frozenset()) -> None:
        self.project = Project(folder)
        self.counts = Counts()
        self._kinds = [kind for kind in kinds() if not only or kind.name in only]
        self._dice = random.Random(seed)
        self._rights: dict[tuple[str, str], Handout] = {}

    def run(self, seconds: float, most: int = 10**9) -> Counts:
        """Try as many as there is time for."""
        until, tried = time.monotonic() + seconds, 0
        with files_read_once():
            while time.monotonic() < until and tried < most:
                (kind,) = self._dice.choices(self._kinds, [one.often for one in self._kinds])
                changed = kind.change(self._dice, kind.right)
                self.try_one(kind, changed, sample=self._dice.randrange(20) == 0)
                tried += 1
        return self.counts

    def try_one(self, kind: Kind, changed: str | bytes, *, sample: bool = False) -> str:
        """What comes of one changed input."""
        right = self._right(kind)
        self.project.write(kind.file, changed)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        try:
            with _alarm(SECONDS):
                outcome, why = self._outcome(kind, changed, right, sample)
        except _TooLong:
            outcome, why = "over time", traceback.format_exc()
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // (1024 if sys.platform == "linux" else 1024**2)
        if grown > MEGABYTES:
            outcome, why = "over memory", f"{grown} MB"
        self.project.take_away(kind)
        self.counts.add(kind.name, outcome)
        if outcome not in ("right", "clear"):
            self.counts.findings.append(Finding(outcome, kind.name, kind.file, changed, why))
        return outcome

    def _outcome(self, kind: Kind, changed: str | bytes, right: Handout, sample: bool) -> tuple[str, str]:
        try:
            built = self.project.build(kind)
        except ProblemsFound as found:
            unclear = [str(one) for one in found.problems if not one.what or not one.place.file or len(str(one)) > 5000]
            return ("wrong", f"an unclear message: {unclear}") if unclear or not found.problems else ("clear", "")
        except MemoryError:
            return "over memory", traceback.format_exc()
        except Exception:  # noqa: BLE001 - that is what is looked for
            return "traceback", traceback.format_exc()
        if built is None:
            return "right", ""
        try:
            faults = [*oracle.wrong(kind, changed, right, built.pdf)]
            if sample:
                faults += [*oracle.ill_formed(built.pdf), *oracle.faint(built.pdf)]
        except Exception:  # noqa: BLE001 - a file that was accepted means something that the oracle does not understand
            faults = [traceback.format_exc()]
        return ("wrong", "\n".join(faults[:20])) if faults else ("right", "")

    def _right(self, kind: Kind) -> Handout:
        """The handout of the project with no file changed."""
        key = (kind.flags, kind.layout)
        if key not in self._rights:
            self.project.take_away(kind)
            plain = next(one for one in kinds() if one.name == "plan") if not kind.flags else kind
            built = self.project.build(plain)
            assert built is not None
            self._rights[key] = built.handout
        return self._rights[key]
