"""What the tests of ``plan`` share: the locales, and a shelf of small content files to make handouts from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from rehabpress.loader.folders import Folders
from rehabpress.loader.layouts import read_locale
from rehabpress.loader.library import Named, read_plan
from rehabpress.model.amount import count, duration
from rehabpress.model.dose import Dose
from rehabpress.model.languages.language import Language
from rehabpress.model.languages.locale import Locale
from rehabpress.plan.dose_layers import Override
from rehabpress.plan.handout import Handout
from rehabpress.plan.phrasing import Phrasing
from rehabpress.plan.resolve import Resolver
from rehabpress.support.problems import Place, ProblemsFound

TESTS = Path(__file__).parents[1]
DATE = dt.date(2026, 11, 20)


def locale(language: str) -> Locale:
    """The English of the program, or a language made up for these tests."""
    return read_locale(Folders((), (TESTS / "plan", TESTS.parent / "layouts")), language)


def speech(language: str, local: str | None = None) -> Phrasing:
    """The speech of a locale."""
    known = Language.named(local or language)
    assert known
    return Phrasing.of(locale(language), known)


def dose(**fields: object) -> Dose:
    """A dose as its file gives it."""
    return Dose.model_validate(fields)


__all__ = ["DATE", "Shelf", "count", "dose", "duration", "locale", "speech"]

EXERCISE = """\
id: {id}
name: {name}
goal: It helps.
start: Lie down.
steps:
  - Do it.
picture: A person.
movements: [lying]
sources: [{source}]
{more}"""

CONDITION = """\
id: {id}
name: {id} pain
title: About {id}
plan_title: Exercises for your {id}
plan_message: Keep going.
region: {region}
what_it_is: [It hurts.]
sources: [{source}]
{more}"""

REGION = """\
id: {id}
version: "1"
language: {language}
name: {id}
emergency: [you fall]
urgent: [it goes on]
stop: [it hurts]
feeling: [It may pull a little.]
sources: [{source}]
{more}"""

MOVEMENT = """\
id: {id}
name: {id}
definition: As it says.
sources: [{source}]
"""

CLINIC = """\
id: {id}
name: The clinic
address: [1 Street]
phone: "123"
language: {language}
emergency: {{call: "999", go_to: A&E, out_of_hours: "111"}}
"""

PLAN = """\
id: {id}
{title}{more}"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A content folder of its own. Sources are made as they are named."""

    folder: Path

    def write(self, kind: str, name: str, text: str) -> None:
        """Write a file."""
        path = self.folder / kind / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def source(self, name: str, more: str = "", read_on: str = "2026-11-20") -> str:
        """Write a source; returns its id."""
        self.write("sources", name, f"id: {name}\ntitle: The {name}\nread_on: {read_on}\n{more}")
        return name

    def exercise(self, name: str, more: str = "", source: str = "book") -> None:
        """Write an exercise; ``more`` are its lines besides those that it must have."""
        title = name.replace("-", " ").capitalize()
        self.movement("lying")
        self.write("exercises", name, EXERCISE.format(id=name, name=title, more=more, source=self.source(source)))

    def condition(self, name: str, more: str = "", source: str = "book", region: str = "back") -> None:
        """Write a condition, and its region if there is none."""
        self.write("conditions", name, CONDITION.format(id=name, more=more, source=self.source(source), region=region))
        if not (self.folder / "regions" / f"{region}.yaml").exists():
            self.region(region)

    def region(self, name: str, more: str = "", source: str = "safety", language: str = "en") -> None:
        """Write a region."""
        self.write("regions", name, REGION.format(id=name, more=more, source=self.source(source), language=language))

    def movement(self, name: str) -> None:
        """Write a movement."""
        self.write("movements", name, MOVEMENT.format(id=name, source=self.source("anatomy")))

    def clinic(self, name: str = "ours", language: str = "en-GB") -> None:
        """Write a clinic."""
        self.write("clinics", name, CLINIC.format(id=name, language=language))

    def plan(self, more: str, name: str = "first", title: str = "title: A plan\nmessage: Be gentle.\n") -> None:
        """Write a plan; ``title`` are the lines of its title and message, ``more`` those after them."""
        self.write("plans", name, PLAN.format(id=name, title=title, more=more))

    def handout(
        self, name: str = "first", language: str = "en", date: dt.date = DATE, clinic: str | None = None, **said: object
    ) -> Handout:
        """Resolve a plan."""
        also = [Named("clinics", clinic, Place("--clinic"))] if clinic else []
        plan, library = read_plan(Folders((self.folder,), ()), Named("plans", name, Place("test")), also)
        return Resolver(plan, library, locale(language)).resolve(date=date, clinic=clinic, **said)  # type: ignore[arg-type]

    def problems(self, name: str = "first", overrides: dict[str, Override] | None = None) -> str:
        """What is wrong with a plan, as it is printed; nothing if a handout can be made."""
        try:
            self.handout(name, overrides=overrides or {})
        except ProblemsFound as found:
            return "\n".join(map(str, found.problems))
        return ""
