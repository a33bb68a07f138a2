"""The words that tell what a label is about, from the files in ``words/``, one a language."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

__all__ = ["ROLES", "Cues", "cues", "fold", "language_of", "wording_of"]

_FOLDER = Path(__file__).parent / "words"
#: What a label can be about, the strongest first: where one label holds words of several, the first counts.
ROLES = ("pros", "cons", "examples", "choice", "conclusion", "definition", "skip", "comparison", "framing")
_LETTER = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {"ja": re.compile(r"[\u3040-\u30ff]+"), "zh": re.compile(r"[\u4e00-\u9fff]+")}
_LATIN = ("en", "fr", "es", "de")
#: Characters that nearly every Chinese text has, and their traditional forms.
_SIMPLIFIED, _TRADITIONAL, _TRADITIONALLY = "这个为对点时", "這個為對點時", "zh-Hant"
#: One character in so many must be Chinese or Japanese to make the text so.
_SHARE = 0.05
#: Cue words that are other words in company: "MacBook Pro", "casa con jardín", "IA open source".
_ALONE = frozenset(
    {
        "pro",
        "con",
        "contra",
        "kontra",
        "pour",
        "contre",
        "plus",
        "minus",
        "moins",
        "source",
        "sources",
        "cas",
        "cases",
        "casos",
    }
)
_SHORT = 40
#: A shorter word without its accents may be another word.
_LONG_ENOUGH = 5
_ASCII_SEPARATORS = dict.fromkeys("-_/|", " ")
_SEPARATORS = _ASCII_SEPARATORS | dict.fromkeys("‐‑–—\u00a0\u3000", " ") | {"’": "'", "‘": "'", "？": "?"}


@dataclass(frozen=True, slots=True)
class _Word:
    """A cue word or phrase; any number of spaces may stand between its parts."""

    role: str
    parts: tuple[str, ...]
    ends: bool
    alone: bool  # whether no letter or digit may stand beside it at all

    def end(self, text: str, start: int) -> int:
        """Where the word ends whose first part begins there, 0 if it does not; what stands before is not looked at."""
        place = start
        for number, part in enumerate(self.parts):
            if number:
                gap = place
                while text.startswith(" ", place):
                    place += 1
                if place == gap:
                    return 0
            if not text.startswith(part, place):
                return 0
            place += len(part)
        if self.alone and (len(text) > _SHORT or _LETTER.search(text, 0, start) or _LETTER.search(text, place)):
            return 0
        return 0 if self.ends and text[place : place + 1].isalnum() else place


@dataclass(frozen=True)
class Cues:
    """The cue words of one language, those of English besides.

    Attributes:
        language: ``en``, ``zh``, ``zh-Hant``, ``fr``, ``es``, ``de`` or ``ja``.
        words: the words of :data:`ROLES` by their first two characters, those whose first part has but one by that.
        versus: matches what stands between two sides in a title.
        lead_in, tail: match what stands before the first and after the last side in a title.
        glue: matches words without a meaning of their own.
        joint: matches what joins a dimension to the sides beside it.
        against: matches what stands between two sides that are set against each other.
        over: matches what stands between a side and the one that it is measured by.
        beyond: matches what begins an addition to the last name in a title.
        article: matches the article before a name.
        head: words that follow the names of all sides and tell none apart.
        advert: matches what only an advert says.
        closing: matches the words that begin a verdict.
        asking: matches what a section asks that leaves the choice to its reader.
        every: matches what stands for all sides at the beginning of a text.
        contrast: matches what begins a clause that is set against the one before it.
        acts: what is done, as a verb and as a noun.
        light: matches a verb before a name that adds nothing to it: "to be", "to create".
        pairs: match two names between the words that stand before each: "from A to B".
        criterion: matches what things are compared by, which names none of them.
        verb: matches the verb that begins a definition.
    """

    language: str
    words: dict[str, list[_Word]]
    versus: re.Pattern[str]
    lead_in: re.Pattern[str]
    tail: re.Pattern[str]
    glue: re.Pattern[str]
    joint: re.Pattern[str]
    against: re.Pattern[str]
    over: re.Pattern[str]
    beyond: re.Pattern[str]
    article: re.Pattern[str]
    head: frozenset[str]
    advert: re.Pattern[str]
    closing: re.Pattern[str]
    asking: re.Pattern[str]
    every: re.Pattern[str]
    contrast: re.Pattern[str]
    acts: tuple[tuple[str, ...], ...]
    light: re.Pattern[str]
    pairs: tuple[re.Pattern[str], ...]
    criterion: re.Pattern[str]
    verb: re.Pattern[str]

    def find(self, folded: str) -> Iterator[tuple[str, int, int]]:
        """Return role, start and end of every cue in a folded text, the strongest role first."""
        return iter(_found(self.language, folded))

    def whole(self, folded: str) -> Iterator[tuple[str, int, int]]:
        """Like :meth:`find`, without words within longer ones: デメリット is no メリット."""
        return iter(_whole(self.language, folded))


@lru_cache(maxsize=1024)  # the same words are asked about by every rule
def fold(text: str) -> str:
    """Return a text in lower case with hyphens and dashes as spaces, of the same length."""
    lower = text.lower()
    if len(lower) != len(text):  # a few capitals become two characters
        lower = "".join(one if len(one := char.lower()) == 1 else char for char in text)
    for mark, plain in (
        _ASCII_SEPARATORS if lower.isascii() else _SEPARATORS
    ).items():  # str.translate looks at every character of a Chinese text by itself
        lower = lower.replace(mark, plain)
    return lower


def language_of(text: str) -> str:
    """Guess the language of a text: Chinese and Japanese by their script, the others by their small and cue words."""
    for language, script in _SCRIPTS.items():
        if sum(map(len, script.findall(text))) > _SHARE * len(text):
            return language
    counts = Counter(_WORD.findall(text.lower()))
    small = {language: sum(counts[word] for word in counts.keys() & _single(language)) for language in _LATIN}
    return max(_LATIN, key=lambda language: small[language])


def wording_of(text: str) -> str:
    """Guess whose words a text has: its language, or ``zh-Hant`` for Chinese in traditional characters."""
    language = language_of(text)
    if language == "zh" and sum(map(text.count, _TRADITIONAL)) > sum(map(text.count, _SIMPLIFIED)):
        return _TRADITIONALLY
    return language


@cache
def _single(language: str) -> frozenset[str]:
    """The fillers and cue words of a language that are one word."""
    lists = _words(language)
    return frozenset(word for name in ("glue", "is", *ROLES) for word in lists[name] if _WORD.fullmatch(word))


@cache
def cues(language: str) -> Cues:
    """Return the cue words of a language; English ones count everywhere."""
    own, english = _words(language), _words("en")

    def both(name: str) -> list[str]:
        return own[name] + (english[name] if language != "en" else [])

    return Cues(
        language,
        _by_first({name: both(name) for name in ROLES}),
        versus=_pattern([*own["versus"], "vs.", "vs", "versus"], joins=True),
        lead_in=_pattern(both("lead_in")),
        tail=_pattern(both("tail")),
        glue=_pattern(own["glue"]),
        joint=re.compile(rf"(?:{_pattern(both('joint')).pattern}|\s)+"),
        against=_pattern(["vs.", "vs", "v.s.", "versus"], joins=True),
        over=_pattern(both("over")),
        beyond=_pattern(own["beyond"]),
        article=_pattern(own["article"]),
        head=frozenset(both("head")),
        advert=_pattern(both("advert")),
        closing=_pattern(both("closing")),
        asking=_pattern(both("asking")),
        every=_pattern(both("every")),
        contrast=_pattern(both("contrast")),
        acts=tuple(tuple(one.split("|")) for one in own.get("acts", ())),
        light=_pattern(own.get("light", ())),
        pairs=tuple(map(_pair, both("pairs"))),
        criterion=_pattern(both("criterion")),
        verb=_pattern(both("is")),
    )


@lru_cache(maxsize=1024)  # one label is asked about several times
def _found(language: str, folded: str) -> tuple[tuple[str, int, int], ...]:
    words = cues(language).words
    found: dict[str, list[tuple[int, int]]] = {}
    within = False  # whether a letter or digit comes before
    for start, char in enumerate(folded):
        here = None if within and _spaced(char) else words.get(folded[start : start + 2]) or words.get(char)
        within = char.isalnum()
        for word in here or ():
            if not folded.startswith(word.parts[0], start):
                continue
            taken = found.get(word.role)
            if taken and start < taken[-1][1]:
                continue
            end = word.end(folded, start)
            if end:
                found.setdefault(word.role, []).append((start, end))
    return tuple((role, start, end) for role in ROLES for start, end in found.get(role, ()))


@lru_cache(maxsize=1024)
def _whole(language: str, folded: str) -> tuple[tuple[str, int, int], ...]:
    found = _found(language, folded)
    if len(found) < 2:
        return found
    inner: set[tuple[int, int]] = set()
    furthest = -1
    for start, end in sorted({(start, end) for _, start, end in found}, key=lambda one: (one[0], -one[1])):
        if end <= furthest:
            inner.add((start, end))
        furthest = max(furthest, end)
    return tuple(one for one in found if one[1:] not in inner)


@cache
def _words(language: str) -> dict[str, list[str]]:
    with (_FOLDER / f"{language}.toml").open("rb") as file:
        lists: dict[str, list[str]] = tomllib.load(file)
    if language == _TRADITIONALLY:
        pairs = str(lists["characters"]).split()
        table = str.maketrans("".join(pair[0] for pair in pairs), "".join(pair[1] for pair in pairs))
        return {name: [word.translate(table) for word in words] for name, words in _words("zh").items()}
    if language in _LATIN:
        for role in ROLES:
            lists[role] += [_plain(word) for word in lists[role] if len(word) >= _LONG_ENOUGH]
    return lists


def _plain(word: str) -> str:
    """A word without its accents, as people type it in haste: "que es", "inconvenients"."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def _by_first(roles: dict[str, list[str]]) -> dict[str, list[_Word]]:
    found: dict[str, list[_Word]] = {}
    for role, words in roles.items():
        for word in dict.fromkeys(map(fold, words)):
            one = _Word(role, tuple(word.split()), _spaced(word[-1]), word in _ALONE)
            found.setdefault(one.parts[0][:2], []).append(one)
    for same in found.values():
        same.sort(key=lambda one: -sum(map(len, one.parts)))
    for start, same in found.items():
        if len(start) > 1:
            same += found.get(start[0], [])
    return found


def _pattern(words: Collection[str], *, joins: bool = False) -> re.Pattern[str]:
    """Match any of the words, the longest first, whole words where the script has spaces."""
    parts = []
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        letter = r"[a-z0-9\u00df-\u024f]" if joins and _spaced(word[0]) else r"[^\W_]"  # 开源VS闭源
        after = f"(?!{letter})" if _spaced(word[-1]) or (joins and _spaced(word[0])) else ""
        if "\\" in word:
            parts.append((f"(?<!{letter})" if _spaced(word[0]) else "") + word + after)
            continue
        first, *rest = (re.escape(part) for part in fold(word))
        # What may not stand before it is looked for after its first character, by which alone nearly every place of a
        # text is passed over.
        before = f"(?<!{letter}{first})" if _spaced(word[0]) else ""
        parts.append(first + before + "".join(rest).replace(r"\ ", " +") + after)
    return re.compile("|".join(parts) or "(?!)")


def _pair(words: str) -> re.Pattern[str]:
    """Match two names by the words before each, which a bar divides."""
    first, second = (re.escape(fold(word)) for word in words.split("|"))
    if not _spaced(words[0]):
        return re.compile(f"{first}(.+?){second}(.+)")
    return re.compile(rf"(?<![^\W_]){first} (.+?) {second} (.+)")


def _spaced(char: str) -> bool:
    return char.isalpha() and char < "\u2e80"
