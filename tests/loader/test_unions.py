"""What is said where a model allows one of several types."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import Field

from rehabpress.loader.validate import check_draft
from rehabpress.loader.yaml.reader import read_text
from rehabpress.model.base import Content, Id


class Camera(Content):
    turn: int


class Joint(Content):
    flex: Annotated[int, Field(le=180)] = 0


class Pose(Content):
    view: Literal["side", "front"] | Camera = "side"
    hip: int | Joint | None = None
    either: tuple[int, ...] | Id = ()


SAID = [
    ("view: sidee", 'f.yaml:1:7: view: "sidee" is not known\n    view: sidee\n          ^^^^^\n    did you mean "side"?'),
    ("view: 5", 'f.yaml:1:7: view: "5" is not known\n    view: 5\n          ^\n    known here: front, side'),
    ("view: [side]", "f.yaml:1:7: view: must be one word\n    view: [side]\n          ^\n    known here: front, side"),
    ("view: {turn: x}", 'f.yaml:1:14: view.turn: "x" must be a whole number\n    view: {turn: x}\n                 ^\n    write digits without quotes: 3'),
    ("view: {tunr: 5}", 'f.yaml:1:8: view: unknown key "tunr"\n    view: {tunr: 5}\n           ^^^^\n    did you mean "turn"?'),
    ("hip: x", 'f.yaml:1:6: hip: "x" must be a whole number or a group of keys\n    hip: x\n         ^\n    write digits without quotes: 3'),
    ("hip: {flex: 500}", "f.yaml:1:13: hip.flex: 500 must be at most 180\n    hip: {flex: 500}\n                ^^^\n    "),
    ("either: A B", 'f.yaml:1:9: either: "A B" is not an id\n    either: A B\n            ^^^\n    write small letters, digits and single hyphens: bird-dog'),
    ("either: 5", 'f.yaml:1:9: either: "5" must be a list or text\n    either: 5\n            ^\n    write each item on a line of its own: - first'),
    ("either: [a]", 'f.yaml:1:10: either[1]: "a" must be a whole number\n    either: [a]\n             ^\n    write digits without quotes: 3'),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "said"), SAID)
def test_one_problem_where_pydantic_has_one_for_each_type(typed: str, said: str) -> None:
    _, problems = check_draft(Pose, read_text(typed, "f.yaml"))
    assert "\n".join(map(str, problems)) == said.rstrip()


def test_right_values_of_every_type() -> None:
    for typed in ("view: side", "view: {turn: 5}", "hip: 5", "hip: {flex: 5}", "hip:", "either: [1]", "either: a"):
        value, problems = check_draft(Pose, read_text(typed, "f.yaml"))
        assert (value is not None, problems) == (True, ())
