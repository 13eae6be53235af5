"""A real Firefox for tests, asked by Marionette, which it speaks itself: JSON on a socket of this machine, no driver between."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

LEFT_OUT = "no Firefox on this machine: left out is the whole way from an empty page to a paper in it"
PATIENCE = 60.0
"""Seconds."""
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver gives an element."""
ENTER = "\ue007"
_PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "app.update.disabledForTesting": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
}


def firefox() -> str:
    """The path of a Firefox. Skips the test where there is none, and fails where all checks are asked for."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    if found is None:
        if os.environ.get("REHABPRESS_ALL_CHECKS"):
            pytest.fail(LEFT_OUT)
        pytest.skip(LEFT_OUT)
    return found


class Firefox:
    """One window. Elements are named by CSS selectors and waited for."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._stream = connection.makefile("rb")
        self._serial = 0
        self._message()  # it says which protocol it speaks
        self._ask("WebDriver:NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
        self._ask("WebDriver:SetWindowRect", width=1600, height=1000)

    def _message(self) -> Any:
        digits = b""
        while (byte := self._stream.read(1)) not in (b":", b""):
            digits += byte
        assert digits, "Firefox has gone"
        return json.loads(self._stream.read(int(digits)))

    def _ask(self, command: str, **what: object) -> Any:
        self._serial += 1
        data = json.dumps([0, self._serial, command, what])
        self._connection.sendall(f"{len(data.encode())}:{data}".encode())
        _, serial, error, result = self._message()
        assert serial == self._serial
        if error:
            raise RuntimeError(f"{command}: {error.get('error')}: {error.get('message')}")
        return result.get("value", result) if isinstance(result, dict) else result

    def go(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self._ask("WebDriver:Navigate", url=address)

    def leave_for(self, address: str) -> None:
        """Open an address in another tab, and close the one before."""
        before = self._ask("WebDriver:GetWindowHandle")
        after = self._ask("WebDriver:NewWindow", type="tab", focus=True)["handle"]
        self._ask("WebDriver:SwitchToWindow", handle=after)
        self.go(address)
        self._ask("WebDriver:SwitchToWindow", handle=before)
        self._ask("WebDriver:CloseWindow")
        self._ask("WebDriver:SwitchToWindow", handle=after)

    def run(self, script: str) -> Any:
        """What a script in the page returns."""
        return self._ask("WebDriver:ExecuteScript", script=script, args=[], newSandbox=True)

    def until(self, expression: str) -> None:
        """Wait until an expression is true in the page."""
        end = time.monotonic() + PATIENCE
        while not self.run(f"return Boolean({expression})"):
            assert time.monotonic() < end, expression
            time.sleep(0.05)

    def _at(self, selector: str, command: str, **what: object) -> Any:
        """Ask something of an element, again when the page has just put another in its place."""
        end = time.monotonic() + PATIENCE
        while True:
            self.until(f"document.querySelector({json.dumps(selector)})")
            try:
                found = self._ask("WebDriver:FindElement", using="css selector", value=selector)[_ELEMENT]
                return self._ask(command, id=found, **what)
            except RuntimeError as error:
                if time.monotonic() > end or not any(word in str(error) for word in ("stale element", "no such element")):
                    raise

    def click(self, selector: str) -> None:
        """Click on an element, as a mouse does: it must be seen."""
        self._at(selector, "WebDriver:ElementClick")

    def keys(self, selector: str, text: str) -> None:
        """Type into an element."""
        self._at(selector, "WebDriver:ElementSendKeys", text=text)

    def text(self, selector: str) -> str:
        """The text of an element as it is seen."""
        return str(self._at(selector, "WebDriver:GetElementText"))

    def choose(self, selector: str, value: str) -> None:
        """Choose in a list, by the value of the choice."""
        self.click(f'{selector} option[value="{value}"]')


@contextmanager
def started(path: str, downloads: Path) -> Iterator[Firefox]:
    """A Firefox without a screen, with a profile of its own that is gone at the end."""
    with tempfile.TemporaryDirectory(prefix="firefox-") as profile:
        preferences: dict[str, object] = {
            **_PREFERENCES,
            "marionette.port": 0,
            "browser.download.folderList": 2,
            "browser.download.dir": str(downloads),
            "browser.download.useDownloadDir": True,
            "browser.download.always_ask_before_handling_new_types": False,
            "pdfjs.disabled": True,
            "browser.helperApps.neverAsk.saveToDisk": "application/pdf",
        }
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()]
        (Path(profile) / "user.js").write_text("\n".join(lines))
        command = [path, "--marionette", "--headless", "--no-remote", "--profile", profile]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": profile, "MOZ_HEADLESS": "1"}
        )
        try:
            with socket.create_connection(("127.0.0.1", _port(Path(profile), process)), timeout=PATIENCE) as connection:
                yield Firefox(connection)
        finally:
            process.terminate()
            process.wait(20)


def _port(profile: Path, process: subprocess.Popen[bytes]) -> int:
    """The port on which it listens: it writes it into a file of its profile."""
    end = time.monotonic() + PATIENCE
    while True:
        told = profile / "MarionetteActivePort"
        if told.is_file() and (found := re.fullmatch(r"\d+", told.read_text().strip())):
            return int(found[0])
        assert process.poll() is None, "Firefox did not start"
        assert time.monotonic() < end, "Firefox did not listen"
        time.sleep(0.1)
