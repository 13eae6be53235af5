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
        from rehabpress.cli.serve.address import bound_to, checked_tls, needed, refuse_unless

        needed()
        from rehabpress.web.access import access_for, in_address, loopback

        password = os.environ.get(PASSWORD)
        host = host.strip("[]")
        if not loopback(host):
            refuse_unless(host, i_know, certificate, key, password)
        checked_tls(certificate, key)
        bound, taken = bound_to(host, port)
        access = access_for(host, taken, tls=certificate is not None, password=None if loopback(host) else password)
        link = f"{access.scheme}://{in_address(host)}:{taken}/?token={access.link}"
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
        timeout_graceful_shutdown=1,
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
