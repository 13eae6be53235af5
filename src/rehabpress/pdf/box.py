"""Putting what is set into a box: padding, a ground, lines along its edges."""

from __future__ import annotations

from dataclasses import replace

from rehabpress.pdf.fragment import Box, Fragment, Strip
from rehabpress.pdf.look import Look, Padding


def in_box(fragment: Fragment, look: Look, width: float) -> Fragment:
    """The fragment, set for the inner width, inside the box of a look that is ``width`` wide. Spaces before and after are the box's own."""
    if not fragment.strips or not (look.boxed or any(look.padding)):
        return fragment
    padded_ = padded(fragment, look.padding, again=bool(look.ground))
    own = (Box(look, 0, len(fragment.strips) - 1, 0, width),) if look.boxed else ()
    return replace(padded_, boxes=(*own, *padded_.boxes), before=look.before, after=look.after)


def padded(fragment: Fragment, pad: Padding, *, again: bool = False) -> Fragment:
    """A fragment that is not empty, with room around it; ``again``: where it is cut, too."""
    strips = list(fragment.strips)
    last = len(strips) - 1
    strips[0] = _pushed(strips[0], pad.top)._replace(space=0)
    strips[last] = strips[last]._replace(height=strips[last].height + pad.bottom)
    if again:
        strips = [
            s._replace(again=s.again + (pad.top if i else 0), ended=s.ended + (pad.bottom if i < last else 0)) for i, s in enumerate(strips)
        ]
    if pad.left:
        strips = [s._replace(parts=tuple([p.moved(pad.left) for p in s.parts])) for s in strips]
    boxes = [
        b._replace(
            x=b.x + pad.left,
            top=b.top + (pad.top if b.first == 0 else 0),
            bottom=b.bottom + (pad.bottom if b.last == last else 0),
        )
        for b in fragment.boxes
    ]
    repeats = [r._replace(parts=tuple([p.moved(pad.left) for p in r.parts])) for r in fragment.repeats]
    base = None if fragment.baseline is None else fragment.baseline + pad.top
    return replace(fragment, strips=tuple(strips), boxes=tuple(boxes), repeats=tuple(repeats), baseline=base)


def _pushed(strip: Strip, by: float) -> Strip:
    """A strip with room above what it holds."""
    return strip._replace(height=strip.height + by, parts=tuple([p.moved(y=by) for p in strip.parts]))
