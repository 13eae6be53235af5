"""One patient, one file; and nothing of a patient anywhere but in the files that were asked for."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from helpers.batch_run import command, made, ran, sums
from helpers.batch_strategies import day, plans
from helpers.cli_project import ClinicFolder
from rehabpress.batch import run as running
from rehabpress.batch.verify import verify
from rehabpress.support.problems import ProblemsFound


def listed(folder: Path, *lines: str, head: str = "id;patient;plan") -> Path:
    plans(folder, 1)
    path = folder / "day.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("rows", "names"),
    [(("a;B Invented;made-0", "a-b;Invented;made-0"), True), (("x-1;Zoë A;made-0", "x;1 Zoe A;made-0"), True)],
)
def test_two_patients_never_have_one_file(tmp_path: Path, rows: tuple[str, str], names: bool) -> None:
    path = listed(tmp_path, *rows, "c-1;Fay Fictitious;made-0")
    ran_ = ClinicFolder(tmp_path).run("packets", str(path), "--packet", "handout", "-o", "out", *(["--names"] if names else []))
    assert ran_.code == 1
    assert "day.csv:2:1" in ran_.err
    assert "would also be that of the patient in line 3" in ran_.err
    assert "would also be that of the patient in line 2" in ran_.err
    assert [name for name in sums(tmp_path / "out") if name.endswith(".pdf")] == ["c-1-fay-fictitious.pdf", "print.pdf"]


@pytest.mark.parametrize("number", ["print", "PRINT", "Print"])
def test_names_of_the_run_itself_are_nobodys(tmp_path: Path, number: str) -> None:
    report = made(listed(tmp_path, f"{number};Ida Invented;made-0", "c-1;Fay Fictitious;made-0"), tmp_path / "out")
    assert [problem.what for problem in report.problems[2]] == [f'the file "{number}.pdf" has the name of one that the run itself writes']
    assert [record.file for record in report.records] == ["c-1.pdf"]


@pytest.mark.parametrize("name", ["journal.jsonl", "manifest.json", "manifest.csv", "print.pdf", ".lock", "Print.PDF"])
def test_a_folder_in_the_place_of_a_file(tmp_path: Path, name: str) -> None:
    path = listed(tmp_path, "a-1;Ida Invented;made-0")
    (tmp_path / "out" / name).mkdir(parents=True)
    with pytest.raises(ProblemsFound) as found:
        made(path, tmp_path / "out")
    assert f"{name}: is a folder" in str(found.value.problems[0])
    assert sums(tmp_path / "out") == {}


def test_what_is_in_the_folder_and_not_of_a_run_stays(tmp_path: Path) -> None:
    path = listed(tmp_path, "a-1;Ida Invented;made-0", "a-2;Max Madeup;made-0", "a-3;Fay Fictitious;made-0", "a-4;Ann Lee;made-0")
    out = tmp_path / "out"
    (out / "a-4.pdf").mkdir(parents=True)
    (out / "a-1.pdf").write_bytes(b"somebody's own")
    (out / "A-2.PDF").write_bytes(b"the same on another system")
    (tmp_path / "elsewhere.pdf").write_bytes(b"not here")
    (out / "a-3.pdf").symlink_to(tmp_path / "elsewhere.pdf")
    report = made(path, out)
    assert sorted(report.problems) == [2, 3, 4, 5]
    assert (out / "a-1.pdf").read_bytes() == b"somebody's own"
    assert (tmp_path / "elsewhere.pdf").read_bytes() == b"not here"
    (out / "print.pdf").write_bytes(b"somebody's own print")
    (out / "manifest.json").write_text('{"name": "an app"}', encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        made(path, out)
    assert sorted(Path(problem.place.file).name for problem in found.value.problems) == ["manifest.json", "print.pdf"]


def test_a_file_that_is_changed_while_the_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = day(tmp_path, 3, made=1)

    def meddled(*given: object, **named: object) -> None:
        (tmp_path / "out" / "p-00001.pdf").write_bytes((tmp_path / "out" / "p-00002.pdf").read_bytes())
        verify(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "verify", meddled)
    with pytest.raises(ProblemsFound) as found:
        made(path, tmp_path / "out")
    assert [p.what for p in found.value.problems] == ["is not what this run has written, or is gone"]
    assert not (tmp_path / "out" / "manifest.json").exists()
    monkeypatch.undo()
    assert (made(path, tmp_path / "out", resume=True).written, len(sums(tmp_path / "out"))) == (1, 6)


@pytest.mark.parametrize(("duplex", "separators"), [(False, False), (True, False), (True, True)])
def test_the_print_file_is_held_against_the_packets(tmp_path: Path, duplex: bool, separators: bool) -> None:
    report = made(day(tmp_path, 4, made=2), tmp_path / "out", duplex=duplex, separators=separators)
    records, printed = report.records, report.printed
    assert printed is not None

    def told(*order: int) -> str:
        try:
            verify(tmp_path / "out", [records[n] for n in order], printed, duplex=duplex, separators=separators)
        except ProblemsFound as found:
            return found.problems[0].what
        return ""

    assert told(0, 1, 2, 3) == ""
    assert "is not what the packet of p-00001 has there" in told(1, 0, 2, 3)
    assert "is not what the packet of nobody has there" in told(0, 1, 2)
    assert "ends with page" in told(0, 1, 2, 3, 3) or "two patients" in told(0, 1, 2, 3, 3)
    twice = [records[0], replace(records[1], file=records[0].file, sha256=records[0].sha256)]
    with pytest.raises(ProblemsFound) as found:
        verify(tmp_path / "out", twice, None, duplex=False, separators=False)
    assert "is the file of two patients" in found.value.problems[0].what


def test_resume_looks_at_the_copies_for_e_mail_too(tmp_path: Path) -> None:
    path = listed(tmp_path, "a-1;Ida Invented;made-0;correct horse", head="id;patient;plan;password")
    out = tmp_path / "out"
    made(path, out)
    assert made(path, out, resume=True).there == 1
    (out / "email" / "a-1.pdf").write_bytes((out / "a-1.pdf").read_bytes())  # not encrypted
    assert made(path, out, resume=True).written == 1
    path.write_text(path.read_text(encoding="utf-8").replace("correct horse", "another horse"), encoding="utf-8")
    assert made(path, out, resume=True).written == 1
    with pikepdf.open(out / "email" / "a-1.pdf", password="another horse") as copy:
        assert copy.is_encrypted


def test_a_copy_for_e_mail_that_somebody_has_changed_stays(tmp_path: Path) -> None:
    out, head = tmp_path / "out", "id;patient;plan;password"
    both = ("a-1;Ida Invented;made-0;correct horse", "a-2;Max Madeup;made-0;correct horse")
    made(listed(tmp_path, *both, head=head), out)
    (out / "email" / "a-1.pdf").write_bytes(b"what somebody has written")
    made(listed(tmp_path, "b-1;Fay Fictitious;made-0;correct horse", head=head), out)
    assert (out / "email" / "a-1.pdf").read_bytes() == b"what somebody has written"
    assert sorted(path.name for path in out.rglob("*.pdf")) == ["a-1.pdf", "b-1.pdf", "b-1.pdf", "print.pdf"]


SECRETS = ("Zebedee", "Quixotic", "correct-horse-battery", "short9!")
"""A name, and passwords that are right and too short."""


def found_in(folder: Path, but: tuple[str, ...] = ()) -> Iterator[str]:
    """Files below a folder that hold a secret, or are called after one."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.name not in but:
            data = path.read_bytes()
            yield from (f"{path}: {secret}" for secret in SECRETS if secret.encode() in data or secret.lower() in str(path).lower())


def test_nothing_of_a_patient_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a run with passwords, one with rows that fail, and one that is killed: cache, temporary files, manifests, terminal, processes."""
    cache, temporary = tmp_path / "cache", tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("REHABPRESS_CACHE", str(cache))
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    rows = [f"z-{n:03};Zebedee Quixotic {chr(97 + n % 26)}{chr(97 + n // 26)};made-0;correct-horse-battery" for n in range(300)]
    path = listed(tmp_path, *rows[:3], "z-900;Zebedee Quixotic;no-such-plan;correct-horse-battery", "z-901;Zebedee Q?ixotic;made-0;short9!",
                  "z-902;Zebedee Quixotic;made-0;short9!;more", head="id;patient;plan;password")  # fmt: skip
    done = ran(path, tmp_path / "out", "--jobs", "2")
    assert done.returncode == 1
    assert not [secret for secret in SECRETS[2:] if secret in done.stdout + done.stderr]
    assert "Zebedee" not in done.stdout
    allowed = ("day.csv", "print.pdf", *[f"z-{n:03}.pdf" for n in range(300)])
    assert not list(found_in(tmp_path, allowed))
    assert not list(found_in(tmp_path / "out", ("print.pdf",)))  # the words of pages are glyphs, deflated; titles of bookmarks are its own
    with pikepdf.open(tmp_path / "out" / "z-000.pdf") as opened:
        assert not [secret for secret in SECRETS if secret in str(opened.docinfo) + str(opened.open_metadata())]
    for file in (tmp_path / "out").rglob("*"):
        if file.is_file() and file.name != ".lock":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    listed(tmp_path, *rows, head="id;patient;plan;password")
    with subprocess.Popen(command(path, tmp_path / "out", "--jobs", "2"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not (tmp_path / "out" / "z-020.pdf").exists() and process.poll() is None:
            time.sleep(0.01)
        seen = (
            "".join(
                [
                    file.read_bytes().decode(errors="replace")
                    for one in Path("/proc").glob("[0-9]*")
                    if (file := one / "cmdline").exists() and _of(one)
                ]
            )
            if Path("/proc").exists()
            else ""
        )
        process.send_signal(signal.SIGKILL)
    assert not [secret for secret in SECRETS if secret in seen]
    assert not list(found_in(tmp_path, allowed))
    assert not [one for one in os.environ.values() if any(secret in one for secret in SECRETS)]


def _of(process: Path) -> bool:
    """Whether a process is one of the program's that this user may look at."""
    try:
        return b"rehabpress" in (process / "cmdline").read_bytes() and (process / "environ").read_bytes() is not None
    except OSError:
        return False


def test_sigterm_leaves_nothing_half_written(tmp_path: Path) -> None:
    path = day(tmp_path, 600, made=3)
    target = tmp_path / "out"
    with subprocess.Popen(command(path, target), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        while len(list(target.glob("p-*.pdf"))) < 3 and process.poll() is None:
            time.sleep(0.005)
        assert list(target.glob(".print.pdf.*"))
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate()
    assert (process.returncode, "Traceback" in err, "--resume" in err) == (130, False, True)
    assert not list(target.glob(".*.part"))


def test_a_paper_without_a_name_is_not_written_over_one_with(tmp_path: Path) -> None:
    clinic = ClinicFolder(tmp_path)
    words = ("handout", "sacroiliac-joint", "--date", "2026-11-20", "-o", "x.pdf")
    assert clinic.run(*words, "--patient", "Zebedee Quixotic").code == 0
    before = sha256((tmp_path / "x.pdf").read_bytes()).hexdigest()
    assert stat.S_IMODE((tmp_path / "x.pdf").stat().st_mode) == 0o600
    refused = clinic.run(*words)
    assert (refused.code, sha256((tmp_path / "x.pdf").read_bytes()).hexdigest()) == (1, before)
    assert "may be a patient's" in refused.err
    assert clinic.run(*words, "--overwrite").code == 0
    assert clinic.run(*words[:3], "2026-12-01", "-o", "x.pdf").code == 0  # nobody's over nobody's, of another month
    (tmp_path / "link.pdf").symlink_to("x.pdf")
    assert clinic.run(*words[:-1], "link.pdf").code == 0
    assert (tmp_path / "link.pdf").is_symlink()
    (tmp_path / "notes.pdf").write_text("somebody's own", encoding="utf-8")
    assert clinic.run(*words[:-1], "notes.pdf").code == 1


def test_a_manifest_repeats_no_cell(tmp_path: Path) -> None:
    path = listed(
        tmp_path, "a-1;M?ller;made-0;", 'a-2;Ida Invented;made-0;"=1+1"', "a-3;Ida Invented;made-0;short9!", head="id;patient;plan;password"
    )
    report = made(path, tmp_path / "out")
    assert len(report.problems) == 2 + ("a-2" not in [record.id for record in report.records])
    said = json.dumps(json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")), ensure_ascii=False)
    said += (tmp_path / "out" / "manifest.csv").read_text(encoding="utf-8-sig")
    assert not [word for word in ("M?ller", "Ida", "=1+1", "short9!") if word in said]
    assert "day.csv:4" in said
