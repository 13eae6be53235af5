"""A theme that extends another, and a locale over the one of the next folder: what each says, key by key, and errors in the right file."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from helpers.loader_project import Project, complaint, right_project
from rehabpress.loader.folders import Folders
from rehabpress.loader.layouts import read_locale, read_theme
from rehabpress.support.colours import contrast, nearest

PACKAGED = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = right_project(tmp_path, monkeypatch)
    made.change("layouts/themes/plain.yaml", "p: {}", "p: {colour: accent, left: {width: 2 pt, colour: ink}}")
    return made


def theme(project: Project, lines: str, name: str = "ours") -> None:
    project.write(f"layouts/themes/{name}.yaml", f"id: {name}\ndescription: Ours.\n{dedent(lines)}")


def both(project: Project) -> Folders:
    """The project's folders before the packaged ones."""
    return Folders((project.folder / "content",), (project.folder / "layouts", PACKAGED / "layouts"))


def test_it_says_only_what_it_changes(project: Project) -> None:
    theme(project, 'extends: plain\ncolours: {accent: "#000066"}\nstyles: {p: {left: {width: 1 pt}, size: 13 pt}, h2: {size: 16 pt}}')
    ours, plain = (read_theme(project.folders, name) for name in ("ours", "plain"))
    assert ours.colours == {**plain.colours, "accent": "#000066"}
    assert ours.description == "Ours."
    style = ours.style("p")
    assert (style.size, style.leading, style.colour) == (13, 16, "accent")
    assert style.left
    assert (style.left.width, style.left.colour) == (1, "ink")
    assert ours.style("h2").size == 16
    assert ours.style("h1") == plain.style("h1")


def test_null_takes_away(project: Project) -> None:
    theme(project, "extends: plain\nstyles: {p: {left: null}}")
    assert read_theme(project.folders, "ours").style("p").left is None


def test_its_own_name_is_the_one_of_the_next_folder(project: Project) -> None:
    theme(project, "extends: clinic\nmargins: {left: 30 mm}", "clinic")
    margins, packaged = (read_theme(folders, "clinic").margins for folders in (both(project), Folders((), (PACKAGED / "layouts",))))
    assert margins.left == pytest.approx(85.04, abs=0.01)
    assert margins.right == packaged.right


def test_extending_goes_on(project: Project) -> None:
    theme(project, "extends: more\nstyles: {p: {size: 14 pt}}")
    theme(project, "extends: plain\nstyles: {p: {size: 13 pt, leading: 18 pt}}", "more")
    style = read_theme(project.folders, "ours").style("p")
    assert (style.size, style.leading) == (14, 18)


WRONG = {
    "a theme that there is not": (
        "extends: plane",
        """\
        layouts/themes/ours.yaml:3:10: there is no theme "plane"
            extends: plane
                     ^^^^^
            did you mean "plain"?
        """,
    ),
    "itself": (
        "extends: ours",
        """\
        layouts/themes/ours.yaml:3:10: this theme extends itself
            extends: ours
                     ^^^^
            its own name means the theme of that name in the next folder; there is none
        """,
    ),
    "in a circle": (
        "extends: round",
        """\
        layouts/themes/round.yaml:3:10: this theme extends itself in the end
            extends: ours
                     ^^^^
            name a theme that does not extend this one
        """,
    ),
    "a key that no theme has": (
        "extends: plain\nstyles: {p: {siez: 13 pt}}",
        """\
        layouts/themes/ours.yaml:4:14: styles.p: unknown key "siez"
            styles: {p: {siez: 13 pt}}
                         ^^^^
            did you mean "size"?
        """,
    ),
    "a colour that is too faint where the other theme uses it": (
        'extends: plain\ncolours: {accent: "#7fc4c9"}',
        """\
        layouts/themes/plain.yaml:14:57: styles.h1.colour: "accent" on "paper" has a contrast of 1.97:1 and needs 4.5:1
              h1: {font: bold, size: 20 pt, leading: 24 pt, colour: accent}
                                                                    ^^^^^^
            the nearest that passes: accent: "#388086"
        layouts/themes/plain.yaml:15:15: styles.p.colour: "accent" on "paper" has a contrast of 1.97:1 and needs 4.5:1
              p: {colour: accent, left: {width: 2 pt, colour: ink}}
                          ^^^^^^
            the nearest that passes: accent: "#388086"
        """,
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong(name: str, project: Project) -> None:
    lines, said = WRONG[name]
    theme(project, "extends: ours", "round")
    theme(project, lines)
    assert complaint(lambda: read_theme(project.folders, "ours")) == dedent(said)


def test_a_theme_must_still_say_its_own_name(project: Project) -> None:
    project.write("layouts/themes/ours.yaml", "extends: plain\n")
    assert complaint(lambda: read_theme(project.folders, "ours")).count('the key "') == 2


@pytest.mark.parametrize("colour", ["#7fc4c9", "#ffffff", "#000000", "#888888", "#c03020", "#ffee00"])
@pytest.mark.parametrize("ground", ["#ffffff", "#e7f1f2", "#777777", "#14555c", "#000000"])
def test_the_nearest_colour_passes_and_a_nearer_one_does_not(colour: str, ground: str) -> None:
    found = nearest(colour, ground, 4.5)
    assert contrast(found, ground) >= 4.5
    if contrast(colour, ground) >= 4.5:
        assert max(abs(a - b) for a, b in zip(bytes.fromhex(colour[1:]), bytes.fromhex(found[1:]), strict=True)) <= 1
    else:
        a, b = (sum(bytes.fromhex(c[1:])) for c in (colour, found))
        step = 1 if b > a else -1
        nearer = "#" + bytes(min(255, max(0, part - 3 * step)) for part in bytes.fromhex(found[1:])).hex()
        assert contrast(nearer, ground) < 4.5


def test_a_locale_of_ones_own_holds_only_its_own_words(project: Project) -> None:
    project.write("layouts/locales/en.yaml", "language: en\nlabels: {mistakes: Watch out for}\n")
    ours, packaged = read_locale(both(project), "en-GB"), read_locale(Folders((), (PACKAGED / "layouts",)), "en-GB")
    assert ours.labels == {**packaged.labels, "mistakes": "Watch out for"}
    assert ours.phrases == packaged.phrases


def test_a_wrong_word_is_reported_where_it_stands(project: Project) -> None:
    project.write("layouts/locales/en.yaml", 'language: en\nphrases: {amounts: {range: "{low} to"}}\n')
    said = complaint(lambda: read_locale(both(project), "en"))
    assert said.startswith('layouts/locales/en.yaml:2:28: phrases.amounts.range: "{low} to" does not always say {high}\n')


def test_packaged_themes_are_right() -> None:
    folders = Folders((), (PACKAGED / "layouts",))
    floors = {path.stem: read_theme(folders, path.stem).smallest for path in (PACKAGED / "layouts" / "themes").glob("*.yaml")}
    assert floors == {"clinic": 12, "ink-saver": 12, "clear-print": 14, "large-print": 16}
