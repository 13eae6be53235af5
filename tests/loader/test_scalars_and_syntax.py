"""The reader against a table of nasty YAML: each input is a value or exactly these errors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rehabpress.loader.yaml import builder as builder
from rehabpress.loader.yaml.builder import Data
from rehabpress.loader.yaml.reader import read_text

VALUES: list[tuple[str, Data]] = [
    # booleans: two words only
    ("true", True),
    ("false", False),
    ("True", "True"),
    ("TRUE", "TRUE"),
    ("yes", "yes"),
    ("no", "no"),
    ("No", "No"),
    ("on", "on"),
    ("off", "off"),
    ("y", "y"),
    # nothing
    ("null", None),
    ("~", None),
    ("", None),
    ("# only a comment", None),
    ("Null", "Null"),
    ("none", "none"),
    ('""', ""),
    ("'null'", "null"),
    # whole numbers
    ("0", 0),
    ("7", 7),
    ("-7", -7),
    ("999999999999999999", 999999999999999999),
    ("1234567890123456789", "1234567890123456789"),
    ("-0", "-0"),
    ("+5", "+5"),
    ("010", "010"),
    ("0o17", "0o17"),
    ("0x1F", "0x1F"),
    ("0b11", "0b11"),
    ("1_000", "1_000"),
    ("1,000", "1,000"),
    ('"5"', "5"),
    ("'5'", "5"),
    # decimals
    ("1.5", 1.5),
    ("-0.25", -0.25),
    ("1.", "1."),
    (".5", ".5"),
    ("01.5", "01.5"),
    ("1e3", "1e3"),
    ("1.5e3", "1.5e3"),
    (".inf", ".inf"),
    (".nan", ".nan"),
    ("1.2.3", "1.2.3"),
    ("0." + "1" * 40, "0." + "1" * 40),
    # what other readers take for times and dates
    ("1:30", "1:30"),
    ("190:20:30", "190:20:30"),
    ("2026-11-20", "2026-11-20"),
    ("2026-11-20 10:00:00Z", "2026-11-20 10:00:00Z"),
    ("8-10", "8-10"),
    # text
    ("Keep your back straight", "Keep your back straight"),
    ("a#b", "a#b"),
    ("a # a comment", "a"),
    ("a  #### a heading of a comment", "a"),
    ("a #- a rule", "a"),
    ("it's so", "it's so"),
    ("<<", "<<"),
    ("=", "="),
    ("a  b\tc", "a  b\tc"),
    ("one\n  two\n\n  three", "one two\nthree"),
    (">-\n  one\n  two", "one two"),
    ("|\n  one\n  two", "one\ntwo\n"),
    ("|\n  a #1 b\n", "a #1 b\n"),
    ('"a #1 b"', "a #1 b"),
    ('"tab\\t and \\u00e9"', "tab\t and é"),
    ("'it''s'", "it's"),
    ("Übung 🦴", "Übung 🦴"),
    # lists and mappings
    ("[]", ()),
    ("{}", {}),
    ("[1, two, ~, [3]]", (1, "two", None, (3,))),
    ("\n- a\n-\n- b: 1", ("a", None, {"b": 1})),
    ("{no: yes, off: 1, y: n}", {"no": "yes", "off": 1, "y": "n"}),
    ('{"1": a, "true": b, "<<": c, "": d}', {"1": "a", "true": "b", "<<": "c", "": "d"}),
    ("\n  ? long\n  : 1", {"long": 1}),
]


@pytest.mark.parametrize("python", [False, True], ids=["C", "Python"])
@pytest.mark.parametrize(("typed", "value"), VALUES, ids=[repr(typed) for typed, _ in VALUES])
def test_a_value(typed: str, value: Data, python: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if python:
        monkeypatch.setattr(builder, "parser", builder.PythonParser)
        if "\t" in typed:
            pytest.skip("the parser in Python refuses every tab, which is as well")
    draft = read_text(f"key: {typed}\nnext: 1\n", "f.yaml")
    assert draft.problems == ()
    assert draft.data == {"key": value, "next": 1}
    got = draft.data["key"] if draft.data else None
    assert type(got) is type(value)


REFUSED: list[tuple[str, str]] = [
    ("", "f.yaml: is empty\n    write its keys, each as: key: value"),
    ("# nothing\n", "f.yaml: is empty\n    write its keys, each as: key: value"),
    ("---\n...\n", "f.yaml: is empty\n    write its keys, each as: key: value"),
    ("- a\n", "f.yaml:1:1: is not made of keys and values\n    - a\n    ^\n    write its keys, each as: key: value"),
    ("just text\n", "f.yaml:1:1: is not made of keys and values\n    just text\n    ^\n    write its keys, each as: key: value"),
    ("null\n", "f.yaml:1:1: is not made of keys and values\n    null\n    ^\n    write its keys, each as: key: value"),
    (
        "a: 1\nb: 2\na: 3\n",
        'f.yaml:3:1: the key "a" is here twice\n    a: 3\n    ^\n    it is also on line 1; take one of them out',
    ),
    (
        "a: {b: 1, 'b': 2}\n",
        "f.yaml:1:11: the key \"b\" is here twice\n    a: {b: 1, 'b': 2}\n              ^^^\n    it is also on line 1; take one of them out",
    ),
    ("<<: {a: 1}\n", 'f.yaml:1:1: "<<" merges another mapping, which is refused\n    <<: {a: 1}\n    ^^\n    write the keys out'),
    ("1: a\n", 'f.yaml:1:1: a key must be text, and 1 is not\n    1: a\n    ^\n    put it in quotes: "1"'),
    ("true: a\n", 'f.yaml:1:1: a key must be text, and true is not\n    true: a\n    ^^^^\n    put it in quotes: "true"'),
    ("~: a\n", 'f.yaml:1:1: a key must be text, and ~ is not\n    ~: a\n    ^\n    put it in quotes: "~"'),
    ("[a]: 1\n", "f.yaml:1:1: a key must be text\n    [a]: 1\n    ^\n    put it in quotes"),
    ("a: {{ b }}\n", "f.yaml:1:5: a key must be text\n    a: {{ b }}\n        ^\n    put it in quotes"),
    (
        "a: &b 1\n",
        'f.yaml:1:4: "&b" is an anchor of YAML\n    a: &b 1\n       ^^^^\n    take it out; if it is text, put the whole text in quotes',
    ),
    (
        "a: *b\n",
        'f.yaml:1:4: "*b" is an alias of YAML\n    a: *b\n       ^^\n    write the value out; if it is text, put it in quotes: "*b"',
    ),
    (
        "a: !!str 5\n",
        'f.yaml:1:4: "!!str" is a tag of YAML\n    a: !!str 5\n       ^^^^^^^\n    take it out; if it is text, put the whole text in quotes',
    ),
    (
        "a: !!python/object/apply:os.system [ls]\n",
        'f.yaml:1:4: "!!python/object/apply:os.system" is a tag of YAML\n    a: !!python/object/apply:os.system [ls]\n'
        "       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n    take it out; if it is text, put the whole text in quotes",
    ),
    (
        "a: !careful now\n",
        'f.yaml:1:4: "!careful" is a tag of YAML\n    a: !careful now\n       ^^^^^^^^^^^^\n    take it out; if it is text, put the whole text in quotes',
    ),
    (
        "a: !e!x 1\n",
        "f.yaml:1:4: a text cannot start with ! unless it is in quotes\n    a: !e!x 1\n       ^\n    put the whole text in quotes",
    ),
    (
        "%YAML 1.1\n---\na: 1\n",
        "f.yaml:1:1: a line that starts with % changes how YAML is read\n    %YAML 1.1\n    ^^^^^^^^^\n    take the line out",
    ),
    (
        "a: 1\n---\nb: 2\n",
        "f.yaml:2:1: a second document starts here\n    ---\n    ^^^\n    take out the line ---, or make two files of it",
    ),
    ("a:\n\tb: 1\n", "f.yaml:2:1: a tab stands where only spaces can\n     b: 1\n    ^\n    use spaces"),
    (
        "a: b: c\n",
        "f.yaml:1:5: a colon and a space stand where no key can be\n    a: b: c\n        ^\n    put the whole text in quotes, or check the indentation",
    ),
    (
        "a: 1\n  b: 2\n",
        "f.yaml:2:4: a colon and a space stand where no key can be\n      b: 2\n       ^\n    put the whole text in quotes, or check the indentation",
    ),
    (
        "a: - b\n",
        "f.yaml:1:4: an item of a list cannot start here\n    a: - b\n       ^\n    write each item on a line of its own: - first",
    ),
    (
        "a: [b, c\nd: 1\n",
        "f.yaml:1:4: the bracket [ that starts here is not closed\n    a: [b, c\n       ^\n    close it with ], or put the whole text in quotes",
    ),
    (
        "a: {b: c\n",
        "f.yaml:1:4: the brace { that starts here is not closed\n    a: {b: c\n       ^\n    close it with }, or put the whole text in quotes",
    ),
    (
        "a: ]\n",
        "f.yaml:1:4: a value is missing here\n    a: ]\n       ^\n    close every bracket and brace; if they are text, put the whole text in quotes",
    ),
    ("a: 'b\n", "f.yaml:1:4: the quote that starts here is not closed\n    a: 'b\n       ^\n    end the text with the same quote"),
    ('a: "b\n---\nc"\n', 'f.yaml:1:4: the quote that starts here is not closed\n    a: "b\n       ^\n    end the text with the same quote'),
    (
        'a: "b" c\n',
        'f.yaml:1:8: this does not go on from what stands before it\n    a: "b" c\n           ^\n'
        "    indent with spaces; keys of one thing stand in one column, and the items of a list too; a text that begins with a quote ends with it",
    ),
    (
        "- a\nb: 1\n",
        "f.yaml:2:1: a key cannot stand among the items of a list\n    b: 1\n    ^\n"
        "    indent with spaces; keys of one thing stand in one column, and the items of a list too",
    ),
    (
        "a: 1\nb\nc: 2\n",
        "f.yaml:3:1: this line is neither a key with a colon nor an item of a list\n    c: 2\n    ^\n"
        "    indent with spaces; keys of one thing stand in one column, and the items of a list too; or put the whole text in quotes",
    ),
    ("a: @b\n", "f.yaml:1:4: a text cannot start with @ unless it is in quotes\n    a: @b\n       ^\n    put the whole text in quotes"),
    ("a: `b`\n", "f.yaml:1:4: a text cannot start with ` unless it is in quotes\n    a: `b`\n       ^\n    put the whole text in quotes"),
    (
        "a: * b\n",
        "f.yaml:1:5: a text cannot start with * or & unless it is in quotes\n    a: * b\n        ^\n    put the whole text in quotes",
    ),
    (
        'a: "C:\\qa"\n',
        'f.yaml:1:7: a backslash means something else in double quotes\n    a: "C:\\qa"\n          ^\n    use single quotes, or type it twice: \\\\',
    ),
    (
        'a: "\\ud800"\n',
        'f.yaml:1:7: a backslash means something else in double quotes\n    a: "\\ud800"\n          ^\n    use single quotes, or type it twice: \\\\',
    ),
    (
        'a: "\\x07"\n',
        'f.yaml:1:4: holds a control character (U+0007)\n    a: "\\x07"\n       ^^^^^^\n    take it out; it prints as nothing',
    ),
    (
        "a: |b\n  c\n",
        "f.yaml:1:5: text cannot stand right after | or >\n    a: |b\n        ^\n    begin it on the next line, or quote it",
    ),
    (
        "a: Exercise #1 of 3\n",
        "f.yaml:1:13: the text ends before the #: the rest is a comment\n    a: Exercise #1 of 3\n                ^^^^^^^\n"
        "    put the whole text in quotes, or write a space after the #",
    ),
    (
        "a: #1 is this\n",
        "f.yaml:1:4: the text ends before the #: the rest is a comment\n    a: #1 is this\n       ^^^^^^^^^^\n"
        "    put the whole text in quotes, or write a space after the #",
    ),
    (
        "a: " + "[" * 30 + "]" * 30 + "\n",
        "f.yaml:1:24: is nested too deeply\n    a: "
        + "[" * 30
        + "]" * 30
        + "\n"
        + " " * 27
        + "^\n    no content needs more than 20 levels",
    ),
]


@pytest.mark.parametrize(("typed", "expected"), REFUSED, ids=[repr(typed) for typed, _ in REFUSED])
def test_it_is_refused(typed: str, expected: str) -> None:
    assert "\n".join(map(str, read_text(typed, "f.yaml").problems)) == expected


@pytest.mark.parametrize("typed", [typed for typed, _ in REFUSED])
def test_the_parser_in_python_refuses_it_too(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "parser", builder.PythonParser)
    assert read_text(typed, "f.yaml").problems


def test_several_faults_of_one_file_come_together() -> None:
    draft = read_text("a: *x\nb: 1\nb: 2\nc: Exercise #1\nd: [1", "f.yaml")
    assert [problem.place.line for problem in draft.problems] == [1, 3, 4, 5]


@pytest.mark.parametrize(
    "typed", ["[" * 400_000, "- " * 400_000, "{" * 800_000, "? " * 400_000, "a:\n" + "".join(" " * n + "-\n" for n in range(1, 1200))]
)
def test_absurd_nesting_stops_early(typed: str) -> None:
    assert [problem.what for problem in read_text(typed, "f.yaml").problems] == ["is nested too deeply"]


def test_the_c_parser_is_used_when_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "PythonParser", _unwanted)
    assert read_text("a: 1", "f.yaml").data == {"a": 1}


def test_without_the_c_parser_the_other_one_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "yaml._yaml", None)
    used: list[str] = []

    def noted(text: str) -> builder.PythonParser:
        used.append(text)
        return original(text)

    original: Callable[[str], builder.PythonParser] = builder.PythonParser
    monkeypatch.setattr(builder, "PythonParser", noted)
    assert read_text("a: 1", "f.yaml").data == {"a": 1}
    assert used == ["a: 1"]


def _unwanted(text: str) -> builder.PythonParser:
    raise AssertionError(text)
