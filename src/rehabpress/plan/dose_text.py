"""Writes a dose in words: every sentence and table cell about a dose comes from here."""

from __future__ import annotations

from rehabpress.model.amount import Amount, Load, LoadUnit, Tempo
from rehabpress.model.dose import MOST_EFFORT, Dose, Side
from rehabpress.model.exercise import Limb
from rehabpress.model.languages.locale import SideWords
from rehabpress.plan.handout import DoseText
from rehabpress.plan.phrasing import Phrasing


def dose_text(dose: Dose, limb: Limb | None, speech: Phrasing) -> DoseText:
    """Say a dose of an exercise that changes ``limb``. The locale was checked to have a pattern for every combination of numbers."""
    phrases = speech.phrases.dose
    values = dose_values(dose, limb, speech)
    return DoseText(
        sentences=tuple(filter(None, (speech.first(patterns, values) for patterns in phrases.sentences))),
        amount=speech.first(phrases.amount, values),
        hold=speech.first(phrases.hold, values),
        often=speech.first(phrases.often, values),
    )


def dose_values(dose: Dose, limb: Limb | None, speech: Phrasing) -> dict[str, str]:
    """Each number that a dose gives, in words, by the name of the slot that it fills."""
    phrases = speech.phrases.dose
    values: dict[str, str] = {}
    for name in ("sets", "days_per_week", "weeks"):
        if amount := getattr(dose, name):
            values[name] = speech.counted(getattr(phrases, name), amount)
    for name in ("hold", "duration", "rest"):
        if amount := getattr(dose, name):
            values[name] = speech.time(amount)
    if dose.reps:
        values["reps"] = speech.counted(phrases.reps, dose.reps)
        values["reps_in_set"] = speech.counted(phrases.reps_in_set, dose.reps)
    if dose.times_per_day == "several":
        values["times_per_day"] = speech.fill(phrases.times_per_day.words["several"])
    elif dose.times_per_day:
        values["times_per_day"] = speech.counted(phrases.times_per_day, dose.times_per_day)
    if dose.load:
        values["load"] = _load(dose.load, speech)
    if dose.effort:
        values["effort"] = speech.fill(phrases.effort, n=speech.number(dose.effort), most=str(MOST_EFFORT))
    if dose.tempo:
        values["tempo"] = _tempo(dose.tempo, speech)
    if dose.side:
        sides = _side_words(limb, speech)
        values["side"] = getattr(sides, "alternate_uncounted" if dose.side is Side.ALTERNATE and not dose.reps else dose.side)
    if dose.quality:
        values["quality"], values["quality_in_table"] = dose.quality, phrases.quality_in_table
    return values


def _load(load: Load, speech: Phrasing) -> str:
    phrases = speech.phrases.dose.load
    if load.unit is LoadUnit.BODY_WEIGHT:
        return phrases.body_weight
    if load.unit is LoadUnit.BAND:
        return speech.fill(phrases.band, band=load.band)
    pattern = {LoadUnit.KILOGRAMS: phrases.kilograms, LoadUnit.POUNDS: phrases.pounds, LoadUnit.PERCENT: phrases.percent}[load.unit]
    return speech.fill(pattern, n=speech.decimals(load.low, load.high, about=load.about))


def _tempo(tempo: Tempo, speech: Phrasing) -> str:
    times = {"out": tempo.out, "still": tempo.still, "back": tempo.back}
    return speech.fill(speech.phrases.dose.tempo, **{name: speech.time(Amount(time, time)) for name, time in times.items() if time})


def side_step(dose: Dose, limb: Limb | None, speech: Phrasing) -> tuple[str, ...]:
    """The last step of an exercise that is done on both sides: when to change over. None where a dose is for one side, or for no side."""
    words = _side_words(limb, speech)
    match dose.side:
        case Side.EACH:
            return (words.each_step if dose.reps and dose.reps.high > 1 else words.each_step_uncounted,)
        case Side.ALTERNATE:
            return (words.alternate_step,)
        case _:
            return ()


def side_in_picture(dose: Dose, limb: Limb | None, speech: Phrasing) -> tuple[str, ...]:
    """Which side a picture shows, in words, where a dose is for that side alone."""
    words = _side_words(limb, speech)
    return {Side.LEFT: (words.left_picture,), Side.RIGHT: (words.right_picture,)}.get(dose.side, ()) if dose.side else ()


def _side_words(limb: Limb | None, speech: Phrasing) -> SideWords:
    words: SideWords = getattr(speech.phrases.dose.sides, limb or Limb.SIDE)
    return words
