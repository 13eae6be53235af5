"""Compiled templates on disk: taken when they are ours and whole and what was asked, and otherwise never run."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from rehabpress.markup.source_map import TemplateText
from rehabpress.support.disk_cache import cache_folder
from rehabpress.templates import bytecode_cache as kept
from rehabpress.templates.analysis import Compiled, compile_template
from rehabpress.templates.bytecode_cache import compiled

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is kept there")

TEXT = TemplateText("layouts/one.html", '{% extends "two.html" %}{% block a %}{{ label("x", n=1) }}{{ handout.goal }}{% endblock %}')


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REHABPRESS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "layouts"


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the templates that were really compiled."""
    done: list[str] = []

    def compile_and_note(key: str, template: TemplateText) -> Compiled:
        done.append(key)
        return compile_template(key, template)

    monkeypatch.setattr(kept, "compile_template", compile_and_note)
    return done


def anew(key: str = "0:one.html", template: TemplateText = TEXT) -> Compiled:
    """As a new process asks for it."""
    return compiled.__wrapped__(key, template)


def test_a_template_is_compiled_once(folder: Path, compiling: list[str]) -> None:
    first, second = anew(), anew()
    assert first == second
    assert type(first.labels[0]) is type(second.labels[0])
    assert compiling == ["0:one.html"]
    assert [path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())] == [0o700, 0o600]


def test_a_changed_template_takes_the_place_of_what_was_kept(folder: Path, compiling: list[str]) -> None:
    changed = TemplateText(TEXT.file, TEXT.text.replace("goal", "title"))
    anew()
    assert anew(template=changed).paths[0].names == ("handout", "title")
    anew(template=changed)
    assert len(compiling) == 2
    assert len(list(folder.iterdir())) == 1
    anew(key="1:one.html")
    assert len(list(folder.iterdir())) == 2


def test_another_program_compiles_anew(compiling: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    anew()
    for version in ("another program", "this program", "another program", "this program"):
        monkeypatch.setattr(kept, "_program", lambda version=version: version)
        anew()
    assert len(compiling) == 3, "two versions of the program keep what they need side by side"


def foreign_folder(folder: Path, file: Path) -> None:
    folder.chmod(0o770)


def writable_for_all(folder: Path, file: Path) -> None:
    file.chmod(0o602)


def cut_off(folder: Path, file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def one_byte_changed(folder: Path, file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[100] ^= 1
    file.write_bytes(data)


def a_link(folder: Path, file: Path) -> None:
    file.rename(folder.parent / "elsewhere")
    file.symlink_to(folder.parent / "elsewhere")


def a_folder(folder: Path, file: Path) -> None:
    file.unlink()
    file.mkdir()


def made_of_something_else(folder: Path, file: Path) -> None:
    data = marshal.dumps(compile("1 / 0", "x", "exec"))
    file.write_bytes(sha256(b"something else").digest() + sha256(data).digest() + data)


@pytest.mark.parametrize(
    "spoil",
    [foreign_folder, writable_for_all, cut_off, one_byte_changed, a_link, a_folder, made_of_something_else],
    ids=lambda f: f.__name__,
)
def test_what_is_not_ours_or_not_whole_is_never_read(
    spoil: Callable[[Path, Path], None], folder: Path, compiling: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = anew()
    spoil(folder, next(folder.iterdir()))
    monkeypatch.setattr("marshal.loads", lambda data: pytest.fail("this would run"))
    assert anew() == first
    assert len(compiling) == 2


def test_what_belongs_to_somebody_else_is_never_read(compiling: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    anew()
    monkeypatch.setattr("os.getuid", lambda: 4711)
    monkeypatch.setattr("marshal.loads", lambda data: pytest.fail("this would run"))
    anew()
    assert len(compiling) == 2


def test_nothing_is_written_where_others_can_write(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    anew()
    assert not list(folder.iterdir())


def test_a_folder_that_cannot_be_made_is_no_error(folder: Path) -> None:
    folder.parent.write_text("")
    assert anew().blocks == {"a"}


def test_the_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert cache_folder("figures") == tmp_path / "cache" / "figures"
    monkeypatch.delenv("REHABPRESS_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder("figures") == tmp_path / "rehabpress" / "figures"
