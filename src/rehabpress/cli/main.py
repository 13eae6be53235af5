"""Entry point of the console script."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line."""
    # What a command imports and reads it keeps to its end: looking through it for garbage again and again costs an eighth of the time.
    gc.set_threshold(200_000, 50, 100)
    # Pydantic would read what every installed package says of itself, to see whether it is a plugin.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from rehabpress.cli.system import speak_utf8, system_errors_reported

    speak_utf8()
    try:
        with system_errors_reported():
            from rehabpress.cli.app import command_line

            command_line(sys.argv[1:])()
    finally:
        # Nor is it looked through when Python ends: that takes as long as setting a handout.
        gc.freeze()
