"""Reads YAML text into plain data with the place of every key and value.

Out: mappings as ``dict``, lists as tuples, and scalars as ``scalars.plain`` reads them. All of YAML that could mean something that
the writer did not mean is refused: duplicate and merged keys, anchors, tags, keys that are no text, a comment glued to a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from rehabpress.loader.places import KeyPath, Marked, SourceLines, label
from rehabpress.loader.yaml.builder import Data, Stopped, YamlBuilder
from rehabpress.loader.yaml.decode import decode, read_bytes
from rehabpress.loader.yaml.errors import sentence
from rehabpress.support.problems import Origin, Place, Problem


@dataclass(frozen=True, slots=True)
class RawContent:
    """A piece of content as it was typed, not yet checked against its model.

    ``data`` is ``None`` when nothing could be read. What stands at a path of ``refused`` has its problem already and means nothing.
    """

    data: Mapping[str, object] | None
    origin: Origin
    problems: tuple[Problem, ...] = ()
    refused: frozenset[KeyPath] = frozenset()


def read_file(path: Path) -> RawContent:
    """Read a file. Everything that can be wrong with it is in ``problems``."""
    file = label(path)
    data = read_bytes(path, file)
    return RawContent(None, Origin({}, Place(file)), (data,)) if isinstance(data, Problem) else read_data(data, file)


def read_data(data: bytes, file: str) -> RawContent:
    """Read bytes that messages call ``file``."""
    text = decode(data, file)
    if isinstance(text, Problem):
        return RawContent(None, Origin({}, Place(file)), (text,))
    return read_text(text, file)


def read_text(text: str, file: str) -> RawContent:
    """Read decoded text that messages call ``file``."""
    lines = SourceLines(file, tuple(text.splitlines()))
    builder = YamlBuilder(text, lines)
    data: Data = None
    try:
        data = builder.document()
    except Stopped as stopped:
        builder.problems.append(stopped.problem)
        data = None
    except yaml.MarkedYAMLError as error:
        builder.problems.append(sentence(error, lines))
    except (yaml.YAMLError, ValueError) as error:
        # The loader in Python meets some bad escapes only when it calls chr().
        builder.problems.append(Problem(Place(file), "is not YAML", str(error)))
    origin = Origin(Marked(lines, builder.values), Place(file), Marked(lines, builder.keys))
    return RawContent(data if isinstance(data, dict) else None, origin, tuple(builder.problems), frozenset(builder.refused))
