"""The reference page of layouts, written from the declarations: tags, the words of templates, and the styles of a theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from rehabpress.markup.tags import TAGS, Holds, Tag
from rehabpress.model.theme import Badge, Colour, Length, LineStyle, Margins, Style, Theme
from rehabpress.templates.filters import FILTERS, TESTS

_INTRODUCTION = """\
# Layouts

This page is generated: `make docs` writes it anew.

A layout is a [Jinja2](https://jinja.palletsprojects.com/templates/) template in `layouts/` that prints tags in HTML's own words. What a tag
means becomes the structure of the PDF; how it looks is up to the theme, a YAML file in `layouts/themes/`.

## A layout of your own

Layouts are looked for in your own `layouts/` folder first and then in the packaged one. To change one part of the packaged handout, write
`layouts/handout.html` with that part alone:

```jinja
{% extends "handout.html" %}
{% block message %}
{{ super() }}
<p>Bring this paper to your next visit.</p>
{% endblock %}
```

- A layout that names its own name means the one in the next folder. `packaged:handout.html` means the packaged one from anywhere.
- `{{ super() }}` prints what the overridden block would have printed.
- A block whose name the extended layout does not have, and text outside of all blocks, would not be printed and are errors.
- Parts for several layouts go into files of their own: `{% include "letterhead.html" %}`, `{% from "parts.html" import card %}`.

## A layout of a new name

`layouts/ours.html` needs `layouts/ours.yaml` beside it, which declares it (every key: docs/content-reference.md, layouts). Parts that layouts
include lie in `layouts/parts/` and declare nothing. `rehabpress list layouts` shows all, with a picture of each.

```yaml
id: ours
title: Our sheet
description: For the first visit.
paper: as it fits
shows: [doses, days]
```

`signs: short` is for a paper that goes out with a sheet that prints all signs; `alone` in the template says whether it does, as in
`parts/signs.html`. `sides` says how many sides it may take, by theme, paper and number of exercises. A theme that stands
there with other papers only is too large for the rest: where the layout takes more than double on one of these, the command names the paper that is meant.
`annexes: true` binds those of the plan after it.

`shows` says what it must print of the plan, below the name of each exercise (docs/safety.md, What no layout can leave out); `[]` for a sheet
without exercises, left out: everything.

The packaged layouts extend `handout.html` and have a block `content` of their own: what your `handout.html` changes of the letterhead, the
footer or the message is changed on all of them.

## What a layout knows

`handout` is everything that the paper says, field by field as in `src/rehabpress/plan/handout.py`: `{{ handout.title }}`,
`{% for card in handout.cards %}`. Fields of content are reached by their names (`handout.clinic.phone`); nothing else of Python is.

Text is printed as it was typed: `<`, `&` and quotes in content never become tags. That cannot be switched off. Only text and
numbers can be printed; printing an optional field that is empty is an error, so put `{% if … %}` around it.

`routine` is the weekly routine: `{% for week in routine.weeks %}`, in it `week.days` and `week.rows`, in a row `row.card` and `row.boxes`
(`src/rehabpress/plan/routine.py`). `pictures` holds the names of all pictures that there are: `{% if card.id in pictures %}`.
`stacked` holds the classes of columns that stand one under the other in this theme on this paper, even over the whole width: `{% if "sheet-help" in stacked %}`.

`label("page_of", page=…, pages=…)` prints a fixed word or sentence in the language of the handout, from `layouts/locales/<language>.yaml`. Every
`{hole}` of the label gets a value of that name. To put a tag into a hole, give it a name first:

```jinja
{% set page %}<page-number/>{% endset %}
<p>{{ label("page_of", page=page, pages=pages) }}</p>
```

`range(7)` counts from 0 to 6, for rows of boxes and the like; it gives at most 1000 rounds.
`a ~ b` puts two texts together; `+`, `*` and `%` are for numbers.

A misspelt name, label, tag, class or attribute is an error that names the line of the template.
"""

_TAGS_INTRODUCTION = """\
## Tags

Every tag is closed (`<br/>`, `<p>…</p>`), every value stands in quotes, and characters are typed as themselves; only `&`, `<` and `>` are written
`&amp;`, `&lt;` and `&gt;`. White space counts as in HTML. There is one `<document>`, one `<h1>`, and no heading leaves out a level. Tags that
would print nothing are errors, so that no gap on the page is an accident.

`class` names a style of the theme: `<p class="message">` is set in the style `p.message`. One class a tag; which classes there are is up to the
theme, and one that it does not have is an error. The tags marked * need a style of their own in the theme; the others look like `base` without one.
"""

_THEME_INTRODUCTION = """\
## Themes

A theme says how pages look. A length is a number with its unit (`12 pt`, `5 mm`, `1 cm`) or `0`.

A theme that `extends` another says only what it changes. Lists and values take the place of those of the other theme, keys are joined at every
depth, and `null` takes something away:

```yaml
id: clinic
description: Our own colours.
extends: clinic
colours: {accent: "#3b3a78"}
styles:
  section.dose: {ground: null}
```

Clear and large print extend `clinic`, so what your own `clinic` changes is changed in them too. So does a file of `layouts/locales/`: it says
only the words that are yours.

### Styles

`styles` holds a style for each tag (`p`) and each class of a tag (`p.message`). What a class leaves out comes from its tag, and what that leaves out from `base`.
`strong`, `em`, `a` and `span.x` are manners of text within a line.
"""


def layout_reference() -> str:
    """The page ``docs/layout-reference.md``, in Markdown."""
    parts = [
        _INTRODUCTION,
        "## Filters\n\nThere are no others.\n\n" + _table(("filter", ""), [(f"`{name}`", says) for name, says in FILTERS.items()]),
        "## Tests\n\nThere are no others.\n\n" + _table(("test", ""), [(f"`{name}`", says) for name, says in TESTS.items()]),
        _TAGS_INTRODUCTION,
        *(_tag(tag) for tag in TAGS.values()),
        _THEME_INTRODUCTION,
        _fields(Style),
        "### Lines\n\n" + _fields(LineStyle),
        "### Badges\n\n" + _fields(Badge),
        "### The theme itself\n\n" + _fields(Theme),
        "### Margins\n\n" + _fields(Margins),
    ]
    return "\n".join(part if part.endswith("\n") else part + "\n" for part in parts)


def _tag(tag: Tag) -> str:
    lines = [f"### `{tag.name}`{' *' if tag.styled else ''}", "", tag.means, "", "```jinja", tag.example, "```", ""]
    if tag.attributes:
        rows = [(f"`{a.name}`", a.kind.value + ("" if a.required else ", optional"), a.means) for a in tag.attributes]
        lines += [_table(("attribute", "value", ""), rows)]
    lines += [_holds(tag)]
    return "\n".join(lines)


def _holds(tag: Tag) -> str:
    names = ", ".join(f"`{name}`" for name in tag.children)
    words = {
        Holds.NOTHING: "Holds nothing.",
        Holds.TEXT: f"Holds text and {names}.",
        Holds.BLOCKS: f"Holds {names}.",
        Holds.EITHER: f"Holds text, or blocks, but not both at once: {names}.",
    }
    return words[tag.holds]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _fields(model: type[BaseModel]) -> str:
    rows = []
    for name, field in model.model_fields.items():
        value = "".join(_value(field.annotation, field.metadata))
        rows.append((f"`{name}`", value, field.description or ""))
    return _table(("key", "value", ""), rows)


_MODELS: Mapping[type, str] = {LineStyle: "a line", Badge: "a badge", Margins: "margins", Style: "a style"}
_WORDS: Mapping[Any, str] = {bool: "`true` or `false`", str: "text", float: "a number"}


def _value(annotation: Any, metadata: Sequence[Any] = ()) -> Iterator[str]:
    """What may be written for a field, in words."""
    if _same(annotation, metadata, Length):
        yield "a length"
    elif _same(annotation, metadata, Colour):
        yield "the name of a colour"
    elif get_origin(annotation) in (Union, UnionType):
        yield from (word for part in get_args(annotation) if part is not type(None) for word in _value(part))
    elif get_origin(annotation) is Literal:
        yield ", ".join(f"`{word}`" for word in get_args(annotation))
    elif get_origin(annotation) is tuple:
        yield f"{len(get_args(annotation))} lengths, as in `[4 pt, 0, 4 pt, 6 pt]`"
    elif get_origin(annotation) is dict:
        yield "names with " + {Style: "styles"}.get(get_args(annotation)[1], 'values such as `"#14555c"`')
    elif hasattr(annotation, "__metadata__"):
        yield from _value(get_args(annotation)[0], annotation.__metadata__)
    else:
        yield _MODELS.get(annotation) or _WORDS.get(annotation, "text")


def _same(annotation: Any, metadata: Sequence[Any], declared: Any) -> bool:
    """Whether an annotation is the declared one, or what pydantic has left of it: its type, and its metadata beside it."""
    kind, *marks = get_args(declared)
    return annotation == declared or (annotation == kind and any(mark in metadata for mark in marks))
