"""The page in a real Chromium: the whole way by mouse and by keys alone, and axe-core without a finding on every state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helpers.browser import LIVE, PATIENCE, Served, chromium, open_plan, opened, served, until
from helpers.cli_project import ROOT, ClinicFolder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("project")) as found:
        yield found


def findings(page: Page) -> list[str]:
    """What axe-core finds."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]


def exercises(page: Page) -> list[str]:
    return [text.partition(" ")[2].strip() for text in page.locator("#list .open-card").all_inner_texts()]


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src=x><input></body></html>")
    assert any(one.startswith("image-alt") for one in findings(page))


def test_the_week_28_patient_by_mouse(browser: Browser, place: Served) -> None:
    page = opened(browser, place)
    page.fill("[data-key='order/patient']", "Ida Invented")
    page.fill("#flag", "pregnant 28 weeks")
    page.press("#flag", "Enter")
    page.select_option("[data-key='add-condition']", "lumbar-and-sacrum-pain")
    page.fill("#words", "cat")
    page.wait_for_selector("[data-key='add-cat-cow'], [data-key='why-cat-cow']")
    for name in ("bird-dog", "side-lying-hip-abduction"):
        page.fill("#words", name.replace("-", " "))
        page.click(f"[data-key='add-{name}']")
    more = page.locator("#all [data-key='plan/dose/times_per_day-more']")
    more.click()
    more.click()
    page.locator("#all [data-key='plan/dose/days_per_week-more']").click()
    for number in range(2):
        card = page.locator("#list .item").nth(number)
        if card.locator(".open-card").get_attribute("aria-expanded") == "false":
            card.locator(".open-card").click()
        page.fill(f"[data-key='plan/exercises/{number}/dose/reps']", "8")
        side = page.locator(f"[data-key='plan/exercises/{number}/dose/side']")
        if side.count():
            side.select_option("each")
    page.wait_for_selector(LIVE)
    assert page.locator("#print").is_enabled()
    assert page.title() == "rehabpress"
    with page.expect_download() as made:
        page.click("#pdf")
    assert made.value.suggested_filename == "new-plan.pdf"
    assert made.value.path().read_bytes().startswith(b"%PDF")
    assert "Ida" not in page.url
    page.context.close()


def test_by_keys_alone(browser: Browser, place: Served) -> None:
    page = opened(browser, place)
    open_plan(page, "sacroiliac-joint")
    before = exercises(page)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "words"
    page.keyboard.type("clamshell")
    until(page, "!document.querySelector(\"[data-key='add-bridge']\")")  # what was listed before is gone
    page.wait_for_selector("[data-key='add-clamshell']")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.key") == "add-clamshell":
            break
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('#list .item').length === 5")
    assert page.evaluate("document.activeElement.dataset.key") == "add-clamshell"  # it keeps the focus
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.key") == "plan/exercises/0-down":
            break
    page.keyboard.press("Enter")
    assert exercises(page)[:2] == [before[1], before[0]]
    assert page.evaluate("document.activeElement.dataset.key") == "plan/exercises/1-down"
    until(page, "document.querySelector('#say').textContent === 'Place 2 of 5.'")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert exercises(page) == before
    page.keyboard.press("Control+Shift+z")
    assert len(exercises(page)) == 5
    page.focus("[data-key='plan/exercises/0-open']")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(8):
        if page.evaluate("document.activeElement.dataset.key") == "plan/exercises/0/dose/reps":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    assert page.input_value("[data-key='plan/exercises/0/dose/reps']") == "4"
    page.context.close()


def test_drag_with_the_mouse(browser: Browser, place: Served) -> None:
    page = opened(browser, place)
    open_plan(page, "sacroiliac-joint")
    before = exercises(page)
    grip, last = page.locator("#list .grip").first.bounding_box(), page.locator("#list .item").nth(2).bounding_box()
    assert grip is not None
    assert last is not None
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(grip["x"] + 5, last["y"] + last["height"] * 0.8, steps=6)
    page.mouse.up()
    assert exercises(page) == [before[1], before[2], before[0], before[3]]
    page.context.close()


def test_a_refused_exercise_is_swapped_and_a_clinician_decides(browser: Browser, place: Served) -> None:
    page = opened(browser, place)
    open_plan(page, "sacroiliac-joint")
    page.fill("#flag", "weak bones")
    page.press("#flag", "Enter")
    page.wait_for_selector(".item .err")
    assert page.locator("#print").is_disabled()
    assert "Must be left out with weak bones" in page.inner_text(".item .err")
    assert findings(page) == []
    page.click(".err button:has-text('I decide otherwise')")
    assert findings(page) == []
    page.click("dialog button.main")
    assert "needs a name" in page.inner_text("dialog .problem[role=alert]")
    page.select_option("#by", "Sam Sample")
    page.fill("#reason", "She does it every day without pain.")
    page.click("dialog button.main")
    page.wait_for_selector(LIVE)
    page.click("#undo")
    page.wait_for_selector(".item .err")
    page.click(".err button:has-text('Swap for')")
    until(page, "!document.querySelector('.item .err b')?.textContent.includes('left out')")
    page.context.close()


def test_every_state_is_accessible_and_fits(browser: Browser, place: Served, tmp_path: Path) -> None:
    page = opened(browser, place)
    states = {"empty": findings(page)}
    open_plan(page, "everything")
    page.locator(".open-card").first.click()
    page.fill("[data-key='order/patient']", "Wilhelmina-Alexandra Featherstonehaugh-Cholmondeley")
    page.wait_for_selector(LIVE)
    states["full"] = findings(page)
    page.fill("[data-key='plan/exercises/0/dose/times_per_day']", "lots")
    page.wait_for_selector("[data-key='plan/exercises/0/dose/times_per_day'][aria-invalid]")
    states["wrong"] = findings(page)
    page.click("#open")
    states["open"] = findings(page)
    page.keyboard.press("Escape")
    page.click("#save")
    states["save"] = findings(page)
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 320, "height": 800})
    for view in ("library", "plan", "paper"):
        page.click(f"[data-view={view}]")
        states[f"320 px, {view}"] = findings(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, view
    page.emulate_media(forced_colors="active")
    states["forced colours"] = findings(page)
    page.context.close()
    assert {name: found for name, found in states.items() if found} == {}


def test_what_was_saved_is_there_when_the_server_is_gone_and_what_is_open_too(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path) as place:
        page = opened(browser, place)
        open_plan(page, "sacroiliac-joint")
        page.click("#save")
        page.fill("#name", "ours")
        page.click("dialog button:has-text('Save plan')")
        until(page, "document.querySelector('#stored').textContent === 'Plan ours, saved'")
        place.stop()
        page.fill("[data-key='order/patient']", "Ida Invented")
        page.wait_for_selector("#banner p")
        assert "start rehabpress serve again" in page.inner_text("#banner")
        assert page.input_value("[data-key='order/patient']") == "Ida Invented"
        assert len(exercises(page)) == 4
        page.context.close()
    assert ClinicFolder(tmp_path).run("handout", "ours").code == 0


def test_two_tabs_and_a_file_that_has_changed(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path) as place:
        first = opened(browser, place)
        open_plan(first, "sacroiliac-joint")
        first.click("#save")
        first.fill("#name", "ours")
        first.click("dialog button:has-text('Save plan')")
        first.wait_for_selector("dialog", state="hidden")
        second = opened(browser, place)
        open_plan(second, "ours")
        second.locator(".open-card").first.click()
        second.fill("[data-key='plan/exercises/0/dose/reps']", "7")
        second.click("#save")
        second.click("dialog button:has-text('Save plan')")
        second.wait_for_selector("dialog", state="hidden")
        first.locator(".open-card").first.click()
        first.fill("[data-key='plan/exercises/0/dose/reps']", "9")
        first.click("#save")
        first.click("dialog button:has-text('Save plan')")
        first.wait_for_selector("dialog h2:has-text('This file has changed')")
        assert findings(first) == []
        assert "repetitions 9" in first.inner_text("dialog .two")
        assert "repetitions 7" in first.inner_text("dialog .two")
        assert "reps: 7" in (tmp_path / "content/plans/ours.yaml").read_text()


def test_the_day_from_a_list_to_packets(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path) as place:
        page = opened(browser, place, "/day")
        assert findings(page) == []
        data = b"id,patient,plan\nt-1,Ida Invented,\nt-2,Ben Sample,sacroiliac-joint\n"
        page.set_input_files("#file", {"name": "monday.csv", "mimeType": "text/csv", "buffer": data})
        page.wait_for_selector("tr.bad")
        assert page.inner_text("#right") == "1 of 2 rows ready"
        assert findings(page) == []
        page.locator("tr.bad select").select_option("first-visit")
        until(page, "document.querySelector('#right').textContent === '2 of 2 rows ready'")
        page.click("#make")
        page.wait_for_selector("#run h2:has-text('Ready')", timeout=3 * PATIENCE)
        assert "2 packets made" in page.inner_text("#run")
        assert findings(page) == []
        assert len(list((tmp_path / "output/packets/day").glob("*.pdf"))) == 3
        page.context.close()


def test_content_is_looked_at_and_signed(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path) as place:
        page = opened(browser, place, "/content")
        page.click(".thing[data-id=bird-dog]")
        page.wait_for_selector("#one h3:has-text('Sources')")
        assert findings(page) == []
        page.fill("#by", "Sam Sample, physiotherapist")
        page.fill("#due", "2027-11-20")
        page.click("#one button.main")
        page.wait_for_selector(".thing[data-id=bird-dog] .badge.signed")
        assert "reviewed_by: Sam Sample, physiotherapist" in (tmp_path / "content/exercises/bird-dog.yaml").read_text()
        assert findings(page) == []
        page.context.close()
    assert "Sam Sample" not in (ROOT / "content/exercises/bird-dog.yaml").read_text()
