"""``python -m fuzz --minutes 5 --seed 0``: tries changed inputs and says what came of them; ends with 1 if any was not taken as it should be."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from fuzz.campaign import Campaign


def main() -> int:
    """Run a campaign in rounds, so that a long one says from time to time how it goes."""
    words = argparse.ArgumentParser(prog="fuzz")
    words.add_argument("--minutes", type=float, default=5)
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--only", default="", help="kinds of input, with commas between")
    words.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where inputs that went wrong are kept")
    asked = words.parse_args()
    until = time.monotonic() + asked.minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        campaign = Campaign(Path(folder), asked.seed, frozenset(filter(None, asked.only.split(","))))
        kept = 0
        while (left := until - time.monotonic()) > 0:
            counts = campaign.run(min(left, 60))
            asked.keep.mkdir(parents=True, exist_ok=True)
            for number, found in enumerate(counts.findings[kept:], start=kept + 1):
                stem = f"{found.outcome.replace(' ', '-')}-{found.kind}-{asked.seed}-{number}"
                data = found.changed if isinstance(found.changed, bytes) else found.changed.encode("utf-8", "surrogatepass")
                (asked.keep / f"{stem}{Path(found.file).suffix}").write_bytes(data)
                (asked.keep / f"{stem}.txt").write_text(f"{found.file}\n{found.why}", "utf-8", "replace")
            kept = len(counts.findings)
            print(counts, "\n", flush=True)  # noqa: T201
    return 1 if kept else 0


if __name__ == "__main__":
    sys.exit(main())
