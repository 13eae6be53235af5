"""rehabpress: from content files to the paper a patient takes home.

``build_handout(Order(...))`` does what the command ``rehabpress handout`` does and returns the bytes of the PDF;
``drawing("bird-dog", side="left")`` is the figure of an exercise as a ``reportlab.graphics.shapes.Drawing``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rehabpress.api import Built, Order, build_handout, drawing
    from rehabpress.support.problems import ProblemsFound

__all__ = ["Built", "Order", "ProblemsFound", "build_handout", "drawing"]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: the command line's help must not wait for ReportLab."""
    if name == "ProblemsFound":
        from rehabpress.support.problems import ProblemsFound

        return ProblemsFound
    if name in __all__:
        from rehabpress import api as build

        return getattr(build, name)
    raise AttributeError(name)
