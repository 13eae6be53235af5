"""Plans and orders: opened, saved with the smallest change, refused when the file has changed meanwhile."""

from __future__ import annotations

import stat
from difflib import unified_diff
from typing import Any

import pytest

from helpers.cli_project import ROOT, ClinicFolder
from helpers.web_page import DAY, WebPage
from rehabpress.web.documents import folded, unfolded


def test_a_plan_that_has_not_changed_is_saved_in_the_same_bytes(own_page: WebPage) -> None:
    ClinicFolder(own_page.project).write(
        "content/plans/ours.yaml", (ROOT / "content/plans/everything.yaml").read_text().replace("id: everything", "id: ours")
    )
    path = own_page.project / "content/plans/ours.yaml"
    before = path.read_bytes()
    opened = own_page.opened("plans", "ours")
    assert own_page.put("/plans/ours", {"draft": opened["draft"]}, opened["etag"]).status_code == 200
    assert path.read_bytes() == before


def test_a_change_is_the_smallest_one_and_keeps_comments(own_page: WebPage) -> None:
    text = (ROOT / "content/plans/after-knee-replacement.yaml").read_text().replace("id: after-knee-replacement", "id: ours")
    ClinicFolder(own_page.project).write("content/plans/ours.yaml", text)
    opened = own_page.opened("plans", "ours")
    opened["draft"]["plan"]["exercises"][1]["dose"] = {"reps": 12}
    saved = own_page.put("/plans/ours", {"draft": opened["draft"]}, opened["etag"])
    assert saved.status_code == 200, saved.text
    after = (own_page.project / "content/plans/ours.yaml").read_text()
    changed = [
        line
        for line in unified_diff(text.splitlines(), after.splitlines(), n=0, lineterm="")
        if line[0] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert [line[0] for line in changed] == ["+"] * len(changed)
    assert "# The hospital gives these exercises" in after
    assert saved.json()["etag"] != opened["etag"]


def test_a_built_in_plan_is_saved_under_another_name(own_page: WebPage) -> None:
    draft = own_page.draft(patient="Ida Invented", flags=["falls risk"])
    assert own_page.put("/plans/sacroiliac-joint", {"draft": draft, "source": "sacroiliac-joint"}).status_code == 422
    saved = own_page.put("/plans/ours", {"draft": draft, "source": "sacroiliac-joint"})
    assert saved.status_code == 200, saved.text
    text = (own_page.project / "content/plans/ours.yaml").read_text()
    assert "Ida" not in text
    assert "falls" not in text
    assert ClinicFolder(own_page.project).run("handout", "ours").code == 0


def test_a_plan_that_cannot_be_printed_is_not_saved(own_page: WebPage) -> None:
    draft = own_page.draft()
    draft["plan"]["exercises"][0]["dose"] = {"reps": "many"}
    assert own_page.put("/plans/ours", {"draft": draft}).status_code == 422
    assert not list(own_page.project.rglob("*.yaml"))


def test_a_file_that_has_changed_is_not_written_over(own_page: WebPage) -> None:
    assert own_page.put("/plans/ours", {"draft": own_page.draft()}).status_code == 200
    mine, theirs = own_page.opened("plans", "ours"), own_page.opened("plans", "ours")
    theirs["draft"]["plan"]["exercises"].pop()
    assert own_page.put("/plans/ours", {"draft": theirs["draft"]}, theirs["etag"]).status_code == 200
    mine["draft"]["plan"]["exercises"][0]["dose"] = {"reps": 9}
    refused = own_page.put("/plans/ours", {"draft": mine["draft"]}, mine["etag"])
    assert refused.status_code == 409
    assert len(refused.json()["theirs"]["draft"]["plan"]["exercises"]) == 3
    assert own_page.put("/plans/ours", {"draft": mine["draft"]}).status_code == 409  # and a new one does not take its place
    assert own_page.put("/plans/ours", {"draft": mine["draft"]}, refused.json()["theirs"]["etag"]).status_code == 200
    (own_page.project / "content/plans/ours.yaml").unlink()
    gone = own_page.put("/plans/ours", {"draft": mine["draft"]}, mine["etag"])
    assert (gone.status_code, gone.json()["theirs"]) == (409, None)


def test_an_order_is_saved_opened_and_saved_again_in_the_same_bytes(own_page: WebPage) -> None:
    draft = own_page.draft(patient="Ida Invented", format="large")
    draft["plan"]["exercises"][0]["dose"]["reps"] = 4
    draft["plan"]["exercises"][1]["note"] = "Slowly."
    del draft["plan"]["exercises"][3]
    saved = own_page.put("/orders/new", {"draft": draft})
    assert saved.status_code == 200, saved.text
    name = saved.json()["id"]
    path = own_page.project / "orders" / f"{name}.yaml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    assert b"bird-dog" in before
    assert b"reps: 4" in before
    opened = own_page.opened("orders", name)
    assert [entry["exercise"] for entry in opened["draft"]["plan"]["exercises"]] == [
        "knee-to-chest",
        "trunk-rotation",
        "hip-abduction-band",
    ]
    assert own_page.put(f"/orders/{name}", {"draft": opened["draft"]}, opened["etag"]).status_code == 200
    assert path.read_bytes() == before
    opened["draft"]["order"]["patient"] = "Ben Sample"
    assert own_page.put(f"/orders/{name}", {"draft": opened["draft"]}, "wrong").status_code == 409
    assert own_page.put(f"/orders/{name}", {"draft": opened["draft"]}, opened["etag"]).status_code == 200
    assert b"Ben Sample" in path.read_bytes()
    assert own_page.get("/orders").json()["orders"].count(name) == 1


def test_the_sample_order_opens_as_its_paper_is(own_page: WebPage) -> None:
    opened = own_page.opened("orders", "a-1001")
    draft = opened["draft"]
    assert "knee-to-chest" not in [entry["exercise"] for entry in draft["plan"]["exercises"]]
    shown = own_page.paper(draft)
    clinic = ClinicFolder(own_page.project)
    assert clinic.run("handout", "a-1001", "--date", "2026-11-20", "-o", "made.pdf").code == 0
    assert (own_page.project / "made.pdf").read_bytes() == shown


def test_the_words_of_an_order_are_kept_and_those_of_its_plan_stay(own_page: WebPage) -> None:
    draft = own_page.draft(patient="Ida Invented", title="Your knee", message="Ice it after the walk.", goal="to dance")
    draft["plan"]["next_visit"] = "on Friday at ten"
    shown = own_page.paper(draft)
    name = own_page.put("/orders/new", {"draft": draft}).json()["id"]
    path = own_page.project / "orders" / f"{name}.yaml"
    before = path.read_text()
    for line in ("title: Your knee", "message: Ice it after the walk.", "goal: to dance", "next_visit: on Friday at ten"):
        assert line in before.splitlines()
    clinic = ClinicFolder(own_page.project)
    assert clinic.run("handout", name, "--date", "2026-11-20", "-o", "made.pdf").code == 0
    assert (own_page.project / "made.pdf").read_bytes() == shown
    opened = own_page.opened("orders", name)
    assert opened["draft"]["order"]["goal"] == "to dance"
    assert opened["draft"]["plan"]["next_visit"] == "on Friday at ten"
    del opened["draft"]["order"]["message"]
    saved = own_page.put(f"/orders/{name}", {"draft": opened["draft"]}, opened["etag"])
    assert saved.status_code == 200, saved.text
    assert path.read_text() == before.replace("message: Ice it after the walk.\n", "")
    assert own_page.put("/plans/ours", {"draft": draft, "source": "sacroiliac-joint"}).status_code == 200
    ours = (own_page.project / "content/plans/ours.yaml").read_text()
    assert "on Friday at ten" in ours
    assert not any(word in ours for word in ("dance", "Ice", "Your knee"))


def test_an_order_that_has_more_in_it_than_its_plan_saves_the_plan_first(own_page: WebPage) -> None:
    draft = own_page.draft(patient="Ida Invented")
    draft["plan"]["exercises"].append({"exercise": "bridge", "dose": {"reps": 8, "times_per_day": 1}})
    refused = own_page.put("/orders/new", {"draft": draft})
    assert refused.status_code == 422
    assert refused.json()["problems"][0]["code"] == "plan-first"
    saved = own_page.put("/plans/ours", {"draft": draft, "source": "sacroiliac-joint"}).json()
    draft["plan"] = saved["draft"]["plan"]
    shown = own_page.paper(draft)
    name = own_page.put("/orders/new", {"draft": draft}).json()["id"]
    clinic = ClinicFolder(own_page.project)
    assert clinic.run("handout", name, "--date", "2026-11-20", "-o", "made.pdf").code == 0
    assert (own_page.project / "made.pdf").read_bytes() == shown


def test_an_order_says_what_is_new_and_is_saved_so(own_page: WebPage) -> None:
    clinic = ClinicFolder(own_page.project)
    clinic.write("orders/a-7-last.yaml", "id: a-7-last\nplan: sacroiliac-joint\ndoses: {bird-dog: {reps: 3}}\n")
    clinic.write("orders/a-7.yaml", "# A comment.\nid: a-7\nplan: sacroiliac-joint\nsince: a-7-last\ndoses: {bird-dog: {reps: 8}}\n")
    path = own_page.project / "orders/a-7.yaml"
    before = path.read_bytes()
    opened = own_page.opened("orders", "a-7")
    opened["draft"]["order"]["date"] = DAY.isoformat()
    shown = own_page.paper(opened["draft"])
    assert clinic.run("handout", "a-7", "--date", DAY.isoformat(), "-o", "made.pdf").code == 0
    assert (own_page.project / "made.pdf").read_bytes() == shown
    del opened["draft"]["order"]["date"]
    saved = own_page.put("/orders/a-7", {"draft": opened["draft"]}, opened["etag"])
    assert saved.status_code == 200, saved.text
    assert path.read_bytes() == before
    del opened["draft"]["order"]["since"]
    assert own_page.paper(opened["draft"]) != shown
    assert own_page.put("/orders/a-7", {"draft": opened["draft"]}, saved.json()["etag"]).status_code == 200
    assert b"since" not in path.read_bytes()
    opened["draft"]["order"]["since"] = "nothing"
    assert [one["path"] for one in own_page.problems(opened["draft"])] == ["order/since"]


def test_an_order_without_annexes_stays_without(own_page: WebPage) -> None:
    ClinicFolder(own_page.project).write("orders/a-7.yaml", "id: a-7\nplan: sacroiliac-joint\nannexes: []\n")
    path = own_page.project / "orders/a-7.yaml"
    before = path.read_bytes()
    opened = own_page.opened("orders", "a-7")
    assert own_page.put("/orders/a-7", {"draft": opened["draft"]}, opened["etag"]).status_code == 200
    assert path.read_bytes() == before


PLAN: dict[str, Any] = {
    "id": "p",
    "dose": {"times_per_day": 2},
    "exercises": [{"exercise": "a", "dose": {"reps": 3}}, {"exercise": "b", "note": "x"}, {"exercise": "c"}],
}


def changed(**plan: Any) -> dict[str, Any]:
    return {**PLAN, **plan}


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (PLAN, {}),
        (changed(exercises=PLAN["exercises"][:2]), {"without": ["c"]}),
        (changed(exercises=[{"exercise": "a", "dose": {"reps": 4}}, *PLAN["exercises"][1:]]), {"doses": {"a": {"reps": 4}}}),
        (changed(dose={"times_per_day": 3}), {"doses": {name: {"times_per_day": 3} for name in "abc"}}),
        (changed(exercises=[*PLAN["exercises"][:2], {"exercise": "c", "note": "y"}]), {"notes": {"c": "y"}}),
        (changed(next_visit="soon"), {"next_visit": "soon"}),
        (changed(preset="strength"), {"preset": "strength"}),
        (changed(exercises=PLAN["exercises"][::-1]), None),
        (changed(exercises=[*PLAN["exercises"], {"exercise": "d"}]), None),
        (changed(exercises=[{"exercise": "a"}, *PLAN["exercises"][1:]]), None),
        (changed(exercises=[PLAN["exercises"][0], {"exercise": "b"}, PLAN["exercises"][2]]), None),
        (changed(title="Another"), None),
    ],
)
def test_what_an_order_says_of_a_plan(now: dict[str, Any], said: dict[str, Any] | None) -> None:
    found = unfolded(PLAN, now)
    assert found == said
    if found is not None and "preset" not in found:
        again = unfolded(PLAN, folded(PLAN, found))
        assert again == found
