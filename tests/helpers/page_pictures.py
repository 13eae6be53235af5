"""Writes the pictures of ``docs/serve.md`` anew, in the Chromium of this machine: ``make pictures``."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from helpers.browser import LIVE, chromium, open_plan, opened, served

DOCS = Path(__file__).resolve().parents[2] / "docs"
LIST = b"""id,patient,flags,plan
t-1,Ida Invented,,first-visit
t-2,Ben Sample,weak bones,sacroiliac-joint
t-3,Ann Example,pregnant 28 weeks,
"""


def main() -> None:
    """Make all of them."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = opened(browser, place, viewport={"width": 1440, "height": 900})
        open_plan(page, "sacroiliac-joint")
        page.fill("[data-key='order/patient']", "Ida Invented")
        page.fill("[data-key='order/goal']", "to walk the dog again")
        page.locator(".open-card").nth(1).click()
        page.wait_for_timeout(1500)
        page.wait_for_selector(LIVE)
        keep(page, "serve.png")
        page.locator(".open-card").nth(1).click()
        page.fill("#flag", "thin bones")
        page.press("#flag", "Enter")
        page.wait_for_selector(".item .err")
        page.wait_for_timeout(1000)
        keep(page, "serve-refused.png", 740)
        page.context.close()
        page = opened(browser, place, "/day", viewport={"width": 1440, "height": 720})
        page.set_input_files("#file", {"name": "monday.csv", "mimeType": "text/csv", "buffer": LIST})
        page.wait_for_selector("tr.bad")
        keep(page, "serve-day.png")
        browser.close()


def keep(page: Page, name: str, height: int | None = None) -> None:
    """A picture of the page in few colours."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture = picture.crop((0, 0, picture.width, height or picture.height))
    picture = picture.resize((picture.width * 5 // 6, picture.height * 5 // 6), Image.Resampling.LANCZOS)
    picture.quantize(220).save(DOCS / name, optimize=True)


if __name__ == "__main__":
    main()
