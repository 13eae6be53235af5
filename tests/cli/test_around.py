"""What the operating system answers before, during and after the stages: never a traceback, never half a file, and a word that says what to do.

Each runs the command in a process of its own, as a person does.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdfium2
import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="what is tried here is POSIX")]

ROOT = Path(__file__).resolve().parents[2]
MAKE = ("handout", "sacroiliac-joint", "--date", "2026-11-20")
PROGRAM = (sys.executable, "-c", "from rehabpress.cli.main import main; main()")
ROSTER = "id;patient;plan\na-1;Ida Invented;first-visit\n"


def ran(
    folder: Path, *words: str | bytes, env: Mapping[str, str] | None = None, limit: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """A command in a folder, its own cache in it; what it prints holds no traceback."""
    given = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "REHABPRESS_CACHE": str(folder / "cache"), **(env or {})}
    done = subprocess.run([*PROGRAM, *words], cwd=folder, env=given, capture_output=True, preexec_fn=limit, timeout=120, check=False)
    assert b"Traceback" not in done.stderr + done.stdout, done.stderr.decode(errors="replace")
    assert done.returncode in (0, 1, 2), done
    return done


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode("utf-8", "replace")


def words_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return " ".join(page.get_textpage().get_text_bounded() for page in opened)


C = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    "env", [C, {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}]
)
def test_names_on_the_command_line_whatever_the_locale(env: Mapping[str, str], tmp_path: Path) -> None:
    done = ran(tmp_path, *MAKE, "--patient", "Zoë Façade", "-o", "Zoë.pdf", env=env)
    assert done.returncode == 0, said(done)
    assert "Zoë Façade" in words_of(tmp_path / "Zoë.pdf")


def test_words_of_the_command_that_are_no_utf_8(tmp_path: Path) -> None:
    done = ran(tmp_path, *MAKE, "--patient", b"Zo\xeb", "-o", "x.pdf")
    assert done.returncode == 2
    assert "not in UTF-8" in said(done)
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
@pytest.mark.parametrize(
    "words",
    [
        ("diff", "sacroiliac-joint", "lumbar-and-sacrum"),
        ("list", "exercises"),
        ("show", "bird-dog"),
        ("handout", "no-süch-plan"),
        ("--help",),
    ],
)
def test_a_terminal_that_knows_no_utf_8(words: tuple[str, ...], encoding: str, tmp_path: Path) -> None:
    ran(tmp_path, *words, env={"PYTHONIOENCODING": encoding})


@pytest.mark.parametrize(
    "words",
    [
        MAKE,
        ("list", "plans"),
        ("check",),
        ("new", "x"),
        ("figure", "bird-dog"),
        ("packets", "r.csv"),
        ("routine", "sacroiliac-joint"),
        ("list", "orders"),
    ],
)
def test_a_folder_that_was_deleted(words: tuple[str, ...], tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"cd {gone} && rmdir {gone} && exec {sys.executable} -c 'from rehabpress.cli.main import main; main()' {' '.join(words)}"
    done = subprocess.run(
        ["sh", "-c", script], env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, timeout=120, check=False
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 1
    assert "gone" in said(done) or "cannot be written" in said(done)


@pytest.mark.parametrize("length", [251, 255, 256, 260, 5000])
def test_a_name_that_is_too_long(length: int, tmp_path: Path) -> None:
    done = ran(tmp_path, *MAKE, "-o", "a" * (length - 4) + ".pdf")
    assert (done.returncode == 0) == (length <= 255)
    if length > 255:
        assert "cannot be written: file name too long" in said(done)


@pytest.mark.parametrize(
    "words",
    [
        (*MAKE, "--project", "a" * 300),
        ("handout", "a" * 300),
        ("handout", "a" * 300 + ".yaml"),
        ("packets", "a" * 300 + ".csv"),
        ("handout", "\u00e9" * 200),
        ("packets", "r.csv", "-o", "a" * 300),
        ("new", "a" * 300),
        ("figure", "a" * 300),
        ("figure", "bird-dog", "-o", "a" * 300 + ".svg"),
        ("review", "plans/" + "a" * 300, "--by", "Sam Sample"),
        ("show", "a" * 300),
        ("diff", "a" * 300, "a" * 300),
    ],
)
def test_other_names_that_are_too_long(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROSTER, "utf-8")
    assert ran(tmp_path, *words).returncode in (1, 2)


@pytest.mark.parametrize("place", ["journal.jsonl", "manifest.json", "manifest.csv", "print.pdf", ".lock", "a-1.pdf"])
def test_a_folder_in_the_place_of_a_file_of_a_batch(place: str, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROSTER, "utf-8")
    (tmp_path / "out" / place / "inside").mkdir(parents=True)
    for more in ((), ("--resume",)):
        done = ran(tmp_path, "packets", "r.csv", "--packet", "handout", "--date", "2026-11-20", "-o", "out", *more)
        assert done.returncode == 1
        assert f"out/{place}" in said(done) or "out: " in said(done)
    assert not list((tmp_path / "out").glob(".*.part"))


@pytest.mark.parametrize(
    "place",
    [
        "content/plans/mine.yaml",
        "content/clinics/sample-clinic.yaml",
        "layouts/handout.html",
        "layouts/themes/clinic.yaml",
        "content/pictures/bird-dog.svg",
        "x.pdf",
        "content/exercises",
        "layouts",
    ],
)
def test_a_folder_or_a_file_in_the_place_of_another(place: str, tmp_path: Path) -> None:
    if "." in place:
        (tmp_path / place / "inside").mkdir(parents=True)
    else:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text("x", "utf-8")
    ran(tmp_path, "handout", "sacroiliac-joint", "-o", "x.pdf")
    ran(tmp_path, "handout", "mine")
    ran(tmp_path, "check")


@pytest.mark.parametrize("day", ["0001-01-01", "1582-10-10", "1900-02-28", "9999-12-31", "9999-12-25"])
@pytest.mark.parametrize(
    "words",
    [
        ("handout", "sacroiliac-joint"),
        ("handout", "sacroiliac-joint", "--layout", "booklet"),
        ("routine", "sacroiliac-joint"),
        ("packets", "r.csv"),
    ],
)
def test_far_dates(words: tuple[str, ...], day: str, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROSTER, "utf-8")
    ran(tmp_path, *words, "--date", day)


def test_output_to_standard_output_makes_no_file(tmp_path: Path) -> None:
    done = ran(tmp_path, *MAKE, "-o", "-")
    assert done.returncode == 0
    assert not (tmp_path / "-").exists()


def test_output_to_a_link_goes_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link.pdf").symlink_to("elsewhere/real.pdf")
    for _ in range(2):
        assert ran(tmp_path, *MAKE, "-o", "link.pdf").returncode == 0
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "elsewhere" / "real.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("target", ["loop.pdf", "/dev/full", "/dev/null", "no/such/folder/x.pdf", "."])
def test_output_to_a_link_that_leads_to_no_file(target: str, tmp_path: Path) -> None:
    (tmp_path / "loop.pdf").symlink_to(target)
    done = ran(tmp_path, *MAKE, "-o", "loop.pdf")
    assert done.returncode in (0, 1)
    if done.returncode == 1:
        assert "cannot be written" in said(done)
    assert (tmp_path / "loop.pdf").is_symlink()


@pytest.mark.parametrize("words", [("list", "exercises"), MAKE, ("check",), ("--help",)])
def test_a_full_disk_behind_standard_output(words: tuple[str, ...], tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    given = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "REHABPRESS_CACHE": str(tmp_path / "cache")}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*PROGRAM, *words], cwd=tmp_path, env=given, stdout=full, stderr=subprocess.PIPE, timeout=120, check=False)
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    assert done.returncode == 1


def test_a_reader_who_has_gone(tmp_path: Path) -> None:
    script = f"{sys.executable} -c 'from rehabpress.cli.main import main; main()' list exercises | head -c 1 > /dev/null"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.stderr == b""


@pytest.mark.parametrize("size", [0, 100, 5_000, 40_000])
def test_a_full_disk_leaves_no_half_a_paper(size: int, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROSTER, "utf-8")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    for words in (
        (*MAKE, "-o", "x.pdf"),
        ("packets", "r.csv", "--packet", "handout", "--date", "2026-11-20", "-o", "out"),
        ("figure", "bird-dog", "-o", "b.svg"),
    ):
        done = ran(tmp_path, *words, limit=limit)
        if words[0] != "figure":
            assert done.returncode == 1
            assert "cannot be written" in said(done)
    assert not [path for path in tmp_path.rglob("*.pdf") if path.is_file()]
    assert not list(tmp_path.rglob(".*.part"))


def unprivileged(folder: Path) -> Callable[[], None] | None:
    """What makes a process that of a person who may read a folder and write nothing in it, also when the tests are run by root.

    Root keeps the right to read and to go everywhere, where the interpreter itself lies in its home, and loses that to write.
    """
    folder.chmod(0o555)
    if os.geteuid() != 0:
        return None
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        assert libc.prctl(23, 1, 0, 0, 0) == 1  # PR_CAPBSET_READ
    except (OSError, AttributeError, AssertionError):
        pytest.skip("only Linux lets root give up a right")

    def drop() -> None:
        for right in (0, 1, 2, 3):  # CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
            libc.prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP: gone with the next program that begins

    return drop


def test_no_permission_to_write(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROSTER, "utf-8")
    nobody = unprivileged(tmp_path)
    for words in ((*MAKE, "-o", "x.pdf"), ("packets", "r.csv", "-o", "out"), ("new", "x"), ("figure", "bird-dog", "-o", "b.svg"), MAKE):
        done = ran(tmp_path, *words, limit=nobody)
        assert done.returncode == 1
        assert "cannot be written: permission denied" in said(done)


def test_no_permission_to_read(tmp_path: Path) -> None:
    for name in ("content/plans/mine.yaml", "layouts/handout.html", "layouts/themes/clinic.yaml", "r.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(ROSTER, "utf-8")
        (tmp_path / name).chmod(0o000)
    nobody = unprivileged(tmp_path)
    for words in (("handout", "mine"), MAKE, ("check",), ("packets", "r.csv")):
        done = ran(tmp_path, *words, limit=nobody)
        assert done.returncode == (2 if words[0] == "packets" else 1)
        assert ("is not readable" if words[0] == "packets" else "permission denied") in said(done).lower()
    for folder in ("content/plans", "layouts", "content"):
        (tmp_path / folder).chmod(0o000)
        for words in (("handout", "mine"), MAKE, ("check",), ("list", "plans")):
            ran(tmp_path, *words, limit=nobody)


def test_a_cache_that_cannot_be_used_changes_no_paper(tmp_path: Path) -> None:
    ran(tmp_path, *MAKE, "-o", "right.pdf")
    right = (tmp_path / "right.pdf").read_bytes()
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert kept
    for n, path in enumerate(kept):
        data = path.read_bytes()
        path.write_bytes((b"", data[:-1], data[: len(data) // 2], b"\0" * len(data), data + b"x", os.urandom(len(data)))[n % 6])
    file = tmp_path / "no-folder"
    file.write_text("x", "utf-8")
    for cache in (tmp_path / "cache", file, Path("/dev/null"), Path("/dev/full"), Path("/proc/nothing"), Path("a" * 300)):
        done = ran(tmp_path, *MAKE, "-o", "again.pdf", env={"REHABPRESS_CACHE": str(cache)})
        assert done.returncode == 0, said(done)
        assert (tmp_path / "again.pdf").read_bytes() == right
    env = {"HOME": "/no/such/home", "XDG_CACHE_HOME": "", "REHABPRESS_CACHE": ""}
    assert ran(tmp_path, *MAKE, "-o", "again.pdf", env=env).returncode == 0
    (tmp_path / "again.pdf").unlink()
    (tmp_path / "out").mkdir()
    for path in (tmp_path / "cache").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    assert ran(tmp_path, *MAKE, "-o", "out/again.pdf", limit=unprivileged(tmp_path)).returncode == 0
    assert (tmp_path / "out" / "again.pdf").read_bytes() == right


JUMPS = """
import datetime, itertools, time
times = itertools.cycle([0.0, 4e9, 1.8e9, -1.0, 253402300799.0])
time.time = lambda: next(times)
time.monotonic = lambda: next(times)
from rehabpress.cli.main import main; main()
"""


@pytest.mark.parametrize(
    "words", [MAKE, ("packets", "r.csv", "--packet", "handout", "--date", "2026-11-20"), ("list", "plans"), ("check",)]
)
def test_a_clock_that_jumps(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROSTER, "utf-8")
    given = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "REHABPRESS_CACHE": str(tmp_path / "cache")}
    done = subprocess.run([sys.executable, "-c", JUMPS, *words], cwd=tmp_path, env=given, capture_output=True, timeout=120, check=False)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0, said(done)
