"""The favourites of the clinic: a file of the project, written as a person would, refused when it has changed meanwhile."""

from __future__ import annotations

import pytest

from helpers.cli_project import ClinicFolder
from helpers.web_page import WebPage

FILE = "content/favourites/default.yaml"


def put(page: WebPage, exercises: object, etag: str | None = None) -> tuple[int, dict[str, object]]:
    answer = page.put("/favourites", {"exercises": exercises}, etag)
    return answer.status_code, answer.json()


def test_they_are_a_file_of_the_project(own_page: WebPage) -> None:
    assert own_page.get("/favourites").json()["draft"] == {"exercises": []}
    code, said = put(own_page, ["bird-dog", "bridge", "bird-dog"])
    assert code == 200
    text = (own_page.project / FILE).read_text()
    assert text.splitlines()[1:] == ["id: default", "exercises: [bird-dog, bridge]"]
    assert own_page.get("/favourites").json() == said
    assert ClinicFolder(own_page.project).run("check").code == 0


def test_a_change_is_the_smallest_one(own_page: WebPage) -> None:
    ClinicFolder(own_page.project).write(FILE, "# Ours.\nid: default\nexercises:\n  - bridge # for all\n  - bird-dog\n")
    etag = own_page.get("/favourites").json()["etag"]
    code, said = put(own_page, ["bridge", "clamshell"], etag)
    assert code == 200
    assert (own_page.project / FILE).read_text() == "# Ours.\nid: default\nexercises:\n  - bridge # for all\n  - clamshell\n"
    before = (own_page.project / FILE).read_bytes()
    assert put(own_page, ["bridge", "clamshell"], str(said["etag"]))[0] == 200
    assert (own_page.project / FILE).read_bytes() == before


def test_a_file_that_has_changed_is_not_written_over(own_page: WebPage) -> None:
    etag = str(put(own_page, ["bridge"])[1]["etag"])
    ClinicFolder(own_page.project).write(FILE, "id: default\nexercises: [clamshell]\n")
    for old in (etag, None):
        code, said = put(own_page, ["bridge", "bird-dog"], old)
        assert code == 409
        assert said["theirs"]["draft"] == {"exercises": ["clamshell"]}  # type: ignore[index] # it is JSON
    assert (own_page.project / FILE).read_text() == "id: default\nexercises: [clamshell]\n"
    (own_page.project / FILE).unlink()
    assert put(own_page, ["bridge"], etag) == (409, {"problems": [], "theirs": None})


@pytest.mark.parametrize(("wanted", "code"), [(["nothing"], 422), (["../x"], 422), ("bridge", 400), ([1], 400), (None, 400)])
def test_what_is_no_exercise_is_refused(own_page: WebPage, wanted: object, code: int) -> None:
    assert put(own_page, wanted)[0] == code
    assert not (own_page.project / FILE).exists()


def test_a_favourite_that_is_gone_is_found_by_check(own_page: WebPage) -> None:
    ClinicFolder(own_page.project).write(FILE, "id: default\nexercises: [nothing]\n")
    ran = ClinicFolder(own_page.project).run("check")
    assert ran.code == 1
    assert f'{FILE}:2:13: there is no exercise "nothing"' in ran.err
    assert own_page.get("/favourites").status_code == 422
