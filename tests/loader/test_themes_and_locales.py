"""Themes and locales: found, checked, and refused when nobody could read what they print."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from helpers.loader_project import Project, complaint, right_project
from rehabpress.loader.folders import find_folders
from rehabpress.loader.layouts import read_locale, read_theme
from rehabpress.support.colours import contrast
from rehabpress.support.problems import Place, ProblemsFound

THEME = "layouts/themes/plain.yaml"
BASE = "base: {font: regular, size: 12 pt, leading: 16 pt, colour: ink, align: left, before: 0, after: 5 pt}"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    return right_project(tmp_path, monkeypatch)


def test_a_theme_that_is_right(project: Project) -> None:
    theme = read_theme(project.folders, "plain")
    assert theme.style("h1").size == 20
    assert theme.style("p").colour == "ink"


BROKEN = {
    "an unknown colour": (
        "  p: {}",
        "  p: {colour: acent}",
        """\
        layouts/themes/plain.yaml:15:15: styles.p.colour: the theme has no colour "acent"
              p: {colour: acent}
                          ^^^^^
            did you mean "accent"?
        """,
    ),
    "an unknown colour of a line": (
        "  p: {}",
        "  p: {top: {width: 1 pt, colour: red}}",
        """\
        layouts/themes/plain.yaml:15:34: styles.p.top.colour: the theme has no colour "red"
              p: {top: {width: 1 pt, colour: red}}
                                             ^^^
            known here: accent, grey, ink, paper
        """,
    ),
    "no colour of the paper": (
        '  paper: "#ffffff"\n',
        "",
        """\
        layouts/themes/plain.yaml:7:1: colours: the key "paper" is missing
            colours:
            ^^^^^^^
            add it: the colour of paper
        """,
    ),
    "a colour that is none": (
        'accent: "#14555c"',
        "accent: green",
        """\
        layouts/themes/plain.yaml:10:11: colours.accent: "green" is not a colour
              accent: green
                      ^^^^^
            write # and six digits or letters a to f, in quotes: "#14555c"
        """,
    ),
    "a colour without quotes, which is a comment": (
        'accent: "#14555c"',
        "accent: #14555c",
        """\
        layouts/themes/plain.yaml:10:11: the text ends before the #: the rest is a comment
              accent: #14555c
                      ^^^^^^^
            put the whole text in quotes, or write a space after the #
        """,
    ),
    "no base": (
        BASE,
        "bass: {}",
        """\
        layouts/themes/plain.yaml:12:1: styles: the key "base" is missing
            styles:
            ^^^^^^
            add it: the style that completes all others
        """,
    ),
    "an incomplete base": (
        "leading: 16 pt, ",
        "",
        """\
        layouts/themes/plain.yaml:13:3: styles.base: the key "leading" is missing
              base: {font: regular, size: 12 pt, colour: ink, align: left, before: 0, after: 5 pt}
              ^^^^
            add it: From one base line to the next.
        """,
    ),
    "text too small": (
        "  p: {}",
        "  p: {size: 4 mm}",
        """\
        layouts/themes/plain.yaml:15:13: styles.p.size: 11.3386 pt is below the smallest text of the theme, 12 pt
              p: {size: 4 mm}
                        ^^^^
            make it larger; people of 75 read this
        """,
    ),
    "a number too small": (
        "  p: {}",
        "  h2: {badge: {size: 20 pt, gap: 5 pt, colour: ink, text_colour: paper, text_size: 9 pt}}",
        """\
        layouts/themes/plain.yaml:15:84: styles.h2.badge.text_size: 9 pt is below the smallest text of the theme, 12 pt
              h2: {badge: {size: 20 pt, gap: 5 pt, colour: ink, text_colour: paper, text_size: 9 pt}}
                                                                                               ^^^^
            make it larger; people of 75 read this
        """,
    ),
    "text too faint": (
        "  p: {}",
        "  p: {colour: grey}\n  p.more: {after: 0}",
        """\
        layouts/themes/plain.yaml:15:15: styles.p.colour: "grey" on "paper" has a contrast of 3.45:1 and needs 4.5:1
              p: {colour: grey}
                          ^^^^
            the nearest that passes: grey: "#767676"
        """,
    ),
    "text too faint on its ground": (
        "  p: {}",
        "  p: {}\n  p.box: {ground: grey}",
        """\
        layouts/themes/plain.yaml:16:19: styles.p.box.ground: "ink" on "grey" has a contrast of 4.26:1 and needs 4.5:1
              p.box: {ground: grey}
                              ^^^^
            the nearest that passes: ink: "#1a252a", or grey: "#8f8f8f"
        """,
    ),
    "a number too faint in its disc": (
        "  p: {}",
        "  h2: {badge: {size: 20 pt, gap: 5 pt, colour: grey, text_colour: paper, text_size: 13 pt}}",
        """\
        layouts/themes/plain.yaml:15:67: styles.h2.badge.text_colour: "paper" on "grey" has a contrast of 3.45:1 and needs 4.5:1
              h2: {badge: {size: 20 pt, gap: 5 pt, colour: grey, text_colour: paper, text_size: 13 pt}}
                                                                              ^^^^^
            the nearest that passes: grey: "#767676"
        """,
    ),
    "a length without a unit": (
        "smallest: 12 pt",
        "smallest: 12",
        """\
        layouts/themes/plain.yaml:6:11: smallest: "12" is not a length
            smallest: 12
                      ^^
            write a number with a unit: 12 pt, 5 mm
        """,
    ),
    "other heights of a style that there is not": (
        "smallest: 12 pt",
        "smallest: 12 pt\ntight: {hrr: [5 mm]}",
        """\
        layouts/themes/plain.yaml:7:14: tight: the theme has no style "hrr"
            tight: {hrr: [5 mm]}
                         ^
            known here: base, h1, p
        """,
    ),
    "heights that are not in their order": (
        "smallest: 12 pt",
        "smallest: 12 pt\nroomy: {base: [50 mm, 40 mm]}\ncut: [base]",
        """\
        layouts/themes/plain.yaml:7:15: roomy.base: the heights do not go on from that of the style, step by step
            roomy: {base: [50 mm, 40 mm]}
                          ^
            write each larger than the one before it
        """,
    ),
    "another paper": (
        "paper: A4",
        "paper: A44",
        """\
        layouts/themes/plain.yaml:3:8: paper: "A44" is not known
            paper: A44
                   ^^^
            did you mean "A4"?
        """,
    ),
    "another name": (
        "id: plain",
        "id: plane",
        """\
        layouts/themes/plain.yaml:1:5: id: "plane" is not the name of the file, "plain"
            id: plane
                ^^^^^
            write id: plain
        """,
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_theme(name: str, project: Project) -> None:
    old, new, said = BROKEN[name]
    project.change(THEME, old, new)
    assert complaint(lambda: read_theme(project.folders, "plain")) == dedent(said)


@pytest.mark.parametrize(
    "style",
    [
        "hr: {colour: grey}",  # no text
        "th: {colour: paper, ground: accent}",  # faint on paper, but it does not stand there
    ],
)
def test_styles_that_may_be_fainter(style: str, project: Project) -> None:
    project.change(THEME, "p: {}", style)
    assert style.partition(":")[0] in read_theme(project.folders, "plain").styles


def test_an_unknown_theme(project: Project) -> None:
    said = 'theme plan: there is no theme "plan"\n    did you mean "plain"?\n'
    assert complaint(lambda: read_theme(project.folders, "plan")) == said
    assert complaint(lambda: read_theme(project.folders, "plan", Place("--theme plan"))) == said.replace("theme plan:", "--theme plan:", 1)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.478),
        ("#767676", "#ffffff", 4.542),
        ("#ff0000", "#ffffff", 3.998),
    ],
)
def test_contrast_as_wcag_computes_it(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.001)


def _english(project: Project) -> str:
    path = find_folders(project.folder).layouts[-1] / "locales" / "en.yaml"
    return path.read_text()


def test_the_nearest_locale_is_taken(project: Project) -> None:
    english = _english(project)
    project.write("layouts/locales/en.yaml", english.encode())
    assert read_locale(project.folders, "en").language == "en"
    assert read_locale(project.folders, "en-GB").language == "en"
    project.write("layouts/locales/en-GB.yaml", english.replace("language: en\n", "language: en-GB\n").encode())
    assert read_locale(project.folders, "en-GB").language == "en-GB"
    assert read_locale(project.folders, "en-NZ").language == "en"
    assert complaint(lambda: read_locale(project.folders, "em-GB")) == (
        'locale em-GB: there is no locale "em-GB"\n    did you mean "en-GB"?\n'
    )


def test_a_country_says_only_what_it_changes_of_its_language(project: Project) -> None:
    project.write("layouts/locales/en.yaml", _english(project).encode())
    project.write("layouts/locales/en-NZ.yaml", b"language: en-NZ\nlabels: {causes: Why}\nwords: {tummy: puku}\n")
    theirs, ours = read_locale(project.folders, "en-NZ"), read_locale(project.folders, "en")
    assert (theirs.language, theirs.labels["causes"], theirs.words) == ("en-NZ", "Why", {"tummy": "puku"})
    assert (theirs.labels["feel"], theirs.phrases, ours.words) == (ours.labels["feel"], ours.phrases, {})


def test_a_locale_says_its_language(project: Project) -> None:
    project.write("layouts/locales/de.yaml", _english(project).encode())
    assert complaint(lambda: read_locale(project.folders, "de")).splitlines()[0] == (
        'layouts/locales/de.yaml:1:11: language: "en" is not the name of the file, "de"'
    )


def test_a_broken_locale_says_where(project: Project) -> None:
    english = _english(project)
    assert english.count('    range: "{low} to {high}"') == 1
    project.write("layouts/locales/en.yaml", english.replace('    range: "{low} to {high}"', '    range: "{low} to {hihg}"').encode())
    text = complaint(lambda: read_locale(project.folders, "en"))
    assert 'phrases.amounts.range: "{low} to {hihg}" has the unknown slot {hihg}' in text
    assert '    range: "{low} to {hihg}"' in text


def test_packaged_themes_and_locales_are_right(project: Project) -> None:
    folders = find_folders(project.folder)
    packaged = type(folders)(folders.content[-1:], folders.layouts[-1:])
    try:
        read_theme(packaged, "clinic")
        read_locale(packaged, "en")
    except ProblemsFound as found:
        pytest.fail("\n".join(map(str, found.problems)))
