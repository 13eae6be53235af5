"""Each rule that keeps the page to one person on one machine: refused, and as a check of the test allowed when it should be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.cli_project import ClinicFolder
from helpers.web_page import ORIGIN, PORT, WebPage, web_page
from rehabpress.web.access import DEEPEST, LARGEST_DRAFT, Asking, access_for, loopback, read_json, refusal

EMPTY: dict[str, object] = {"words": "bridge"}


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"LOCALHOST:{PORT}", f"[::1]:{PORT}"])
def test_this_machine_is_answered(page: WebPage, host: str) -> None:
    assert page.get("/", host=host).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", f"127.0.0.1.evil.example:{PORT}", f"[::2]:{PORT}", ""],
)
def test_another_name_is_refused(page: WebPage, host: str) -> None:
    assert page.get("/", host=host).status_code == 421


@pytest.mark.parametrize("origin", [ORIGIN, f"http://localhost:{PORT}"])
def test_our_own_page_may_send(page: WebPage, origin: str) -> None:
    assert page.post("/exercises", EMPTY, origin=origin).status_code == 200


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "", f"https://127.0.0.1:{PORT}", f"http://127.0.0.1:{PORT + 1}", f"{ORIGIN}.evil.example"]
)
def test_another_page_may_not_send(page: WebPage, origin: str) -> None:
    assert page.post("/exercises", EMPTY, origin=origin).status_code == 403


@pytest.mark.parametrize(("site", "status"), [("same-origin", 200), ("none", 200), ("cross-site", 403), ("same-site", 403)])
def test_where_a_request_comes_from_counts_for_reading_too(page: WebPage, site: str, status: int) -> None:
    assert page.get("/", **{"sec-fetch-site": site}).status_code == status


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data", "application/octet-stream", ""])
def test_what_a_form_of_another_page_can_send_is_refused(page: WebPage, kind: str) -> None:
    assert page.client.post("/exercises", content=json.dumps(EMPTY), headers={"content-type": kind}).status_code == 415
    assert page.client.post("/exercises", content=json.dumps(EMPTY), headers={"content-type": "application/json"}).status_code == 200


def test_nobody_comes_in_without_the_cookie(page: WebPage) -> None:
    page_without = page.client.__class__(page.client.app, base_url=ORIGIN, headers={"origin": ORIGIN})
    for address in ("/", "/catalogue", "/static/app.css", "/paper/x.pdf", "/plans", "/day/progress"):
        assert page_without.get(address).status_code == 401, address
    assert page_without.get("/", headers={"cookie": f"{page.access.cookie}=wrong"}).status_code == 401
    assert page_without.get("/", headers={"cookie": f"{page.access.cookie}={page.access.session}"}).status_code == 200


def test_a_link_opens_once_and_its_token_is_not_in_the_address_of_the_page(tmp_path: Path) -> None:
    access = access_for("127.0.0.1", PORT)
    link = access.link
    assert not access.opens("wrong")
    assert link is not None
    assert access.opens(link)
    assert not access.opens(link)
    with web_page(tmp_path) as page:
        assert page.access.link is None
        assert page.get(f"/?token={link}").status_code == 200  # the cookie is enough; the token is not looked at


def test_the_cookie_is_for_this_page_alone(tmp_path: Path) -> None:
    access = access_for("127.0.0.1", PORT)
    from starlette.testclient import TestClient

    from rehabpress.web.app import create

    with TestClient(create(tmp_path, access), base_url=ORIGIN, follow_redirects=False) as client:
        entered = client.get(f"/?token={access.link}")
        said = entered.headers["set-cookie"].lower()
        assert "httponly" in said
        assert "samesite=strict" in said
        assert entered.headers["location"] == "/"
        assert client.get("/?token=" + "x" * 40).status_code == 200
        client.cookies.clear()
        assert client.get(f"/?token={access.link}").status_code == 401


def test_another_machine_needs_a_password_too() -> None:
    from base64 import b64encode

    access = access_for("192.0.2.7", PORT, tls=True, password="correct horse battery")
    asking = {"method": "GET", "host": f"192.0.2.7:{PORT}", "cookie": access.session}

    def given(password: str) -> str:
        return "Basic " + b64encode(f"me:{password}".encode()).decode()

    assert refusal(Asking(**asking, credentials=given("correct horse battery")), access) is None
    for credentials in ("", "Basic !", given("wrong"), given("")):
        refused = refusal(Asking(**asking, credentials=credentials), access)
        assert refused is not None
        assert refused.ask
    refused = refusal(
        Asking(method="GET", host=f"127.0.0.1:{PORT}", cookie=access.session, credentials=given("correct horse battery")), access
    )
    assert refused is not None  # its name is that which it is bound to


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("::1", True), ("127.8.8.8", True), ("0.0.0.0", False), ("192.0.2.7", False), ("clinic.example", False)],
)
def test_what_is_this_machine(host: str, own: bool) -> None:
    assert loopback(host) is own


def test_other_machines_are_kept_out_unless_all_is_said(tmp_path: Path) -> None:
    ran = ClinicFolder(tmp_path).run("serve", "--host", "0.0.0.0")
    assert ran.code == 1
    assert "other machines could reach" in ran.err
    assert "--i-know, --certificate and --key, a password" in ran.err
    assert "--certificate" in ClinicFolder(tmp_path).run("serve", "--host", "192.0.2.7", "--i-know").err


def test_every_answer_tells_the_browser_what_it_may_do(page: WebPage) -> None:
    for answer in (
        page.get("/"),
        page.get("/static/app.css"),
        page.get("/nowhere"),
        page.get("/", host="evil.example"),
        page.post("/exercises", EMPTY),
    ):
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"


def test_more_than_a_draft_can_be_is_refused_while_it_is_read(page: WebPage) -> None:
    room = LARGEST_DRAFT - len(json.dumps({"words": ""}).replace(" ", ""))
    assert page.post("/exercises", {"words": "x" * (room - 10)}).status_code == 200
    assert page.post("/exercises", {"words": "x" * (LARGEST_DRAFT + 1)}).status_code == 413
    parts = (b"x" * 50_000 for _ in range(20))  # without a length
    assert page.client.post("/exercises", content=parts, headers={"content-type": "application/json"}).status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff",
        b"[1]",
        b'{"words": NaN}',
        b'{"words": "\\ud800"}',
        b"[" * 50_000 + b"]" * 50_000,
        b'{"a":' * 30 + b"1" + b"}" * 30,
        b"",
        b'{"n": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_not_json_is_refused(page: WebPage, body: bytes) -> None:
    assert page.client.post("/exercises", content=body, headers={"content-type": "application/json"}).status_code == 400


def test_json_may_be_as_deep_as_a_draft() -> None:
    assert read_json(b"[" * DEEPEST + b"]" * DEEPEST)
    with pytest.raises(ValueError, match="deep"):
        read_json(b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1))
    assert read_json(json.dumps('\\"[[[' + "[" * 100).encode())  # brackets within a text are none


@pytest.mark.parametrize(
    "address",
    [
        "/plans/..%2f..%2fpyproject",
        "/plans/%2e%2e",
        "/orders/..%5cx",
        "/figure/..%2f..%2fx.svg",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/paper/..%2fx.pdf",
        "/page/..%2fx.jpg",
        "/content/plans/..%2fx",
    ],
)
def test_no_path_comes_from_the_browser(page: WebPage, address: str) -> None:
    answer = page.get(address)
    assert answer.status_code in (400, 404, 422)
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("name", ["..", "a/b", "A", "con.yaml", "x" * 61, "a b"])
def test_a_file_is_named_by_an_id(own_page: WebPage, name: str) -> None:
    from urllib.parse import quote

    answer = own_page.put(f"/plans/{quote(name, safe='')}", {"draft": own_page.draft()})
    assert answer.status_code in (404, 405, 422)
    assert not list(own_page.project.rglob("*.yaml"))
    assert own_page.put("/plans/a-b", {"draft": own_page.draft()}).status_code == 200
    assert [path.name for path in own_page.project.rglob("*.yaml")] == ["a-b.yaml"]


def test_nothing_of_a_patient_is_in_names_titles_or_reports(own_page: WebPage, capfd: pytest.CaptureFixture[str]) -> None:
    made = own_page.post("/preview", own_page.draft(patient="Ida Invented")).json()
    paper = own_page.get(f"/paper/{made['key']}.pdf?save=1")
    assert b"Ida" not in paper.headers["content-disposition"].encode()
    assert "Ida" not in own_page.get("/").text
    own_page.post("/preview", own_page.draft(patient="Ida\u202eInvented"))
    assert "Ida" not in "".join(capfd.readouterr())
    assert own_page.mistakes == []
    assert not [path for path in own_page.project.rglob("*") if path.is_file()]
