"""Translates the errors of the YAML parser into problems."""

from __future__ import annotations

import yaml

from rehabpress.loader.places import SourceLines
from rehabpress.support.problems import Problem

_QUOTES = "put the whole text in quotes"
_INDENT = "indent with spaces; keys of one thing stand in one column, and the items of a list too"

# The two loaders word their complaints differently; a fragment that only one of them uses stands beside that of the other.
_SENTENCES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("mapping values are not allowed",), "a colon and a space stand where no key can be", f"{_QUOTES}, or check the indentation"),
    (("sequence entries are not allowed",), "an item of a list cannot start here", "write each item on a line of its own: - first"),
    (("unexpected end of stream", "unexpected document"), "the quote that starts here is not closed", "end the text with the same quote"),
    (("',' or ']'",), "the bracket [ that starts here is not closed", f"close it with ], or {_QUOTES}"),
    (("',' or '}'",), "the brace { that starts here is not closed", f"close it with }}, or {_QUOTES}"),
    (("could not find expected ':'",), "this line is neither a key with a colon nor an item of a list", f"{_INDENT}; or {_QUOTES}"),
    (
        ("unknown escape character", "expected escape sequence", "Unicode character escape"),
        "a backslash means something else in double quotes",
        "use single quotes, or type it twice: \\\\",
    ),
    (
        ("alphabetic or numeric character",),
        "a text cannot start with * or & unless it is in quotes",
        _QUOTES,
    ),
    (("undefined tag handle", "scanning a tag"), "a text cannot start with ! unless it is in quotes", _QUOTES),
    (("node content",), "a value is missing here", f"close every bracket and brace; if they are text, {_QUOTES}"),
    (("'-' indicator",), "a key cannot stand among the items of a list", _INDENT),
    (("comment or line break", "indentation indicators"), "text cannot stand right after | or >", "begin it on the next line, or quote it"),
    (
        ("did not find expected key", "<block end>"),
        "this does not go on from what stands before it",
        f"{_INDENT}; a text that begins with a quote ends with it",
    ),
)
# Where the parser gives up says little for something left open; where it began says all.
_SHOW_START = ("unexpected end of stream", "unexpected document", "',' or ']'", "',' or '}'")


def sentence(error: yaml.MarkedYAMLError, lines: SourceLines) -> Problem:
    """The problem that the parser met. It stops at the first, so there is one for a file."""
    message = f"{error.context or ''} {error.problem or ''}"
    start = any(part in message for part in _SHOW_START)
    mark = (error.context_mark if start else None) or error.problem_mark or error.context_mark
    place = lines.place(mark.line, mark.column) if mark else lines.place(0, 0)
    typed = place.excerpt[place.column - 1 : place.column]
    if typed == "\t" or "tab character" in message:
        return Problem(place, "a tab stands where only spaces can", "use spaces")
    if "cannot start any token" in message:
        return Problem(place, f"a text cannot start with {typed} unless it is in quotes", _QUOTES)
    for parts, what, hint in _SENTENCES:
        if any(part in message for part in parts):
            return Problem(place, what, hint)
    return Problem(place, f"is not YAML: {(error.problem or 'unknown').lower()}", f"{_INDENT}; or {_QUOTES}")
