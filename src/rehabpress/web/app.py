"""The application: which address is answered by what. Everything behind it is done on the desk."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import time
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from jinja2 import Environment, PackageLoader
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from rehabpress.loader.folders import find, find_folders
from rehabpress.pipeline.figures import svg
from rehabpress.pipeline.order import SOMEBODY, Who
from rehabpress.support.problems import Place, ProblemsFound
from rehabpress.web import content, day, day_list, documents, favourites
from rehabpress.web.access import Access, Doorkeeper, read_json
from rehabpress.web.desk import Busy, Desk, MadePaper, Superseded, Workbench
from rehabpress.web.documents import Conflict, Opened
from rehabpress.web.draft import draft_from
from rehabpress.web.page_pictures import WIDTHS
from rehabpress.web.preview import as_data, preview
from rehabpress.web.shelf import catalogue, plan_list, search
from rehabpress.web.tabs import OpenTabs, tab_id

Report = Callable[[str], None]
Today = Callable[[], dt.date]
Endpoint = Callable[[Request], Awaitable[Response]]


def create(
    project: Path, access: Access, *, desk: Desk | None = None, today: Today = dt.date.today, report: Report = lambda _: None
) -> ASGIApp:  # fmt: skip
    """The page for a project, for those whom ``access`` lets in. ``report`` is told of mistakes of the program: what and where, no data."""
    place = desk or Desk(project)
    web = _Web(project, place, day.Days(project), today)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(_sweeping(web))
        yield
        sweeping.cancel()
        web.days.close()
        place.close()

    routes = [
        Route("/", web.builder),
        Route("/day", web.day_page),
        Route("/content", web.content_page),
        Route("/catalogue", _answered(web.catalogue, report)),
        Route("/exercises", _answered(web.exercises, report), methods=["POST"]),
        Route("/preview", _answered(web.preview, report), methods=["POST"]),
        Route("/page/{name}.jpg", _answered(web.picture, report)),
        Route("/paper/{key}.pdf", _answered(web.pdf, report)),
        Route("/figure/{name}.svg", _answered(web.figure, report)),
        Route("/forget", _answered(web.forget, report), methods=["POST"]),
        Route("/here", OpenTabs(web.tab_closed), methods=["GET"]),
        Route("/plans", _answered(web.plans, report)),
        Route("/plans/{name}", _answered(web.plan, report), methods=["GET", "PUT"]),
        Route("/orders", _answered(web.orders, report)),
        Route("/orders/{name}", _answered(web.order, report), methods=["GET", "PUT"]),
        Route("/favourites", _answered(web.favourites, report), methods=["GET", "PUT"]),
        Route("/day/list", _answered(web.day_list, report), methods=["POST"]),
        Route("/day/check", _answered(web.day_check, report), methods=["POST"]),
        Route("/day/packets", _answered(web.day_packets, report), methods=["POST"]),
        Route("/day/progress", _answered(web.day_progress, report)),
        Route("/day/stop", _answered(web.day_stop, report), methods=["POST"]),
        Route("/day/forget", _answered(web.day_forget, report), methods=["POST"]),
        Route("/day/print.pdf", _answered(web.day_print, report)),
        Route("/content/all", _answered(web.content_all, report)),
        Route("/content/{kind}/{name}", _answered(web.content_one, report)),
        Route("/content/paper", _answered(web.content_paper, report), methods=["POST"]),
        Route("/content/sign", _answered(web.content_sign, report), methods=["POST"]),
        Mount("/static", StaticFiles(packages=[("rehabpress.web", "static")])),
    ]
    return Doorkeeper(
        Starlette(
            routes=routes,
            lifespan=lifespan,
        ),
        access,
    )


async def _sweeping(web: _Web) -> None:
    while True:
        await asyncio.sleep(20)
        await web.sweep()


def _broken(error: Exception) -> str:
    """Where a bug of ours is: the kind of the error and the line, without what was sent."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{dt.datetime.now():%H:%M:%S} a mistake of the program: {type(error).__name__}, {Path(last.filename).name}:{last.lineno}"


def _json(data: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(json.dumps(data, ensure_ascii=False, default=str), status, dict(headers or {}), media_type="application/json")


def _said(what: str, code: str, status: int) -> Response:
    return _json({"problems": [{"path": "", "code": code, "what": what, "names": [], "hint": ""}]}, status)


def _answered(endpoint: Endpoint, report: Report) -> Endpoint:
    """The endpoint with an answer for everything, a bug of ours too."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except ProblemsFound as found:
            return _json({"problems": as_data(found.problems)}, 422)
        except Conflict as found:
            theirs = _opened(found.theirs) if found.theirs else None
            return _json({"problems": [], "theirs": theirs}, 409)
        except Superseded:
            return _said("A newer change has come.", "superseded", 409)
        except Busy:
            return _said("The program is still at work. Try again in a moment.", "busy", 503)
        except (ValueError, RecursionError):
            return _said("This is not what a page of ours sends.", "not-json", 400)
        except Exception as error:  # noqa: BLE001 - what is raised must not be logged: it may hold a patient's words
            report(_broken(error))
            return _said("The program has made a mistake. Nothing was stored.", "bug", 500)

    return answer


def _opened(opened: Opened) -> Mapping[str, object]:
    return {"draft": opened.draft, "etag": opened.etag, "own": opened.own}


async def _body(request: Request) -> Mapping[str, object]:
    data = read_json(await request.body())
    if not isinstance(data, dict):
        raise ValueError("no object")
    return data


class _Web:
    """The endpoints."""

    def __init__(self, project: Path, desk: Desk, days: day.Days, today: Today) -> None:
        self._project, self._desk, self._today = project, desk, today
        self.days = days
        self._pages = Environment(loader=PackageLoader("rehabpress.web", "pages"), autoescape=True)

    def _page(self, name: str) -> Response:
        text = self._pages.get_template(f"{name}.html").render(here=name)
        return Response(text, media_type="text/html")

    async def builder(self, request: Request) -> Response:  # noqa: ARG002 - an endpoint
        return self._page("builder")

    async def day_page(self, request: Request) -> Response:  # noqa: ARG002 - an endpoint
        return self._page("day")

    async def content_page(self, request: Request) -> Response:  # noqa: ARG002 - an endpoint
        return self._page("content")

    async def catalogue(self, request: Request) -> Response:  # noqa: ARG002 - an endpoint
        return _json({**await self._desk.work(catalogue), "today": self._today().isoformat()})

    async def exercises(self, request: Request) -> Response:
        asked = await _body(request)
        return _json(await self._desk.work(lambda bench: search(bench, asked)))

    async def preview(self, request: Request) -> Response:
        draft = draft_from(await _body(request))
        began = time.perf_counter()

        def made(bench: Workbench) -> tuple[MadePaper, Mapping[str, object]]:
            return preview(bench, draft, self._today())

        _, said = await self._desk.paper(made, tab_id(request.headers.get("x-tab")))
        taken = (time.perf_counter() - began) * 1000
        return _json(said, headers={"server-timing": f"paper;dur={taken:.1f}"})

    async def picture(self, request: Request) -> Response:
        width = request.query_params.get("w", "800")
        if width not in map(str, WIDTHS):
            raise ValueError("width")
        made = await self._desk.picture(request.path_params["name"], int(width))
        if made is None:
            return _said("This page is no longer there.", "gone", 404)
        return Response(made, media_type="image/jpeg")

    async def pdf(self, request: Request) -> Response:
        paper = self._desk.papers.get(request.path_params["key"])
        if paper is None:
            return _said("This paper is no longer there. Change something, or load the page again.", "gone", 404)
        way = "attachment" if request.query_params.get("save") else "inline"
        return Response(
            paper.pdf, media_type="application/pdf", headers={"content-disposition": f'{way}; filename="{paper.handout.plan}.pdf"'}
        )

    async def figure(self, request: Request) -> Response:
        folders = find_folders(self._project)
        name, body = request.path_params["name"], request.query_params.get("body") or SOMEBODY
        if find(folders, "figures", name) is None or find(folders, "bodies", body) is None:
            return _said("There is no such picture.", "gone", 404)
        made = await self._desk.draw(lambda: svg(folders, name, Who(body, Place(""))))
        return Response(made, media_type="image/svg+xml", headers={"cache-control": "private, max-age=600"})

    async def sweep(self) -> None:
        """Forget everything after a long rest."""
        if await self._desk.forget_when_idle():
            self.days.forget()

    async def forget_all(self) -> None:
        """Forget the papers, and what came of the day's list."""
        self.days.forget()
        await self._desk.forget()

    async def forget(self, request: Request) -> Response:  # noqa: ARG002 - an endpoint
        await self.forget_all()
        return _json({})

    async def tab_closed(self, tab: str, last: bool) -> None:
        """Forget the papers of a tab; with the last one, everything."""
        await (self.forget_all() if last else self._desk.forget_tab(tab))

    async def plans(self, request: Request) -> Response:  # noqa: ARG002 - an endpoint
        return _json({"plans": await self._desk.work(plan_list)})

    async def plan(self, request: Request) -> Response:
        name = request.path_params["name"]
        if request.method == "GET":
            return _json(_opened(await self._desk.work(lambda bench: documents.open_plan(bench, name))))
        sent = await _body(request)
        draft, source = draft_from(sent.get("draft")), sent.get("source")
        etag = _etag(request)
        begun = source if isinstance(source, str) else None
        return _json(_opened(await self._desk.work(lambda bench: documents.save_plan(bench, draft, name, begun, etag, self._today()))))

    async def orders(self, request: Request) -> Response:  # noqa: ARG002 - an endpoint
        return _json({"orders": await self._desk.work(documents.orders)})

    async def order(self, request: Request) -> Response:
        name = request.path_params["name"]
        if request.method == "GET":
            return _json(_opened(await self._desk.work(lambda bench: documents.open_order(bench, name, self._today()))))
        draft = draft_from((await _body(request)).get("draft"))
        etag = _etag(request)
        wanted = None if name == "new" else name
        saved, opened = await self._desk.work(lambda bench: documents.save_order(bench, draft, wanted, etag, self._today()))
        return _json({"id": saved, **_opened(opened)})

    async def favourites(self, request: Request) -> Response:
        if request.method == "GET":
            return _json(_opened(await self._desk.work(favourites.opened)))
        sent, etag = await _body(request), _etag(request)
        return _json(_opened(await self._desk.work(lambda bench: favourites.saved(bench, sent, etag))))

    async def day_list(self, request: Request) -> Response:
        data, kind, columns = await request.body(), request.query_params.get("kind", "csv"), request.query_params.get("columns")
        return _json(await self._desk.work(lambda bench: day_list.read_list(bench, data, kind, columns)))

    async def day_check(self, request: Request) -> Response:
        table = day_list.table_from(await _body(request))
        return _json(await self._desk.work(lambda bench: day_list.check(bench, table, self._today())))

    async def day_packets(self, request: Request) -> Response:
        table = day_list.table_from(await _body(request))
        return _json(self.days.start(table, self._today()))

    async def day_progress(self, request: Request) -> Response:  # noqa: ARG002 - an endpoint
        return _json(self.days.progress())

    async def day_stop(self, request: Request) -> Response:  # noqa: ARG002 - an endpoint
        self.days.stop()
        return _json(self.days.progress())

    async def day_forget(self, request: Request) -> Response:  # noqa: ARG002 - an endpoint
        self.days.forget()
        return _json(self.days.progress())

    async def day_print(self, request: Request) -> Response:  # noqa: ARG002 - an endpoint
        data = self.days.print_file()
        if data is None:
            return _said("There is no print file yet.", "gone", 404)
        return Response(data, media_type="application/pdf", headers={"content-disposition": 'inline; filename="print.pdf"'})

    async def content_all(self, request: Request) -> Response:  # noqa: ARG002 - an endpoint
        return _json(await self._desk.work(lambda bench: content.everything(bench, self._today())))

    async def content_one(self, request: Request) -> Response:
        kind, name = request.path_params["kind"], request.path_params["name"]
        return _json(await self._desk.work(lambda bench: content.one(bench, kind, name, self._today())))

    async def content_paper(self, request: Request) -> Response:
        asked = await _body(request)
        _, said = await self._desk.paper(lambda bench: content.paper(bench, asked, self._today()), tab_id(request.headers.get("x-tab")))
        return _json(said)

    async def content_sign(self, request: Request) -> Response:
        asked = await _body(request)
        return _json(await self._desk.work(lambda bench: content.signed(bench, asked, self._today())))


def _etag(request: Request) -> str | None:
    return request.headers.get("if-match", "").strip('"') or None
