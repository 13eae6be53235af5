"""A number is never on another line than its unit, a telephone number and a date never on two."""

from __future__ import annotations

import pytest

from rehabpress.typeset.text.itemize import held_together


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Call us on 01632 960000 if you", "Call us on 01632_960000 if you"),
        ("Monday to Friday, 8 am to 6 pm", "Monday to Friday, 8_am to 6_pm"),
        ("20 November 2026 and more", "20_November_2026 and more"),
        ("Hold 30 to 40 seconds.", "Hold 30_to 40_seconds."),
        ("cold for 10 minutes, 250 people", "cold for 10_minutes, 250_people"),
        ("+44 (0)1632 960000", "+44 (0)1632_960000"),
        ("no number here", "no number here"),
        ("B12 levels, 1.5 hours", "B12_levels, 1.5_hours"),
    ],
)
def test_spaces_that_hold(text: str, held: str) -> None:
    assert held_together(text).replace("\u00a0", "_") == held
