"""A draft to its paper and what the page says beside it: sentences of doses, time, sheets; or problems at their fields."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath

from rehabpress.model.dose import typed_numbers
from rehabpress.pipeline.for_order import UNANSWERED
from rehabpress.pipeline.order import Order
from rehabpress.plan.dose_layers import NO_NUMBER
from rehabpress.plan.handout import Card
from rehabpress.plan.safety.messages import REFUSED
from rehabpress.support.problems import Problem
from rehabpress.web.desk import MadePaper, Workbench
from rehabpress.web.draft import Draft, field_of, order_from

NAMES_OF_NUMBERS: Mapping[str, str] = {
    "sets": "sets",
    "reps": "repetitions",
    "hold": "how long to hold",
    "duration": "how long to go on",
    "load": "the load",
    "effort": "the effort",
    "tempo": "the tempo",
    "rest": "the rest between sets",
    "side": "which side",
    "times_per_day": "how many times a day",
    "days_per_week": "on how many days a week",
    "weeks": "for how many weeks",
}


def preview(bench: Workbench, draft: Draft, today: dt.date) -> tuple[MadePaper, Mapping[str, object]]:
    """The paper of a draft, and what the page says of it. Raises ``ProblemsFound``."""
    order = order_from(draft, bench.folders, today)
    paper = bench.paper(order)
    return paper, described(bench, order, paper)


def described(bench: Workbench, order: Order, paper: MadePaper) -> Mapping[str, object]:
    """What the page says of a paper."""
    handout = paper.handout
    bound = bench.pipeline.bound(order)
    page = bench.pipeline.pages(bound)[0]
    small = bench.pipeline.small_paper(bound[0], page, paper.own) if order.weeks == 1 else None
    return {
        "key": paper.key,
        "pages": [{"name": name, "width": width, "height": height} for name, (width, height) in zip(paper.pages, paper.sizes, strict=True)],
        "budget": bench.pipeline.budget(bound, page),
        "sides": paper.own,
        "small": str(small) if small else "",
        "time": handout.time,
        "planned": _planned(bench, order),
        "equipment": handout.equipment,
        "cards": [_card(card) for card in handout.cards],
        "problems": [],
    }


def _planned(bench: Workbench, order: Order) -> Mapping[str, str]:
    """What stands on the paper where the words for this patient are left empty."""
    plan, library = bench.pipeline.plan(replace(order, title=None, message=None, goal=None))
    condition = library.conditions[plan.conditions[0]]
    return {"title": plan.title or condition.plan_title, "message": plan.message or condition.plan_message, "goal": plan.goal or ""}


def _card(card: Card) -> Mapping[str, object]:
    return {
        "id": card.id,
        "said": " ".join(card.text.sentences),
        "later": [stage.line for stage in card.later],
        "numbers": typed_numbers(card.dose),
        "library": list(card.of_library),
        "usual": [{"whose": whose, "names": list(names)} for whose, names in card.of_usual],
        "changed": list(card.changed),
    }


def as_data(problems: Iterable[Problem]) -> list[Mapping[str, object]]:
    """Problems as the page shows them: each at the path of its field, in words that speak of the page and not of files."""
    return [
        {"path": field_of(one), "code": one.code, "what": _placed(one), "names": list(one.names), "hint": hinted(one)} for one in problems
    ]


_FILE = re.compile(r"^\S+\.(?:yaml|html)(?::\d+)*: ")
_KEYS = re.compile(r"^[a-z_]+(?:\[[^]]*\]|\.[a-z_]+)*: (?=.)")
"""The way through a file to a value, as problems of content begin with it: on the page they stand at its field."""
_ID = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)* (?=is in the plan twice|gets a side|goes on from week)")
_SAID_OTHERWISE = (
    (re.compile(r" \([^()]*\.yaml(?::\d+)*\)$"), lambda _: ""),
    (re.compile(r'^the key "(\w+)" is missing$'), lambda found: f"still to say: {found[1].replace('_', ' ')}"),
    (re.compile(r"^the list is empty$"), lambda _: "nothing is chosen yet"),
    (re.compile(r'^there is no flag (".*")$'), lambda found: f"{found[1]} is no word that the rules know"),
    (_ID, lambda _: "this exercise "),
)
_OF_FILES = re.compile(
    r"rehabpress |--[a-z]|\.yaml|: \.\.\.|^\s|^known here:|^add it:|^its keys are|^see:|a line of its own|without quotes|in the theme|changes:"
    r"|a file of your own|more width|below ignore|columns:|clinic:"
)
"""What is said to whoever writes files or types commands."""


def _placed(problem: Problem) -> str:
    """What is wrong; what is wrong in a file of content, and not in the form, says in which."""
    place = problem.place
    if field_of(problem) or not place.file.endswith(".yaml"):
        return worded(problem)
    return f"{worded(problem).removesuffix('.')} (in the file {'/'.join(PurePath(place.file).parts[-2:])}{f', line {place.line}' if place.line else ''})."


def worded(problem: Problem, *, named: bool = False) -> str:
    """What is wrong, without ids and places of files; ``named``: with the exercise, where it does not stand beside it."""
    what = _KEYS.sub("", _FILE.sub("", problem.what))
    if problem.code == NO_NUMBER and not named:
        what = f"still to say: {', '.join(NAMES_OF_NUMBERS.get(name, name) for name in problem.names)}"
    elif problem.code == UNANSWERED:
        return f"This plan asks about {problem.names[0].replace('-', ' ')}. Does the patient have it?"
    elif problem.code.startswith(REFUSED):
        what = re.sub(r": (?:flag|condition) [a-z0-9-]+$", "", what)
        what = re.sub(r'^"(.*?)" \([a-z0-9-]+\) ', r"\1 " if named else "", what)
    for pattern, said in _SAID_OTHERWISE:
        what = pattern.sub(said, what)
    return _sentence(what)


def hinted(problem: Problem) -> str:
    """What to do, without what is meant for files and the command line."""
    if problem.code:
        return ""
    lines = [re.split(r"(?=[;,] or |; )", line) for line in problem.hint.splitlines() if not _OF_FILES.match(line)]
    kept = ["".join([clause for clause in clauses if not _OF_FILES.search(clause)]) for clauses in lines]
    return " ".join([_sentence(re.sub(r"^[;,] (?:or )?", "", line)) for line in kept if line])


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}"
