import pytest

from helpers.plan_samples import dose, speech
from rehabpress.model.amount import Amount
from rehabpress.model.dose import Dose
from rehabpress.model.exercise import Exercise
from rehabpress.plan.duration import minutes, seconds, session, session_text, taken

SECONDS: list[tuple[dict[str, object], tuple[int, int] | None]] = [
    # One repetition takes 4 seconds besides its hold.
    ({"reps": 10}, (40, 40)),
    ({"reps": "8-10"}, (32, 40)),
    ({"reps": 10, "hold": "5 s"}, (90, 90)),
    ({"reps": 3, "hold": "30-40 s", "side": "each"}, (204, 264)),
    ({"reps": 3, "hold": "30-40 s", "side": "left"}, (102, 132)),
    ({"reps": 10, "side": "alternate"}, (80, 80)),
    ({"sets": 3, "reps": 10}, (120, 120)),
    ({"sets": 3, "reps": 10, "rest": "30 s"}, (180, 180)),
    ({"sets": "2-3", "reps": 10, "rest": "30-60 s"}, (110, 240)),
    ({"sets": 2, "reps": 5, "rest": "60 s", "side": "each"}, (140, 140)),
    ({"duration": "2 min"}, (120, 120)),
    ({"duration": "2 min", "side": "each"}, (240, 240)),
    ({"duration": "2 min", "side": "alternate"}, (120, 120)),
    ({"sets": 3, "duration": "20-30 s", "rest": "10 s"}, (80, 110)),
    ({"duration": "1 min", "quality": "Short and exact."}, (60, 60)),
    ({"quality": "Short and exact.", "times_per_day": 1}, None),
    ({"hold": "30 s"}, None),
]


@pytest.mark.parametrize(("fields", "expected"), SECONDS)
def test_the_seconds_of_a_dose(fields: dict[str, object], expected: tuple[int, int] | None) -> None:
    time = seconds(dose(**fields), rep_seconds=4)
    assert (time and (time.low, time.high)) == expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [([(1, 1)], (1, 1)), ([(60, 60)], (1, 1)), ([(61, 61)], (2, 2)), ([(30, 30), (31, 31)], (2, 2)), ([(50, 59), (10, 70)], (1, 3))],
)
def test_minutes_that_have_begun_count(times: list[tuple[int, int]], expected: tuple[int, int]) -> None:
    assert minutes([Amount(*time) for time in times]) == Amount(*expected, about=True)


def text(planned: list[tuple[Exercise, Dose]], language: str, local: str | None = None) -> str:
    return session_text(session([taken(*one) for one in planned]), speech(language, local))


def exercise(name: str, **fields: object) -> tuple[Exercise, Dose]:
    made = Exercise.model_validate(
        {"id": "x", "name": name, "goal": "g", "start": "s", "steps": ("s",), "picture": "p", "sources": ("s",), "movements": ("m",)}
        | {"rep_seconds": 4}
    )
    return made, dose(**fields)


SQUAT = exercise("Squat", reps=90, times_per_day=2, days_per_week=7)
PLANK = exercise("Plank, side", duration="1-2 min", times_per_day=2, days_per_week=7)
WALK = exercise("Walk", duration="10 min", times_per_day=1, days_per_week=7)
BREATHE = exercise("Breathe", quality="Short and exact.", times_per_day=2, days_per_week=7)
FEEL = exercise("Feel", quality="Short and exact.", times_per_day=2, days_per_week=7)


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        ([SQUAT], "Each session takes about 6 minutes."),
        ([exercise("Squat", reps=1)], "Each session takes about 1 minute."),
        ([SQUAT, PLANK], "Each session takes about 7 to 8 minutes."),
        ([SQUAT, WALK], "A session with all of them takes about 16 minutes."),
        ([SQUAT, BREATHE], "Each session takes about 6 minutes, not counting “Breathe”."),
        ([BREATHE, SQUAT, FEEL], "Each session takes about 6 minutes, not counting “Breathe” and “Feel”."),
        ([BREATHE, WALK], "A session with all of them takes about 10 minutes, not counting “Breathe”."),
        ([BREATHE, FEEL], "Take your time."),
    ],
)
def test_the_time_of_a_session(planned: list[tuple[Exercise, Dose]], expected: str) -> None:
    assert text(planned, "en", "en-GB") == expected


def test_the_time_of_a_session_in_another_language() -> None:
    assert text([SQUAT, BREATHE], "cs") == "Cvičení trvá asi 6 minut (bez: „Breathe“)."
    assert text([SQUAT, PLANK], "cs") == "Cvičení trvá asi 7–8 minut."
    assert text([exercise("Squat", reps=45)], "cs") == "Cvičení trvá asi 3 minuty."
