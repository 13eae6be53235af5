import pytest
from pydantic import ValidationError

from rehabpress.model.dose import Dose


def dose(**fields: object) -> Dose:
    return Dose.model_validate(fields)


MERGED: list[tuple[dict[str, object], dict[str, object], dict[str, object]]] = [
    ({"reps": 8}, {"reps": 5, "hold": "5 s"}, {"reps": 8, "hold": "5 s"}),
    ({}, {"reps": 5}, {"reps": 5}),
    ({"duration": "1 min"}, {"reps": 5, "hold": "5 s", "sets": 2}, {"duration": "1 min", "hold": "5 s", "sets": 2}),
    ({"reps": 5}, {"duration": "1 min", "sets": 2}, {"reps": 5, "sets": 2}),
    ({"reps": 5}, {"quality": "Stop when it sways."}, {"reps": 5, "quality": "Stop when it sways."}),
    (
        {"quality": "Short and exact."},
        {"sets": 2, "reps": 5, "rest": "30 s", "hold": "5 s", "times_per_day": 2},
        {"quality": "Short and exact.", "hold": "5 s", "times_per_day": 2},
    ),
    ({"quality": "Short and exact."}, {"duration": "2 min"}, {"quality": "Short and exact."}),
]


@pytest.mark.parametrize(("ours", "theirs", "both"), MERGED)
def test_one_dose_over_another(ours: dict[str, object], theirs: dict[str, object], both: dict[str, object]) -> None:
    assert dose(**ours).over(dose(**theirs)) == dose(**both)


def test_a_dose_over_nothing() -> None:
    assert dose(reps=3).over(None) == dose(reps=3)


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"reps": 3, "duration": "1 min"}, "gives reps and duration at once"),
        ({"quality": "Short and exact"}, '"Short and exact" is not a whole sentence'),
    ],
)
def test_what_a_dose_cannot_be(fields: dict[str, object], what: str) -> None:
    with pytest.raises(ValidationError) as caught:
        dose(**fields)
    assert [error["msg"] for error in caught.value.errors()] == [what]
