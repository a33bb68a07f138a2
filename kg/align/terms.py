"""What the words of a label mean, whatever their language: the translation table in ``terms.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Meaning", "folded", "meaning"]

_FILE = Path(__file__).parent / "terms.toml"
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
#: A run of Chinese characters, or of letters or digits of any other script.
_RUNS = re.compile(rf"[{_HAN}]+|[^\W\d_{_HAN}]+(?:'[^\W\d_{_HAN}]+)?|\d+(?:\.\d+)*")
_EMPTY, _SLANT, _TERMS = "empty", "slant", "terms"


@dataclass(frozen=True)
class Meaning:
    """What a label is about.

    Attributes:
        subjects: the terms of the table that it holds, and its other words as they are.
        slants: what turns it towards a need, a worry or a degree (``risk``, ``需求``).
    """

    subjects: frozenset[str]
    slants: frozenset[str]


@dataclass(frozen=True)
class _Table:
    """What each phrase stands for, as (section, term), by its words; the length of the longest one."""

    phrases: dict[tuple[str, ...], tuple[str, str]]
    longest: int


def folded(text: str) -> str:
    """Return a label without what tells no two apart: case, width, spaces, hyphens and other marks."""
    return "".join(character for character in unicodedata.normalize("NFKC", text).casefold() if character.isalnum())


@cache
def meaning(text: str) -> Meaning:
    """Return what a label, or any text, is about."""
    table = _table()
    subjects, slants = set(), set()
    for words in _runs(text):
        position = 0
        while position < len(words):
            for length in range(min(table.longest, len(words) - position), 0, -1):
                found = table.phrases.get(words[position : position + length])
                if found:
                    section, term = found
                    if section == _TERMS:
                        subjects.add(term)
                    elif section == _SLANT:
                        slants.add(term)
                    position += length
                    break
            else:
                # An unknown Chinese character is no word: it stays with its unknown neighbours.
                end = position + 1
                while _is_han(words[position]) and end < len(words) and not _begins(table, words, end):
                    end += 1
                subjects.add("".join(words[position:end]))
                position = end
    return Meaning(frozenset(subjects), frozenset(slants))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Runs of words of one kind: Chinese character by character, other scripts word by word."""
    run: list[str] = []
    kind = None
    for found in _RUNS.findall(unicodedata.normalize("NFKC", text).casefold()):
        han = _is_han(found)
        if han or kind is not False:
            if run:
                yield tuple(run)
            run = []
        run += found if han else [_stem(found)]
        kind = han
    if run:
        yield tuple(run)


def _is_han(word: str) -> bool:
    return re.match(rf"[{_HAN}]", word) is not None


def _begins(table: _Table, words: tuple[str, ...], start: int) -> bool:
    """Whether a known phrase begins at this word."""
    return any(
        words[start : start + length] in table.phrases
        for length in range(1, min(table.longest, len(words) - start) + 1)
    )


def _stem(word: str) -> str:
    """A word without its plural ending; crude, but the same for both sides of a comparison."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@cache
def _table() -> _Table:
    data = tomllib.loads(_FILE.read_text("utf-8"))
    phrases: dict[tuple[str, ...], tuple[str, str]] = {}

    def add(section: str, term: str, phrase: str) -> None:
        words = tuple(word for run in _runs(phrase) for word in run)
        assert phrases.setdefault(words, (section, term)) == (section, term), f"{phrase!r} stands twice in {_FILE.name}"

    for section in (_TERMS, _SLANT):
        for term, languages in data[section].items():
            for phrase in (phrase for spoken in languages.values() for phrase in spoken):
                add(section, term, phrase)
    for phrase in (phrase for spoken in data[_EMPTY].values() for phrase in spoken):
        add(_EMPTY, "", phrase)  # a word may be empty in two languages
    return _Table(phrases, max(map(len, phrases)))
