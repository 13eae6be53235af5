"""Vector pictures kept on disk: what an entry is known by, and what is no entry."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from reportlab.graphics.shapes import Circle, Drawing

from rehabpress.pictures import cache as cache_module
from rehabpress.pictures.cache import PictureCache, key
from rehabpress.pictures.load import PictureFile, picture
from rehabpress.pictures.pdf_operators import form
from rehabpress.pictures.xobject import PictureXObject
from rehabpress.support.disk_cache import fetch

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><rect width="40" height="40" opacity="0.5"/></svg>'


def disc(radius: float) -> PictureXObject:
    return form(Drawing(40, 20, Circle(20, 10, radius)))


def test_a_picture_comes_back_as_it_was(tmp_path: Path) -> None:
    kept = PictureCache(tmp_path / "deep" / "folder")
    kept.store("name", disc(5))
    assert kept.load("name") == disc(5)
    kept.store("name", disc(7))
    assert kept.load("name") == disc(7)


def test_an_entry_with_any_byte_changed_is_none(tmp_path: Path) -> None:
    kept = PictureCache(tmp_path)
    kept.store("name", disc(5))
    whole = (tmp_path / "name").read_bytes()
    for at in range(0, len(whole), 7):
        (tmp_path / "name").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert kept.load("name") is None
    for stop in (0, 10, len(whole) - 1):
        (tmp_path / "name").write_bytes(whole[:stop])
        assert kept.load("name") is None


def test_two_entries_that_were_swapped_are_none(tmp_path: Path) -> None:
    kept = PictureCache(tmp_path)
    kept.store("supine", disc(5))
    kept.store("prone", disc(7))
    (tmp_path / "supine").rename(tmp_path / "other")
    (tmp_path / "prone").rename(tmp_path / "supine")
    (tmp_path / "other").rename(tmp_path / "prone")
    assert kept.load("supine") is None
    assert kept.of("prone", lambda: disc(7)) == disc(7)


@contextmanager
def seconds(most: int) -> Iterator[None]:
    """Fail what waits for ever."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(most)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(sys.platform == "win32", reason="has no named pipes in folders")
def test_a_pipe_or_a_folder_in_place_of_an_entry_is_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    with seconds(5):
        assert PictureCache(tmp_path).load("pipe") is None
        assert PictureCache(tmp_path).of("folder", lambda: disc(5)) == disc(5)
        assert fetch(tmp_path / "nothing") is None


def test_a_key_is_all_that_a_picture_is_made_from(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {key(b"figure", b"body", b""), key(b"figure", b"body", b"left"), key(b"figure", b"bodyleft"), key(b"figur", b"ebody", b"")}
    assert len(keys) == 4
    monkeypatch.setattr(cache_module, "program", lambda: "another version")
    assert key(b"figure", b"body", b"") not in keys


def test_two_versions_keep_what_the_other_one_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, file, made = PictureCache(tmp_path), PictureFile("a", "a.svg", SVG), []
    for version in ("one", "two", "one", "two"):
        monkeypatch.setattr(cache_module, "program", lambda version=version: version)
        made.append(picture(file, kept))
    assert len(list(tmp_path.iterdir())) == 2
    assert len({m.xobject.name for m in made}) == 1


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = PictureCache(tmp_path / "file" / "folder")
    kept.store("name", disc(5))
    assert kept.load("name") is None


def test_two_at_once_leave_one_whole_entry(tmp_path: Path) -> None:
    kept = PictureCache(tmp_path)
    threads = [threading.Thread(target=kept.store, args=("name", disc(5))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [p.name for p in tmp_path.iterdir()] == ["name"]
    assert kept.load("name") == disc(5)


_SEEN = """
import sys
from pathlib import Path
from rehabpress.pictures.load import PictureFile, picture
from rehabpress.pictures.cache import PictureCache
shown = picture(PictureFile("a", "a.svg", Path(sys.argv[2]).read_bytes()), PictureCache(Path(sys.argv[1])))
print(shown.xobject.name, *[name for name in ("tinycss2", "reportlab.graphics", "xml.etree") if name in sys.modules])
"""


def test_a_picture_seen_before_imports_no_reader_of_svg(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(SVG)
    said = [
        subprocess.run(
            [sys.executable, "-c", _SEEN, str(tmp_path / "cache"), str(tmp_path / "a.svg")], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert said[0][1:] == ["tinycss2", "reportlab.graphics", "xml.etree"]
    assert said[1] == said[0][:1]
