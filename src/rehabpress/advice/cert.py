"""CERT, the Consensus on Exercise Reporting Template (Slade and others 2016): what a handout says of its 16 items.

CERT was made for reports of trials. Here it is read as what a patient's page should say; items about a trial, and what this program has
no field for, are left to a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from rehabpress.advice.criterion import Criterion, decided, left_to_a_person, not_applicable
from rehabpress.advice.pemat import Material, log


def cert(material: Material) -> tuple[Criterion, ...]:
    """All items, in order."""
    return (*_who_and_what(material), *_how_much(material))


def _who_and_what(m: Material) -> Iterator[Criterion]:
    handout, text = m.handout, m.page.text
    needs = handout.equipment
    yield decided(
        "1", "Equipment", bool(needs) and needs in text, f"you need {needs}", "the page does not say what is needed; say nothing too"
    )
    who = handout.clinician
    named = who is not None and who.role is not None and who.name in text
    yield decided(
        "2", "Who gives it, and their role", named, "name and role are printed", "the name or the role of the clinician is missing"
    )
    yield left_to_a_person("3", "Alone or in a group", "there is no field for it; a home plan is done alone")
    reach = handout.clinic.phone in text
    yield decided("4", "Supervised or not", reach, "done at home, with a number to call", "there is no number to call")
    yield log("5", "How it is seen whether they are done", m)
    goal = bool(handout.goal)
    yield decided("6", "Motivation", goal, "the patient's own goal is printed", "the plan has no goal of the patient: goal:")
    later = [stage for card in handout.cards for stage in card.later]
    yield decided("7a", "When to do more", bool(later), "from the weeks that the plan names", "the plan has no later dose: later:")
    if later:
        printed = all(stage.line in text for stage in later)
        yield decided("7b", "How to do more", printed, "each later dose is printed", "a later dose is not printed")
    else:
        yield not_applicable("7b", "How to do more", "see item 7a")
    unclear = [card.id for card in handout.cards if not card.start or not card.steps or card.id not in m.page.pictures]
    yes, no = "each has a start, steps and a picture", f"without a picture: {', '.join(unclear)}"
    yield decided("8", "Each exercise can be repeated exactly", not unclear, yes, no)
    often = all(card.text.often for card in handout.cards)
    yield decided("9", "What is done at home", often, "each exercise says how often", "an exercise does not say how often")
    yield decided("10", "What is not exercise", bool(handout.tips), "tips for every day", "no tips for every day are printed")


def _how_much(m: Material) -> Iterator[Criterion]:
    handout, text = m.handout, m.page.text
    call = handout.clinic.emergency.call
    signs = (*handout.safety.stop, *handout.safety.stop_emergency)
    safe = call in text and all(sign in text for sign in signs)
    yield decided(
        "11", "Harm: when to stop, whom to call", safe, "stop rules and the number to call", "stop rules or the number are missing"
    )
    yield left_to_a_person("12", "Where it is done", "there is no field for it")
    counted = [card.dose.reps or card.dose.duration or card.dose.quality for card in handout.cards]
    printed = all(sentence in text for card in handout.cards for sentence in card.text.sentences)
    yield decided("13", "Dose", all(counted) and printed, "each dose is counted and printed", "a dose is not counted, or not printed")
    own = bool(handout.set_by_plan) or any(card.note for card in handout.cards)
    yield decided("14a", "Standard or tailored", own, "it says which numbers are the plan's own", "it does not say what is the plan's own")
    yield left_to_a_person("14b", "How it was tailored", "there is no field for it; notes on cards can say it")
    yield left_to_a_person("15", "How the starting level was chosen", "there is no field for it")
    yield left_to_a_person("16a", "How faithfully it is done", "this is known only afterwards")
    yield left_to_a_person("16b", "How faithfully it was done", "this is known only afterwards")
