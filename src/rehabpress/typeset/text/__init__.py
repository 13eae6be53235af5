"""Fonts, text runs, line breaking and paragraphs."""
