"""What no layout can leave out: a document is held against the handout that it was made from, text by text.

In: a document of blocks and its handout. Out: what is missing from it. The footer does not count, nor does what a picture shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rehabpress.markup.blocks import Block, Break, Columns, Document, Heading, Inline, Items, Paragraph, Run, Section, Table
from rehabpress.plan.handout import Handout
from rehabpress.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Must:
    """Texts that a document must print. ``together``: in one section, as signs with the number to call."""

    what: str
    texts: tuple[str, ...]
    hint: str
    together: bool = False


Seen = dict[Must, tuple[Block, ...]]
"""Where each thing was found before: the outermost blocks that print it. A document with the same blocks, the very same, prints it too."""


def unprinted(document: Document, handout: Handout, layout: str, seen: Seen | None = None) -> Iterator[Problem]:
    """A problem for each thing of the handout's safety that the document does not print. ``seen`` is kept from one document to the next."""
    seen = {} if seen is None else seen
    here = {id(block) for block in document.blocks}
    musts = [must for must in _musts(handout) if must not in seen or not all(id(block) in here for block in seen[must])]
    if musts:
        yield from _unprinted(document, musts, layout, seen)


def _unprinted(document: Document, musts: Sequence[Must], layout: str, seen: Seen) -> Iterator[Problem]:
    place = Place(document.blocks[0].place.file if document.blocks else layout)
    everything = list(_texts(document.blocks))
    sections = [list(_texts([section])) for section in _sections(document.blocks)]
    for must in musts:
        missing = [text for text in must.texts if not _says(everything, text)]
        if missing:
            said = "; ".join(f'"{text}"' for text in missing)
            yield Problem(place, f'the layout "{layout}" does not print {must.what}: {said}', must.hint)
        elif must.together and not any(all(_says(section, text) for text in must.texts) for section in sections):
            yield Problem(place, f'the layout "{layout}" prints {must.what}, but not together in one section', must.hint)
        else:
            seen[must] = tuple(_printing(document.blocks, must))


def _printing(blocks: Sequence[Block], must: Must) -> Iterator[Block]:
    """The outermost blocks that print it: one that has all of it in one section, or else for each text the first that has it."""
    texts = [(block, list(_texts([block]))) for block in blocks]
    if must.together:
        sections = ((block, list(_texts([section]))) for block in blocks for section in _sections([block]))
        yield next(block for block, said in sections if all(_says(said, text) for text in must.texts))
        return
    for wanted in must.texts:
        yield next(block for block, said in texts if _says(said, wanted))


def _musts(handout: Handout) -> Iterator[Must]:
    help_ = handout.clinic.emergency
    for region in handout.regions:
        yield Must(
            f"the emergency signs of {region.name} with the number to call and the place to go to",
            (*region.emergency, help_.call, help_.go_to),
            "print region.emergency, handout.clinic.emergency.call and go_to in one aside, as the block emergency of handout.html does",
            together=True,
        )
        yield Must(
            f"the signs to stop at of {region.name} with the clinic's number",
            (*region.stop, handout.clinic.phone),
            "print region.stop and handout.clinic.phone in one section, as the block feeling of handout.html does",
            together=True,
        )
        yield Must(
            f"the urgent signs of {region.name} and whom to call when the clinic is closed",
            (*region.urgent, help_.out_of_hours),
            "print region.urgent and handout.clinic.emergency.out_of_hours in one section, as the block help of handout.html does",
            together=True,
        )
    for card in handout.cards:
        if card.changed:
            hint = "print card.changed on the card, as the block card of handout.html does"
            yield Must(f'how this patient does "{card.name}" otherwise', card.changed, hint)
    if handout.overrides:
        texts = tuple(permission.text for permission in handout.overrides)
        yield Must("what a clinician has allowed", texts, "print the text of each of handout.overrides, as the block overrides does")


def _says(texts: Sequence[str], wanted: str) -> bool:
    """Whether one of the texts holds the wanted one, not as part of a longer word or number."""
    pattern = re.compile(rf"(?<!\w){re.escape(_plain(wanted))}(?!\w)")
    return any(pattern.search(text) for text in texts)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _sections(blocks: Sequence[Block]) -> Iterator[Section]:
    for block in blocks:
        if isinstance(block, Section):
            yield block
        for inner in _inside(block):
            yield from _sections(inner)


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    """The text of every paragraph and heading, in order."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield _plain(_words(block.content))
        for inner in _inside(block):
            yield from _texts(inner)


def _inside(block: Block) -> Iterator[Sequence[Block]]:
    """The blocks within a block, part by part."""
    if isinstance(block, Section):
        yield block.blocks
    elif isinstance(block, Columns):
        yield block.columns
    elif isinstance(block, Items):
        yield from (item.blocks for item in block.items)
    elif isinstance(block, Table):
        yield from (cell.blocks for row in (*block.head, *block.rows) for cell in row)


def _words(content: Sequence[Inline]) -> str:
    return "".join(part.text if isinstance(part, Run) else " " if isinstance(part, Break) else "" for part in content)
