"""The guard: every kind of mix-up that is made on purpose is found, and names that are only words of the page are none."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.batch_run import DAY, made, wishes
from helpers.batch_strategies import HEADINGS, plans, roster, rows
from rehabpress.batch.guard import Guard, Paper, Strangers, people_of
from rehabpress.batch.job import Job
from rehabpress.batch.planning import plan_jobs
from rehabpress.batch.read_back import said
from rehabpress.loader.rosters.read import read_roster
from rehabpress.pdf.content_cache import ContentCache
from rehabpress.pdf.writer import write
from rehabpress.pipeline.order import PreparedDocument
from rehabpress.pipeline.pipeline import Pipeline
from rehabpress.plan.handout import Handout
from rehabpress.typeset.document import PagedDocument, paginate_all

Row = tuple[str, ...]


class Desk:
    """The jobs of a list, a guard that knows everybody on it, and papers made of them."""

    def __init__(self, folder: Path, found: Sequence[Row], packet: str = "handout") -> None:
        asked = wishes(folder, folder / "out", packet)
        headings = (*HEADINGS, "flags")[: len(found[0])]
        read = read_roster(roster(folder / "day.csv", found, headings), asked.folders)
        assert not read.bad
        self.press = Pipeline(asked.folders)
        planned = plan_jobs(read.rows, self.press, asked.defaults)
        assert not planned.problems
        self.jobs = planned.jobs
        self.guard = Guard(people_of((job.id, job.name) for job in self.jobs), self.press)

    def paper(self, job: Job) -> tuple[Sequence[PreparedDocument], PagedDocument]:
        """What is made for a job."""
        documents = self.press.pages(job.orders)
        return documents, paginate_all([self.press.part(one) for one in documents], DAY)

    def said(self, job: Job, documents: Sequence[PreparedDocument], paged: PagedDocument, pages: int | None = None) -> str:
        """What the guard says of a paper that is given out as that of a job."""
        pdf = write(paged, ContentCache())
        paper = Paper(job, documents, pdf, len(paged.pages) if pages is None else pages)
        return " | ".join(problem.what for problem in self.guard.problems(paper))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Two plans; two patients of one name with other doses; another date."""
    folder = tmp_path_factory.mktemp("desk")
    plans(folder, 2)
    exercise = (folder / "content/plans/.made-0").read_text(encoding="utf-8").split()[0]
    return Desk(
        folder,
        [
            ("p-1", "Ida Invented", "made-0", "", "2026-11-20", "", f"{exercise}.reps=7"),
            ("p-2", "Max Madeup", "made-0", "", "2026-11-20", "", f"{exercise}.reps=9"),
            ("p-3", "Max Madeup", "made-1", "", "2026-11-20", "", ""),
            ("p-4", "Ida Invented", "made-0", "", "2026-11-21", "", f"{exercise}.reps=7"),
            ("p-5", "Ida Invented", "made-0", "", "2026-11-20", "", f"{exercise}.reps=11"),
        ],
    )


def test_every_right_paper_passes(desk: Desk) -> None:
    assert [desk.said(job, *desk.paper(job)) for job in desk.jobs] == [""] * 5


ALLOWED = """\
  - exercise: knee-to-chest
    dose: {reps: 5, hold: 5 s}
    override: {flags: [osteoporosis], by: Sam Sample, reason: The bones were measured last month., date: 2026-11-18}
"""


@pytest.fixture(scope="module")
def flagged(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Two namesakes with one plan: what the flags of the first change is said on the page, on a card, and as an exception."""
    folder = tmp_path_factory.mktemp("flagged")
    plans(folder, 2)
    plan = folder / "content" / "plans" / "made-1.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + ALLOWED, encoding="utf-8")
    row = ("Ida Invented", "made-1", "", "2026-11-20", "", "")
    return Desk(folder, [("p-1", *row, "osteoporosis; falls-risk"), ("p-2", *row, "")])


def renamed(job: Job, other: Job) -> Job:
    """The orders of another patient under the name of this one: a namesake."""
    return replace(other, id=job.id, name=job.name, file=job.file, orders=tuple([replace(one, patient=job.name) for one in other.orders]))


@pytest.mark.parametrize(
    ("other", "what"),
    [(1, "page 1 does not say whose it is"), (4, "does not say"), (3, "page 1 does not say whose it is and of which day")],
    ids=["of another", "doses of a namesake", "another date"],
)
def test_the_whole_paper_of_somebody_else(desk: Desk, other: int, what: str) -> None:
    documents, paged = desk.paper(desk.jobs[other])
    assert what in desk.said(desk.jobs[0], documents, paged)
    assert "was made from another order" in desk.said(desk.jobs[0], documents, paged)
    assert what in desk.said(desk.jobs[0], desk.paper(desk.jobs[0])[0], paged)


def test_the_plan_of_another_under_the_right_name(desk: Desk) -> None:
    swapped = renamed(desk.jobs[1], desk.jobs[2])
    assert "does not say" in desk.said(desk.jobs[1], *desk.paper(swapped))
    assert "was made for another plan or date" not in desk.said(desk.jobs[1], *desk.paper(desk.jobs[1]))


def test_the_doses_of_another_in_the_right_document(desk: Desk) -> None:
    """Only the finished bytes are wrong: documents and handouts are those of the row."""
    documents, _ = desk.paper(desk.jobs[0])
    _, other = desk.paper(desk.jobs[4])
    told = desk.said(desk.jobs[0], documents, other)
    assert "in its place" in told
    assert "paragraphs of it are not read where they belong" in told
    assert "7" in told


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (lambda own, other: (*own[:-1], other[-1]), "not read where they belong"),
        (lambda own, other: (*own, other[1]), "has"),
        (lambda own, other: own[:-1], "has"),
        (lambda own, other: (own[1], own[0], *own[2:]), "not read where they belong"),
    ],
    ids=["replaced", "added", "lost", "changed places"],
)
def test_pages_of_a_namesake(desk: Desk, wrong: Callable[[Sequence[object], Sequence[object]], tuple[object, ...]], what: str) -> None:
    documents, paged = desk.paper(desk.jobs[1])
    _, other = desk.paper(renamed(desk.jobs[1], desk.jobs[2]))
    count = 1 + max(one.of for page in paged.pages for one in page.placements)
    strange = [replace(page, placements=tuple([one._replace(of=one.of + count) for one in page.placements])) for page in other.pages]
    mixed = replace(paged, pages=wrong(paged.pages, strange))  # type: ignore[arg-type]
    assert what in desk.said(desk.jobs[1], documents, mixed, len(paged.pages))


def test_a_page_more_that_is_counted(desk: Desk) -> None:
    documents, paged = desk.paper(desk.jobs[1])
    _, other = desk.paper(renamed(desk.jobs[1], desk.jobs[2]))
    count = 1 + max(one.of for page in paged.pages for one in page.placements)
    strange = replace(other.pages[0], placements=tuple([one._replace(of=one.of + count) for one in other.pages[0].placements]))
    told = desk.said(desk.jobs[1], documents, replace(paged, pages=(*paged.pages, strange)))
    assert told == f"page {len(paged.pages) + 1} says what is in none of the papers of this patient"


def test_a_paper_more_or_less_and_one_that_cannot_be_read(desk: Desk) -> None:
    job = desk.jobs[0]
    documents, paged = desk.paper(job)
    assert "has 2 papers and not 1" in desk.said(job, [*documents, *documents], paged)
    assert "has 0 papers and not 1" in desk.said(job, [], paged)
    (problem,) = desk.guard.problems(Paper(job, documents, b"%PDF-1.7\nnothing of it", 1))
    assert "cannot be read back" in problem.what


def test_another_patient_is_named(desk: Desk) -> None:
    documents, _ = desk.paper(desk.jobs[0])
    assert "names another patient: the one with the id p-2" in desk.said(desk.jobs[0], documents, desk.paper(desk.jobs[1])[1])


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (lambda own, other: replace(own, patient="Max Madeup"), "was made for another name"),
        (lambda own, other: replace(own, date=own.date.replace(day=21)), "was made for another plan or date"),
        (lambda own, other: replace(own, plan="made-1"), "was made for another plan or date"),
        (lambda own, other: replace(other, date_text=own.date_text), "does not have the reps of its row for"),
        (lambda own, other: replace(own, cards=own.cards[::-1]), "in its place"),
        (lambda own, other: replace(own, cards=(replace(own.cards[0], name="Handstand"), *own.cards[1:])), 'does not say "Handstand"'),
    ],
    ids=["name", "date", "plan", "doses", "order of exercises", "another exercise"],
)
def test_a_handout_that_is_not_that_of_the_row(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, wrong: Callable[[Handout, Handout], Handout], what: str
) -> None:
    """The program itself has taken one for another before anything was set: only the row says what is right."""
    job = desk.jobs[0]
    (document,), paged = desk.paper(job)
    taken = wrong(document.handout, desk.press.handout(desk.jobs[4].orders[0])[0])
    monkeypatch.setattr(desk.press, "handout", lambda order: (taken, None, None))
    assert what in desk.said(job, [replace(document, handout=taken)], paged)


def test_an_order_of_another_name(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    job = desk.jobs[0]
    documents, paged = desk.paper(job)
    monkeypatch.setattr(desk.press, "handout", lambda order: (documents[0].handout, None, None))
    other = replace(job, orders=tuple([replace(order, patient="Max Madeup") for order in job.orders]))
    assert desk.said(other, documents, paged) == "was made for another name"


@pytest.mark.parametrize(
    "sentence",
    ["Only get down on the floor if you can get up again", "Round your back slowly and only part of the way", "Sam Sample"],
    ids=["of the page", "of a card", "an exception"],
)
def test_what_flags_change_is_read_on_the_paper(flagged: Desk, sentence: str) -> None:
    first, second = flagged.jobs
    assert [flagged.said(job, *flagged.paper(job)) for job in flagged.jobs] == ["", ""]
    documents, _ = flagged.paper(first)
    told = flagged.said(first, documents, flagged.paper(second)[1]).split(" | ")
    assert [sentence in one for one in told if one.startswith("does not say what a flag of this patient changes")].count(True) == 1


@pytest.mark.parametrize(
    "name",
    ["Stop", "Bird Dog", "May", "Page", "Page 1 of 6", "You", "Sample Patient", "Hold", "20 November", "Sam Sample", "Ida", "Invented Ida"],
)
def test_a_name_that_is_words_of_the_page_is_no_stranger(tmp_path: Path, name: str) -> None:
    plans(tmp_path, 1)
    first, second = rows(tmp_path, 2, 1)
    one = Desk(tmp_path, [("n-1", name, *first[2:]), ("n-2", "Ida Invented", *second[2:])])
    assert [one.said(job, *one.paper(job)) for job in one.jobs] == ["", ""]
    wrong = one.said(one.jobs[0], *one.paper(one.jobs[1]))
    assert "was made for another" in wrong or "another order" in wrong


@pytest.mark.parametrize(
    "name", [unicodedata.normalize("NFD", "Zoë Façade"), "Anna-Maria Meier-Muster" * 3, "x" * 80, "O’Neil", "Ann Lee", "Ann Lee Blank"]
)
def test_forms_of_letters_line_breaks_and_long_names(tmp_path: Path, name: str) -> None:
    plans(tmp_path, 1)
    first, second = rows(tmp_path, 2, 1)
    report = made(roster(tmp_path / "day.csv", [("n-1", name, *first[2:]), ("n-2", "Ann Lee Blank Other", *second[2:])]), tmp_path / "out")
    assert report.problems == {}


def test_names_are_found_across_lines_and_not_in_other_words() -> None:
    strangers = Strangers(people_of([("a-1", "Ann Lee"), ("a-2", "Anna-Maria Façade"), ("a-0017x", "Ed May")]))
    job = Job("b-1", "Ann Lee Blank", "b-1.pdf", "handout", ())
    assert strangers.in_text(["for Ann Lee Blank", "used maybe"], job) == []
    assert [whose for _, whose in strangers.in_text(["Anna-", "Maria Façade"], job)] == ["a-2"]
    assert [whose for _, whose in strangers.in_text(["ANN\u00a0LEE's"], job)] == ["a-1"]
    assert [whose for _, whose in strangers.in_text(["see a-0017x"], job)] == ["a-0017x"]


def test_what_is_compared() -> None:
    assert said("Hold 5–10 s, Zo\u0308e!") == said("hold 510s zöe")
    assert said("5 times") != said("6 times")
