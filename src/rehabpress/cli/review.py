"""The command ``review``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rehabpress.cli import console
from rehabpress.cli.options import JsonOption, command, day, problems_reported
from rehabpress.cli.options.completion import ids_of

if TYPE_CHECKING:
    from rehabpress.model.base import Reviewed


@command
def review(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="What was reviewed: ids, or kind/id where two kinds share one. Left out: list what waits.",
            metavar="ID",
            autocompletion=ids_of("exercises", "conditions", "regions", "flags"),
        ),
    ] = None,
    by: Annotated[str | None, typer.Option(help="The clinician who has read it and stands for it.", metavar="NAME")] = None,
    on: Annotated[dt.date | None, typer.Option(parser=day, help="The day of the review; left out: today.", metavar="YYYY-MM-DD")] = None,
    due: Annotated[
        dt.date | None,
        typer.Option(parser=day, help="By when it must be read again; left out: as the file says.", metavar="YYYY-MM-DD"),
    ] = None,
    json: JsonOption = False,
    *,
    project: Path,
) -> None:
    """List what no clinician has signed, what was changed since and what is due again; or sign it for a named clinician.

    \b
    Examples:
      rehabpress review
      rehabpress review bird-dog bridge --by "Your Name" --due 2027-11-20
    """
    today = dt.date.today()
    by = by and " ".join(by.split())
    if bool(names) != bool(by):
        raise typer.BadParameter("name what was reviewed and who has read it: rehabpress review bird-dog --by NAME")
    if json and names:
        raise typer.BadParameter("--json goes with the list of what waits")
    if due and not names:
        raise typer.BadParameter("--due goes with what was reviewed")
    if names and on and on > today:
        raise typer.BadParameter(f"{on} is yet to come; nobody has reviewed anything on it")
    with problems_reported():
        from rehabpress.loader.folders import find_folders
        from rehabpress.loader.load_all import read_everything
        from rehabpress.review.sign import Signing, sign
        from rehabpress.review.waiting import waiting

        folders = find_folders(project)
        if names and by:
            for signed in sign(folders, project, names, Signing(by, on or today, due)):
                copy = "; it is a copy of the built-in file and is used in its place from now on" if signed.copied else ""
                console.say(f"{signed.path}: signed by {by}, to be read again by {signed.due}{copy}")
            return
        found = waiting(read_everything(folders).library, on or today)
    if json:
        console.as_json(
            [
                {
                    "kind": one.kind,
                    "id": one.id,
                    "state": one.how.value,
                    "due": one.content.review_due,
                    "reviewed_by": one.content.reviewed_by,
                    "reviewed_on": one.content.reviewed_on,
                }
                for one in found
            ]
        )
        return
    if not found:
        console.say("Everything is signed, unchanged since, and not yet due again.")
        return
    for kind in dict.fromkeys(one.kind for one in found):
        of_kind = [one for one in found if one.kind == kind]
        rows = [(one.id, one.how.value, _day(one.content.review_due), _who(one.content)) for one in of_kind]
        console.table((kind, "state", "due", "reviewed by"), rows)


def _who(content: Reviewed) -> str:
    return ", ".join(filter(None, (content.reviewed_by, _day(content.reviewed_on))))


def _day(date: dt.date | None) -> str:
    return date.isoformat() if date else ""
