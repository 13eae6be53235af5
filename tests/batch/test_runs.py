"""Runs that are repeated, shared between workers, killed, crowded or out of room: every file is right or not there."""

from __future__ import annotations

import gc
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing import get_context, parent_process
from pathlib import Path

import pytest
from filelock import FileLock

from helpers.batch_run import MANY, Day, command, made, ran, sums, wishes
from helpers.batch_strategies import day, plans, roster, rows
from rehabpress.batch import run as running
from rehabpress.batch.guard import people_of
from rehabpress.batch.job import Job, JobResult, Settings
from rehabpress.batch.planning import plan_jobs
from rehabpress.batch.worker import Worker, make_all
from rehabpress.loader.rosters.read import read_roster
from rehabpress.pdf.text_extraction import TextReader
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.support.problems import ProblemsFound

pytestmark = pytest.mark.slow


def test_the_same_roster_twice_gives_the_same_files(dozen: Day, tmp_path: Path) -> None:
    done = ran(dozen.roster, tmp_path, "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    assert sums(tmp_path) == sums(dozen.target)


def test_kept_and_not_kept_are_byte_for_byte_the_same_in_any_order(tmp_path: Path) -> None:
    count, made_plans = (500, 40) if MANY else (16, 5)
    plans(tmp_path, made_plans)
    found = rows(tmp_path, count, made_plans, formats=("standard", "clear", "large"))
    made(roster(tmp_path / "kept.csv", found), tmp_path / "kept", print_file=False)
    random.Random(7).shuffle(found)
    path = roster(tmp_path / "shuffled.csv", found)
    made(path, tmp_path / "shuffled", print_file=False)
    for n, row in enumerate(found):
        made(roster(tmp_path / f"{n}.csv", [row]), tmp_path / f"alone-{n}", print_file=False)
    kept, shuffled, *alone = [
        {name: s for name, s in sums(tmp_path / run).items() if name.endswith(".pdf")}
        for run in ("kept", "shuffled", *[f"alone-{n}" for n in range(count)])
    ]
    assert len(kept) == count
    assert kept == shuffled == {name: s for packet in alone for name, s in packet.items()}


def test_a_packet_leaves_nothing_to_be_found_as_garbage(tmp_path: Path) -> None:
    """The command turns the search for it off."""
    asked = wishes(tmp_path, tmp_path / "out")
    read = read_roster(day(tmp_path, 30, made=3), asked.folders)
    jobs = plan_jobs(read.rows, Pipeline(asked.folders), asked.defaults).jobs
    bench = Worker(Settings("a run", asked.folders, asked.target, people_of((job.id, job.name) for job in jobs), printing=True))
    first = [bench.make(job) for job in jobs[:20]]  # what all of them need is read and compiled
    gc.collect()
    gc.disable()
    try:
        done = [bench.make(job) for job in jobs[20:]]
        assert gc.collect() == 0
    finally:
        gc.enable()
    assert all(one.record for one in (*first, *done))


def _begun_with_nothing() -> Executor:
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


@pytest.mark.parametrize("executor", [_begun_with_nothing, lambda: ThreadPoolExecutor(3)], ids=["processes", "threads"])
def test_any_executor_gives_the_same_files(dozen: Day, tmp_path: Path, executor: object) -> None:
    with executor() as workers:  # type: ignore[operator] # makes an executor
        made(dozen.roster, tmp_path, executor=workers)
    assert sums(tmp_path) == sums(dozen.target)


def test_two_processes_give_the_same_files(dozen: Day, tmp_path: Path) -> None:
    done = ran(dozen.roster, tmp_path, "--jobs", "2", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    assert sums(tmp_path) == sums(dozen.target)


def test_the_processes_of_a_killed_run_go_with_it(tmp_path: Path) -> None:
    path = day(tmp_path, 600, made=3)
    target = tmp_path / "out"
    with subprocess.Popen(command(path, target, "--jobs", "2"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while len(list(target.glob("p-*.pdf"))) < 12 and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    with FileLock(target / ".lock", timeout=10):
        assert not (target / "manifest.json").exists()


@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster_gives_the_same_files(dozen: Day, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    from rehabpress.batch.executors import cluster

    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, protocol="tcp") as local,
        cluster(local.scheduler_address) as (executor, workers),
    ):
        assert workers == 2
        made(dozen.roster, tmp_path, executor=executor)
    assert sums(tmp_path) == sums(dozen.target)


def test_resume_makes_what_is_missing_or_has_changed_and_nothing_else(tmp_path: Path) -> None:
    path = day(tmp_path, 6, made=3)
    target = tmp_path / "out"
    made(path, target)
    before = sums(target)
    (target / "p-00001.pdf").unlink()
    (target / "p-00002.pdf").write_bytes(b"damaged")
    times = {path.name: path.stat().st_mtime_ns for path in target.glob("p-*.pdf")}
    report = made(path, target, resume=True)
    assert (report.written, report.there, sums(target)) == (2, 4, before)
    assert [n for n in range(6) if (target / f"p-0000{n}.pdf").stat().st_mtime_ns != times.get(f"p-0000{n}.pdf")] == [1, 2]
    text = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([*text[:-1], text[-1].replace("Sam Sample", "Sue Sample")]), encoding="utf-8-sig")
    assert made(path, target, resume=True).written == 1
    plan = tmp_path / "content" / "plans" / f"{text[1].split(';')[2]}.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("times_per_day: 2", "times_per_day: 3"), encoding="utf-8")
    changed = [line for line in text[1:] if line.split(";")[2] == plan.stem]
    assert made(path, target, resume=True).written == len(changed)
    assert made(path, target, resume=True).written == 0


def test_a_folder_holds_one_day(tmp_path: Path) -> None:
    path = day(tmp_path, 4, made=2)
    target = tmp_path / "out"
    made(path, target)
    (target / "mine.pdf").write_bytes(b"somebody's own")
    (target / "p-00003.pdf").write_bytes(b"changed by hand")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join(lines[:3]), encoding="utf-8-sig")
    made(path, target)
    assert sorted(name for name in sums(target) if name.endswith(".pdf")) == [
        "mine.pdf",
        "p-00000.pdf",
        "p-00001.pdf",
        "p-00003.pdf",
        "print.pdf",
    ]
    made(path, target, print_file=False)
    assert not (target / "print.pdf").exists(), "the print file of another run"
    path.write_text(lines[0] + "\n" + lines[1].replace("made-", "no-such-"), encoding="utf-8-sig")
    assert made(path, target).failed == 1
    assert sorted(name for name in sums(target) if name.endswith(".pdf")) == ["mine.pdf", "p-00003.pdf"]


def test_a_manifest_that_somebody_has_changed_reaches_no_other_file(tmp_path: Path) -> None:
    path = day(tmp_path, 2, made=1)
    target = tmp_path / "out"
    made(path, target)
    (tmp_path / "precious.pdf").write_bytes((target / "p-00001.pdf").read_bytes())
    manifest = target / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"p-00001.pdf"', '"../precious.pdf"'), encoding="utf-8")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join(lines[:2]), encoding="utf-8-sig")
    made(path, target)
    assert (tmp_path / "precious.pdf").exists()


def test_killed_again_and_again_and_resumed(tmp_path: Path) -> None:
    path = day(tmp_path, 300 if MANY else 100, made=3)
    right, target = tmp_path / "right", tmp_path / "out"
    made(path, right)
    chance, stop, wrong = random.Random(3), threading.Event(), []

    def look() -> None:
        reader = TextReader()
        while not stop.is_set():
            for pdf in target.glob("*.pdf"):
                data = pdf.read_bytes()
                if not data.startswith(b"%PDF") or not data.endswith(b"%%EOF\n") or (pdf.stem != "print" and not reader.pages(data)):
                    wrong.append(pdf)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        for _ in range(100 if MANY else 3):
            with subprocess.Popen(command(path, target, "--resume"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
                time.sleep(chance.uniform(0.5, 1.8 if MANY else 0.9))
                process.send_signal(signal.SIGKILL)
        done = ran(path, target, "--resume")
    finally:
        stop.set()
        looking.join()
    assert (done.returncode, wrong) == (0, [])
    assert sums(target) == sums(right)
    assert not list(target.glob(".*.part"))
    assert not (target / "journal.jsonl").exists()


def test_ctrl_c_ends_with_whole_files_and_says_how_to_go_on(tmp_path: Path) -> None:
    path = day(tmp_path, 600, made=3)
    target = tmp_path / "out"
    # a shell's background jobs, and whatever they start, do not hear Ctrl-C unless they ask to
    hears = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(command(path, target), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hears) as process:
        while len(list(target.glob("p-*.pdf"))) < 3 and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode == 130
    assert "--resume" in err
    assert "Traceback" not in err
    assert not (target / "print.pdf").exists()
    assert ran(path, target, "--resume").returncode == 0
    assert len(list(target.glob("p-*.pdf"))) == 600


def _workers(process: int) -> list[int]:
    """The processes that a process has started."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False).stdout
    return [int(number) for number in found.split()]


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes as Linux has them")
def test_workers_killed_again_and_again_and_resumed(tmp_path: Path) -> None:
    path = day(tmp_path, 200 if MANY else 60, made=3)
    right, target = tmp_path / "right", tmp_path / "out"
    made(path, right)
    wanted, chance, killed = sums(right), random.Random(4), 0
    for _ in range(20 if MANY else 2):
        for left in target.glob("p-*.pdf"):
            left.unlink()  # so that there is always something to make
        with subprocess.Popen(
            command(path, target, "--jobs", "2"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as process:
            while not (workers := _workers(process.pid)) and process.poll() is None:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.3))
            if workers and process.poll() is None:
                os.kill(chance.choice(workers), signal.SIGKILL)
            _, err = process.communicate()
        killed += process.returncode == 1
        assert "Traceback" not in err
        assert process.returncode == 0 or "a worker has died" in err
        assert all(wanted[name] == digest for name, digest in sums(target).items() if name.startswith("p-"))
        done = ran(path, target, "--resume", "--jobs", "2")
        assert (done.returncode, sums(target)) == (0, wanted)
    assert killed
    assert not list(target.rglob(".*.part"))


@pytest.mark.filterwarnings("ignore")
def test_a_dask_worker_that_is_killed(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    from rehabpress.batch.executors import cluster

    path = day(tmp_path, 60, made=3)
    right, target = tmp_path / "right", tmp_path / "out"
    made(path, right)
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, protocol="tcp") as local,
        cluster(local.scheduler_address) as (executor, _),
    ):
        for _ in range(20 if MANY else 1):
            for left in target.glob("p-*.pdf"):
                left.unlink()
            local.scale(2)  # who watches over a worker may give up starting it again on a busy machine
            local.wait_for_workers(2, timeout=300)
            victim = next(iter(local.workers.values())).process.pid
            killing = threading.Timer(0.3, os.kill, (victim, signal.SIGKILL))
            killing.start()
            with suppress(ProblemsFound):  # the cluster gives the work to another, or says that a worker has died
                made(path, target, executor=executor)
            killing.join()
            made(path, target, executor=executor, resume=True)
            assert sums(target) == sums(right)


def test_two_runs_at_once(dozen: Day, tmp_path: Path) -> None:
    with FileLock(tmp_path / ".lock"), pytest.raises(ProblemsFound) as found:
        made(dozen.roster, tmp_path)
    assert [problem.what for problem in found.value.problems] == ["another run is writing into this folder"]
    assert sums(tmp_path) == {}


@pytest.mark.parametrize("room", [0, 150_000, 400_000, 900_000])
def test_a_full_disk(dozen: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """Simulated where files are written; on a disk of its own in ``test_a_small_disk``."""
    left = [room]

    class Full:
        def __init__(self, out: object) -> None:
            self.out = out

        def write(self, data: bytes) -> int:
            left[0] -= len(data)
            if left[0] < 0:
                raise OSError(28, "No space left on device")
            return self.out.write(data)  # type: ignore[attr-defined, no-any-return]

        def __getattr__(self, name: str) -> object:
            return getattr(self.out, name)

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            self.out.close()  # type: ignore[attr-defined]

    original = Path.open
    monkeypatch.setattr(
        Path,
        "open",
        lambda self, mode="r", **more: Full(f) if "w" in mode and (f := original(self, mode, **more)) else original(self, mode, **more),
    )
    with pytest.raises(ProblemsFound) as found:
        made(dozen.roster, tmp_path)
    monkeypatch.undo()
    assert "no space left on device" in found.value.problems[0].what
    right = sums(dozen.target)
    assert all(right[name] == digest for name, digest in sums(tmp_path).items() if name.endswith(".pdf"))
    made(dozen.roster, tmp_path, resume=True)
    assert sums(tmp_path) == right


@pytest.mark.skipif(not MANY or os.name != "posix" or os.geteuid() != 0, reason="needs leave to mount a disk")
def test_a_small_disk(dozen: Day, tmp_path: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(tmp_path)], check=True)
    try:
        done = ran(dozen.roster, tmp_path, "--quiet")
        assert done.returncode == 1
        assert "no space left on device" in done.stderr
        right = sums(dozen.target)
        assert all(right[name] == digest for name, digest in sums(tmp_path).items() if name.endswith(".pdf"))
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_folder_without_leave(dozen: Day, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        made(dozen.roster, tmp_path / "file")
    assert "cannot be written" in found.value.problems[0].what


def test_a_worker_that_dies(dozen: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        monkeypatch.setattr(running, "make_all", _die)
        with pytest.raises(ProblemsFound) as found:
            made(dozen.roster, tmp_path, executor=executor)
    assert [problem.what for problem in found.value.problems] == ["a worker has died"]


def _die(settings: Settings, jobs: Sequence[Job]) -> list[JobResult]:
    if parent_process():
        os._exit(1)
    return make_all(settings, jobs)
