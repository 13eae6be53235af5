"""Putting what is set into a box: padding, a ground, lines along its edges."""

from __future__ import annotations

from rehabpress.pdf.fragment import Box, Fragment, Strip
from rehabpress.pdf.look import Look


def in_box(fragment: Fragment, look: Look, width: float) -> Fragment:
    """The fragment, set for the inner width, inside the box of a look that is ``width`` wide. Spaces before and after are the box's own."""
    pad = look.padding
    if not fragment.strips or not (look.boxed or any(pad)):
        return fragment
    strips = list(fragment.strips)
    last = len(strips) - 1
    strips[0] = _pushed(strips[0], pad.top)._replace(space=0)
    strips[last] = strips[last]._replace(height=strips[last].height + pad.bottom)
    if look.ground:
        strips = [
            s._replace(again=s.again + (pad.top if i else 0), ended=s.ended + (pad.bottom if i < last else 0)) for i, s in enumerate(strips)
        ]
    if pad.left:
        strips = [s._replace(parts=tuple([p.moved(pad.left) for p in s.parts])) for s in strips]
    boxes = [b._replace(x=b.x + pad.left) for b in fragment.boxes]
    boxes = [
        b._replace(
            top=b.top + (pad.top if b.first == 0 else 0),
            bottom=b.bottom + (pad.bottom if b.last == last else 0),
        )
        for b in boxes
    ]
    if look.boxed:
        boxes.insert(0, Box(look, 0, last, 0, width))
    repeats = [r._replace(parts=tuple([p.moved(pad.left) for p in r.parts])) for r in fragment.repeats]
    base = None if fragment.baseline is None else fragment.baseline + pad.top
    return Fragment(tuple(strips), fragment.elements, tuple(boxes), tuple(repeats), look.before, look.after, fragment.hold, base)


def _pushed(strip: Strip, by: float) -> Strip:
    """A strip with room above what it holds."""
    return strip._replace(height=strip.height + by, parts=tuple([p.moved(y=by) for p in strip.parts]))
