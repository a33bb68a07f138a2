"""From blocks to drafts: each label gets its role from its words, then the article is read downwards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.document import Block, Document, Span
from kg.errors import DocumentError
from kg.extract.cues import Cues, cues, fold, language_of
from kg.extract.draft import Draft, Extraction, Kind, Polarity, Side, Slot
from kg.extract.labels import bold_words, label_of, tick_of, without_number
from kg.extract.sides import Names, find_sides
from kg.namespaces import identifier

__all__ = ["extract", "sides_of"]

#: What a kind is called in identifiers.
_NOUNS = {"cell": "summary"}
_LEAD, _ITEM = 7, 10
_LONGEST_LEAD = 90
_EDGES = " \t\n:：,，.。?？!！;；\"'“”‘’()（）|-–—"
#: What joins a dimension to the sides named beside it.
_JOINTS = re.compile(
    r"(?:\b(?:of|for|in|between|and|the|with|de|du|des|la|le|en|et|y|del|von|der|und|im)\b|[的与和及之の在]|以及|\s)+"
)
_OVER = re.compile(r"\b(?:over|than|compared|instead of|rather than)\b|相比|相较|比起|plutôt que|frente a|gegenüber")
_CONFIDENCE = {
    "table-cell": 0.95,
    "labelled-item-under-side": 0.95,
    "item": 0.9,
    "numbered-item-under-side": 0.9,
    "item-of-examples": 0.95,
    "labelled-paragraph": 0.85,
    "paragraph": 0.7,
    "definition": 0.85,
    "closing-paragraph": 0.85,
    "paragraphs-under-conclusion-heading": 0.95,
    "cell-of-pros-and-cons": 0.9,
}


def sides_of(document: Document) -> tuple[Side, ...]:
    """Return the sides that an article compares, by guess; empty if none are found."""
    return find_sides(document, cues(language_of(document.text)))


def extract(document: Document, sides: Sequence[Side] | None = None) -> Extraction:
    """Find what an article says about the things it compares; drafts and framing together cover every block.

    Args:
        document: the article as read.
        sides: what it compares, if a person has said so; guessed otherwise.

    Raises:
        DocumentError: no two sides are given or found.
    """
    language = cues(language_of(document.text))
    found = tuple(sides) if sides is not None else find_sides(document, language)
    if len(found) < 2:
        raise DocumentError(
            "no two sides found",
            where=document.name,
            hint='name what is compared, for example --side "Tea" --side "Coffee"',
        )
    return _Reader(document, found, language).read()


@dataclass(slots=True)
class _Label:
    """What a label says: the sides it names, its role, and what remains of it."""

    sides: list[int] = field(default_factory=list)
    slot: Slot | None = None
    role: str = ""
    polarity: Polarity | None = None
    rest: Slot | None = None
    cue: Slot | None = None
    pure: bool = False

    @property
    def kind(self) -> str:
        """Which other labels of the same rank it closes."""
        if len(self.sides) == 1:
            return "side"
        return "role" if self.role and not self.rest else "dimension"


@dataclass(slots=True)
class _Open:
    rank: int
    label: _Label
    words: str
    property: Slot | None = None


class _Reader:
    def __init__(self, document: Document, sides: tuple[Side, ...], words: Cues) -> None:
        self.document, self.sides, self.cues = document, sides, words
        self.names = Names(sides)
        self.open: list[_Open] = []
        self.seen: Counter[tuple[str, str]] = Counter()
        self.drafts: list[Draft] = []
        self.bulleted: set[tuple[str, str]] = set()
        self.content = False  # whether the section has said something about a side
        self.title_seen = False

    def read(self) -> Extraction:
        blocks, index = self.document.blocks, 0
        framing: list[Draft] = []
        while index < len(blocks):
            before = len(self.drafts)
            taken = self._block(index)
            contexts = [draft.context for draft in self.drafts[before:]]
            for block in blocks[index : index + taken]:
                if not any(block.span in context for context in contexts):
                    framing.append(self._draft("framing", block.span, self._framing_rule(block), block.span))
            index += taken
        return Extraction(self.sides, tuple(self.drafts), tuple(framing))

    def _framing_rule(self, block: Block) -> str:
        if block.kind == "heading":
            return "heading"
        if block.kind == "header_cell" or block.column == 0:
            return "table-header"
        lead = self.open[-1] if self.open and self.open[-1].rank == _LEAD else None
        words = self.document.quote(block.span).strip(_EDGES)
        return "side-lead" if lead and lead.words == words and len(lead.label.sides) == 1 else "rest"

    # -- one block, or as many as belong together; returns how many

    def _block(self, index: int) -> int:
        block = self.document.blocks[index]
        if block.kind == "heading":
            self._heading(index, block)
            return 1
        if block.column is not None:
            return self._table(index)
        if block.kind == "item":
            return self._item(index, block)
        if block.kind == "paragraph":
            return self._paragraph(index, block)
        return 1

    def _heading(self, index: int, block: Block) -> None:
        text = self.document.quote(block.span)
        label = self._label(block.span)
        title = not self.title_seen and (block.level == 1 or len(label.sides) > 1)
        while self.open and self.open[-1].rank >= block.level:
            last = self.open[-1]
            keeps = last.rank == block.level and last.label.kind == "side" and label.kind == "role" and not label.sides
            if keeps and label.role in {"pros", "cons", "both", "examples"}:
                break
            self.open.pop()
        if title and index < 3:
            self.title_seen = True
            return
        self.content = False
        self.open.append(_Open(block.level, label, text))

    def _paragraph(self, index: int, block: Block) -> int:
        self._close(_ITEM)
        text = self.document.quote(block.span)
        blocks = self.document.blocks
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if self._skipped() or self._advert(block, text):
            return 1
        bare = text.strip(_EDGES)
        if bare and len(bare) <= _LONGEST_LEAD and bold_words(self.document, block).strip(_EDGES) == bare:
            self._lead(block, bare)
            return 1
        if following and following.kind in {"item", "cell", "header_cell"} and text.rstrip().endswith((":", "：")):
            label = self._label(block.span)
            if len(text) <= _LONGEST_LEAD and (len(label.sides) == 1 or label.role in {"pros", "cons", "examples"}):
                self._lead(block, bare)
            return 1
        role = self._role()
        if role == "conclusion":
            return self._conclusion(index)
        label_ = label_of(self.document, block.span, block.bold, plain=False)
        if label_ and label_.body.end > label_.body.start and len(label_.words) <= 60:
            self._labelled(block, label_.span, label_.body, None, "labelled-paragraph")
            return 1
        named = self.names.named(text)
        starts = self.cues.closing.match(fold(text))
        last = following is None or following.kind == "heading"
        side, dimension = self._side(), self._dimension()
        if (
            named
            and starts
            and self.drafts
            and role != "framing"
            and len(text) > 12
            and not text.rstrip().endswith((":", "："))
        ):
            self._add("verdict", block.span, "closing-paragraph", block.span, None, dimension)
        elif len(named) == len(self.sides) and self.content and (last or (dimension and self._after_side())):
            self._close(_LEAD)
            self._add("verdict", block.span, "closing-paragraph", block.span, None, self._dimension())
        elif side and not text.rstrip().endswith((":", "：")):
            self._prose(block, role, side, dimension)
        elif dimension and role not in {"framing", "comparison", "choice"} and len(named) == 1 and self._begins(text):
            slot = self._mention(block.span)
            self._add("claim", block.span, "paragraph", block.span, slot, dimension)
            self.content = True
        return 1

    def _prose(self, block: Block, role: str, side: Slot, dimension: Slot | None) -> None:
        polarity = self._polarity()
        if role == "definition" or (role in {"", "framing"} and not dimension and not polarity):
            if not self.content:
                self._add("definition", block.span, "definition", block.span, side, dimension)
                self.content = True
        elif role == "examples":
            return
        elif dimension or polarity or role == "choice":
            self._add("claim", block.span, "paragraph", block.span, side, dimension, None, polarity)
            self.content = True

    def _conclusion(self, index: int) -> int:
        blocks, end = self.document.blocks, index
        while end < len(blocks) and blocks[end].kind == "paragraph":
            text = self.document.quote(blocks[end].span)
            bare = text.strip(_EDGES)
            lead = bold_words(self.document, blocks[end]).strip(_EDGES) == bare and len(bare) <= _LONGEST_LEAD
            if end > index and (lead or self._advert(blocks[end], text)):
                break
            end += 1
        whole = Span(blocks[index].span.start, blocks[end - 1].span.end)
        text = self.document.quote(whole)
        if len(text) > 12 and not (end - index == 1 and text.rstrip().endswith((":", "："))):
            self._add("verdict", whole, "paragraphs-under-conclusion-heading", whole)
        return end - index

    def _lead(self, block: Block, words: str) -> None:
        label = self._label(block.span)
        leads = [number for number, one in enumerate(self.open) if one.rank == _LEAD]
        same = next((number for number in leads if self.open[number].label.kind == label.kind), None)
        if same is not None:
            del self.open[same:]
        elif label.kind == "dimension":
            self._close(_LEAD)
        self.open.append(_Open(_LEAD, label, words))

    def _item(self, index: int, block: Block) -> int:
        rank = _ITEM + block.level
        self._close(rank)
        blocks = self.document.blocks
        end = index + 1
        while end < len(blocks) and self._continues(block, blocks[end]):
            end += 1
        own = blocks[index:end]
        span = Span(block.span.start, own[-1].span.end)
        child = end < len(blocks) and blocks[end].kind == "item" and blocks[end].level > block.level
        text = self.document.quote(span)
        if self._skipped() or self._advert(block, text):
            return end - index
        tick, start = tick_of(text)
        bare = Span(span.start + start, span.end)
        label = label_of(self.document, span, block.bold)
        empty = label is not None and label.body.end <= label.body.start
        role = self._role()
        if role == "examples" and not (label and len(self._label(label.span).sides) == 1 and not self._side()):
            while end < len(blocks) and blocks[end].kind == "item" and blocks[end].level > block.level:
                end += 1
            whole = Span(bare.start, blocks[end - 1].span.end)
            self._example(whole, label.span if label else self._title(bare), "item-of-examples")
            return end - index
        if child and (label is None or empty):
            words = label.span if label else bare
            read = self._label(words)
            slot = None if read.kind != "dimension" or read.sides else self._slot(words)
            self.open.append(_Open(rank, read, self.document.quote(words), slot))
            return end - index
        if label is not None and not empty:
            self._labelled(block, label.span, label.body, tick, "labelled-item-under-side", span)
            if child:
                self.open.append(_Open(rank, self._label(label.span), label.words, self._slot(label.span)))
            return end - index
        self._statement(label.span if label else bare, span, label.span if label else None, tick, "item")
        return end - index

    def _continues(self, block: Block, other: Block) -> bool:
        path = getattr(block, "path", ())
        return bool(path) and other.kind == "item" and other.group == block.group and getattr(other, "path", ()) == path

    def _labelled(
        self, block: Block, words: Span, body: Span, tick: Polarity | None, rule: str, whole: Span | None = None
    ) -> None:
        """A label with what it says: the label names a side, a polarity, or a property."""
        label = self._label(words)
        context = whole or block.span
        dimension, role = self._dimension(), self._role()
        key = (side.words if (side := self._side()) else "", dimension.words if dimension else "")
        if len(label.sides) == 1 and label.slot and not (side and side.words != label.slot.words and not label.pure):
            if role == "definition" or (not dimension and role in {"", "framing"} and not self._polarity()):
                self._add("definition", body, "definition", context, label.slot, dimension)
            else:
                polarity = label.polarity or tick or self._polarity()
                self._add("claim", body, rule, context, label.slot, label.rest or dimension, None, polarity)
            self.content = True
        elif label.pure and label.polarity and side:
            self._add("claim", body, rule, context, side, dimension, None, label.polarity)
            self.content = True
        elif block.ordered and key in self.bulleted and side and rule == "labelled-item-under-side":
            self._example(context, words, "numbered-item-under-side")
        else:
            if side and not block.ordered and rule == "labelled-item-under-side":
                self.bulleted.add(key)
            self._statement(body, context, words, tick, rule)

    def _statement(self, span: Span, context: Span, words: Span | None, tick: Polarity | None, rule: str) -> None:
        side, dimension, role = self._side(), self._dimension(), self._role()
        polarity = tick or self._polarity()
        property_ = self._slot(words) if words and words != span else self._property()
        text = self.document.quote(context)
        if side is None:
            named = self.names.named(text)
            if len(named) == 1 and (dimension or role or polarity):
                side = self._mention(context)
            elif not (words and words != span) or not (role in {"choice", "comparison"} or len(named) > 1):
                return
        if role in {"framing", "skip"} or (role == "conclusion" and (side is None or not words)):
            return
        self._add("claim", span, rule, context, side, dimension, property_, polarity)
        self.content = self.content or side is not None

    def _example(self, span: Span, title: Span, rule: str) -> None:
        side = self._side() or self._mention(span)
        self._add("example", span, rule, span, side, self._dimension(), self._slot(title))
        self.content = True

    def _title(self, span: Span) -> Span:
        """The name at the head of an example: what stands before a bracket or a dash."""
        text = self.document.quote(span)
        cut = re.search(r"\s*[（(]|\s[-–—]\s|[–—]|[:：]", text)
        return Span(span.start, span.start + (cut.start() if cut and cut.start() else len(text)))

    # -- tables

    def _table(self, index: int) -> int:
        blocks, end = self.document.blocks, index
        group = blocks[index].group
        while end < len(blocks) and (blocks[end].group == group or blocks[end].column is not None):
            if blocks[end].column is not None and blocks[end].group != group:
                break
            end += 1
        cells = [block for block in blocks[index:end] if block.column is not None]
        self._close(_ITEM)
        if self._skipped():
            return end - index
        heads = {cell.column: cell for cell in cells if cell.row == cells[0].row}
        rows = {cell.row: cell for cell in cells if cell.column == 0 and cell.row != cells[0].row}
        columns = {column: one[0] for column, cell in heads.items() if (one := self._exact(cell)) and column != 0}
        lines = {row: one[0] for row, cell in rows.items() if (one := self._exact(cell))}
        for cell in cells:
            if cell.row == cells[0].row or not self.document.quote(cell.span).strip(_EDGES + "\u2014"):
                continue
            if len(columns) > 1 and cell.column in columns and cell.row in rows:
                row = self._slot(rows[cell.row].span, cell_label=True)
                side = Slot(self.sides[columns[cell.column]].name, heads[cell.column].span)
                self._add("cell", cell.span, "table-cell", cell.span, side, row)
            elif len(columns) < 2 and len(lines) > 1 and cell.row in lines and cell.column != 0:
                head = heads.get(cell.column)
                side = Slot(self.sides[lines[cell.row]].name, rows[cell.row].span)
                read = self._label(head.span) if head else _Label()
                slot = self._slot(head.span, cell_label=True) if head else None
                polarity = read.polarity if read.pure else None
                self._add("cell", cell.span, "table-cell", cell.span, side, slot, None, polarity)
            elif not columns and not lines and (side_ := self._side()) and cell.column in heads:
                read = self._label(heads[cell.column].span)
                if read.pure and read.polarity:
                    label = label_of(self.document, cell.span, cell.bold)
                    body = label.body if label and label.body.end > label.body.start else cell.span
                    words = self._slot(label.span) if label and body != cell.span else None
                    self._add(
                        "claim",
                        body,
                        "cell-of-pros-and-cons",
                        cell.span,
                        side_,
                        self._dimension(),
                        words,
                        read.polarity,
                    )
        return end - index

    def _exact(self, cell: Block) -> list[int]:
        named = self.names.named(self.document.quote(cell.span))
        return named if len(named) == 1 else []

    # -- what labels say

    def _label(self, span: Span) -> _Label:
        text = self.document.quote(span)
        bare, cut = without_number(text)
        start = span.start + cut
        folded = fold(bare)
        mentions = list(self.names.find(bare))
        label = _Label(list(dict.fromkeys(number for number, _, _ in mentions)))
        if len(label.sides) > 1 and _OVER.search(folded[mentions[0][2] : mentions[1][1]]):
            label.sides = label.sides[:1]
            mentions = mentions[:1]
            folded = folded[: _OVER.search(folded).start()]  # type: ignore[union-attr]
        if mentions:
            number, first, last = mentions[0]
            label.slot = Slot(self.sides[number].name, Span(start + first, start + last))
        masked = list(folded)
        for _, first, last in mentions:
            masked[first:last] = "\0" * (last - first)
        cues_ = list(self.cues.find("".join(masked)))
        roles: dict[str, tuple[int, int]] = {}
        for role, first, last in cues_:
            # デメリット is no メリット: words within longer ones do not count.
            if not any(a <= first and last <= b and b - a > last - first for _, a, b in cues_):
                roles.setdefault(role, (first, last))
                masked[first:last] = "\1" * (last - first)
        rest = self._rest("".join(masked), bool(mentions))
        label.pure = rest is None
        strong = next(iter(roles), "")
        if strong in {"pros", "cons"}:
            both = "pros" in roles and "cons" in roles
            at_head = roles[strong][0] == 0
            if label.pure or label.sides or (at_head and len(bare) < 40):
                label.role = "both" if both else strong
                label.polarity = None if both else "+" if strong == "pros" else "-"
        elif strong in {"comparison", "framing", "skip"}:
            label.role = strong if label.pure else ""
        elif (strong and (label.pure or label.sides or (strong == "conclusion" and roles[strong][0] == 0))) or (
            strong in {"choice", "examples", "definition"} and roles[strong][0] == 0
        ):
            label.role = strong
        if label.role in {"choice", "definition"} and len(label.sides) != 1:
            first, last = roles[label.role]
            label.cue = Slot(bare[first:last], Span(start + first, start + last))
        if rest and rest[0] < rest[1] and not label.role:
            first, last = rest
            label.rest = Slot(bare[first:last], Span(start + first, start + last))
        return label

    def _rest(self, masked: str, named: bool) -> tuple[int, int] | None:
        """Where the words stand that are no side, no cue and no filler; with a side, those on one side of a colon."""
        if named and (colon := re.search(r"[:：]|\s-\s", masked)):
            before, after = masked[: colon.start()], masked[colon.end() :]
            if "\0" in after and "\0" not in before:
                return self._joined(masked, 0, colon.start()) if self._trimmed(masked, 0, colon.start()) else None
            if "\0" in before and not before.strip("\0\1" + _EDGES):
                return None  # "React: a library" is about React
        parts = [(found.start(), found.end()) for found in re.finditer("[^\0\1]+", masked)]
        meant = [part for part in parts if self._trimmed(masked, *part)]
        if not meant:
            return None
        if not named:
            return self._joined(masked, 0, len(masked))
        return self._joined(masked, *max(meant, key=lambda one: one[1] - one[0]))

    def _joined(self, masked: str, start: int, end: int) -> tuple[int, int]:
        """A range without what only joins it to the words around it."""
        part = masked[start:end].strip("\0\1" + _EDGES)
        start = masked.index(part, start)
        head = _JOINTS.match(part)
        first = head.end() if head else 0
        last = _last(_JOINTS, part)
        last = len(part) if last is None or last <= first else last
        inner = part[first:last].strip(_EDGES)
        start = masked.index(inner, start)
        return start, start + len(inner)

    def _trimmed(self, masked: str, start: int, end: int) -> tuple[int, int] | None:
        while start < end:
            part = masked[start:end]
            if part[0] in _EDGES:
                start += 1
            elif part[-1] in _EDGES:
                end -= 1
            elif head := self.cues.glue.match(part):
                start += head.end()
            elif last := _last(self.cues.glue, part):
                end = start + last
            else:
                break
        return (start, end) if end > start else None

    # -- where the walk stands

    def _close(self, rank: int) -> None:
        while self.open and self.open[-1].rank >= rank:
            self.open.pop()

    def _side(self) -> Slot | None:
        side: Slot | None = None
        for one in self.open:
            if len(one.label.sides) == 1:
                side = one.label.slot
            elif len(one.label.sides) > 1 or (one.rank < _LEAD and one.label.role == "conclusion"):
                side = None
        return side

    def _dimension(self) -> Slot | None:
        found: Slot | None = None
        for one in self.open:
            if one.property is None:
                found = one.label.rest or one.label.cue or found
        return found

    def _property(self) -> Slot | None:
        return next((one.property for one in reversed(self.open) if one.property), None)

    def _polarity(self) -> Polarity | None:
        polarity: Polarity | None = None
        for one in self.open:
            if one.label.role:
                polarity = one.label.polarity
        return polarity

    def _role(self) -> str:
        role = ""
        for one in self.open:
            role = one.label.role or ("" if one.label.rest and role in {"framing", "definition"} else role)
        return role

    def _after_side(self) -> bool:
        return any(one.rank == _LEAD and len(one.label.sides) == 1 for one in self.open)

    def _skipped(self) -> bool:
        return any(one.label.role == "skip" for one in self.open)

    def _advert(self, block: Block, text: str) -> bool:
        within = getattr(block, "within", ())
        if getattr(block, "hidden", False) or {"nav", "footer", "aside", "form", "blockquote"} & set(within):
            return True
        links = getattr(block, "links", ())
        linked = sum(link.end - link.start for link in links)
        if linked and linked >= 0.8 * len(text.strip(_EDGES)):
            return True
        return bool(self.cues.advert.search(fold(text))) and not self.names.named(text)

    def _begins(self, text: str) -> bool:
        first = next(self.names.find(text), None)
        return first is not None and first[1] <= 20

    def _mention(self, span: Span) -> Slot | None:
        named = list(self.names.find(self.document.quote(span)))
        if len({number for number, _, _ in named}) != 1:
            return None
        number, start, end = named[0]
        return Slot(self.sides[number].name, Span(span.start + start, span.start + end))

    def _slot(self, span: Span, *, cell_label: bool = False) -> Slot:
        words = self.document.quote(span)
        bare = words.strip() if cell_label else words
        return Slot(bare, span)

    def _add(
        self,
        kind: Kind,
        span: Span,
        rule: str,
        context: Span,
        alternative: Slot | None = None,
        dimension: Slot | None = None,
        property: Slot | None = None,
        polarity: Polarity | None = None,
    ) -> None:
        self.drafts.append(self._draft(kind, span, rule, context, alternative, dimension, property, polarity))

    def _draft(
        self,
        kind: Kind,
        span: Span,
        rule: str,
        context: Span,
        alternative: Slot | None = None,
        dimension: Slot | None = None,
        property: Slot | None = None,
        polarity: Polarity | None = None,
    ) -> Draft:
        quote = self.document.quote(span)
        noun = "conclusion" if kind == "verdict" and dimension is None else _NOUNS.get(kind, kind)
        # The same words in another place are another statement: the second and later ones are numbered.
        number = self.seen[noun, quote]
        self.seen[noun, quote] += 1
        name = identifier("verdict" if kind == "verdict" else noun, noun, quote, *([str(number)] if number else []))
        path = tuple(one.words for one in self.open) if kind != "framing" else ()
        confidence = _CONFIDENCE.get(rule, 1.0)
        return Draft(name, kind, span, rule, context, alternative, dimension, property, polarity, confidence, path)


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    """Where the match that ends the text begins, if there is one."""
    return next((found.start() for found in pattern.finditer(text) if found.end() == len(text)), None)
