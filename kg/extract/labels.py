"""Labels: the words before a colon, in bold or at the head of an item, and the marks before them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.document import Block, Document, Span
from kg.extract.draft import Polarity

__all__ = ["EDGES", "Label", "bold_words", "label_of", "label_words", "tick_of", "ticks_in", "without_number"]

#: What may stand around words without being part of them.
EDGES = " \t\n:：,，.。…?？!！¿¡;；\"'“”‘’《》「」【】()（）*·|-–—✓✗"
_NUMBERING = re.compile(
    r"\s*(?:#+\s*)?(?:[（(]?(?:[一二三四五六七八九十]+|\d{1,2}(?:\.\d{1,2})*)[)）]?[、.．。)\s:：]+"
    r"|[（(]?(?:[IVX]+|[A-Ha-h])(?:[)）][、.．:：]?|[、.．:：])\s*"
    r"|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]\s*"
    r"|第[一二三四五六七八九十]+[章节部分点]+[、:：\s]*|[①-⑩]\s*|\d\ufe0f?\u20e3\s*|\d{1,2}\s?[-–]\s+(?=[^\W\d_])"
    r"|(?:方案|方式|方法|选项|选择|类型|类别|模式|途径|路线)\s?[一二三四五六1-9A-Fa-f甲乙丙丁]\s*[:：、]"
    r"|第[一二三四五六七八九十][种类款][:：、]\s*"
    r"|(?i:option|opción|opcion|choix|solution|method|méthode|método|approach|approche|variante?|alternativa?e?)"
    r"\s(?:n[°º]\s?|#)?(?:\d|[A-F]|I{1,3})\s*[:：.)–—-]+\s)?\s*"
)
_TICKS: dict[str, Polarity] = {**dict.fromkeys("✓✔✅☑👍🟢⭕➕", "+"), **dict.fromkeys("✗✘❌✖👎🔴🚫➖⚠", "-")}
_TICK = re.compile(r"(?:^|(?<=\s))[" + "".join(_TICKS) + "]")
_MARKS = re.compile("[" + "".join(_TICKS) + "\ufe0f•▪◦‣➤→►●○■□·*\U0001f300-\U0001faff\u2600-\u27bf\\s]*")
_NEW_LINE = re.compile(r"(?:[ \t*_]|</?(?:b|strong)>)*(?:\r?\n|<br */?>)", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:[:：]+(?:\s*[-–•]\s)?|\s[-–—]+(?=\s)|[–—]+)\s*")
_PLAIN = re.compile(r"[^:：。！？!?;；\n]{1,48}?(?=\s?[:：](?!//|\d))|[^:：。.！？!?;；,，\n]{1,40}?(?=\s[–—-]\s)")
_WIDE = re.compile(r"[\u3040-\u9fff]")
_MOST_WORDS = 6
#: A shorter text has no label that is not bold, and a longer one is not remembered.
_SHORTEST = 2
_REMEMBERED = 2000


class Label(NamedTuple):
    """The label of a block.

    Attributes:
        words: what it says, without the colon.
        span: where it stands.
        body: where the text after it stands, empty if there is none.
        bold: whether it is set in bold.
    """

    words: str
    span: Span
    body: Span
    bold: bool


def without_number(text: str) -> tuple[str, int]:
    """Return a heading without its number and signs, and how many characters were cut off."""
    cut = 0 if text[:1].isalpha() else _after_marks(text, 0)
    found = _NUMBERING.match(text, cut)
    if found and text[found.end() :].strip():
        cut = found.end()
        after = _after_marks(text, cut)
        cut = after if after < len(text) else cut
    return text[cut:].rstrip(" :：?？"), cut


def _after_marks(text: str, start: int) -> int:
    marks = _MARKS.match(text, start)
    assert marks  # it matches nothing too
    return marks.end()


def tick_of(text: str) -> tuple[Polarity | None, int]:
    """Return what a mark at the head of a text says for or against, and where the words begin."""
    if text[:1].isalpha():  # no mark is a letter
        return None, 0
    end = _after_marks(text, 0)
    found = next((_TICKS[char] for char in text[:end] if char in _TICKS), None)
    return found, end if end < len(text) else 0


def ticks_in(text: str) -> list[int]:
    """Where the marks stand in a text that say for or against, each at its beginning or after a space."""
    return [found.start() for found in _TICK.finditer(text)]


def bold_words(document: Document, block: Block) -> str:
    """The words that are bold at the head of a block, without their colon; empty if there are none."""
    if not block.bold:
        return ""
    first, start = block.bold[0], block.span.start
    if first.start > start or not document.text[start].isalpha():  # a mark may stand before them
        start += tick_of(document.quote(block.span))[1]
    if first.start > start:
        return ""
    return document.text[max(first.start, start) : first.end].strip(" :：")


def label_of(document: Document, span: Span, bold: tuple[Span, ...], *, plain: bool = True) -> Label | None:
    """Return the label at the head of a range, if it has one.

    Bold words count with a colon, a dash or a full stop after or in them, or on a line of their own; others
    (``plain``) if they are few.
    """
    found = _found(document, span, bold) if plain or bold else None
    if found is None or not (plain or found[3]):
        return None
    start, words, body, is_bold = found
    body = min(span.start + body, span.end)
    start += span.start
    return Label(words, Span(start, start + len(words)), Span(body, span.end), is_bold)


def label_words(document: Document, block: Block) -> str:
    """The words of the label of a block, empty if it has none; see :func:`label_of`."""
    found = _found(document, block.span, block.bold)
    return found[1] if found else ""


def _found(document: Document, span: Span, bold: tuple[Span, ...]) -> tuple[int, str, int, bool] | None:
    if not bold and span.end - span.start < _SHORTEST:
        return None
    text = document.quote(span)
    first, last = (bold[0].start - span.start, bold[0].end - span.start) if bold else (0, 0)
    line = 0 < last < len(text) and first == 0 and text[last] not in ":：" and _on_a_line(document, span, bold[0])
    return (_label_in if len(text) <= _REMEMBERED else _label_in.__wrapped__)(text, first, last, line)


def _on_a_line(document: Document, span: Span, bold: Span) -> bool:
    """Whether the file goes on in a new line after bold words at the head of a range."""
    end = document.canonical.raw_range(bold.start, bold.end)[1]
    following = document.canonical.raw_range(bold.end, min(bold.end + 2, span.end))[1]
    return bool(_NEW_LINE.match(document.raw, end, following))


@lru_cache(maxsize=512)  # one block is asked about by every rule
def _label_in(text: str, first: int, last: int, line: bool) -> tuple[int, str, int, bool] | None:
    """Where the label of a text begins, its words, where its body begins and whether it is bold."""
    _, start = tick_of(text)
    if first <= start < last:
        inside = text[start:last]
        words = inside.rstrip(" :：.。-–—")
        after = _AFTER.match(text, start + len(words))
        ends = inside.rstrip().endswith((".", "。", "?", "？")) or text[last:].lstrip(" ")[:1] in {"", "\n"}
        closed = line or after or ends
        if words and closed:
            body = after.end() if after else last + len(text[last:]) - len(text[last:].lstrip())
            return start, words, body, True
        # **Cost: low** has its colon amid the bold words.
    found = _PLAIN.match(text, start)
    if not found:
        return None
    words = found[0].rstrip()
    if words.count("(") > words.count(")"):  # the colon stands in brackets: "needs pipes (e.g.: of copper)"
        return None
    after = _AFTER.match(text, start + len(words))
    wide = len(words) > 16 if _WIDE.search(words) else len(words.split()) > _MOST_WORDS
    return None if not words or not after or wide else (start, words, after.end(), False)
