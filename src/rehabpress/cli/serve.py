"""The command ``serve``: the page in the browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rehabpress.cli import console
from rehabpress.cli.options import command, problems_reported

if TYPE_CHECKING:
    from socket import socket

PASSWORD = "REHABPRESS_PASSWORD"  # noqa: S105 - the name of a variable
_SHORTEST = 12


@command
def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0: any that is free.")] = 8765,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            help="Another address than this machine's own. Whoever reaches it can try to come in: needs --i-know, --certificate, --key and a"
            f" password in the variable {PASSWORD}.",
            metavar="ADDRESS",
        ),
    ] = "127.0.0.1",
    i_know: Annotated[bool, typer.Option("--i-know", help="With --host: that other machines can reach patients' data.")] = False,
    certificate: Annotated[Path | None, typer.Option("--certificate", help="With --host: the TLS certificate.", metavar="FILE")] = None,
    key: Annotated[Path | None, typer.Option("--key", help="With --host: its key.", metavar="FILE")] = None,
    *,
    project: Path,
) -> None:
    """Show a page in the browser: build a plan, see its paper, print it. For this machine alone; Ctrl-C ends it.

    \b
    Examples:
      rehabpress serve
      rehabpress serve --open
      rehabpress serve --project our-clinic --port 0
    """
    with problems_reported():
        _needed()
        from rehabpress.web.access import access_for, loopback

        password = os.environ.get(PASSWORD)
        if not loopback(host):
            _refuse_unless(host, i_know, certificate, key, password)
        bound, taken = _bound(host, port)
        access = access_for(host, taken, tls=certificate is not None, password=None if loopback(host) else password)
        shown = f"[{host}]" if ":" in host else host
        link = f"{access.scheme}://{shown}:{taken}/?token={access.link}"
        console.say(link)
        console.warn("The link opens once, in one browser. Nothing is stored until you save it. Ctrl-C ends.")
        if open_:
            typer.launch(link)
        _run(bound, project, access, certificate, key)


def _run(bound: socket, project: Path, access: object, certificate: Path | None, key: Path | None) -> None:
    import uvicorn

    from rehabpress.web.access import Access
    from rehabpress.web.app import create

    assert isinstance(access, Access)  # noqa: S101 - imported only when it is needed
    app = create(project, access, report=console.warn)
    config = uvicorn.Config(
        app,
        access_log=False,
        ws="none",
        log_config=None,
        log_level="critical",
        server_header=False,
        limit_concurrency=64,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=2,
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )
    try:
        uvicorn.Server(config).run(sockets=[bound])
    except KeyboardInterrupt:
        pass
    finally:
        bound.close()
    console.warn("\nended; nothing of a patient is kept but what was saved")


def _needed() -> None:
    """Raise ``ProblemsFound`` when what serves the page is not installed."""
    from importlib.util import find_spec

    from rehabpress.support.problems import Place, Problem, ProblemsFound

    if missing := [name for name in ("starlette", "uvicorn", "pypdfium2") if find_spec(name) is None]:
        what = f"the page needs {' and '.join(missing)}, which {'is' if len(missing) == 1 else 'are'} not installed"
        raise ProblemsFound([Problem(Place("serve"), what, "run: pip install 'rehabpress[web]'")])


def _refuse_unless(host: str, i_know: bool, certificate: Path | None, key: Path | None, password: str | None) -> None:
    """Raise ``ProblemsFound`` when other machines could reach the page without all that protects it."""
    from ipaddress import ip_address

    from rehabpress.support.problems import Place, Problem, ProblemsFound

    lacking = [
        *(["--i-know"] if not i_know else []),
        *(["--certificate and --key"] if not (certificate and key and certificate.is_file() and key.is_file()) else []),
        *([f"a password of {_SHORTEST} characters or more in {PASSWORD}"] if len(password or "") < _SHORTEST else []),
    ]
    if lacking:
        what = "other machines could reach the data of patients at this address"
        raise ProblemsFound([Problem(Place(f"--host {host}"), what, f"leave --host out; or give besides: {', '.join(lacking)}")])
    try:
        everywhere = ip_address(host).is_unspecified
    except ValueError:
        everywhere = False
    if everywhere:
        what = "is every address, and the page answers to one name"
        raise ProblemsFound([Problem(Place(f"--host {host}"), what, "name the address of this machine that others use")])


def _bound(host: str, port: int) -> tuple[socket, int]:
    """A socket that listens at an address, and its port. Raises ``ProblemsFound``."""
    import socket

    from rehabpress.support.problems import Place, Problem, ProblemsFound

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(64)  # whoever follows the link at once waits for the first answer
    except OSError as error:
        bound.close()
        reason = (error.strerror or str(error)).lower()
        raise ProblemsFound([Problem(Place(f"--port {port}"), f"cannot be used: {reason}", "name another one, or --port 0")]) from None
    return bound, bound.getsockname()[1]
