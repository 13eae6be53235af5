"""Entry point of the console script, and what lies around the program: the terminal's encoding, and what the operating system refuses."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FAILED, _MISUSED, _INTERRUPTED = 1, 2, 130


def speak_utf8() -> None:
    """Begin again with UTF-8 for the words of the command, names of files and the terminal, where the system has set another encoding.

    With ``LC_ALL=C`` Python would take the letters of a name for bytes that mean nothing. Then make sure that what a terminal cannot show
    is written in ASCII and stops nothing.
    """
    if sys.platform != "win32" and sys.getfilesystemencoding().lower() != "utf-8" and sys.flags.utf8_mode == 0:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - this very program
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    for word in sys.argv[1:]:
        if not word.isascii() and any("\ud800" <= letter <= "\udfff" for letter in word):
            shown = word.encode("ascii", "backslashreplace").decode()
            _complain(f'the words of the command are not in UTF-8: "{shown}"\n    set the terminal to UTF-8')
            sys.exit(_MISUSED)


@contextmanager
def system_errors_reported() -> Iterator[None]:
    """Say what the operating system has refused, and end with exit code 1: a deleted folder, a full disk, a name that is too long.

    Whoever has stopped reading what is printed (``| head``) is told nothing.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _leave_quietly(_FAILED)
    except KeyboardInterrupt:
        _leave_quietly(_INTERRUPTED)
    except OSError as error:
        _complain(_said(error))
        _leave_quietly(_FAILED)
    except MemoryError:
        _complain("there is not enough memory\n    close other programs, or make fewer papers at once")
        _leave_quietly(_FAILED)


def _said(error: OSError) -> str:
    try:
        Path.cwd()
    except OSError:
        return "the folder in which the command was given is gone\n    go to one that is there: cd"
    place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    return f"{place}{(error.strerror or str(error)).lower()}\n    the system answers so; look whether the place is there, has room, and is yours"


def _complain(text: str) -> None:
    try:
        print(text, file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        return


def _leave_quietly(code: int) -> None:
    """End without another try to write what could not be written."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def main() -> None:
    """Run the command line."""
    # What a command imports and reads it keeps to its end: looking through it for garbage again and again costs an eighth of the time.
    gc.set_threshold(200_000, 50, 100)
    # Pydantic would read what every installed package says of itself, to see whether it is a plugin.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    speak_utf8()
    try:
        with system_errors_reported():
            from rehabpress.cli.app import command_line

            command_line(sys.argv[1:])()
    finally:
        # Nor is it looked through when Python ends: that takes as long as setting a handout.
        gc.freeze()
