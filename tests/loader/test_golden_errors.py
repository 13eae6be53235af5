"""Content that is broken, and exactly what a person then reads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from helpers.loader_project import Project, complaint, right_project
from rehabpress.loader.library import InFile, Named, Typed, read_library, read_plan
from rehabpress.support.problems import Origin, Place

MORNING = Named("plans", "morning", Place("PLAN morning"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    return right_project(tmp_path, monkeypatch)


@dataclass(frozen=True)
class Broken:
    """One change that breaks the project, and what is said of it."""

    path: str
    old: str
    new: str
    said: str


PLAN, BIRD, CONDITION = "content/plans/morning.yaml", "content/exercises/bird-dog.yaml", "content/conditions/back-pain.yaml"

BROKEN = {
    "an unknown exercise": Broken(
        PLAN,
        "- exercise: bridge",
        "- exercise: bridgge",
        """\
        content/plans/morning.yaml:9:15: there is no exercise "bridgge"
              - exercise: bridgge
                          ^^^^^^^
            did you mean "bridge"?
        """,
    ),
    "an unknown condition": Broken(
        PLAN,
        "[back-pain]",
        "[knee-arthritis]",
        """\
        content/plans/morning.yaml:4:14: there is no condition "knee-arthritis"
            conditions: [knee-arthritis]
                         ^^^^^^^^^^^^^^
            known here: back-pain
        """,
    ),
    "an unknown source two files away": Broken(
        CONDITION,
        "a-leaflet",
        "a-leaflt",
        """\
        content/conditions/back-pain.yaml:10:90: there is no source "a-leaflt"
              - {id: sit-ups, what: Sit-ups, why: They press on the joint., movements: [], sources: [a-leaflt]}
                                                                                                     ^^^^^^^^
            did you mean "a-leaflet"?
        """,
    ),
    "an id that is none": Broken(
        PLAN,
        "- exercise: bridge",
        "- exercise: The Bridge",
        """\
        content/plans/morning.yaml:9:15: exercises[The Bridge].exercise: "The Bridge" is not an id
              - exercise: The Bridge
                          ^^^^^^^^^^
            write small letters, digits and single hyphens: bird-dog
        """,
    ),
    "a duplicate key": Broken(
        BIRD,
        "changes: side",
        "name: Side",
        """\
        content/exercises/bird-dog.yaml:9:1: the key "name" is here twice
            name: Side
            ^^^^
            it is also on line 2; take one of them out
        """,
    ),
    "a time that YAML 1.1 takes for 90": Broken(
        BIRD,
        "hold: 5-10 s",
        "hold: 1:30",
        """\
        content/exercises/bird-dog.yaml:8:14: dose.hold: "1:30" is not a duration
            dose: {hold: 1:30, side: each}
                         ^^^^
            write a number or a range with a unit: 5 s, 5-10 s, 1 min
        """,
    ),
    "a hold in words": Broken(
        BIRD,
        "hold: 5-10 s",
        "hold: 5 to ten",
        """\
        content/exercises/bird-dog.yaml:8:14: dose.hold: "5 to ten" is not a duration
            dose: {hold: 5 to ten, side: each}
                         ^^^^^^^^
            write a number or a range with a unit: 5 s, 5-10 s, 1 min
        """,
    ),
    "an octal number of repetitions": Broken(
        PLAN,
        "dose: {reps: 5}",
        "dose: {reps: 010}",
        """\
        content/plans/morning.yaml:8:18: exercises[bird-dog].dose.reps: "010" is not a count
                dose: {reps: 010}
                             ^^^
            write a whole number or a range: 8, 8-10
        """,
    ),
    "a count that has no value": Broken(
        PLAN,
        "dose: {reps: 5}",
        "dose: {reps: yes}",
        """\
        content/plans/morning.yaml:8:18: exercises[bird-dog].dose.reps: "yes" is not a count
                dose: {reps: yes}
                             ^^^
            write a whole number or a range: 8, 8-10
        """,
    ),
    "a misspelt key, which is not also missing": Broken(
        BIRD,
        "goal:",
        "gaol:",
        """\
        content/exercises/bird-dog.yaml:3:1: unknown key "gaol"
            gaol: It steadies your low back.
            ^^^^
            did you mean "goal"?
        """,
    ),
    "a misspelt key within": Broken(
        PLAN,
        "dose: {reps: 5}",
        "dose: {resp: 5}",
        """\
        content/plans/morning.yaml:8:12: exercises[bird-dog].dose: unknown key "resp"
                dose: {resp: 5}
                       ^^^^
            did you mean "reps"?
        """,
    ),
    "a missing key of a file": Broken(
        BIRD,
        "goal: It steadies your low back.\n",
        "",
        """\
        content/exercises/bird-dog.yaml: the key "goal" is missing
            add it: Why it helps, in one sentence to the patient.
        """,
    ),
    "a missing key of an item": Broken(
        CONDITION,
        "why: They press on the joint., ",
        "",
        """\
        content/conditions/back-pain.yaml:10:5: avoid[sit-ups]: the key "why" is missing
              - {id: sit-ups, what: Sit-ups, movements: [], sources: [a-leaflet]}
                ^
            add it: The reason, in one sentence.
        """,
    ),
    "a missing key of a group": Broken(
        "content/clinics/our-clinic.yaml",
        ", go_to: A&E, out_of_hours: NHS 111}",
        ", out_of_hours: NHS 111}",
        """\
        content/clinics/our-clinic.yaml:6:1: emergency: the key "go_to" is missing
            emergency: {call: "999", out_of_hours: NHS 111}
            ^^^^^^^^^
            add it: Where to go, as it reads after: go to. For example A&E.
        """,
    ),
    "a number where text belongs": Broken(
        "content/clinics/our-clinic.yaml",
        'call: "999"',
        "call: 999",
        """\
        content/clinics/our-clinic.yaml:6:19: emergency.call: 999 reads as a number and must be text
            emergency: {call: 999, go_to: A&E, out_of_hours: NHS 111}
                              ^^^
            put it in quotes: "999"
        """,
    ),
    "a number that would lose a digit": Broken(
        BIRD,
        "name: Bird dog",
        "name: 1.10",
        """\
        content/exercises/bird-dog.yaml:2:7: name: 1.10 reads as a number and must be text
            name: 1.10
                  ^^^^
            put it in quotes: "1.10"
        """,
    ),
    "true where text belongs": Broken(
        BIRD,
        "name: Bird dog",
        "name: true",
        """\
        content/exercises/bird-dog.yaml:2:7: name: true reads as true or false and must be text
            name: true
                  ^^^^
            put it in quotes: "true"
        """,
    ),
    "text where true or false belongs": Broken(
        "content/clinics/our-clinic.yaml",
        "language: en-GB",
        "language: en-GB\nsample: yes",
        """\
        content/clinics/our-clinic.yaml:6:9: sample: "yes" must be true or false
            sample: yes
                    ^^^
            write true or false without quotes
        """,
    ),
    "a colon in a sentence": Broken(
        BIRD,
        "- Bring it back down.",
        "- Remember: bring it back down.",
        """\
        content/exercises/bird-dog.yaml:7:5: steps[2]: is a group of keys and must be text
              - Remember: bring it back down.
                ^
            a colon and a space make a key: if this is text, put it in quotes
        """,
    ),
    "text where a list belongs": Broken(
        BIRD,
        "sources: [an-article]",
        "sources: an-article",
        """\
        content/exercises/bird-dog.yaml:11:10: sources: "an-article" must be a list
            sources: an-article
                     ^^^^^^^^^^
            write each item on a line of its own: - first
        """,
    ),
    "a list where text belongs": Broken(
        BIRD,
        "goal: It steadies your low back.",
        "goal: [It steadies your low back.]",
        """\
        content/exercises/bird-dog.yaml:3:7: goal: is a list and must be text
            goal: [It steadies your low back.]
                  ^
            write text in one line
        """,
    ),
    "text where a group belongs": Broken(
        PLAN,
        "dose: {reps: 5}",
        "dose: 5 times",
        """\
        content/plans/morning.yaml:8:11: exercises[bird-dog].dose: "5 times" must be a group of keys
                dose: 5 times
                      ^^^^^^^
            its keys are: sets, reps, hold, duration, load, effort, tempo, rest, side, times_per_day, days_per_week, weeks, quality
        """,
    ),
    "an empty list": Broken(
        BIRD,
        "sources: [an-article]",
        "sources: []",
        """\
        content/exercises/bird-dog.yaml:11:10: sources: the list is empty
            sources: []
                     ^
            write each item on a line of its own: - first
        """,
    ),
    "nothing where text belongs": Broken(
        BIRD,
        "goal: It steadies your low back.",
        "goal:",
        """\
        content/exercises/bird-dog.yaml:3:1: goal: nothing is written here
            goal:
            ^^^^
            write a value, or leave the whole line out
        """,
    ),
    "a word that is not one of those known": Broken(
        BIRD,
        "changes: side",
        "needs: [holds]",
        """\
        content/exercises/bird-dog.yaml:9:9: needs[1]: "holds" is not known
            needs: [holds]
                    ^^^^^
            did you mean "hold"?
        """,
    ),
    "a number out of bounds": Broken(
        BIRD,
        "changes: side",
        "rep_seconds: 61",
        """\
        content/exercises/bird-dog.yaml:9:14: rep_seconds: 61 must be at most 60
            rep_seconds: 61
                         ^^
            About how long one repetition takes besides its hold; only for the time of a session.
        """,
    ),
    "a day that is none": Broken(
        BIRD,
        "changes: side",
        "review_due: 2026-02-30",
        """\
        content/exercises/bird-dog.yaml:9:13: review_due: "2026-02-30" is not a day of the calendar
            review_due: 2026-02-30
                        ^^^^^^^^^^
            write year-month-day: 2026-11-20
        """,
    ),
    "an address that is none": Broken(
        "content/sources/an-article.yaml",
        "title: An article",
        "title: An article\nurl: example.org",
        """\
        content/sources/an-article.yaml:3:6: url: "example.org" is not a web address
            url: example.org
                 ^^^^^^^^^^^
            write it whole, without spaces: https://example.org/page
        """,
    ),
    "a language that is none": Broken(
        "content/clinics/our-clinic.yaml",
        "language: en-GB",
        "language: English",
        """\
        content/clinics/our-clinic.yaml:5:11: language: "English" is not right
            language: English
                      ^^^^^^^
            Language and country of its pages: en-GB.
        """,
    ),
    "another id than the file's name": Broken(
        BIRD,
        "id: bird-dog",
        "id: birddog",
        """\
        content/exercises/bird-dog.yaml:1:5: id: "birddog" is not the name of the file, "bird-dog"
            id: birddog
                ^^^^^^^
            write id: bird-dog
        """,
    ),
    "an alias, of which nothing else is said": Broken(
        BIRD,
        "name: Bird dog",
        "name: *bird",
        """\
        content/exercises/bird-dog.yaml:2:7: "*bird" is an alias of YAML
            name: *bird
                  ^^^^^
            write the value out; if it is text, put it in quotes: "*bird"
        """,
    ),
    "a text that a comment cuts": Broken(
        BIRD,
        "name: Bird dog",
        "name: Bird dog #2",
        """\
        content/exercises/bird-dog.yaml:2:16: the text ends before the #: the rest is a comment
            name: Bird dog #2
                           ^^
            put the whole text in quotes, or write a space after the #
        """,
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_content(name: str, project: Project) -> None:
    broken = BROKEN[name]
    project.change(broken.path, broken.old, broken.new)
    assert complaint(lambda: read_library(project.folders, [MORNING])) == dedent(broken.said)


def test_two_files_broken_at_once_are_reported_together(project: Project) -> None:
    project.change(BIRD, "hold: 5-10 s", "hold: long")
    project.change(CONDITION, "name: back pain", "name: 5")
    project.change(PLAN, "message: A little every day.", "mesage: A little every day.")
    project.write("content/exercises/bridge.yaml", "id: [")
    assert complaint(lambda: read_library(project.folders, [MORNING])) == dedent(
        """\
        content/conditions/back-pain.yaml:2:7: name: 5 reads as a number and must be text
            name: 5
                  ^
            put it in quotes: "5"
        content/exercises/bird-dog.yaml:8:14: dose.hold: "long" is not a duration
            dose: {hold: long, side: each}
                         ^^^^
            write a number or a range with a unit: 5 s, 5-10 s, 1 min
        content/exercises/bridge.yaml:1:6: a value is missing here
            id: [
                 ^
            close every bracket and brace; if they are text, put the whole text in quotes
        content/plans/morning.yaml:3:1: unknown key "mesage"
            mesage: A little every day.
            ^^^^^^
            did you mean "message"?
        """
    )


def test_a_plan_that_is_not_there(project: Project) -> None:
    assert complaint(lambda: read_plan(project.folders, Named("plans", "mornin", Place("PLAN mornin")))) == dedent(
        """\
        PLAN mornin: there is no plan "mornin"
            did you mean "morning"?
        """
    )


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("morning.yaml", "morning.yaml: there is no such file\n    for the plan of your content write its id alone: morning\n"),
        ("evening.yaml", "evening.yaml: there is no such file\n"),
    ],
)
def test_a_file_that_is_not_there(path: str, said: str, project: Project) -> None:
    assert complaint(lambda: read_plan(project.folders, InFile("plans", Path(path)))) == said


def test_a_file_that_ends_otherwise(project: Project) -> None:
    (project.folder / BIRD).rename(project.folder / "content/exercises/bird-dog.yml")
    assert complaint(lambda: read_library(project.folders, [MORNING])) == dedent(
        """\
        content/plans/morning.yaml:7:15: there is no exercise "bird-dog"
              - exercise: bird-dog
                          ^^^^^^^^
            rename content/exercises/bird-dog.yml so that it ends with .yaml
        """
    )


def test_a_plan_in_a_file_elsewhere(project: Project) -> None:
    path = project.write(
        "today.yaml", "id: tomorrow\ntitle: Today\nmessage: Move.\nconditions: [back-pain]\nexercises: [{exercise: brigde}]\n"
    )
    assert complaint(lambda: read_plan(project.folders, InFile("plans", path))) == dedent(
        """\
        today.yaml:1:5: id: "tomorrow" is not the name of the file, "today"
            id: tomorrow
                ^^^^^^^^
            write id: today
        today.yaml:5:24: there is no exercise "brigde"
            exercises: [{exercise: brigde}]
                                   ^^^^^^
            did you mean "bridge"?
        """
    )


def test_a_plan_that_is_typed(project: Project) -> None:
    places: dict[tuple[str | int, ...], Place] = {
        ("exercises", 0): Place("-e bridgge:reps=many"),
        ("exercises", 1): Place("-e bird-dog:rep=3"),
    }
    data = {
        "id": "typed",
        "title": "Typed",
        "exercises": ({"exercise": "bridgge", "dose": {"reps": "many"}}, {"exercise": "bird-dog", "dose": {"rep": 3}}),
    }
    assert complaint(lambda: read_plan(project.folders, Typed("plans", data, Origin(places, Place("command line"))))) == dedent(
        """\
        -e bird-dog:rep=3: exercises[bird-dog].dose: unknown key "rep"
            did you mean "reps"?
        -e bridgge:reps=many: exercises[bridgge].dose.reps: "many" is not a count
            write a whole number or a range: 8, 8-10
        -e bridgge:reps=many: there is no exercise "bridgge"
            did you mean "bridge"?
        command line: the key "conditions" is missing
            add it: The conditions whose avoid-list, tips and safety text belong to it.
        """
    )


def test_the_golden_helper_fails_when_nothing_is_wrong(project: Project) -> None:
    with pytest.raises(pytest.fail.Exception):
        complaint(lambda: read_library(project.folders, [MORNING]))


def test_the_golden_helper_fails_for_one_word_changed(project: Project) -> None:
    broken = BROKEN["a hold in words"]
    project.change(broken.path, broken.old, "hold: 6 to ten")
    assert complaint(lambda: read_library(project.folders, [MORNING])) != dedent(broken.said)
