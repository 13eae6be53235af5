"""The start of a command, before anything large is imported."""

from __future__ import annotations

import gc
import os


def main() -> None:
    """Run the command line."""
    # What a command imports and reads it keeps to its end: looking through it for garbage again and again costs an eighth of the time.
    gc.set_threshold(200_000, 50, 100)
    # Pydantic asks every installed package whether it is a plugin, and imports half of the library for e-mail for that.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from rehabpress.cli.app import app

    app()
