"""Where the page is served: a socket on this machine, and what another address needs."""

from __future__ import annotations

import socket
import ssl
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


def checked_tls(certificate: Path | None, key: Path | None) -> None:
    """Raise ``ProblemsFound`` unless a certificate and its key are there and belong together, or neither is named."""
    if certificate is None and key is None:
        return
    if certificate is None or key is None:
        given, lacking = ("--certificate", "--key") if key is None else ("--key", "--certificate")
        raise ProblemsFound([Problem(Place(f"{given} {certificate or key}"), f"is of no use without {lacking}", f"give {lacking} too")])
    for option, path in (("--certificate", certificate), ("--key", key)):
        try:
            path.read_bytes()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ProblemsFound([Problem(Place(f"{option} {path}"), f"cannot be read: {reason}", "name a PEM file")]) from None
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, _no_password)
    except (ssl.SSLError, ValueError) as error:
        reason = (getattr(error, "reason", None) or "no key, or one that a password locks").lower().replace("_", " ")
        what = f"does not make a certificate with {key}: {reason}"
        hint = "name PEM files that belong together, the key without a password"
        raise ProblemsFound([Problem(Place(f"--certificate {certificate}"), what, hint)]) from None


def _no_password() -> str:
    """Nothing: a key that asks for one would ask the terminal."""
    return ""


def bound_to(host: str, port: int) -> tuple[socket.socket, int]:
    """A socket that listens at an address, and its port. Raises ``ProblemsFound``."""
    try:
        ways = sorted(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM), key=lambda way: way[0] != socket.AF_INET)
    except (OSError, UnicodeError):
        what = "is no address of this machine"
        raise ProblemsFound([Problem(Place(f"--host {host}"), what, "name one that other machines use for this one")]) from None
    family, *_, address = ways[0]
    bound = socket.socket(family)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(64)  # whoever follows the link at once waits for the first answer
    except OSError as error:
        bound.close()
        reason = (error.strerror or str(error)).lower()
        raise ProblemsFound([Problem(Place(f"--port {port}"), f"cannot be used: {reason}", "name another one, or --port 0")]) from None
    return bound, bound.getsockname()[1]
