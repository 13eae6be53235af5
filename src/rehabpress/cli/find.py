"""The command ``find``, and the options by which ``list exercises`` chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rehabpress.cli import console
from rehabpress.cli.options import FlagOption, JsonOption, command, problems_reported
from rehabpress.cli.options.completion import ids_of

if TYPE_CHECKING:
    from rehabpress.loader.folders import Folders
    from rehabpress.loader.library import ContentStore
    from rehabpress.pipeline.find import Circumstances, ExerciseFilter, FoundExercise, FoundExercises

_SHOWN = 6
"""How many exercises are named where one filter less would find them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterOptions:
    """The options as they were typed; what was left out is empty."""

    region: Annotated[
        list[str], typer.Option("--region", help="For this region of the body: knee, hip, back. May be given again.", metavar="REGION")
    ] = field(default_factory=list)
    purpose: Annotated[
        list[str],
        typer.Option(
            "--purpose",
            help="For strength, stretch, mobility, control, balance, breathing, endurance or relaxation. May be given again.",
            metavar="PURPOSE",
        ),
    ] = field(default_factory=list)
    level: Annotated[list[str], typer.Option("--level", help="easy, moderate or hard. May be given again.", metavar="LEVEL")] = field(
        default_factory=list
    )
    position: Annotated[
        list[str],
        typer.Option(
            "--position", help="In this position: sitting, standing, lying, supine-lying. May be given again.", metavar="POSITION"
        ),
    ] = field(default_factory=list)
    equipment: Annotated[
        list[str],
        typer.Option(
            "--equipment",
            help="What the patient has: band, chair. none stands for what every home has. May be given again.",
            metavar="THING",
        ),
    ] = field(default_factory=list)
    without: Annotated[
        list[str],
        typer.Option(
            "--without",
            help="Not with this movement: kneeling, all-fours, hands (see: rehabpress list movements). May be given again.",
            metavar="MOVEMENT",
            autocompletion=ids_of("movements"),
        ),
    ] = field(default_factory=list)
    flag: FlagOption = field(default_factory=list)
    condition: Annotated[
        list[str],
        typer.Option(
            "--condition",
            help="Held against the avoid-list of this condition (see: rehabpress list conditions). May be given again.",
            metavar="ID",
            autocompletion=ids_of("conditions"),
        ),
    ] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether any was given."""
        given = (self.region, self.purpose, self.level, self.position, self.equipment, self.without, self.flag, self.condition)
        return any(given)


@command
def find(
    words: Annotated[
        list[str] | None,
        typer.Argument(help="Words of its name, its other names, its goal or its muscles: bridge, 'glute stretch'.", metavar="WORD"),
    ] = None,
    json: JsonOption = False,
    *,
    options: FilterOptions,
    project: Path,
) -> None:
    """Find exercises by words, body region, purpose, position and what a patient may do.

    With --flag (precautions) and --condition it says of each whether it is allowed, and why not.

    \b
    Examples:
      rehabpress find bridge
      rehabpress find glute stretch --position lying
      rehabpress find --region knee --flag osteoporosis --equipment none
    """
    if not words and not options:
        raise typer.BadParameter("say what to look for: rehabpress find bridge, or rehabpress find --region knee")
    with problems_reported(json=json):
        from rehabpress.loader.folders import find_folders

        print_found(find_folders(project), " ".join(words or ()), options, json=json)


def print_found(folders: Folders, words: str, options: FilterOptions, *, json: bool = False) -> None:
    """Print the exercises that fit, and on standard error what may be missing among them. Raises ``ProblemsFound``."""
    from rehabpress.loader.library import ContentStore
    from rehabpress.pipeline.find import find_exercises

    store = ContentStore(folders)
    wanted, patient = _asked(words, options, folders)
    found = find_exercises(store, wanted, patient)
    if json:
        console.as_json([_plain(one) for one in found.exercises])
    elif patient.flags or patient.conditions:
        width = max((len(one.exercise.id) for one in found.exercises), default=0)
        for (allowance, reasons), exercises in _by_reason(found.exercises).items():
            console.say(f"{allowance}: {' '.join(reasons)}" if reasons else allowance)
            for one in exercises:
                console.say(f"  {one.exercise.id:{width}}  {one.exercise.name}")
    elif found.exercises:
        console.table(("id", "name", "for", "how"), [_described(one) for one in found.exercises])
    for line in _notes(found, store, wanted, patient):
        console.warn(line)


def _asked(words: str, options: FilterOptions, folders: Folders) -> tuple[ExerciseFilter, Circumstances]:
    from rehabpress.cli.parse_options import flags_of
    from rehabpress.pipeline.find import Circumstances, ExerciseFilter

    wanted = ExerciseFilter(
        words=words,
        regions=tuple(options.region or ()),
        purposes=tuple(options.purpose or ()),
        levels=tuple(options.level or ()),
        positions=tuple(options.position or ()),
        equipment=tuple(options.equipment or ()),
        without=tuple(options.without or ()),
    )
    return wanted, Circumstances(flags=flags_of(options.flag or (), folders), conditions=tuple(options.condition or ()))


def _by_reason(found: Sequence[FoundExercise]) -> Mapping[tuple[str, tuple[str, ...]], Sequence[FoundExercise]]:
    """The exercises that the same is said of, together."""
    groups: dict[tuple[str, tuple[str, ...]], list[FoundExercise]] = {}
    for one in found:
        groups.setdefault((str(one.verdict.allowance), one.verdict.reasons), []).append(one)
    return groups


def _plain(one: FoundExercise) -> Mapping[str, object]:
    exercise = one.exercise
    return {
        "id": exercise.id,
        "name": exercise.name,
        "purposes": exercise.purposes,
        "regions": exercise.regions,
        "level": exercise.level,
        "positions": one.positions,
        "allowed": str(one.verdict.allowance),
        "reasons": one.verdict.reasons,
    }


def _described(one: FoundExercise) -> Sequence[str]:
    exercise = one.exercise
    what_for = f"{', '.join(exercise.purposes)}: {', '.join(exercise.regions)}".removeprefix(": ").removesuffix(": ")
    return exercise.id, exercise.name, what_for, ", ".join(filter(None, (exercise.level, *one.positions)))


def _notes(found: FoundExercises, store: ContentStore, wanted: ExerciseFilter, patient: Circumstances) -> Sequence[str]:
    """What a person must know of a result: that words were left out, that exercises say too little, what stood in the way of more."""
    from rehabpress.loader.body_parts import parts_of_body, plans_for, without_complaint

    notes = [f"{len(names)} left out because they do not say {key}: {', '.join(names)}" for key, names in found.unsaid.items()]
    if found.exercises and not found.whole:
        notes.append("None has all of these words; these have the most of them.")
    if without_complaint(wanted.words) != wanted.words and (plans := plans_for(parts_of_body(wanted.words), store)):
        notes.append(f"Plans for it: {', '.join(f'rehabpress handout {name}' for name in plans)}")
    if not found.exercises:
        notes.append("No exercise fits all of this.")
        notes.extend(_with_less(store, wanted, patient))
    return notes


def _with_less(store: ContentStore, wanted: ExerciseFilter, patient: Circumstances) -> Sequence[str]:
    """What there would be without one of the filters."""
    from rehabpress.pipeline.find import find_exercises

    lines = []
    options = {"regions": "--region", "purposes": "--purpose", "levels": "--level", "positions": "--position", "equipment": "--equipment"}
    for name, option in {**options, "without": "--without"}.items():
        if values := getattr(wanted, name):
            left_out: dict[str, Any] = {name: ()}
            less = find_exercises(store, replace(wanted, **left_out), patient)
            if less.exercises:
                typed = " ".join(f"{option} {value}" for value in values)
                lines.append(f"Without {typed}: {', '.join(one.exercise.id for one in less.exercises[:_SHOWN])}")
    return lines
