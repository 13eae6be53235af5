"""Finds claims without a source, and what is said of supplements and products."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rehabpress.advice.printed import PrintedText
from rehabpress.advice.text import phrase, sentences
from rehabpress.advice.value import Advice
from rehabpress.model.condition import AvoidItem, Condition, Tip
from rehabpress.model.languages.words import Words
from rehabpress.model.plan import Plan
from rehabpress.support.problems import Origin

_BRAND = re.compile(r"(\w[\w-]*)\s?[®™]")


def without_source(plan: Plan, origin: Origin) -> Iterator[Advice]:
    """What a plan adds to leave out or to do, and names no source for. Everything else has the sources of its file."""
    for key in ("more_avoid", "more_tips"):
        items: Sequence[AvoidItem | Tip] = getattr(plan, key)
        for index, item in enumerate(items):
            if not item.sources:
                yield Advice(
                    origin.at(key, index),
                    "no-source",
                    f"{item.id}: no source stands behind this",
                    "name one under sources:",
                    "0",
                    "1 source or more",
                )


def supplements(texts: Iterable[tuple[PrintedText, Sequence[str]]], known: Words) -> Iterator[Advice]:
    """Texts on supplements and products. With each text go the ids of the sources that it names itself.

    A page may say what studies found, with its sources and whom to ask first. A sentence that promises help is a strong advice, and so is
    a brand.
    """
    for said, sources in texts:
        for brand in _BRAND.finditer(said.text):
            what = f"“{brand[0]}” is a brand"
            yield Advice(said.place, "brand", what, "name the kind of thing instead", brand[0], "no brand", strong=True)
        if known.supplements is None:
            continue
        rule = known.supplements
        names, promises, denials, ask = (phrase(group, "s?") for group in (rule.names, rule.promises, rule.denials, rule.ask))
        if not (names and promises and denials and ask) or not (named := names.search(said.text)):
            continue
        for sentence in sentences(said.text, known.abbreviations):
            promise = promises.search(sentence)
            if promise and names.search(sentence) and not denials.search(sentence):
                what = f"“{promise[0]}” promises something of “{named[0]}”"
                hint = "say what studies found, and whom to ask first"
                yield Advice(said.place, "supplement-promise", what, hint, promise[0], "no promise", strong=True)
        if not sources or not ask.search(said.text):
            missing = " and ".join(
                [*([] if sources else ["sources of its own"]), *([] if ask.search(said.text) else ["whom to ask first"])]
            )
            what = f"“{named[0]}” is a supplement or product, and this does not name {missing}"
            yield Advice(said.place, "supplement", what, "add that, or leave it out", named[0], "sources, and whom to ask")


def with_sources(content: Condition | Plan, origin: Origin) -> Iterator[tuple[PrintedText, Sequence[str]]]:
    """The tips and the things to leave out of a condition or a plan, each as one text, with the ids of their own sources."""
    keys = ("avoid", "tips") if isinstance(content, Condition) else ("more_avoid", "more_tips")
    for key in keys:
        items: Sequence[AvoidItem | Tip] = getattr(content, key)
        for index, item in enumerate(items):
            parts = (item.what, item.why, item.instead) if isinstance(item, AvoidItem) else (item.title, item.text)
            text = " ".join(part if part[-1] in ".!?" else f"{part}." for part in parts if part)
            yield PrintedText(text, origin.at(key, index)), item.sources
