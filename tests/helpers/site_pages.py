"""Puts the pages at the root of the repository into the documentation site, and mends links that lead out of ``docs/``. A hook of mkdocs."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[2]

PAGES = {"README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md", "SECURITY.md": "security.md"}
"""Pages at the root, and what they are called in the site."""
AS_THEY_ARE = ("LICENSE", "content/rosters/sample.csv")
"""Files that pages link to, copied as they are."""


def for_the_site(text: str) -> str:
    """A page with its links as they are in the site: everything lies in one folder there."""
    for before, after in PAGES.items():
        text = text.replace(f"]({before})", f"]({after})")
    return text.replace("](docs/", "](").replace("](../content/", "](content/")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Called by mkdocs: the files of the site, with those of the root."""
    for file, name in PAGES.items():
        files.append(File.generated(config, name, content=for_the_site((ROOT / file).read_text("utf-8"))))
    for name in AS_THEY_ARE:
        files.append(File.generated(config, name, content=(ROOT / name).read_text("utf-8")))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Called by mkdocs: the text of a page of ``docs/``."""
    return for_the_site(markdown)
