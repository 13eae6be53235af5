import pytest

from helpers.plan_samples import dose, speech
from rehabpress.model.exercise import Limb
from rehabpress.plan.dose_text import dose_text

ENGLISH = speech("en")
LEG, ARM, HAND, SIDE = Limb.LEG, Limb.ARM, Limb.HAND, Limb.SIDE
DAILY: dict[str, object] = {"times_per_day": 2, "days_per_week": 7}
RULE = "Short and exact is better than long and wrong."

SENTENCES: list[tuple[dict[str, object], Limb | None, str]] = [
    # The shapes of the two articles.
    ({"hold": "30-40 s", "side": "each"}, LEG, "Hold 30 to 40 seconds. Do it on each leg."),
    (
        {"hold": "30-40 s", "reps": 3, "side": "each", **DAILY},
        LEG,
        "Hold 30 to 40 seconds. Do it 3 times on each leg, twice a day, every day.",
    ),
    (
        {"hold": "4-5 s", "reps": 5, "side": "each", **DAILY},
        SIDE,
        "Hold 4 to 5 seconds. Do it 5 times on each side, twice a day, every day.",
    ),
    ({"hold": "5-10 s", "reps": 10, **DAILY}, None, "Hold 5 to 10 seconds. Do it 10 times, twice a day, every day."),
    ({"hold": "about 1 min", "reps": 5, "times_per_day": "several"}, None, "Hold about 1 minute. Do it 5 times, several times a day."),
    ({"reps": 5, "side": "each"}, LEG, "Do it 5 times on each leg."),
    ({"quality": RULE, "times_per_day": "several"}, None, f"Do it several times a day. {RULE}"),
    ({"quality": RULE}, None, RULE),
    # How many.
    ({"reps": 1}, None, "Do it once."),
    ({"reps": 2}, None, "Do it twice."),
    ({"reps": 3}, None, "Do it 3 times."),
    ({"reps": "8-10"}, None, "Do it 8 to 10 times."),
    ({"reps": "1-2"}, None, "Do it 1 to 2 times."),
    ({"reps": "about 1"}, None, "Do it about 1 time."),
    ({"reps": "about 8-10"}, None, "Do it about 8 to 10 times."),
    ({"reps": 2, "side": "each", "times_per_day": 2}, LEG, "Do it twice on each leg, twice a day."),
    # Sets.
    ({"sets": 2, "reps": 10}, None, "Do 2 sets of 10."),
    ({"sets": 1, "reps": 10}, None, "Do 1 set of 10."),
    ({"sets": 2, "reps": 1}, None, "Do 2 sets of 1."),
    ({"sets": 2, "reps": "8-10"}, None, "Do 2 sets of 8 to 10."),
    ({"sets": "2-3", "reps": "about 8"}, None, "Do 2 to 3 sets of about 8."),
    (
        {"sets": 2, "reps": 10, "rest": "30 s", "side": "each", **DAILY},
        LEG,
        "Do 2 sets of 10 on each leg, twice a day, every day. Rest 30 seconds between sets.",
    ),
    (
        {"sets": 3, "reps": 12, "hold": "5 s", "rest": "1-2 min", "times_per_day": 1, "days_per_week": 3, "weeks": "4-6"},
        None,
        "Hold 5 seconds. Do 3 sets of 12, once a day, 3 days a week, for 4 to 6 weeks. Rest 1 to 2 minutes between sets.",
    ),
    ({"sets": 3, "duration": "30 s", "rest": "60 s"}, None, "Do 3 sets of 30 seconds. Rest 1 minute between sets."),
    ({"sets": 3, "quality": RULE, "times_per_day": 1}, None, f"Do 3 sets, once a day. {RULE}"),
    # How long.
    ({"duration": "2 min", **DAILY}, None, "Keep going for 2 minutes, twice a day, every day."),
    ({"duration": "about 1 min", "side": "each", "times_per_day": 1}, ARM, "Keep going for about 1 minute for each arm, once a day."),
    ({"duration": "2-5 min", "quality": RULE, "times_per_day": 3}, None, f"Keep going for 2 to 5 minutes, 3 times a day. {RULE}"),
    ({"hold": "1 s", "reps": 4}, None, "Hold 1 second. Do it 4 times."),
    ({"hold": "90 s", "reps": 4}, None, "Hold 90 seconds. Do it 4 times."),
    ({"hold": "60-90 s", "reps": 4}, None, "Hold 60 to 90 seconds. Do it 4 times."),
    ({"hold": "60-120 s", "reps": 4}, None, "Hold 1 to 2 minutes. Do it 4 times."),
    # Which side.
    ({"reps": 3, "side": "left"}, LEG, "Do it 3 times on your left leg."),
    ({"reps": 3, "side": "right"}, ARM, "Do it 3 times for your right arm."),
    ({"reps": 3, "side": "left"}, SIDE, "Do it 3 times on your left side."),
    ({"reps": 10, "side": "alternate"}, LEG, "Do it 10 times on each leg, changing legs each time."),
    ({"reps": "8-12", "side": "each"}, HAND, "Do it 8 to 12 times for each hand."),
    ({"reps": 3, "side": "left", "times_per_day": 1}, HAND, "Do it 3 times for your left hand, once a day."),
    ({"duration": "2 min", "side": "alternate"}, ARM, "Keep going for 2 minutes while changing arms each time."),
    ({"quality": RULE, "side": "alternate", "times_per_day": 1}, SIDE, f"Do it while changing sides each time, once a day. {RULE}"),
    # How often.
    ({"reps": 3, "times_per_day": 1, "days_per_week": 7}, None, "Do it 3 times, once a day, every day."),
    ({"reps": 3, "times_per_day": "2-3", "days_per_week": "5-7"}, None, "Do it 3 times, 2 to 3 times a day, 5 to 7 days a week."),
    ({"reps": 3, "times_per_day": "about 2", "days_per_week": 1}, None, "Do it 3 times, about 2 times a day, 1 day a week."),
    ({"reps": 3, "times_per_day": 1, "weeks": 1}, None, "Do it 3 times, once a day, for 1 week."),
    ({"reps": 3, "weeks": "about 6"}, None, "Do it 3 times, for about 6 weeks."),
    ({"quality": RULE, "days_per_week": 7, "weeks": 6}, None, f"Do it every day, for 6 weeks. {RULE}"),
    ({"hold": "5 s", "weeks": 2}, None, "Hold 5 seconds. Do it for 2 weeks."),
    ({"rest": "30 s"}, None, "Rest 30 seconds between sets."),
    ({}, None, ""),
]


@pytest.mark.parametrize(("fields", "limb", "expected"), SENTENCES)
def test_the_sentences_of_a_card(fields: dict[str, object], limb: Limb | None, expected: str) -> None:
    assert " ".join(dose_text(dose(**fields), limb, ENGLISH).sentences) == expected


CELLS: list[tuple[dict[str, object], Limb | None, tuple[str, str, str]]] = [
    (
        {"hold": "30-40 s", "reps": 3, "side": "each", **DAILY},
        LEG,
        ("3 times on each leg", "30 to 40 seconds", "twice a day, every day"),
    ),
    ({"hold": "about 1 min", "reps": 5, "times_per_day": "several"}, None, ("5 times", "about 1 minute", "several times a day")),
    ({"quality": RULE, "times_per_day": "several", "days_per_week": 7}, None, ("See its card", "", "several times a day, every day")),
    ({"quality": RULE, "side": "each", "times_per_day": 1}, ARM, ("See its card; for each arm", "", "once a day")),
    (
        {"sets": 2, "reps": "8-10", "rest": "30 s", "side": "each", "days_per_week": 3, "weeks": 6},
        LEG,
        ("2 sets of 8 to 10 on each leg, rest 30 seconds between sets", "", "3 days a week, for 6 weeks"),
    ),
    ({"sets": 2, "reps": 5, "quality": RULE}, None, ("2 sets of 5; see its card", "", "")),
    ({"duration": "2 min", "times_per_day": 2}, None, ("2 minutes", "", "twice a day")),
]


@pytest.mark.parametrize(("fields", "limb", "expected"), CELLS)
def test_the_cells_of_a_table(fields: dict[str, object], limb: Limb | None, expected: tuple[str, str, str]) -> None:
    text = dose_text(dose(**fields), limb, ENGLISH)
    assert (text.amount, text.hold, text.often) == expected
