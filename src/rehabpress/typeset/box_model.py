"""Box model: padding, background and borders around a fragment."""

from __future__ import annotations

from rehabpress.typeset.computed_style import ComputedStyle, Padding
from rehabpress.typeset.fragment import Box, Fragment, Strip, translated


def in_box(fragment: Fragment, look: ComputedStyle, width: float) -> Fragment:
    """The fragment, set for the inner width, inside the box of a look that is ``width`` wide. Spaces before and after are the box's own."""
    if not fragment.strips or not (look.boxed or any(look.padding)):
        return fragment
    strips, elements, boxes, repeats, _, _, penalty, baseline, breaks = padded(fragment, look.padding, again=bool(look.ground))
    own = (Box(look, 0, len(strips) - 1, 0, width),) if look.boxed else ()
    return Fragment(strips, elements, (*own, *boxes), repeats, look.before, look.after, penalty, baseline, breaks)


def padded(fragment: Fragment, pad: Padding, *, again: bool = False) -> Fragment:
    """A fragment that is not empty, with room around it; ``again``: where it is cut, too."""
    strips: list[Strip] = []
    last = len(fragment.strips) - 1
    for i, (height, parts, space, penalty, above, below) in enumerate(fragment.strips):
        top, bottom = 0.0 if i else pad.top, 0.0 if i < last else pad.bottom
        goes_on = (above + pad.top - top, below + pad.bottom - bottom) if again else (above, below)
        strips.append(Strip(top + height + bottom, translated(parts, pad.left, top), space if i else 0.0, penalty, *goes_on))
    boxes = [box.moved(0, pad.left, pad.top if box.first == 0 else 0, pad.bottom if box.last == last else 0) for box in fragment.boxes]
    repeats = [r._replace(parts=translated(r.parts, pad.left)) for r in fragment.repeats]
    base = None if fragment.baseline is None else fragment.baseline + pad.top
    return fragment._replace(strips=tuple(strips), boxes=tuple(boxes), repeats=tuple(repeats), baseline=base)
