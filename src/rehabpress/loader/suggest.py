"""Suggests what a word may mean that is no id: searches names, other names and goals of content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rehabpress.model.base import Content
from rehabpress.model.exercise import BODY_REGIONS, Exercise
from rehabpress.model.safety import Movement
from rehabpress.support.text_search import Searchable, search, words_of

_MOST = 3
"""How many are suggested."""


def searchable(content: Content, movements: Mapping[str, Movement] | None = None) -> Searchable:
    """Content with the words that it is found by, the most telling with the most weight."""
    if isinstance(content, Exercise):
        return Searchable(content.id, tuple(_of_exercise(content, movements or {})))
    texts = ((10.0, "id"), (10.0, "name"), (8.0, "also_called"), (6.0, "title"), (3.0, "definition"))
    said = [(weight, getattr(content, key, None)) for weight, key in texts]
    return Searchable(
        str(getattr(content, "id", "")),
        [(weight, text) for weight, value in said for text in (value if isinstance(value, tuple) else (value,)) if text],
    )


def _of_exercise(exercise: Exercise, movements: Mapping[str, Movement]) -> Iterator[tuple[float, str]]:
    yield 10, exercise.id
    yield 10, exercise.name
    yield 10, exercise.clinical_name or ""
    yield from ((8, name) for name in exercise.also_called)
    yield from ((8, region) for region in exercise.regions)
    yield from ((5, word) for word in (*exercise.muscles, *exercise.purposes))
    yield 3, exercise.goal
    yield from ((2, need) for need in exercise.equipment)
    yield from ((2, f"{name} {movements[name].name}") for name in exercise.movements if name in movements and movements[name].position)


def by_meaning(word: str, contents: Iterable[Content], *, partly: bool = False) -> str:
    """A hint that names what a word may mean among contents; empty when it means none of them.

    ``partly``: what some of several words name will do, too.
    """
    known = {content.id: content for content in contents if hasattr(content, "id")}
    hits = [hit for hit in search(word, map(searchable, known.values())) if hit.whole or partly][:_MOST]
    shown = [f'"{hit.id}" ({name})' if (name := getattr(known[hit.id], "name", "")) else f'"{hit.id}"' for hit in hits]
    if not shown:
        return ""
    return f"did you mean {', '.join(shown[:-1]) + ' or ' if shown[1:] else ''}{shown[-1]}?"


def movements_named(word: str, movements: Mapping[str, Movement]) -> tuple[str, ...]:
    """The ids of the movements that have all of these words, in their id or in their name."""
    parts = set(words_of(word))
    by_id = [name for name in movements if parts and parts <= set(words_of(name))]
    by_name = [name for name, movement in movements.items() if parts and parts <= set(words_of(movement.name))]
    return tuple(dict.fromkeys((*by_id, *by_name)))


def movements_of_part(words: str, movements: Mapping[str, Movement]) -> tuple[str, ...]:
    """The ids of the movements that any of these words names; else, for a part of the body, those of what is one region with it: wrist, hands."""
    typed = words_of(words)
    beside = [part for region in BODY_REGIONS if not set(typed).isdisjoint(parts := words_of(region)) for part in parts]
    for asked in (typed, beside):
        found = [name for word in asked for name in movements if {word, f"{word}s"} & set(words_of(name))]
        if found:
            return tuple(dict.fromkeys(found))
    return ()
