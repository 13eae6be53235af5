"""What renders, parses, checks and typesets papers: made once for each language, set of styles and theme, and kept for the next paper."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from rehabpress.loader.folders import Folders
from rehabpress.markup.blocks import Block
from rehabpress.markup.cached_parser import CachedParser
from rehabpress.model.languages.locale import Locale
from rehabpress.model.theme import Orientation, Theme
from rehabpress.pictures.xobject import PictureXObject
from rehabpress.pipeline.block_facts import BlockFacts, facts_of
from rehabpress.pipeline.order import Who
from rehabpress.pipeline.page_checks import PageChecks
from rehabpress.pipeline.required_text import RequiredText
from rehabpress.support.memo import Memo
from rehabpress.templates.render import Layouts
from rehabpress.typeset.orientation import Way
from rehabpress.typeset.text.fonts import Fonts
from rehabpress.typeset.typesetter import Typesetter


class Stages:
    """The stages between content and file. Each remembers by content what it has made."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._layouts: Memo[str, Layouts] = Memo()
        self._parsers: Memo[frozenset[str], CachedParser] = Memo()
        self._checks: Memo[Theme, PageChecks] = Memo()
        self._typesetters: Memo[tuple[Theme, str, bool], Way] = Memo()
        self._fonts: Memo[str, Fonts] = Memo()
        self._lying: Memo[tuple[Theme, Orientation], Theme] = Memo()
        self._stacked: Memo[Theme, frozenset[str]] = Memo()
        self._facts: Memo[Block, BlockFacts] = Memo()
        self.required_text = RequiredText(self.facts)

    def layouts(self, locale: Locale) -> Layouts:
        """The layouts in a language of the collection."""
        return self._layouts.of(locale.language, lambda: Layouts(self._folders.layouts, locale.labels))

    def parser(self, theme: Theme) -> CachedParser:
        """The parser that knows the styles of a theme."""
        return self._parsers.of(frozenset(theme.styles), lambda: CachedParser(theme.styles))

    def stacked(self, theme: Theme) -> frozenset[str]:
        """The classes of columns that stand one under the other in a theme on its paper."""
        return self._stacked.of(theme, lambda: theme.stacked)

    def facts(self, block: Block) -> BlockFacts:
        """What a block says and shows."""
        return self._facts.of(block, partial(facts_of, block))

    def checks(self, theme: Theme) -> PageChecks:
        """The checks in a theme."""
        return self._checks.of(theme, lambda: PageChecks(theme, self._family(theme), self.facts))

    def lying(self, theme: Theme, orientation: Orientation) -> Theme:
        """The theme on paper that lies so."""
        return self._lying.of((theme, orientation), lambda: theme.on(orientation=orientation))

    def typesetters(self, theme: Theme, who: Who, pictures: Mapping[str, PictureXObject], *, fills: bool) -> Way:
        """The typesetter in a theme; ``fills``: also those with its lower and its higher pictures.

        ``pictures`` are all that are loaded for this body and theme, now and later.
        """

        def make() -> Way:
            one = Typesetter(theme, pictures, fonts=self._family(theme))
            return Way(one.by_height(), one.cutting()) if fills else Way((one,))

        return self._typesetters.of((theme, who.body, fills), make)

    def _family(self, theme: Theme) -> Fonts | None:
        """The fonts of a theme, each opened once; None for a family that there is not."""
        if theme.font not in Fonts.families():
            return None
        return self._fonts.of(theme.font, lambda: Fonts(theme.font))
