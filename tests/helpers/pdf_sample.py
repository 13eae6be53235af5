"""A document with everything in it, for tests of whole files."""

from __future__ import annotations

import sys

from helpers.document_strategies import LONG, columns, footer, h, image, listed, made, p, section, table
from rehabpress.markup.blocks import Run


def sample() -> bytes:
    """Its PDF: several pages, links, pictures, lists, tables, a card that is cut, a table whose head repeats."""
    cards = [
        section(
            h(2, f"Exercise {n}", str(n)),
            p("It eases a stiff low back: office, fjord, AVATAR, ½ × 3."),
            columns(
                [image(), listed(*[LONG] * 3, style="ol")],
                [section(p("Hold 30 to 40 seconds."), style="section.ground"), listed("a", style="ul.cross")],
            ),
            style="section.card",
        )
        for n in range(1, 4)
    ]
    link = Run("the clinic's page", "a", href="https://example.org/ü?a=b c")
    return made(
        section(columns([image("bar", "Logo", style="img.small")], [p("Sample Clinic", style="p.right")]), style="header"),
        h(1, "Exercises for “hips” & (more)"),
        p("See ", link, ". Auf Deutsch: ", Run("Rücken", "em", lang="de"), ". e\u0323\u0302 30\u202fs. ", Run("bold", "strong")),
        table(["Exercise", "Dose"], *[[f"name {n}", "ten times"] for n in range(30)]),
        *cards,
        section(*[p(LONG * 2) for _ in range(12)], style="aside"),
        image(alt=""),
        foot=footer(),
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(sample())
