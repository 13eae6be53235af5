"""Helpers that know nothing of the program: problems, memo tables, the disk cache, atomic writing, rasterising."""
