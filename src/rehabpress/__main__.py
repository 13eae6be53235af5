"""``python -m rehabpress`` is the command ``rehabpress``."""

from rehabpress.cli.main import main

main()
