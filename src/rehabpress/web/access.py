"""Who may ask the page for what: the rules that keep it to one person on one machine.

A request is judged by ``refusal``, a pure function of what it says of itself. ``Doorkeeper`` puts it round an application, counts the bytes
of what is sent while it is read, and sets the headers of every answer.
"""

from __future__ import annotations

import json
import re
import secrets
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_DRAFT = 256_000
"""Bytes of anything that is sent, but for lists."""
LARGEST_LIST = 5_000_000
"""Bytes of the file of a list."""
LARGEST_TABLE = 1_000_000
"""Bytes of a list as the page sends it."""
_LISTS = "/day/list"
_LARGER: Mapping[str, int] = {_LISTS: LARGEST_LIST, "/day/check": LARGEST_TABLE, "/day/packets": LARGEST_TABLE}
"""What may be larger than a draft."""
DEEPEST = 24
"""How many brackets of JSON may be open at once."""

_POLICY = "content-security-policy"
HEADERS: Mapping[str, str] = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self';"
    " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
"""Of every answer."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered: the status and a sentence, without anything that it said."""

    status: int
    what: str
    ask: bool = False
    """Whether the browser is to ask for a password."""


@dataclass(slots=True)
class Access:
    """Who may come in: the names by which this machine is called, and two secrets of this run. A link opens the page once."""

    hosts: frozenset[str]
    """As ``called`` gives them."""
    scheme: str = "http"
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    link: str | None = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    password: str | None = field(default=None, repr=False)
    """Asked for besides the link, where other machines can reach the page."""

    @property
    def cookie(self) -> str:
        """The name of the cookie, another for each run."""
        return f"rehabpress-{self.session[:8]}"

    def is_for(self, host: str) -> bool:
        """Whether a request asks for this page by one of its names, as a browser writes it: without the port that its scheme has anyhow."""
        return called(host, self.scheme) in self.hosts

    def is_ours(self, origin: str | None) -> bool:
        """Whether a page of ours says that it comes from there."""
        scheme, _, host = (origin or "").partition("://")
        return scheme == self.scheme and self.is_for(host)

    def opens(self, token: str) -> bool:
        """Whether a token is that of the link, which no longer opens then."""
        if self.link is None or not secrets.compare_digest(token.encode(), self.link.encode()):
            return False
        self.link = None
        return True

    def admits(self, credentials: str) -> bool:
        """Whether a password was given, and is the right one; the name does not matter."""
        kind, _, given = credentials.partition(" ")
        try:
            password = b64decode(given, validate=True).partition(b":")[2]
        except ValueError:
            return False
        return kind.lower() == "basic" and secrets.compare_digest(password, (self.password or "").encode())

    def knows(self, value: str) -> bool:
        """Whether the value of a cookie is that of this run."""
        return secrets.compare_digest(value.encode(), self.session.encode())


def loopback(host: str) -> bool:
    """Whether an address is that of this machine for itself alone."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def access_for(host: str, port: int, *, tls: bool = False, password: str | None = None) -> Access:
    """Who may come in when the page is served at an address: bind and names are made from the same value."""
    names = (host, "127.0.0.1", "localhost", "::1") if loopback(host) else (host,)
    scheme = "https" if tls else "http"
    known = [called(f"{in_address(name)}:{port}", scheme) for name in names]
    return Access(frozenset(name for name in known if name), scheme, password=password)


_HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[^\s:/?#@\[\]]{1,253})(?::([0-9]{1,5}))?", re.IGNORECASE)
_PORTS = {"http": "80", "https": "443"}


def called(host: str, scheme: str) -> str:
    """A name of this machine with its port, always written alike; empty for what is no name. Capitals make no difference, nor do zeros of IPv6."""
    found = _HOST.fullmatch(host)
    if found is None:
        return ""
    name, port = found[1].lower(), found[2] or _PORTS[scheme]
    try:
        name = str(ip_address(name.strip("[]")))
    except ValueError:
        if name.startswith("["):
            return ""
    return f"{in_address(name)}:{int(port)}"


def in_address(host: str) -> str:
    """A name as it stands in an address: that of IPv6 in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What a request says of itself."""

    method: str
    host: str
    origin: str | None = None
    site: str | None = None
    kind: str = ""
    """Its content type."""
    cookie: str | None = None
    path: str = "/"
    credentials: str = ""
    """What a browser sends when it has asked for a password."""


def refusal(asking: Asking, access: Access) -> Refusal | None:
    """Why a request is refused; None when it may be answered."""
    if not access.is_for(asking.host):
        return Refusal(421, "This page answers to this machine alone.")
    if access.password is not None and not access.admits(asking.credentials):
        return Refusal(401, "This page needs a password.", ask=True)
    if asking.site not in (None, "same-origin", "none"):
        return Refusal(403, "Another page has asked for this.")
    if asking.method not in ("GET", "HEAD", "POST", "PUT"):
        return Refusal(405, "This cannot be done here.")
    if asking.method in ("POST", "PUT"):
        if not access.is_ours(asking.origin):
            return Refusal(403, "Another page has sent this.")
        if asking.kind.partition(";")[0].strip().lower() not in (
            "application/json",
            *(("application/octet-stream",) if asking.path == _LISTS else ()),
        ):
            return Refusal(415, "This is not what a page of ours sends.")
    if asking.cookie is None or not access.knows(asking.cookie):
        return Refusal(401, "Open the link that rehabpress serve has printed. It opens once; start the command again for a new one.")
    return None


class TooMuch(Exception):  # noqa: N818 - it is an answer, not a fault
    """More was sent than is taken."""


class Doorkeeper:
    """An ASGI application that lets to another one only what may come in."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asking = Asking(
            method=scope["method"],
            host=headers.get("host", ""),
            origin=headers.get("origin"),
            site=headers.get("sec-fetch-site"),
            kind=headers.get("content-type", ""),
            cookie=_cookie(headers.getlist("cookie"), self._access.cookie),
            path=scope["path"],
            credentials=headers.get("authorization", ""),
        )
        found = refusal(asking, self._access)
        if found and found.status == 401 and not found.ask and (entered := self._entered(Request(scope))):
            await entered(scope, receive, _with_headers(send))
            return
        if found is None and asking.method in ("POST", "PUT"):
            try:
                receive = await _counted(receive, headers, most := _LARGER.get(asking.path, LARGEST_DRAFT))
            except TooMuch:
                what = "a list" if asking.path in _LARGER else "a plan with its patient"
                found = Refusal(413, f"This is larger than {what} may be here: {most // 1000} kB.")
        if found:
            await _refused(found, html=asking.method == "GET" and asking.path in ("/", "/day", "/content"))(
                scope, receive, _with_headers(send)
            )
            return
        await self._app(scope, receive, _with_headers(send))

    def _entered(self, request: Request) -> Response | None:
        """The way in for whoever has the link: a cookie, and the page without the token in its address."""
        if request.method != "GET" or request.url.path != "/" or not self._access.opens(request.query_params.get("token", "")):
            return None
        answer = RedirectResponse("/", 303)
        answer.set_cookie(
            self._access.cookie, self._access.session, httponly=True, samesite="strict", secure=self._access.scheme == "https", path="/"
        )
        return answer


def _cookie(headers: list[str], name: str) -> str | None:
    for header in headers:
        try:
            jar = SimpleCookie(header)
        except CookieError:
            continue
        if name in jar:
            return jar[name].value
    return None


def _refused(found: Refusal, *, html: bool) -> Response:
    if found.ask:
        return Response(found.what, 401, {"www-authenticate": 'Basic realm="rehabpress", charset="UTF-8"'})
    if html:
        return Response(
            f"<!doctype html><html lang=en><title>rehabpress</title><h1>Not from here</h1><p>{found.what}</p>",
            found.status,
            media_type="text/html",
        )
    return JSONResponse({"problems": [{"path": "", "code": "refused-request", "what": found.what, "hint": ""}]}, found.status)


async def _counted(receive: Receive, headers: Headers, most: int) -> Receive:
    """What is sent, read up to a number of bytes. Raises ``TooMuch``."""
    said = headers.get("content-length", "0")
    if said.isdigit() and int(said[:12]) > most:
        raise TooMuch
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        body += message.get("body", b"")
        if len(body) > most:
            raise TooMuch
        if not message.get("more_body"):
            break
    sent = False

    async def again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": bytes(body), "more_body": False}

    return again


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                if name != _POLICY or headers.get("content-type") != "application/pdf":  # a browser's viewer has styles of its own
                    headers[name] = value
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return with_headers


def read_json(body: bytes) -> object:
    """Plain data that a page has sent. Raises ``ValueError`` for what is not JSON, too deep, or not text that can be printed."""
    text = body.decode("utf-8")
    _deep(text)
    data = json.loads(text, parse_constant=_no_number)
    json.dumps(data, ensure_ascii=False).encode()  # halves of a character cannot be written
    return data


def _no_number(word: str) -> object:
    raise ValueError(word)


_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)


def _deep(text: str) -> None:
    """Raise ``ValueError`` where more brackets are open at once than a draft has."""
    depth = 0
    for bracket in re.findall(r"[][{}]", _STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            raise ValueError("too deep")
