"""Labels: the words before a colon, in bold or at the head of an item, and the marks before them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.document import Block, Document, Span
from kg.extract.draft import Polarity

__all__ = ["EDGES", "Label", "bold_words", "label_of", "tick_of", "without_number"]

#: What may stand around words without being part of them.
EDGES = " \t\n:：,，.。…?？!！¿¡;；\"'“”‘’《》「」【】()（）*·|-–—✓✗"
_NUMBERING = re.compile(
    r"\s*(?:#+\s*)?(?:[（(]?(?:[一二三四五六七八九十]+|\d{1,2}(?:\.\d{1,2})*)[)）]?[、.．。)\s:：]+"
    r"|[（(]?(?:[IVX]+|[A-Ha-h])(?:[)）][、.．:：]?|[、.．:：])\s*"
    r"|第[一二三四五六七八九十]+[章节部分点]+[、:：\s]*|[①-⑩]\s*|\d\ufe0f?\u20e3\s*"
    r"|(?:方案|方式|方法|选项|选择)\s?[一二三四五六1-9A-Fa-f甲乙丙丁]\s*[:：、]"
    r"|(?i:option|opción|opcion|choix|solution|method|méthode|método|approach|approche|variante?|alternativa?e?)"
    r"\s(?:n[°º]\s?|#)?(?:\d|[A-F]|I{1,3})\s*[:：.)–—-]+\s)?\s*"
)
_TICKS: dict[str, Polarity] = {**dict.fromkeys("✓✔✅☑👍🟢⭕➕", "+"), **dict.fromkeys("✗✘❌✖👎🔴🚫➖⚠", "-")}
_MARKS = re.compile("[" + "".join(_TICKS) + "\ufe0f•▪◦‣➤→►●○■□·*\U0001f300-\U0001faff\u2600-\u27bf\\s]*")
_AFTER = re.compile(r"\s*(?:[:：]+(?:\s*[-–•]\s)?|\s[-–—]+(?=\s)|[–—]+)\s*")
_PLAIN = re.compile(r"[^:：。！？!?;；\n]{1,48}?(?=\s?[:：](?!//|\d))|[^:：。.！？!?;；,，\n]{1,40}?(?=\s[–—-]\s)")
_WIDE = re.compile(r"[\u3040-\u9fff]")
_MOST_WORDS = 6
#: Longer texts are not remembered.
_REMEMBERED = 2000


@dataclass(frozen=True, slots=True)
class Label:
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
    cut = 0
    marks = _MARKS.match(text)
    cut = marks.end() if marks else 0
    found = _NUMBERING.match(text, cut)
    if found and text[found.end() :].strip():
        cut = found.end()
    marks = _MARKS.match(text, cut)
    cut = marks.end() if marks and marks.end() < len(text) else cut
    return text[cut:].rstrip(" :：?？"), cut


def tick_of(text: str) -> tuple[Polarity | None, int]:
    """Return what a mark at the head of a text says for or against, and where the words begin."""
    if text[:1].isalpha():  # no mark is a letter
        return None, 0
    marks = _MARKS.match(text)
    end = marks.end() if marks else 0
    found = next((_TICKS[char] for char in text[:end] if char in _TICKS), None)
    return found, end if end < len(text) else 0


def bold_words(document: Document, block: Block) -> str:
    """The words that are bold at the head of a block, without their colon; empty if there are none."""
    if not block.bold:
        return ""
    text = document.quote(block.span)
    _, start = tick_of(text)
    first = block.bold[0]
    if first.start > block.span.start + start:
        return ""
    return document.quote(Span(max(first.start, block.span.start + start), first.end)).strip(" :：")


def label_of(document: Document, span: Span, bold: tuple[Span, ...], *, plain: bool = True) -> Label | None:
    """Return the label at the head of a range, if it has one.

    Bold words count with a colon, a dash or a full stop after or in them; others (``plain``) if they are few.
    """
    text = document.quote(span)
    first, last = (bold[0].start - span.start, bold[0].end - span.start) if bold else (0, 0)
    find = _label_in if len(text) <= _REMEMBERED else _label_in.__wrapped__
    if (found := find(text, first, last, plain)) is None:
        return None
    start, words, body, is_bold = found
    body = min(span.start + body, span.end)
    start += span.start
    return Label(words, Span(start, start + len(words)), Span(body, span.end), is_bold)


@lru_cache(maxsize=512)  # one block is asked about by every rule
def _label_in(text: str, first: int, last: int, plain: bool) -> tuple[int, str, int, bool] | None:
    """Where the label of a text begins, its words, where its body begins and whether it is bold."""
    _, start = tick_of(text)
    if first <= start < last:
        inside = text[start:last]
        words = inside.rstrip(" :：.。-–—")
        after = _AFTER.match(text, start + len(words))
        closed = after or inside.rstrip().endswith((".", "。")) or not text[last:].strip()
        if words and closed:
            body = after.end() if after else last + len(text[last:]) - len(text[last:].lstrip())
            return start, words, body, True
        # **Cost: low** has its colon amid the bold words.
    if not plain:
        return None
    found = _PLAIN.match(text, start)
    if not found:
        return None
    words = found[0].rstrip()
    after = _AFTER.match(text, start + len(words))
    wide = len(words) > 16 if _WIDE.search(words) else len(words.split()) > _MOST_WORDS
    return None if not words or not after or wide else (start, words, after.end(), False)
