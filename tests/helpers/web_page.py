"""The page in the browser, for tests: the application in this process, asked as a browser asks."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
from httpx2 import Response
from starlette.testclient import TestClient

from rehabpress.web.access import Access, access_for
from rehabpress.web.app import create
from rehabpress.web.desk import Desk

PORT = 8765
ORIGIN = f"http://127.0.0.1:{PORT}"
DAY = dt.date(2026, 11, 20)


@dataclass
class WebPage:
    """A client that has come in by the link. ``mistakes`` are what the program has reported of itself."""

    client: TestClient
    access: Access
    desk: Desk
    project: Path
    link: str = ""
    """The token of the link that opened it."""
    mistakes: list[str] = field(default_factory=list)

    def get(self, address: str, **headers: str) -> Response:
        """Ask for something."""
        return self.client.get(address, headers=headers)

    def post(self, address: str, data: object, **headers: str) -> Response:
        """Send something."""
        return self.client.post(address, json=data, headers=headers)

    def put(self, address: str, data: object, etag: str | None = None) -> Response:
        """Save something."""
        return self.client.put(address, json=data, headers={"if-match": f'"{etag}"'} if etag else {})

    def opened(self, kind: str, name: str) -> dict[str, Any]:
        """A plan or an order as the page opens it: ``draft``, ``etag``, ``own``."""
        answer = self.get(f"/{kind}/{name}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def draft(self, plan: str = "sacroiliac-joint", **order: object) -> dict[str, Any]:
        """A plan as it is opened, with what one patient gets."""
        return {"plan": copy.deepcopy(self.opened("plans", plan)["draft"]["plan"]), "order": {"date": DAY.isoformat(), **order}}

    def paper(self, draft: Mapping[str, object]) -> bytes:
        """The PDF of a draft that is right."""
        made = self.post("/preview", draft)
        assert made.status_code == 200, made.text
        return bytes(self.get(f"/paper/{made.json()['key']}.pdf").content)

    def problems(self, draft: Mapping[str, object]) -> list[dict[str, Any]]:
        """What is wrong with a draft."""
        made = self.post("/preview", draft)
        assert made.status_code == 422, made.text
        return list(made.json()["problems"])


@contextmanager
def web_page(project: Path, *, today: dt.date = DAY, desk: Desk | None = None) -> Iterator[WebPage]:
    """The page of a project, opened by its link."""
    access = access_for("127.0.0.1", PORT)
    mistakes: list[str] = []
    place = desk or Desk(project)
    app = create(project, access, desk=place, today=lambda: today, report=mistakes.append)
    with TestClient(app, base_url=ORIGIN, headers={"origin": ORIGIN, "sec-fetch-site": "same-origin"}, follow_redirects=False) as client:
        link = access.link or ""
        assert client.get(f"/?token={link}").status_code == 303
        yield WebPage(client, access, place, project, link, mistakes)


def text_of(pdf: bytes) -> str:
    """All text of a PDF, in one line."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return " ".join("".join(page.get_textpage().get_text_range() for page in opened).split())
