"""What a packet costs beside its peers, measured in turns in one run: ``make bench``, some three minutes.

A thousand different patients, drawn from twenty exercises with doses of their own, made by this program; of every eighth ten of them also
by Typst and by straightforward platypus. All set the text of the sheet on its two sides; only this program writes tags and checks that doses and
signs are printed. It also looks for the highest pictures that need no side more: beside it stand Typst with the same search, and this program
with pictures of one height as the peers have them. Then the same with a word of the patient in every sentence, so that no text comes again.
``--patients N`` how many, ``--growth`` also runs whole days of 50, 500 and 5 000 patients, each in a process of its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import io
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import rendercv_fonts
import typst

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.content import WHO, figures, plain
from bench.own_words import own_words
from bench.platypus import Platypus
from helpers.batch_strategies import EXERCISES, ROOT, day
from rehabpress.batch.job import Job, Settings
from rehabpress.batch.planning import Defaults, plan_jobs
from rehabpress.batch.worker import Worker
from rehabpress.loader.folders import Folders, find_folders
from rehabpress.loader.rosters.read import read_roster
from rehabpress.model.clinic import Clinic
from rehabpress.model.languages.locale import Locale
from rehabpress.model.theme import Theme
from rehabpress.pdf.writer import write
from rehabpress.pipeline.figures import drawn
from rehabpress.pipeline.order import Order, Who
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.plan.handout import Handout
from rehabpress.typeset.document import paginate_all

_TURN = 10
"""Patients that one maker makes before the next has its turn."""
_PEERS = 8
"""The peers have every such turn only."""
MM = 72 / 25.4
ONE_HEIGHT = 24.0
"""How high all pictures are where they have one height, in millimetres."""
_PAGE = re.compile(rb"/Type ?/Page\b")
"""A page in a file of Typst's."""


@dataclass
class Maker:
    """Something that makes handouts, and what that has cost so far."""

    name: str
    make: Callable[[Job, Handout], bytes]
    seconds: float = 0.0
    made: int = 0
    size: int = 0

    def turn(self, batch: Sequence[tuple[Job, Handout]]) -> None:
        """Make some."""
        begun = time.process_time()
        for job, handout in batch:
            self.size += len(self.make(job, handout))
        self.seconds += time.process_time() - begun
        self.made += len(batch)

    @property
    def each(self) -> float:
        """CPU milliseconds for one."""
        return self.seconds / self.made * 1000


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--patients", type=int, default=1000)
    words.add_argument("--growth", action="store_true")
    asked = words.parse_args()
    gc.disable()  # as the command does; what the peers leave behind is cleared away between their turns
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), asked.patients)
        compare(Path(folder), asked.patients // _PEERS, own=True)
        compare(Path(folder), asked.patients // 2, pictures=False)
        command_line(Path(folder))
        if asked.growth:
            growth(Path(folder))


def compare(folder: Path, patients: int, *, pictures: bool = True, own: bool = False) -> None:
    """All makers in turns over the same patients. ``own``: with a word of the patient in every sentence."""
    gc.collect()  # what the comparison before has left is not for this one to clear away
    roster = day(folder, patients)
    folders = find_folders(folder)
    ours = Staged(Settings("bench", folders, folder / "out", writing=False), pictures=pictures, own=own)
    one_height = Worker(Settings("bench", folders, folder / "out", writing=False))
    one_height.pipeline = OneHeight(folders)
    planned = plan_jobs(read_roster(roster, folders).rows, ours.pipeline, Defaults("handout", dt.date(2026, 11, 20)))
    assert not planned.problems, planned.problems[0]
    work = [(job, ours.pipeline.handout(job.orders[0])[0]) for job in planned.jobs]
    for job, _ in work:
        one_height.pipeline.handout(job.orders[0])
    seen = Maker("rehabpress, seen before", lambda job, _: ours.pdf(job))
    fixed = Maker("rehabpress, one height of pictures", lambda job, _: one_height.pdf(job))
    makers = [Maker("rehabpress", ours.staged if not own else lambda job, _: ours.pdf(job)), *([] if own else [seen])]
    makers += [fixed] if pictures and not own else []
    peers = peers_of(folder, folders, pictures)
    for maker in (*makers, *peers):
        maker.make(*work[0])  # fonts, templates and drawings are ready before it counts
    ours.stages.clear()
    deflate, streams = 0.0, 0
    for turn, begin in enumerate(range(0, len(work), _TURN)):
        batch = work[begin : begin + _TURN]
        for maker in (*makers, *(peers if own or turn % _PEERS == 0 else [])):
            maker.turn(batch)
            gc.collect(0)
        contents = [stream for job, _ in batch for stream in page_streams(ours.pdf(job))]
        streams += len(contents)
        begun = time.process_time()
        for stream in contents:
            zlib.compress(stream, 6)
        deflate += time.process_time() - begun
    what = "a word of the patient in every sentence" if own else "with pictures" if pictures else "without pictures"
    tell([*makers, *peers], deflate / len(work) * 1000, f"{len(work)} patients, {streams / len(work):.1f} pages each, {what}")
    if not own:
        print("rehabpress by stage:", ", ".join(f"{name} {cost / len(work) * 1000:.2f}" for name, cost in ours.stages.items()), "ms")


class OwnWords(Pipeline):
    """A pipeline whose handouts have words of their patients' own, which are put in before it counts."""

    def __init__(self, folders: Folders) -> None:
        super().__init__(folders)
        self._worded: dict[Order, tuple[Handout, Locale, Who]] = {}

    def handout(self, order: Order, week: int = 1) -> tuple[Handout, Locale, Who]:
        """The handout with the last part of the patient's name in every sentence."""
        if order not in self._worded:
            handout, locale, who = super().handout(order, week)
            self._worded[order] = own_words(handout, (order.patient or "").rsplit(" ", 1)[1]), locale, who
        return self._worded[order]


class OneHeight(Pipeline):
    """A pipeline whose pictures have the height that the peers give them, and no other."""

    def theme(self, order: Order, clinic: Clinic | None) -> Theme:
        """The theme of an order without the heights that its pictures may have instead."""
        theme = super().theme(order, clinic)
        styles = {name: theme.styles[name].model_copy(update={"height": ONE_HEIGHT * MM}) for name in theme.tight if name in theme.styles}
        return theme.model_copy(update={"styles": {**theme.styles, **styles}, "roomy": {}, "tight": {}, "slim": {}, "cut": ()})


class Staged(Worker):
    """A worker that knows what each stage has cost, in CPU seconds."""

    def __init__(self, settings: Settings, *, pictures: bool, own: bool) -> None:
        super().__init__(settings)
        if own:
            self.pipeline = OwnWords(settings.folders)
        self.stages: defaultdict[str, float] = defaultdict(float)
        if not pictures:
            self.pipeline._pictures.names = frozenset()  # pages are never made without the pictures that there are

    def staged(self, job: Job, _: Handout) -> bytes:
        """What ``pdf`` does, a stage at a time."""
        at = [time.process_time()]

        def stage(name: str) -> None:
            at.append(time.process_time())
            self.stages[name] += at[-1] - at[-2]

        pages = self.pipeline.pages(job.orders)
        stage("plan and layout")
        packet = paginate_all([self.pipeline.part(page) for page in pages], job.orders[0].date)
        stage("set")
        pdf = write(packet, self.content)
        stage("write")
        return pdf


def peers_of(folder: Path, folders: Folders, pictures: bool) -> list[Maker]:
    """Typst, its compiler warm, and platypus, its fonts and drawings read."""
    figures(folders, EXERCISES, folder / "figures")
    (folder / "handout.typ").write_bytes(Path(__file__).with_name("handout.typ").read_bytes())
    fonts = [str(rendercv_fonts.path_of["Source Sans 3"])]
    compiler = typst.Compiler(
        str(folder / "handout.typ"), root=str(folder), font_paths=fonts, ignore_system_fonts=True, sys_inputs={"data": "{}"}
    )
    platypus = Platypus({name: drawn(folders, name, WHO) for name in EXERCISES})
    shown = "yes" if pictures else "no"
    theme = Pipeline(folders).theme(Order(plan="sacroiliac-joint", date=dt.date(2026, 11, 20)), None)
    heights = [round((each.styles["img.sheet"].height or ONE_HEIGHT * MM) / MM, 1) for each in reversed(theme.by_height())]
    last = [len(heights) // 2]

    def compiled(data: str, height: float) -> bytes:
        made = compiler.compile(sys_inputs={"data": data, "pictures": shown, "height": str(height)})
        assert isinstance(made, bytes)
        return made

    def by_typst(_: Job, handout: Handout) -> bytes:
        return compiled(json.dumps(plain(handout)), ONE_HEIGHT)

    def by_search(_: Job, handout: Handout) -> bytes:
        """The highest pictures that need no side more than the lowest, looked for from those of the paper before."""
        data = json.dumps(plain(handout))
        made = {0: compiled(data, heights[0])}
        sides = len(_PAGE.findall(made[0]))

        def fits(at: int) -> bool:
            if at not in made:
                made[at] = compiled(data, heights[at])
            return len(_PAGE.findall(made[at])) == sides

        at = last[0]
        while at and not fits(at):
            at -= 1
        while at + 1 < len(heights) and fits(at + 1):
            at += 1
        last[0] = at
        return made[at]

    return [
        Maker("Typst", by_typst),
        *([Maker("Typst, the same search", by_search)] if pictures else []),
        Maker("platypus", lambda _, handout: platypus.pdf(plain(handout), pictures=pictures)),
    ]


def page_streams(pdf: bytes) -> list[bytes]:
    """The content of each page, inflated."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [page.Contents.read_bytes() for page in opened.pages]


def tell(makers: Sequence[Maker], deflate: float, what: str) -> None:
    """Print a table."""
    typst_ = next(maker for maker in makers if maker.name == "Typst")
    print(f"\n{what}, {platform.python_version()}")
    print(f"{'':38}{'made':>6}{'CPU ms each':>12}{'each second':>13}{'Typst is':>10}{'zlib 6 x':>10}{'kB':>7}")
    for maker in makers:
        row = f"{maker.each:12.2f}{1000 / maker.each:13.0f}{typst_.each / maker.each:9.1f}x{maker.each / deflate:10.1f}"
        print(f"{maker.name:38}{maker.made:6}{row}{maker.size / maker.made / 1000:7.0f}")
    print(f"{'zlib 6 of the page streams':38}{'':6}{deflate:12.2f}")


def command_line(folder: Path) -> None:
    """The whole command, as a person waits for it."""
    print("\nWhole processes, wall-clock seconds, pictures kept on the disk")
    many = day(folder, 1000).rename(folder / "many.csv")
    roster = day(folder, 200)
    own = [
        [row[0], row[1], "sacroiliac-joint", *row[3:6], ""]
        for row in [line.split(";") for line in roster.read_text("utf-8-sig").splitlines()[1:]]
    ]
    plain_roster = folder / "plain.csv"
    plain_roster.write_text("\n".join(["id;patient;plan;clinician;date;format;doses", *[";".join(row) for row in own]]), encoding="utf-8")
    for name, path, processes in (
        ("200 patients, a plan for all", plain_roster, "1"),
        ("200 patients, doses of their own", roster, "1"),
        ("the same in two processes", roster, "2"),
        ("1 000 patients, doses of their own", many, "1"),
        ("the same in two processes", many, "2"),
    ):
        seconds, memory = timed(folder, path, "--jobs", processes)
        print(f"{name:40}{seconds:8.2f} s{memory:8.0f} MB{(folder / 'run' / 'print.pdf').stat().st_size / 1e6:8.2f} MB print file")
    begun = time.perf_counter()
    words = ["handout", "sacroiliac-joint", "-o", str(folder / "one.pdf")]
    subprocess.run([sys.executable, "-c", "from rehabpress.cli.main import main; main()", *words], check=True, stdout=subprocess.DEVNULL)
    one = time.perf_counter() - begun
    begun = time.perf_counter()
    script = "import sys, typst; typst.compile('handout.typ', output='one.pdf', root='.', font_paths=[sys.argv[1]], ignore_system_fonts=True, sys_inputs={'data': open('one.json').read()})"
    jobs = plan_jobs(
        read_roster(plain_roster, find_folders(folder)).rows[:1],
        Worker(Settings("x", find_folders(folder), folder)).pipeline,
        Defaults("handout", dt.date(2026, 11, 20)),
    ).jobs
    (folder / "one.json").write_text(
        json.dumps(plain(Worker(Settings("y", find_folders(folder), folder)).pipeline.handout(jobs[0].orders[0])[0])), encoding="utf-8"
    )
    figures(find_folders(folder), ["knee-to-chest", "trunk-rotation", "hip-abduction-band", "bird-dog"], folder / "figures")
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", script, str(rendercv_fonts.path_of["Source Sans 3"])], check=True, cwd=folder)
    peer = time.perf_counter() - begun
    print(f"{'one handout':40}{one:8.2f} s   {one / peer:.1f} times Typst's whole process ({peer:.2f} s)")


def growth(folder: Path) -> None:
    """Whole days of more and more patients: time and memory for each."""
    print("\nGrowth")
    for count in (50, 500, 5000):
        seconds, memory = timed(folder, day(folder, count))
        print(f"{count:6} patients{seconds:9.1f} s{seconds / count * 1000:9.1f} ms each{memory:8.0f} MB at most")


def timed(folder: Path, roster: Path, *words: str) -> tuple[float, float]:
    """The seconds that a run takes, and the most memory that it had, in MB."""
    program = "from rehabpress.cli.main import main; main()"
    asked = ["packets", str(roster), "--packet", "handout", "--project", str(folder), "-o", str(folder / "run"), "--quiet", *words]
    script = f"import sys\ntry:\n    {program}\nfinally:\n    print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", script, *asked], check=True, capture_output=True, text=True, cwd=ROOT, env=os.environ)
    return time.perf_counter() - begun, int(done.stdout.splitlines()[-1]) / 1000


if __name__ == "__main__":
    main()
