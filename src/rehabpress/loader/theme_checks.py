"""Checks of a theme beyond its schema: complete styles, defined colours, contrast and font sizes that can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rehabpress.loader.annotations import marked
from rehabpress.model.clinic import Format
from rehabpress.model.theme import OfTheme, Style, Theme
from rehabpress.support.colours import TEXT, contrast, luminance, nearest
from rehabpress.support.problems import Origin, Problem, did_you_mean

COMPLETE = ("font", "size", "leading", "colour", "align", "before", "after")
"""What ``styles.base`` must say, because every text needs it."""

DRAWN = ("hr", "img", "table", "columns")
"""Tags that set no text of their own; their colours are those of lines."""

MANNERS = ("strong", "em", "a", "span")
"""Tags of text within a paragraph, whose leading is that of the paragraph."""

SIGNS = ("ticks", "write-in", "qr")
"""Tags that draw what a patient must see, without text."""

GRAPHICS = 3.0
"""The contrast that signs need which say something: WCAG 2.2, 1.4.11."""

FLOORS: Mapping[Format, float] = {"standard": 12, "clear": 14, "large": 16}
"""The smallest text in points that a format may have, whatever a theme calls its smallest."""

LEAST_LINE, LEAST_PAGE = 30, 10
"""The characters that a line, and the lines that a page must have room for."""

LEAST_MARGIN = 6 * 72 / 25.4
"""Points: what printers leave blank at every edge is up to some 6 mm."""

_WIDE = 0.5
"""How wide a character is on average, of the size of its text."""
_WHITE = "#ffffff"
_TINY = 1e-6


def look_problems(theme: Theme, origin: Origin, format_: Format = "standard") -> tuple[Problem, ...]:
    """Everything that is wrong with the look of a valid theme for a format, at the places of ``origin``."""
    problems = [*_unknown_colours(theme, origin), *_incomplete(theme, origin)]
    if not problems:
        problems = [*_floor(theme, origin, format_), *_too_small(theme, origin), *_too_close(theme, origin), *_too_narrow(theme, origin)]
        problems += [*_too_faint(theme, origin), *_no_steps(theme, origin)]
    return tuple(dict.fromkeys(problems))


def _unknown_colours(theme: Theme, origin: Origin) -> Iterator[Problem]:
    for name in ("ink", "paper"):
        if name not in theme.colours:
            yield Problem(
                origin.keys.get(("colours",), origin.whole), f'colours: the key "{name}" is missing', f"add it: the colour of {name}"
            )
    for path, _, name in marked(Theme, theme.model_dump(exclude_none=True), OfTheme):
        if name not in theme.colours:
            words = ".".join(str(step) for step in path)
            yield Problem(origin.at(*path), f'{words}: the theme has no colour "{name}"', did_you_mean(name, tuple(theme.colours)))


def _incomplete(theme: Theme, origin: Origin) -> Iterator[Problem]:
    if "base" not in theme.styles:
        place = origin.keys.get(("styles",), origin.whole)
        yield Problem(place, 'styles: the key "base" is missing', "add it: the style that completes all others")
        return
    for name in COMPLETE:
        if getattr(theme.styles["base"], name) is None:
            place = origin.keys.get(("styles", "base"), origin.whole)
            yield Problem(place, f'styles.base: the key "{name}" is missing', f"add it: {Style.model_fields[name].description}")


def _no_steps(theme: Theme, origin: Origin) -> Iterator[Problem]:
    """Other sizes of styles that the theme has not, or that do not go on from its own: sheets search them by halves."""
    for key, names in (("tight", theme.tight), ("slim", theme.slim), ("roomy", theme.roomy)):
        for name, sizes in names.items():
            if name not in theme.styles:
                yield Problem(origin.at(key, name), f'{key}: the theme has no style "{name}"', did_you_mean(name, tuple(theme.styles)))
                continue
            style = theme.style(name)
            own = style.width if key == "slim" else style.height
            steps = sizes if own is None else (own, *sizes)
            if list(steps) != sorted(steps, reverse=key != "roomy"):
                what = f"{key}.{name}: the {'widths' if key == 'slim' else 'heights'} do not go on from that of the style, step by step"
                yield Problem(origin.at(key, name), what, f"write each {'larger' if key == 'roomy' else 'smaller'} than the one before it")
    for index, name in enumerate(theme.cut):
        if name not in theme.styles:
            yield Problem(origin.at("cut", index), f'cut: the theme has no style "{name}"', did_you_mean(name, tuple(theme.styles)))


def _too_small(theme: Theme, origin: Origin) -> Iterator[Problem]:
    for name, style in theme.styles.items():
        sizes = ((style.size, ("size",)), (style.badge.text_size if style.badge else None, ("badge", "text_size")))
        for size, path in sizes:
            if size is not None and size < theme.smallest - _TINY:
                words = ".".join(("styles", name, *path))
                what = f"{words}: {size:g} pt is below the smallest text of the theme, {theme.smallest:g} pt"
                yield Problem(origin.at("styles", name, *path), what, "make it larger; people of 75 read this")


def _floor(theme: Theme, origin: Origin, format_: Format) -> Iterator[Problem]:
    least = FLOORS[format_]
    if theme.smallest < least - _TINY:
        what = f"smallest: {theme.smallest:g} pt is smaller than a patient can read; the {format_} format begins at {least:g} pt"
        yield Problem(origin.at("smallest"), what, f"write {least:g} pt or more")


def _too_close(theme: Theme, origin: Origin) -> Iterator[Problem]:
    """Lines that would stand on each other, and numbers that do not fit their disc."""
    for name, own in theme.styles.items():
        style = theme.style(name)
        if own.badge and own.badge.text_size > own.badge.size + _TINY:
            what = f"styles.{name}.badge.text_size: {own.badge.text_size:g} pt is more than the disc, {own.badge.size:g} pt"
            yield Problem(origin.at("styles", name, "badge", "text_size"), what, "make the disc larger")
        if name.partition(".")[0] in (*DRAWN, *SIGNS, *MANNERS) or style.size is None or style.leading is None:
            continue
        if (own.size or own.leading) and style.leading < style.size - _TINY:
            part = "leading" if own.leading else "size"
            what = f"styles.{name}.{part}: a leading of {style.leading:g} pt is less than the size of the text, {style.size:g} pt"
            yield Problem(
                origin.at("styles", name, part), what, f"lines would stand on each other: write a leading of {style.size * 1.2:.1f} pt"
            )


def _too_narrow(theme: Theme, origin: Origin) -> Iterator[Problem]:
    """Margins, and measures, that leave no room to read."""
    base, margins = theme.styles["base"], theme.margins
    size, leading = base.size or 0.0, base.leading or 0.0
    width, height = theme.page
    line, page = width - margins.left - margins.right - theme.gutter, height - margins.top - margins.bottom
    if line < LEAST_LINE * _WIDE * size:
        part = "gutter" if theme.gutter > max(margins.left, margins.right) else "margins"
        what = f"{part}: what is left of the paper is {line:.0f} pt wide, less than {LEAST_LINE} characters"
        yield Problem(origin.at(part), what, "make the margins and the gutter narrower")
    if page < LEAST_PAGE * leading:
        what = f"margins: what is left of the paper is {page:.0f} pt high, less than {LEAST_PAGE} lines"
        yield Problem(origin.at("margins"), what, "make the margins narrower")
    for key, edges in (("margins", margins), ("narrow_margins", theme.narrow_margins)):
        for side in ("top", "right", "bottom", "left"):
            if edges is not None and getattr(edges, side) < LEAST_MARGIN - _TINY:
                what = f"{key}.{side}: {getattr(edges, side):.0f} pt is nearer to the edge than printers print"
                yield Problem(origin.at(key, side), what, "write 6 mm or more")
    for name, style in theme.styles.items():
        if style.measure is not None and style.measure < LEAST_LINE * _WIDE * (theme.style(name).size or size):
            what = f"styles.{name}.measure: {style.measure:.0f} pt is less than {LEAST_LINE} characters"
            yield Problem(origin.at("styles", name, "measure"), what, "make it longer, or leave it out")


def _too_faint(theme: Theme, origin: Origin) -> Iterator[Problem]:
    for name, own in theme.styles.items():
        if name.partition(".")[0] in DRAWN:
            continue
        style = theme.style(name)
        if style.colour and style.size:
            needs = GRAPHICS if name.partition(".")[0] in SIGNS else TEXT
            # What makes the pair is the ground if there is one: the colour does well elsewhere.
            part = "ground" if style.ground else "colour"
            said_by = next(n for n in (name, name.partition(".")[0], "base") if n in theme.styles and getattr(theme.styles[n], part))
            yield from _faint(theme, origin, (said_by, part), style.colour, style.ground or "paper", needs)
        if own.mark_colour:
            yield from _faint(theme, origin, (name, "mark_colour"), own.mark_colour, style.ground or "paper", GRAPHICS)
        if own.badge:
            yield from _faint(theme, origin, (name, "badge", "text_colour"), own.badge.text_colour, own.badge.colour, TEXT)


def _faint(theme: Theme, origin: Origin, path: tuple[str, ...], text: str, ground: str, needs: float) -> Iterator[Problem]:
    ratio = contrast(theme.colours[text], theme.colours[ground])
    if ground == "paper":
        ratio = min(ratio, contrast(theme.colours[text], _WHITE))  # a theme may call it otherwise, what is printed on is white
    if ratio < needs:
        what = f'{".".join(("styles", *path))}: "{text}" on "{ground}" has a contrast of {_down(ratio)}:1 and needs {needs:g}:1'
        text_colour, ground_colour = theme.colours[text], theme.colours[ground]
        both = ((text, text_colour, ground_colour), (ground, ground_colour, text_colour))
        # Paper is white whatever a theme says.
        ways = [(name, own, nearest(own, other, needs)) for name, own, other in both if name != "paper"]
        ways.sort(key=lambda way: abs(luminance(way[1]) - luminance(way[2])))
        hint = "the nearest that passes: " + ", or ".join(f'{name}: "{found}"' for name, _, found in ways)
        yield Problem(origin.at("styles", *path), what, hint)


def _down(ratio: float) -> str:
    """Two digits, never rounded up to a ratio that would do."""
    return f"{int(ratio * 100) / 100:.2f}"
