"""What goes wrong while a template is compiled or rendered, as a problem at its place in the template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from traceback import walk_tb
from types import TracebackType

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import TemplateRuntimeError
from jinja2.utils import missing

from rehabpress.markup.source_map import TemplateText
from rehabpress.support.problems import Place, Problem, did_you_mean
from rehabpress.templates.attributes import called, parts_of, public
from rehabpress.templates.filters import FILTERS, TESTS

_QUOTED = re.compile(r"'([^']*)'")
_STATEMENTS = ("block", "extends", "for", "if", "include", "import", "from", "macro", "call", "filter", "set", "with", "raw")


class LayoutError(TemplateRuntimeError):
    """Something that a template asks for and does not get. ``word`` is what to point at in its line."""

    def __init__(self, what: str, hint: str = "", word: str = "") -> None:
        super().__init__(what)
        self.hint = hint
        self.word = word


class Unknown(UndefinedError):  # noqa: N818 - it says what it is, as Missing does
    """A name that a template uses and that is not there."""

    def __init__(self, message: str, name: object, owner: object) -> None:
        super().__init__(message)
        self.name = name
        self.owner = owner


class Missing(StrictUndefined):
    """Jinja2's placeholder for what is not there; any use of it raises ``Unknown``."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: object = missing, name: str | None = None, exc: type[TemplateRuntimeError] = UndefinedError
    ) -> None:
        super().__init__(hint, obj, name, exc)
        owner = missing if hint else obj
        self._undefined_exception = lambda message: Unknown(message or "", None if hint else name, owner)  # type: ignore[assignment]


def problem_of(error: Exception, templates: Mapping[str, TemplateText]) -> Problem:
    """The problem that an error of a template is. ``templates`` are those read so far, by key."""
    if isinstance(error, TemplateSyntaxError):
        text = next((t for t in templates.values() if t.file == error.filename), None)
        message = error.message or ""
        words = _QUOTED.findall(message)
        hint = _syntax_hint(message, words)
        if message.startswith("Unexpected end of template") and words:
            message, hint, words = f"{{% {words[-1]} … %}} is never ended", f"write {{% end{words[-1]} %}} where it ends", []
        return Problem(_point(text, error.lineno, words), _sentence(message), hint)
    frames = list(_frames(error.__traceback__, templates))
    text, line, known = frames[-1] if frames else (None, 0, [])
    if isinstance(error, Unknown):
        what, hint, word = _unknown(error, known)
    elif isinstance(error, LayoutError):
        what, hint, word = str(error), error.hint, error.word
    elif isinstance(error, RecursionError):
        text, line = next(((t, n) for t, n, _ in frames if sum((t, n) == other[:2] for other in frames) > 1), (text, line))
        what, hint, word = "this template calls itself without end", "look for an include or a macro that comes back to itself", ""
    elif isinstance(error, TemplateError):
        words = _QUOTED.findall(str(error))
        what, hint, word = _sentence(str(error)), _syntax_hint(str(error), words), words[0] if words else ""
    else:
        what, hint, word = f"cannot be computed: {error}", "", ""
    return Problem(_point(text, line, [word] if word else []), what, hint)


def from_a_template(error: Exception, templates: Mapping[str, TemplateText]) -> bool:
    """Whether an error was raised by what a template says, and not by a mistake in this program."""
    if isinstance(error, TemplateError | RecursionError):
        return True
    module = ""
    for frame, _ in walk_tb(error.__traceback__):
        module = str(frame.f_globals.get("__name__", ""))
    return not module.startswith("rehabpress.") and any(_frames(error.__traceback__, templates))


def _frames(traceback: TracebackType | None, templates: Mapping[str, TemplateText]) -> Iterator[tuple[TemplateText, int, list[str]]]:
    """The templates of a traceback from the outermost in, each with the line in it and the names that are known there."""
    files = {t.file: t for t in templates.values()}
    for frame, line in walk_tb(traceback):
        if text := files.get(frame.f_code.co_filename):
            yield text, line, [name for name in frame.f_locals if not name.startswith("_")]


def _point(text: TemplateText | None, line: int, words: Sequence[str]) -> Place:
    """The place of the first of ``words`` that stands in the line, or soon after it: a statement may go over several lines."""
    if text is None:
        return Place("layout")
    return next((place for word in words if word and (place := text.find_word(word, line))), None) or text.line(line)


def _unknown(error: Unknown, known: Sequence[str]) -> tuple[str, str, str]:
    if error.name is None:
        return _sentence(str(error)), "", ""
    name = str(error.name)
    if error.owner is missing:
        return f'nothing is called "{name}" here', did_you_mean(name, [k for k in known if k != name]), name
    if error.owner is None:
        return (
            f'there is nothing here that could have "{name}"',
            "it is optional content: put {% if … %} around what is printed of it",
            name,
        )
    if isinstance(error.name, int):
        return f"there is no item {name} here: it has {_size(error.owner)}", "items are counted from 0", name
    return (
        f'{type(error.owner).__name__ if public(type(error.owner)) else called(error.owner)} has no "{name}"',
        did_you_mean(name, sorted(parts_of(error.owner))),
        name,
    )


def _size(owner: object) -> str:
    return str(len(owner)) if hasattr(owner, "__len__") else "none"


def _syntax_hint(message: str, words: Sequence[str]) -> str:
    if not words:
        return ""
    if message.startswith("No filter"):
        return did_you_mean(words[0], list(FILTERS))
    if message.startswith("No test"):
        return did_you_mean(words[0], list(TESTS))
    if message.startswith("Encountered unknown tag"):
        return did_you_mean(words[0], _STATEMENTS)
    return ""


def _sentence(message: str) -> str:
    message = message.removesuffix(".").removesuffix(" found").replace("'", '"')
    return message[:1].lower() + message[1:]
