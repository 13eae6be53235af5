"""For all tests: the same made-up values in every run, so that a run says something of the code and not of luck.

``HYPOTHESIS_PROFILE=explore`` looks at new ones, ten times as many.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
