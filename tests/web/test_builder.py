"""The builder: a draft to its paper, problems at their fields, the library with its verdicts; and never a wrong paper."""

from __future__ import annotations

import asyncio
import copy
import json
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.cli_project import ClinicFolder
from helpers.slow_paper import SlowPaper
from helpers.web_page import DAY, WebPage, text_of, web_page
from rehabpress.web.desk import IDLE, MOST_PAPERS, MOST_WAITING, RENEWED_AFTER, Busy, Desk, MadePaper, Superseded, Workbench


def test_a_draft_becomes_its_paper_with_what_is_said_of_it(page: WebPage) -> None:
    said = page.post("/preview", page.draft(patient="Ida Invented")).json()
    assert said["problems"] == []
    assert "minutes" in said["time"]
    assert [card["id"] for card in said["cards"]] == ["knee-to-chest", "trunk-rotation", "hip-abduction-band", "bird-dog"]
    assert said["cards"][0]["said"].startswith("Hold 30 to 40 seconds.")
    assert said["cards"][0]["numbers"]["reps"] == "3"
    assert len(said["pages"]) >= said["sides"]
    assert said["small"] == ""
    picture = page.get(f"/page/{said['pages'][0]['name']}.jpg?w=400")
    assert picture.headers["content-type"] == "image/jpeg"
    assert picture.content[:2] == b"\xff\xd8"
    assert picture.headers["cache-control"] == "no-store"
    assert page.get(f"/paper/{said['key']}.pdf").headers["cache-control"] == "no-store"
    assert page.get(f"/page/{said['pages'][0]['name']}.jpg?w=401").status_code == 400
    assert page.get("/page/0000000000000000.jpg").status_code == 404


def test_a_page_that_did_not_change_keeps_its_name(page: WebPage) -> None:
    draft = page.draft(patient="Ida Invented")
    before = [one["name"] for one in page.post("/preview", draft).json()["pages"]]
    draft["plan"]["exercises"][0]["dose"]["reps"] = 9
    after = [one["name"] for one in page.post("/preview", draft).json()["pages"]]
    assert before[0] != after[0]
    assert before[1:] == after[1:]
    assert page.get(f"/page/{before[1]}.jpg?w=400").content == page.get(f"/page/{after[1]}.jpg?w=400").content


@pytest.mark.parametrize("layout", ["handout", "routine", "summary"])
def test_the_paper_of_the_page_is_that_of_the_command(own_page: WebPage, layout: str) -> None:
    clinic = ClinicFolder(own_page.project)
    draft = own_page.draft(patient="Ida Invented", layout=layout, format="large", side="left")
    if layout == "routine":
        draft["order"]["start"] = "2026-11-23"
    draft["plan"]["exercises"][0]["dose"]["reps"] = 4
    draft["plan"]["exercises"][1]["note"] = "Put a cushion under your knees."
    del draft["plan"]["exercises"][2]
    shown = own_page.paper(draft)
    saved = own_page.put("/orders/new", {"draft": draft})
    assert saved.status_code == 200, saved.text
    ran = clinic.run("handout", saved.json()["id"], "-o", str(own_page.project / "made.pdf"))
    assert ran.code == 0, ran.err
    assert (own_page.project / "made.pdf").read_bytes() == shown
    draft["plan"]["exercises"][0]["dose"]["reps"] = 5
    assert own_page.paper(draft) != shown  # the comparison can fail


def test_problems_stand_at_their_fields(page: WebPage) -> None:
    draft = page.draft(patient="Ida \u202e", format="huge", flags=["weak bones", "nonsense"])
    paths = {one["path"] for one in page.problems(draft)}
    assert paths == {"order/patient", "order/format"}
    draft["order"] |= {"patient": "Ida Invented", "format": "large"}
    assert {one["path"] for one in page.problems(draft)} == {"order/flags/1"}
    draft["order"]["flags"] = ["weak bones"]
    draft["plan"]["exercises"][1]["dose"] = {"reps": "many"}
    draft["plan"]["exercises"][3]["note"] = "A letter without a glyph: \u4e00"
    paths = {one["path"] for one in page.problems(draft)}
    assert paths == {"plan/exercises/1/dose/reps"}
    draft["plan"]["exercises"][1]["dose"] = {"reps": 5}
    found = page.problems(draft)
    refused = next(one for one in found if one["path"] == "plan/exercises/0/exercise")
    assert refused["code"] == "refused-unless/flags/osteoporosis"
    assert refused["what"] == "Must be left out with thin bones (osteoporosis)."
    assert refused["names"]


@pytest.mark.parametrize(
    ("where", "key", "value", "path", "said"),
    [
        ("entry", "dose", {"reps": "many"}, "plan/exercises/0/dose/reps", '"many" is not a count. Write a whole number or a range: 8, 8-10.'),
        ("plan", "conditions", [], "plan/conditions", "Nothing is chosen yet."),
        ("plan", "conditions", ["nothing"], "plan/conditions/0", 'There is no condition "nothing".'),
        ("plan", "clinic", "", "plan/clinic", '"" is not an id. Write small letters, digits and single hyphens: bird-dog.'),
        ("plan", "title", "漢", "plan/title", '"漢" (U+6F22, CJK UNIFIED IDEOGRAPH-6F22) is not in the font Source Sans 3. Write it in another way.'),
        ("entry", "override", {"by": "Sam Sample", "reason": "He can do it."}, "plan/exercises/0/override", "Still to say: date."),
        ("entry", "later", [{"from_week": 1, "dose": {"reps": 3}}], "plan/exercises/0/later/0/from_week", "1 must be at least 2. The week of the plan in which it begins, counted from 1."),
        ("entry", "exercise", "trunk-rotation", "plan/exercises/1/exercise", "This exercise is in the plan twice for the same side (each). Leave it in once, or give each its own side: left, right."),
        ("order", "title", "x" * 121, "order/title", "Has 121 characters and may have 120. A title has one line, or two: write the rest into the message or into notes."),
        ("order", "message", "so " * 100 + "on", "order/message", "Has 302 characters and may have 300. The one thing to remember is short: write the rest into notes of the exercises."),
        ("order", "goal", "漢", "order/goal", '"漢" (U+6F22, CJK UNIFIED IDEOGRAPH-6F22) is not in the font Source Sans 3. Write it in another way.'),
        ("order", "patient", "x" * 81, "order/patient", "Has 81 characters. A name has at most 80; is this another column?"),
    ],
)  # fmt: skip
def test_problems_are_said_in_words_of_the_page(page: WebPage, where: str, key: str, value: Any, path: str, said: str) -> None:
    draft = page.draft(patient="Ida Invented")
    {"plan": draft["plan"], "order": draft["order"], "entry": draft["plan"]["exercises"][0]}[where][key] = value
    found = {(one["path"], f"{one['what']} {one['hint']}".strip()) for one in page.problems(draft)}
    assert (path, said) in found, found


def test_the_words_for_this_patient_are_on_the_paper_and_empty_ones_are_the_plans(page: WebPage) -> None:
    words = {"title": "Your knee", "message": "Ice it after the walk", "goal": "to dance"}
    of_plan, of_patient = text_of(page.paper(page.draft())), text_of(page.paper(page.draft(**words)))
    for said in ("Your knee", "Ice it after the walk. Each session", "Your goal: to dance"):
        assert said in of_patient
        assert said not in of_plan
    planned = {
        "title": "Exercises for sacroiliac joint pain",
        "message": "Be gentle and keep at it. Do your exercises every day.",
        "goal": "",
    }
    for draft in (page.draft(), page.draft(**words)):
        assert page.post("/preview", draft).json()["planned"] == planned
    assert all(text in of_plan for text in planned.values())


def test_a_number_that_is_missing_is_named(page: WebPage) -> None:
    draft = page.draft()
    del draft["plan"]["dose"]
    found = page.problems(draft)
    assert {one["code"] for one in found} == {"no-number"}
    assert found[0]["path"] == "plan/exercises/0/exercise"
    assert "times_per_day" in found[0]["names"]
    assert found[0]["what"] == "Still to say: how many times a day, on how many days a week."


def test_a_plan_that_asks_is_answered(page: WebPage) -> None:
    draft = page.draft()
    draft["plan"]["asks"] = ["osteoporosis"]
    assert [(one["code"], one["names"]) for one in page.problems(draft)] == [("unanswered", ["osteoporosis"])]
    draft["order"]["not_flags"] = ["osteoporosis"]
    assert page.post("/preview", draft).status_code == 200


def test_a_refused_exercise_is_swapped_or_a_clinician_decides(page: WebPage) -> None:
    draft = page.draft(flags=["osteoporosis"])
    (refused,) = page.problems(draft)
    swapped = copy.deepcopy(draft)
    swapped["plan"]["exercises"][0] = {"exercise": refused["names"][0], "dose": {"reps": 3, "side": "each", "hold": "30 s"}}
    answer = page.post("/preview", swapped)
    assert not [one for one in answer.json()["problems"] if one["code"].startswith("refused")]
    draft["plan"]["exercises"][0]["override"] = {
        "flags": ["osteoporosis"],
        "by": "Sam Sample",
        "reason": "She does it every day without pain.",
        "date": DAY.isoformat(),
    }
    pages = text_of(page.paper(draft))
    assert "She does it every day without pain." in pages
    draft["plan"]["exercises"][0]["override"]["by"] = "Nobody Known"
    assert page.problems(draft)[0]["path"] == "plan/exercises/0/override/by"


def test_the_library_says_what_a_patient_may_do(page: WebPage) -> None:
    free = page.post("/exercises", {"words": "knee chest"}).json()
    assert free["found"][0] == "knee-to-chest"
    assert free["verdicts"]["knee-to-chest"] == {"kind": "yes", "reasons": []}
    held = page.post("/exercises", {"flags": ["thin bones"], "conditions": ["sacroiliac-joint-pain"]}).json()
    verdict = held["verdicts"]["knee-to-chest"]
    assert verdict["kind"] == "no"
    assert verdict["reasons"][0]["by"] == "thin bones (osteoporosis)"
    assert held["found"].index("knee-to-chest") > held["found"].index("bird-dog")
    some = page.post("/exercises", {"flags": ["nonsense", "thin bones"], "words": "knee chest"}).json()
    assert [one["path"] for one in some["problems"]] == ["order/flags/0"]
    assert "knee-to-chest" in some["found"]
    assert len(some["found"]) < 50
    assert some["verdicts"]["knee-to-chest"]["kind"] == "no"
    found = page.post(
        "/exercises", {"regions": ["knee"], "purposes": ["strength"], "positions": ["sitting"], "equipment": ["none"]}
    ).json()["found"]
    assert "seated-knee-extension" in found
    assert page.post("/exercises", {"regions": ["../x", 5], "words": 7, "positions": {}}).status_code == 200


def test_the_catalogue_and_its_pictures(page: WebPage) -> None:
    catalogue = page.get("/catalogue").json()
    assert catalogue["exercises"]["bird-dog"]["changes"]
    assert catalogue["today"] == DAY.isoformat()
    drawn = page.get("/figure/bird-dog.svg?body=helen")
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert drawn.content.startswith(b"<svg") or b"<svg" in drawn.content[:200]
    assert page.get("/figure/nothing.svg").status_code == 404
    assert page.get("/figure/bird-dog.svg?body=nobody").status_code == 404


def test_content_that_changes_on_the_disk_is_read_anew(own_page: WebPage) -> None:
    own_page.desk.clock = iter(range(0, 10_000, 5)).__next__
    draft = own_page.draft()
    assert own_page.paper(draft) == own_page.paper(draft)
    before = own_page.paper(draft)
    ClinicFolder(own_page.project).edit("content/exercises/bird-dog.yaml", "name: ", "name: New ")
    os.utime(own_page.project / "content/exercises/bird-dog.yaml", (1, 1))
    after = own_page.paper(draft)
    assert "New " in text_of(after)
    assert after != before


def test_what_is_wrong_in_a_file_is_said(own_page: WebPage) -> None:
    own_page.desk.clock = iter(range(0, 10_000, 5)).__next__
    draft = own_page.draft()
    ClinicFolder(own_page.project).write("content/exercises/bird-dog.yaml", "id: bird-dog\nname: [")
    found = own_page.problems(draft)
    assert [(one["path"], one["what"].partition(" (in the file ")[2]) for one in found] == [("", "exercises/bird-dog.yaml, line 2).")]
    assert own_page.get("/catalogue").status_code in (200, 422)


def test_two_tabs_do_not_mix(page: WebPage) -> None:
    ida, ben = page.draft(patient="Ida Invented"), page.draft(patient="Ben Sample", format="large")
    ben["plan"]["exercises"][0]["dose"]["reps"] = 9
    first, second = page.paper(ida), page.paper(ben)
    for _ in range(3):
        assert page.paper(ida) == first
        assert page.paper(ben) == second
    assert "Ben Sample" not in text_of(first)
    assert "Ida Invented" not in text_of(second)


def test_after_a_rest_everything_is_forgotten(tmp_path: Path) -> None:
    now = [0.0]
    desk = Desk(tmp_path, clock=lambda: now[0])
    with web_page(tmp_path, desk=desk) as page:
        key = page.post("/preview", page.draft(patient="Ida Invented")).json()["key"]
        now[0] += IDLE - 1
        assert page.client.portal is not None
        assert page.client.portal.call(desk.forget_when_idle) is False
        assert page.get(f"/paper/{key}.pdf").status_code == 200
        now[0] += IDLE + 1
        assert page.client.portal.call(desk.forget_when_idle) is True
        assert page.get(f"/paper/{key}.pdf").status_code == 404
        key = page.post("/preview", page.draft(patient="Ida Invented")).json()["key"]
        assert page.post("/forget", {}).status_code == 200
        assert page.get(f"/paper/{key}.pdf").status_code == 404


def test_what_was_being_made_when_everything_was_forgotten_is_not_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    slowly = SlowPaper()

    async def go() -> list[object]:
        tasks: list[asyncio.Task[object]] = [asyncio.create_task(desk.paper(slowly)), asyncio.create_task(desk.paper(slowly))]
        await asyncio.to_thread(slowly.began.wait, 10)
        forgetting = asyncio.create_task(desk.forget())
        await asyncio.sleep(0)
        slowly.hold.set()
        await forgetting
        came = list(await asyncio.gather(*tasks, return_exceptions=True))
        slowly.benches.append(await desk.work(lambda bench: bench))
        return came

    came = asyncio.run(go())
    desk.close()
    assert [type(one) for one in came] == [Superseded, Superseded]
    assert not desk.papers
    assert slowly.benches[0] is not slowly.benches[1]  # the pipeline with the words that it remembers has gone


def test_a_picture_that_was_being_drawn_is_not_kept_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path)
    began, hold = threading.Event(), threading.Event()

    def slowly(*_: object) -> bytes:
        began.set()
        hold.wait(10)
        return b"picture"

    monkeypatch.setattr("rehabpress.web.desk.page_picture", slowly)
    desk.keep(MadePaper("k", b"", ("page",), (), None, 0))  # type: ignore[arg-type] # nobody reads it

    async def go() -> tuple[bytes | None, bytes | None]:
        drawing = asyncio.create_task(desk.picture("page", 800))
        await asyncio.to_thread(began.wait, 10)
        await desk.forget()
        hold.set()
        return await drawing, await desk.picture("page", 800)

    assert asyncio.run(go()) == (None, None)
    desk.close()


def test_only_the_last_papers_are_kept_and_a_new_pipeline_makes_the_same(page: WebPage) -> None:
    draft = page.draft(patient="Ida Invented", layout="summary")
    first = page.paper(draft)
    for number in range(1, MOST_PAPERS + 2):
        draft["plan"]["exercises"][0]["dose"]["reps"] = number
        page.post("/preview", draft)
    assert len(page.desk.papers) == MOST_PAPERS
    draft["plan"]["exercises"][0]["dose"]["reps"] = 3
    assert page.client.portal is not None
    page.client.portal.call(page.desk.forget)
    assert page.paper(draft) == first
    assert RENEWED_AFTER > MOST_PAPERS


WORDS = st.sampled_from(
    ["bird-dog", "osteoporosis", "sacroiliac-joint", "a-1001", "tips", "routine", "left", "monday", "2026-11-20", "from_week", "Ida"]
)
JSON = st.recursive(
    st.none() | WORDS | st.booleans() | st.integers(-5, 10**12) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6) | WORDS, inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["patient", "flags", "not_flags", "format", "layout", "paper", "body", "side", "preset", "date", "start", "dose", "annexes", "clinic", "clinician",
     "exercises", "conditions", "title", "next_visit", "asks", "id", "x", "since", "later", "override", "days", "note", "exercise", "goal", "tips",
     "more_avoid", "more_tips", "message", "language", "without", "notes", "doses", "plan"]
)  # fmt: skip
DOSE: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    st.sampled_from(
        ["reps", "sets", "hold", "side", "times_per_day", "days_per_week", "load", "effort", "tempo", "rest", "weeks", "duration"]
    ),
    st.sampled_from([1, 3, "8-10", "5 s", "2 min", "each", "left", "2 kg", "red band", "3-1-5", "several", "", None, [], "about 2", 0, -1]),
    max_size=4,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    where=st.sampled_from(["plan", "order", "entry"]), key=KEYS, value=JSON, dose=DOSE, weeks=st.sampled_from([1, 2, 0, "1", None, True])
)
def test_no_draft_breaks_the_page(page: WebPage, where: str, key: str, value: Any, dose: dict[str, Any], weeks: object) -> None:
    draft = page.draft(patient="Ida Invented", layout="summary")
    draft["plan"]["exercises"][1]["dose"] = dose
    {"plan": draft["plan"], "order": draft["order"], "entry": draft["plan"]["exercises"][0]}[where][key] = value
    if weeks != 1:
        draft["weeks"] = weeks
    answer = page.client.post(
        "/preview", content=json.dumps(draft).encode("utf-8", "surrogatepass"), headers={"content-type": "application/json"}
    )
    assert answer.status_code in (200, 422, 400), (answer.text, page.mistakes)
    if answer.status_code == 422:
        assert answer.json()["problems"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=JSON)
@pytest.mark.parametrize("address", ["/preview", "/exercises", "/day/check", "/day/packets", "/content/sign", "/forget"])
def test_no_nonsense_breaks_the_page(page: WebPage, address: str, data: Any) -> None:
    answer = page.client.post(
        address, content=json.dumps(data).encode("utf-8", "surrogatepass"), headers={"content-type": "application/json"}
    )
    assert answer.status_code in (200, 400, 422), (answer.text, page.mistakes)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(["knee-to-chest", "trunk-rotation", "hip-abduction-band", "bird-dog"]),
    reps=st.lists(st.integers(1, 12), min_size=4, max_size=4),
    count=st.integers(1, 4),
)
def test_a_paper_has_the_exercises_and_numbers_of_its_draft(page: WebPage, order: list[str], reps: list[int], count: int) -> None:
    draft = page.draft(patient="Ida Invented", layout="summary")
    draft["plan"]["exercises"] = [{"exercise": name, "dose": {"reps": number}} for name, number in zip(order[:count], reps, strict=False)]
    cards = page.post("/preview", draft).json()["cards"]
    assert [(card["id"], card["numbers"]["reps"]) for card in cards] == [
        (name, str(number)) for name, number in zip(order[:count], reps, strict=False)
    ]


@pytest.mark.slow
def test_memory_stays_flat(page: WebPage) -> None:
    import resource

    draft = page.draft(patient="Ida Invented", layout="summary")

    def changes(count: int) -> int:
        for number in range(count):
            draft["plan"]["exercises"][number % 4]["dose"] = {"reps": number % 23 + 1}
            draft["order"]["patient"] = f"Ida Invented {chr(65 + number % 26)}{chr(65 + number // 26 % 26)}"
            assert page.post("/preview", draft).status_code == 200
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    began = time.monotonic()
    warm = changes(RENEWED_AFTER + 100)
    grown = changes(RENEWED_AFTER + 100) - warm
    assert grown < 60, f"{grown} MB more after {RENEWED_AFTER + 100} changes, {time.monotonic() - began:.0f} s"


def test_of_one_tab_the_newest_wins_and_a_full_desk_says_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    hold = threading.Event()

    def waiting(_: Workbench) -> bool:
        return hold.wait(10)

    def paper(_: Workbench) -> tuple[MadePaper, str]:
        return MadePaper("k", b"", (), (), None, 0), "made"  # type: ignore[arg-type] # nobody reads it

    async def go() -> list[object]:
        tasks: list[asyncio.Task[object]] = [asyncio.create_task(desk.work(waiting))]
        await asyncio.sleep(0.05)
        tasks += [asyncio.create_task(desk.paper(paper, tab)) for tab in ("first", "first", "second")]
        tasks += [asyncio.create_task(desk.work(waiting)) for _ in range(MOST_WAITING - 3)]
        await asyncio.sleep(0.05)
        tasks.append(asyncio.create_task(desk.work(waiting)))
        await asyncio.sleep(0.05)
        hold.set()
        return list(await asyncio.gather(*tasks, return_exceptions=True))

    came = asyncio.run(go())
    desk.close()
    assert isinstance(came[1], Superseded)
    assert not isinstance(came[2], Exception)
    assert not any(isinstance(one, Exception) for one in came[3:-1])
    assert len(came) == 1 + MOST_WAITING + 1
    assert isinstance(came[-1], Busy)
