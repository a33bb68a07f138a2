"""What a block or a label is by its looks: a lead, an advert, the name of a side or a role and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.document import Block, Document, Span
from kg.extract.cues import Cues, fold
from kg.extract.labels import EDGES, Label, bold_words, label_of, tick_of
from kg.extract.names import Names
from kg.extract.phrases import polar
from kg.extract.roles import Roles

__all__ = ["LONGEST_LEAD", "Looks"]

LONGEST_LEAD = 90
_LONGEST_LABEL = 60
#: How much of a text must lead elsewhere to make it no text of the article.
_LINKED = 0.8
#: How far from its beginning a definition names what it defines.
_FIRST = 6
#: What is told of a thing between commas or before one, until the verb comes: "made by X, is".
_ASIDE = re.compile(r"[^.:;!?。，,]{3,60}, |, [^.:;!?。，,]{3,60}, ")
_BRACKETS = re.compile(r"\s*[（(][^()（）]*[)）]")
#: A label alone at the end of a text, without its colon.
_LAST = re.compile(r"(?<=[。.!?！？；;\s])[^。.!?！？；;:：\s]{2,24}(?=\s?[:：]$)")
#: What says in Chinese that a kind follows, and how far from the verb.
_KIND, _NEAR = re.compile(r"一[种个款套类门项]"), 24
#: How long a bold paragraph is at least that is a sentence and no label, where it ends as one.
_SENTENCE = 15
_QUOTED = frozenset({"blockquote"})


class Looks:
    """Tells blocks and labels of one document apart.

    Args:
        document: the article.
        names: where a text names its sides.
        roles: reads labels.
        cues: the words of its language.
    """

    def __init__(self, document: Document, names: Names, roles: Roles, cues: Cues) -> None:
        self.document, self.names, self.roles, self.cues = document, names, roles, cues

    def chooses(self, block: Block) -> bool:
        """Whether an item only leads on to when one side is to be chosen: "Choose tea if:"."""
        if block.kind != "item" or not self.document.quote(block.span).endswith((":", "：")):
            return False
        read = self.roles.read(block.span)
        return read.name == "choice" and len(read.sides) == 1

    def advert(self, block: Block, text: str) -> bool:
        """Whether a block is no text of the article: quoted, aside, links only, or an advert that names no side."""
        if block.within:
            return block.within != _QUOTED or not self._says(block, text)
        if block.links:
            linked = sum(link.end - link.start for link in block.links)
            if linked >= _LINKED * len(text.strip(EDGES)):
                return True
        return bool(self.cues.advert.search(fold(text))) and not self.names.named(text)

    def defines(self, text: str, within: int = _FIRST) -> bool:
        """Whether a text names a side within so many characters and says what it is."""
        first = next(self.names.find(text), None)
        if first is None or first[1] > within:
            return False
        return self._copula(text, first[2]) is not None

    def classes(self, text: str) -> bool:
        """Whether a text begins with the name of a side and says of what kind it is: "A is a drink"."""
        first = next(self.names.find(text), None)
        found = self._copula(text, first[2]) if first and first[1] <= _FIRST else None
        if found is None:
            return False
        verb, after = found
        return bool(_KIND.search(verb + after[:_NEAR]) or self.cues.article.match(after.lstrip()))

    def _copula(self, text: str, end: int) -> tuple[str, str] | None:
        """The verb of a definition that follows a name, and what comes after it."""
        inner = _BRACKETS.match(text, end)
        after = fold(text)[inner.end() if inner else end :]
        aside = _ASIDE.match(after)
        for one in (after, after[aside.end() :] if aside else ""):
            one = one.lstrip(" ,，则")
            if verb := self.cues.verb.match(one):
                return verb[0], one[verb.end() :]
        return None

    def _says(self, block: Block, text: str) -> bool:
        """Whether a quoted block speaks of the sides as the article does: it defines one, or is labelled."""
        label = label_of(self.document, block.span, block.bold)
        if label and label.body.end > label.body.start and self.telling(label):
            return True
        return len(self.names.named(text)) == 1 and self.defines(text)

    def lead(self, block: Block) -> bool:
        """Whether a paragraph is short and bold throughout."""
        if block.kind != "paragraph" or not block.bold:
            return False
        text = self.document.quote(block.span)
        bare = text[tick_of(text)[1] :].strip(EDGES)
        if text.endswith("。") and len(text) > _SENTENCE:
            return False
        return 0 < len(bare) <= LONGEST_LEAD and bold_words(self.document, block).strip(EDGES) == bare

    def points(self, words: str) -> str:
        """Which side, advantages or limitations a label names and nothing else, empty if none."""
        named = next(self.names.find(words), None)
        if named and not words[: named[1]].strip(EDGES) and not words[named[2] :].strip(EDGES):
            return str(named[0])
        return polar(words, self.cues)

    def opens(self, part: Block) -> bool:
        """Whether a part of a block is a label alone that names a side or a role."""
        text = self.document.quote(part.span)
        bold = bold_words(self.document, part).strip(EDGES) == text.strip(EDGES)
        label = label_of(self.document, part.span, part.bold)
        if label is None or label.body.end > label.body.start or not (bold or text.rstrip().endswith((":", "："))):
            return False
        return self.telling(label)

    def opened(self, block: Block) -> Block | None:
        """The label alone that ends a block, where its author left no empty line before it."""
        text = self.document.quote(block.span)
        if text.endswith((":", "：")):
            end = _LAST.search(text)
            words = end[0] if end else self._last_line(block)[:-1].strip(EDGES)
            if words and polar(words, self.cues):
                start = block.span.start + (end.start() if end else text.rindex(words))
                return replace(block, span=Span(start, block.span.end), bold=(), links=(), breaks=())
        last = block.bold[-1] if block.bold else None
        if last is None or last.start <= block.span.start or last.end < block.span.end - 2:
            return None
        part = replace(block, span=Span(last.start, block.span.end), bold=(last,), links=(), breaks=())
        return part if self.document.quote(part.span).endswith((":", "：")) and self.opens(part) else None

    def _last_line(self, block: Block) -> str:
        """The line of the file with which a block ends, if it has begun on another and says no more than a label."""
        start, end = self.document.canonical.raw_range(block.span.start, block.span.end)
        line = self.document.raw.rfind("\n", max(start, end - _LONGEST_LABEL), end)
        return "" if line < 0 else self.document.raw[line + 1 : end]

    def telling(self, label: Label) -> bool:
        """Whether a label names a side or a role and nothing else."""
        role = self.roles.read(label.span)
        return role.pure and (len(role.sides) == 1 or bool(role.name))

    def label(self, part: Block, *, plain: bool) -> Label | None:
        """The label of a paragraph: bold words, or plain ones that name a side or a role and nothing else.

        Args:
            part: the paragraph or a part of it.
            plain: whether other plain words count too.
        """
        label = label_of(self.document, part.span, part.bold, plain=False)
        if label is None:
            label = label_of(self.document, part.span, part.bold)
            property_ = label is not None and self.cues.criterion.fullmatch(fold(label.words))
            if label and not plain and not property_ and not self.telling(label):
                return None
        if label and label.body.end > label.body.start and len(label.words) <= _LONGEST_LABEL:
            return label
        return None
