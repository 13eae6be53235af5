"""Problems as values: what is wrong, where (file, line, column), and what to write instead.

A stage that finds something wrong makes a ``Problem`` and goes on looking, so that a person sees everything in one run.
When a stage can give no right result it raises ``ProblemsFound`` with all of them; the command line prints them and ends with 1.
Any other exception is a bug of this program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from types import MappingProxyType

FAULT = "this is a fault of the program; please report it"
"""What to do about what no user has done."""

_LONGEST_SENTENCE, _LONGEST_LINE = 1000, 400
"""Characters of a message, and of the line that it shows."""

_LONGEST_GUESSED = 100


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a text that a person wrote: a file, a template, or words of the command line.

    ``line`` and ``column`` count from 1; 0 stands for "the whole of it". ``excerpt`` is the line itself, ``width`` the characters meant.
    """

    file: str
    line: int = 0
    column: int = 0
    excerpt: str = field(default="", compare=False)
    width: int = field(default=1, compare=False)

    def __str__(self) -> str:
        """``file:line:column``, as editors understand it."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Origin:
    """Where each part of one piece of content was written, by its path of keys and indexes.

    ``places`` are those of the values, ``keys`` those of the keys that they stand behind.
    """

    places: Mapping[tuple[str | int, ...], Place]
    whole: Place
    keys: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict)

    def at(self, *path: str | int) -> Place:
        """The place of the value at ``path``, or of the nearest thing that holds it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, self.whole)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: ``what`` in a sentence that names it, ``hint`` what to write or do instead.

    ``code`` and ``names`` say the same to a program that words its own hints: what kind of problem it is, and what it names
    (the numbers that are missing, exercises to choose from).
    """

    place: Place
    what: str
    hint: str = ""
    code: str = field(default="", compare=False)
    names: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        """The lines that a person reads: the place and what, the line with a caret, the hint."""
        lines = [f"{self.place}: {shortened(self.what)}"]
        if self.place.excerpt.strip():
            text, column = _around(self.place.excerpt.rstrip().expandtabs(1), self.place.column - 1)
            lines.append(f"    {text}")
            if self.place.column:
                lines.append("    " + " " * column + "^" * max(1, min(self.place.width, len(text) - column)))
        lines.extend(f"    {shortened(line)}" for line in self.hint.splitlines())
        return "\n".join(lines)


def shortened(text: str) -> str:
    """The text as far as a person reads it in a message: its beginning and its end, where it is very long."""
    return text if len(text) <= _LONGEST_SENTENCE else f"{text[: _LONGEST_SENTENCE // 2]} … {text[-_LONGEST_SENTENCE // 2 :]}"


def _around(line: str, column: int) -> tuple[str, int]:
    """A line that is no longer than a person can look through, with what stands at ``column`` in it, and the column there."""
    if len(line) <= _LONGEST_LINE:
        return line, column
    start = max(0, column - _LONGEST_LINE // 4)
    shown = ("…" if start else "") + line[start : start + _LONGEST_LINE] + ("…" if start + _LONGEST_LINE < len(line) else "")
    return shown, column - start + bool(start)


class ProblemsFound(Exception):  # noqa: N818 - it says what it carries, as ExceptionGroup does
    """Raised when no right result can be given. Carries every problem found, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.what)))
        super().__init__(f"{len(self.problems)} problem(s)")


@contextmanager
def collecting(problems: list[Problem]) -> Iterator[None]:
    """Go on after a ``ProblemsFound``, its problems added to ``problems``, so that what comes next is looked at in the same run."""
    try:
        yield
    except ProblemsFound as found:
        problems.extend(found.problems)


_LEAST_LIKE = 0.62
"""From which likeness on words may be meant, together and each of several, as ``difflib`` measures it."""
_OTHER_FORMS = MappingProxyType({"seated": "sitting", "stood": "standing", "knelt": "kneeling"})
"""Other forms of words, which share too few letters with them to be found."""


def _a_slip(typed: str, meant: str) -> bool:
    """Whether words that were typed may be a slip for others: each for its own. "bad knee" shares most letters with "new knee", and means another thing."""
    words, others = typed.split(), re.split(r"[\s_-]+", meant)
    if len(words) < 2 or len(words) != len(others):
        return True
    pairs = zip(words, others, strict=True)
    return all((one.isdigit() and other.isdigit()) or SequenceMatcher(None, one, other).ratio() >= _LEAST_LIKE for one, other in pairs)


def did_you_mean(word: str, known: Sequence[str], otherwise: str = "") -> str:
    """A hint that names the nearest known word, or lists the known ones when none is near and they are few."""
    word = _OTHER_FORMS.get(word.lower(), word)
    near = [] if len(word) > _LONGEST_GUESSED else get_close_matches(word.lower(), [k.lower() for k in known], n=3, cutoff=_LEAST_LIKE)
    near = [k for k in near if _a_slip(word.lower(), k)]
    if near:
        # Letters that changed places are the likeliest slip: "resp" is "reps" and not "rest".
        best = next((k for k in near if sorted(k) == sorted(word.lower())), near[0])
        meant = next(k for k in known if k.lower() == best)
        return f'did you mean "{meant}"?'
    if known and len(known) <= 24:
        return "known here: " + ", ".join(sorted(known))
    return otherwise
