"""The command ``check``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from rehabpress.cli import console
from rehabpress.cli.options import JsonOption, command, day, problems_reported
from rehabpress.cli.options.completion import ids_of


@command
def check(
    plan: Annotated[
        str | None,
        typer.Argument(
            help="With --advice: one plan and all that it prints, by its id or file.", metavar="PLAN", autocompletion=ids_of("plans")
        ),
    ] = None,
    advice: Annotated[
        bool, typer.Option("--advice", help="Say what would be easier to follow: reading grade, hard words and more.")
    ] = False,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help="With --advice: any advice is an error, but for what nobody has signed yet (see: rehabpress review)."
        ),
    ] = False,
    format_: Annotated[Literal["text", "json", "pdf"], typer.Option("--format", help="With --advice: how the report is written.")] = "text",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="With --format pdf: the file; left out: output/reports/preflight.pdf", metavar="PATH"),
    ] = None,
    clinic: Annotated[
        str | None,
        typer.Option(help="With --advice and a plan: the clinic, instead of the plan's.", metavar="ID", autocompletion=ids_of("clinics")),
    ] = None,
    date: Annotated[
        dt.date | None, typer.Option(parser=day, help="With --advice: the day for signatures; left out: today.", metavar="YYYY-MM-DD")
    ] = None,
    json: JsonOption = False,
    *,
    project: Path,
) -> None:
    """Check all content, layouts and themes, and print everything that is wrong. Nothing is written.

    \b
    Examples:
      rehabpress check
      rehabpress check --json
      rehabpress check first-visit --advice
    """
    if not advice and (plan or strict or clinic or date or output or format_ != "text"):
        raise typer.BadParameter("a plan, --strict, --format, --clinic, --date and --output go with --advice")
    if clinic and not plan:
        raise typer.BadParameter("--clinic goes with a plan")
    if output and format_ != "pdf":
        raise typer.BadParameter("--output goes with --format pdf; text and JSON are printed")
    if json and format_ == "pdf":
        raise typer.BadParameter("--json and --format pdf are two forms; ask for one")
    if advice:
        _advise(plan, clinic, date or dt.date.today(), strict, "json" if json else format_, output, project)
        return
    with problems_reported(json=json):
        from rehabpress.loader.folders import find_folders
        from rehabpress.pipeline.check_collection import check_everything

        checked = check_everything(find_folders(project), dt.date.today())
    if json:
        console.as_json({"counts": dict(checked.counts), "notes": checked.notes, "problems": []})
        return
    for note in checked.notes:
        console.say(note)
    console.say("Nothing is wrong with " + ", ".join(f"{count} {kind}" for kind, count in checked.counts.items()) + ".")


def _advise(plan: str | None, clinic: str | None, on: dt.date, strict: bool, format_: str, output: Path | None, project: Path) -> None:
    with problems_reported():
        from rehabpress.advice.preflight import preflight, report_pdf
        from rehabpress.advice.signed import UNSIGNED
        from rehabpress.cli.advice_output import as_json, instruments, lines, overview
        from rehabpress.loader.folders import find_folders
        from rehabpress.support.atomic_write import output_path, write_whole
        from rehabpress.support.problems import ProblemsFound

        folders = find_folders(project)
        report = preflight(folders, on, plan, clinic)
        if format_ == "json":
            console.say(as_json(report).rstrip())
        elif format_ == "pdf":
            name = f"preflight-{report.plans[0].plan}.pdf" if plan else "preflight.pdf"
            path = output_path(output, project / "output" / "reports", name)
            write_whole(path, report_pdf(report, folders))
            console.say(str(path))
        else:
            for line in lines(report):
                console.say(line)
            console.table(*overview(report))
            for title, table in instruments(report.plans[0]) if plan else ():
                console.say(title)
                console.table(*table)
        if strict and (counted := [one for one in report.advice if one.id != UNSIGNED]):
            raise ProblemsFound(one.problem() for one in counted)
