"""Each rule that keeps the page to one person on one machine: refused, and as a check of the test allowed when it should be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from helpers.cli_project import ClinicFolder
from helpers.web_page import ORIGIN, PORT, WebPage, web_page
from rehabpress.cli.serve.address import bound_to, checked_tls
from rehabpress.support.problems import ProblemsFound
from rehabpress.web.access import DEEPEST, LARGEST_DRAFT, Asking, access_for, loopback, read_json, refusal

NO_OPENSSL = "no openssl on this machine: left out is what serve says of certificates and keys"
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


@pytest.mark.parametrize(
    ("host", "port", "tls", "asked", "own"),
    [
        ("localhost", 80, False, "localhost", True),  # a browser leaves out the port of the scheme
        ("localhost", 80, False, "localhost:80", True),
        ("localhost", 443, True, "localhost", True),
        ("localhost", 80, False, "localhost:8080", False),
        ("localhost", 443, False, "localhost", False),
        ("127.8.8.8", PORT, False, f"127.8.8.8:{PORT}", True),
        ("Clinic.Example", PORT, True, f"clinic.example:{PORT}", True),
        ("clinic.example", 443, True, "CLINIC.example", True),
        ("2001:DB8::7", PORT, True, f"[2001:db8::7]:{PORT}", True),
        ("2001:db8:0:0:0:0:0:7", 443, True, "[2001:db8::7]", True),
        ("2001:db8::7", PORT, True, f"[2001:db8::8]:{PORT}", False),
        ("2001:db8::7", PORT, True, f"2001:db8::7:{PORT}", False),
        ("::1", PORT, False, f"[0:0:0:0:0:0:0:1]:{PORT}", True),
    ],
)
def test_a_name_is_known_as_a_browser_writes_it(host: str, port: int, tls: bool, asked: str, own: bool) -> None:
    access = access_for(host, port, tls=tls)
    assert access.is_for(asked) is own
    assert access.is_ours(f"{access.scheme}://{asked}") is own
    assert not access.is_ours(f"{'http' if tls else 'https'}://{asked}")


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
        assert page.get("/?token=nonsense").status_code == 200  # the cookie is enough; the token is not looked at
        page.client.cookies.clear()
        assert page.get(f"/?token={page.link}").status_code == 401  # and the link of this very page has opened once


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


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate and its key, another key, and a key that a password locks."""
    if shutil.which("openssl") is None:
        pytest.fail(NO_OPENSSL) if os.environ.get("REHABPRESS_ALL_CHECKS") else pytest.skip(NO_OPENSSL)
    folder = tmp_path_factory.mktemp("pem")
    shared = ("-pkeyopt", "ec_paramgen_curve:P-256")
    made = (
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        *shared,
        "-nodes",
        "-subj",
        "/CN=localhost",
        "-keyout",
        "key.pem",
        "-out",
        "cert.pem",
    )
    other = ("openssl", "genpkey", "-algorithm", "EC", *shared)
    for command in (made, (*other, "-out", "other.pem"), (*other, "-aes256", "-pass", "pass:secret", "-out", "locked.pem")):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    (folder / "empty.pem").write_text("nothing")
    return folder


@pytest.mark.parametrize(
    ("certificate", "key", "words"),
    [
        (None, "key.pem", "is of no use without --certificate"),
        ("cert.pem", None, "is of no use without --key"),
        ("nowhere.pem", "key.pem", "cannot be read: no such file"),
        ("cert.pem", "nowhere.pem", "cannot be read: no such file"),
        ("cert.pem", ".", "cannot be read: is a directory"),
        ("cert.pem", "other.pem", "key values mismatch"),
        ("cert.pem", "locked.pem", "without a password"),
        ("empty.pem", "key.pem", "does not make a certificate"),
        ("key.pem", "cert.pem", "does not make a certificate"),
    ],
)
def test_a_certificate_is_looked_at_before_the_link_is_printed(
    pem: Path, tmp_path: Path, certificate: str | None, key: str | None, words: str
) -> None:
    options = [*(["--certificate", str(pem / certificate)] if certificate else []), *(["--key", str(pem / key)] if key else [])]
    ran = ClinicFolder(tmp_path).run("serve", "--port", "0", *options)
    assert (ran.code, ran.out) == (1, "")
    assert words in " ".join(ran.err.split())
    assert "Traceback" not in ran.err


def test_a_certificate_with_its_key_is_taken(pem: Path) -> None:
    checked_tls(pem / "cert.pem", pem / "key.pem")
    checked_tls(None, None)


@pytest.mark.parametrize("host", ["nowhere.invalid", "::1::", "a b", "[::1", "x" * 70])
def test_what_is_no_address_is_said(host: str) -> None:
    with pytest.raises(ProblemsFound):
        bound_to(host, 0)


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
