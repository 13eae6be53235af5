"""Every mistake that a layout can hold, with exactly what a person is told of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.template_samples import STYLES, Write, rendered
from rehabpress.markup.parse import parse
from rehabpress.support.problems import ProblemsFound

HERE = Path(__file__).parent


def cases(name: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """The cases of a file: what is wrong, the templates by their paths (packaged/handout.html if none is named), what is said."""
    for case in re.split(r"(?m)^=== ", (HERE / name).read_text(encoding="utf-8"))[1:]:
        title, _, body = case.partition("\n")
        texts, _, said = body.partition("---\n")
        if not texts.startswith("@ "):
            texts = "@ packaged/handout.html\n" + texts
        files = dict(part.split("\n", 1) for part in re.split(r"(?m)^@ ", texts)[1:])
        yield title, files, said.removesuffix("\n")


ALL = [*cases("wrong_templates.txt"), *cases("wrong_markup.txt")]


def said_of(files: dict[str, str], write: Write) -> str:
    write(files)
    try:
        parse(rendered(), styles=STYLES)
    except ProblemsFound as found:
        return "\n".join(str(problem) for problem in found.problems)
    return "nothing is wrong"


@pytest.mark.parametrize(("files", "said"), [case[1:] for case in ALL], ids=[case[0] for case in ALL])
def test_a_mistake_is_named_at_its_place(files: dict[str, str], said: str, write: Write) -> None:
    assert said_of(files, write) == said


def test_the_table_is_read_whole() -> None:
    assert len(ALL) == len({title for title, _, _ in ALL}) >= 100
    assert all(said.startswith(("packaged/", "clinic/")) for _, _, said in ALL)


def test_a_right_layout_has_nothing_said_of_it(write: Write) -> None:
    assert said_of({"packaged/handout.html": '<document title="T" lang="en"><h1>T</h1></document>'}, write) == "nothing is wrong"


def test_a_template_that_is_not_utf_8(write: Write, folder: Path) -> None:
    write({"packaged/handout.html": ""})
    (folder / "packaged/handout.html").write_bytes(b"<p>\xff</p>")
    with pytest.raises(ProblemsFound) as found:
        rendered()
    assert str(found.value.problems[0]) == "packaged/handout.html: is not UTF-8 text\n    save it as UTF-8"


def test_a_layout_that_is_not_there(write: Write) -> None:
    write({"packaged/handout.html": "", "packaged/locales/en.yaml": ""})
    with pytest.raises(ProblemsFound) as found:
        rendered(template="handuot.html")
    assert str(found.value.problems[0]) == 'handuot.html: there is no such layout\n    did you mean "handout.html"?'


def test_no_folder_at_all(folder: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        rendered()
    assert str(found.value.problems[0]) == "handout.html: there is no such layout"
