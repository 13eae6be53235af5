"""Where the page is served: a socket on this machine, and what another address needs."""

from __future__ import annotations

import socket
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path

from rehabpress.cli.serve import PASSWORD
from rehabpress.support.problems import Place, Problem, ProblemsFound

_SHORTEST = 12


def needed() -> None:
    """Raise ``ProblemsFound`` when what serves the page is not installed."""
    if missing := [name for name in ("starlette", "uvicorn", "pypdfium2") if find_spec(name) is None]:
        what = f"the page needs {' and '.join(missing)}, which {'is' if len(missing) == 1 else 'are'} not installed"
        raise ProblemsFound([Problem(Place("serve"), what, "run: pip install 'rehabpress[web]'")])


def refuse_unless(host: str, i_know: bool, certificate: Path | None, key: Path | None, password: str | None) -> None:
    """Raise ``ProblemsFound`` when other machines could reach the page without all that protects it."""
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


def bound_to(host: str, port: int) -> tuple[socket.socket, int]:
    """A socket that listens at an address, and its port. Raises ``ProblemsFound``."""
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
