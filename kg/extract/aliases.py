"""What else an article calls the things that it compares: short forms in brackets, words of the same stem."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.document import Document
from kg.extract.candidates import labels
from kg.extract.counted import COUNTED
from kg.extract.cues import Cues, fold
from kg.extract.draft import Side
from kg.extract.labels import EDGES
from kg.extract.names import Names
from kg.extract.phrases import bare, done, has_role, is_role, noun, remainder, trimmed, without_article

__all__ = ["with_aliases"]

_BRACKETS = re.compile(r"\s*[（(]\s*([^()（）]{2,24}?)\s*[)）]")
#: A short form by first letters, several at once perhaps: ICE, VMs.
_SHORT = re.compile(r"[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*")
#: A short form that stands alone, and how often it must.
_CAPITALS, _OFTEN = re.compile(r"[A-Z](?<![^\W_][A-Z])[A-Z]{1,4}(?![^\W_])"), 2
#: How far before a short form the words begin that it stands for.
_LONGEST = 60
_WORD = re.compile(r"[^\W\d_]{4,}")
#: What labels are about that name a side by a part of its name.
_OWNED = frozenset({"pros", "cons", "choice", "definition", "examples"})
_MOST_PART, _SHORTEST_PART = 8, 4
_MOST_WORDS, _FEW_WORDS = 5, 3
#: Languages in which an adjective follows its noun and every word of a name may take a plural.
_ROMANCE = frozenset({"es", "fr"})
#: Endings between which a French adjective changes.
_ENDINGS = (
    "i(?:f|ve)s?",
    "eu(?:x|ses?)",
    "i(?:c|que)s?",
    "el(?:le)?s?",
    "(?:al|aux|ales?)",
    "(?:er|ère)s?",
    "en(?:ne)?s?",
)


def with_aliases(document: Document, sides: Sequence[Side], cues: Cues) -> tuple[Side, ...]:
    """Return the sides with further ways of naming them, found in the article."""
    names = Names(sides, cues.head)
    more: list[list[str]] = [[] for _ in sides]
    found = [*_bracketed(document, names), *_counted(document, names), *_spelt(document, sides)]
    found += _initials(document, sides, names, cues)
    every = dict.fromkeys(labels(document))
    found += _qualified(every, sides)
    if cues.language in _ROMANCE:
        found += _romance(document, sides, cues)
    unnamed = [one for one in every if len(one.split()) <= _MOST_PART and not names.named(one)]
    akin = [*_parts(unnamed, sides, cues), *_akin(unnamed, sides, cues), *_gerunds(unnamed, sides, cues)]
    for number, way in [*found, *akin]:
        if way not in more[number]:
            more[number].append(way)
    return tuple(
        replace(side, names=tuple(dict.fromkeys([*side.names, *ways]))) for side, ways in zip(sides, more, strict=True)
    )


def _bracketed(document: Document, names: Names) -> Iterator[tuple[int, str]]:
    """Short forms in brackets right after a name: "virtual machines (VMs)"."""
    for number, _, end in names.find(document.text):
        inner = _BRACKETS.match(document.text, end)
        if inner and _SHORT.fullmatch(inner[1]) and not names.named(inner[1]):
            yield number, inner[1]
            if inner[1].endswith("s"):
                yield number, inner[1][:-1]


def _spelt(document: Document, sides: Sequence[Side]) -> Iterator[tuple[int, str]]:
    """The words that a short form stands for, right before it: "vocational training (VT)"."""
    for number, side in enumerate(sides):
        place = document.text.find(f"({side.name})") if _CAPITALS.fullmatch(side.name) else -1
        words = document.text[max(0, place - _LONGEST) : max(0, place)].split()[-len(side.name) :]
        if _first_letters(words) == side.name:
            yield number, " ".join(words)


def _first_letters(words: Sequence[str]) -> str:
    """The first letters of words, without accents, as capitals."""
    return "".join(unicodedata.normalize("NFD", word[:1])[:1] for word in words).upper()


def _counted(document: Document, names: Names) -> Iterator[tuple[int, str]]:
    """What counts a side in its heading: "Option 2: renting" is option 2 as well."""
    for block in document.blocks:
        counted = COUNTED.match(document.quote(block.span)) if block.kind == "heading" else None
        named = names.named(document.quote(block.span)[counted.end() :]) if counted else []
        if counted and len(named) == 1 and not names.named(counted[1]):
            yield named[0], counted[1]


def _qualified(every: Iterable[str], sides: Sequence[Side]) -> list[tuple[int, str]]:
    """Labels in which the same word stands before the name of each side: "Oat porridge", "Oat bread"."""
    numbers = {fold(name): number for number, side in enumerate(sides) for name in side.names}
    found: dict[str, list[tuple[int, str]]] = {}
    for label in every:
        way = bare(label)
        before, _, rest = fold(way).partition(" ")
        if rest in numbers:
            found.setdefault(before, []).append((numbers[rest], way))
    return [one for same in found.values() if len({number for number, _ in same}) == len(sides) for one in same]


def _romance(document: Document, sides: Sequence[Side], cues: Cues) -> Iterator[tuple[int, str]]:
    """Other forms of a name that a text has: plurals, its noun or adjective alone, the noun for what is done."""
    text = fold(document.text)
    shared = set.intersection(*({word for name in side.names for word in fold(name).split()} for side in sides))
    heads = [noun(side.name, cues) for side in sides]
    apart = len(set(heads)) == len(heads) and all(heads)
    more: dict[str, set[int]] = {}
    adjectives: dict[str, int] = {}
    for number, side in enumerate(sides):
        rest = " ".join(word for word in fold(side.name).split() if word not in shared)
        rest = rest if rest == trimmed(rest, cues) else ""  # "en ligne" is an adjective, "ligne" is none
        if shared and len(rest) >= _SHORTEST_PART and " " not in rest:
            adjectives[rest] = number
        names = [*map(fold, side.names), rest, *([heads[number]] if apart else [])]
        names += [
            without_article(name[verb.end() :].strip(), cues) for name in names if (verb := cues.light.match(name))
        ]
        ways = dict.fromkeys([*names, *(way for name in names for way in done(name, cues))])
        for name in ways:
            if len(name) >= _SHORTEST_PART and not is_role(name, cues):
                for found in re.finditer(_any_number(name, cues), text):
                    more.setdefault(found[0], set()).add(number)
    own = {way: next(iter(numbers)) for way, numbers in more.items() if len(numbers) == 1}
    yield from ((number, way) for way, number in own.items())
    yield from _after_noun(text, own, len(sides), cues)
    yield from _agreeing(text, adjectives, cues)


def _any_number(name: str, cues: Cues) -> str:
    """A pattern for a name of which each word may be singular or plural."""
    words = []
    for word in name.split():
        if cues.glue.fullmatch(word) or len(word) < _SHORTEST_PART:
            words.append(re.escape(word))
            continue
        one = re.sub(r"(?:iones|ión)$", "i(?:ón|ones)", word)
        if one == word:
            stem = re.sub("(?:aux|al)$" if cues.language == "fr" else "(?<=[dlnr])es$|s$", "", word)
            ending = "(?:al|aux)" if stem + "al" == word or stem + "aux" == word else "(?:e?s|x)?"
            one = re.escape(stem.removesuffix("s")) + ending
        words.append(one)
    return r"(?<!\w)" + " +".join(words) + r"(?!\w)"


def _after_noun(text: str, own: dict[str, int], sides: int, cues: Cues) -> Iterator[tuple[int, str]]:
    """Names after the same noun: "los coches eléctricos" and "un coche híbrido"."""
    ways = "|".join(map(re.escape, sorted((way for way in own if " " not in way), key=len, reverse=True)))
    found: dict[str, list[tuple[int, str]]] = {}
    for one in re.finditer(rf"(?<!\w)(\w{{{_SHORTEST_PART},}}) ({ways or '(?!)'})(?!\w)", text):
        before = text[max(0, one.start() - _SHORTEST_PART) : one.start()].split()
        if before and text[one.start() - 1].isspace() and cues.article.fullmatch(before[-1]):
            found.setdefault(one[1].removesuffix("s"), []).append((own[one[2]], one[0]))
    for same in found.values():
        if len({number for number, _ in same}) == sides:
            yield from same


def _agreeing(text: str, adjectives: dict[str, int], cues: Cues) -> Iterator[tuple[int, str]]:
    """Adjectives that names end with, after another noun that they agree with: "les lycées privés", "école privée"."""
    for adjective, number in adjectives.items():
        if cues.language == "es":
            stem, ending = re.sub("[oa]s?$", "", adjective), "[oa]s?"
        else:
            ending = next((one for one in _ENDINGS if re.search(f"(?:{one})$", adjective)), "e?s?")
            stem = re.sub(f"(?:{ending})$", "", adjective)
        article = rf"(?<!\w)(?:{cues.article.pattern})\s*"
        if len(stem) + 1 >= _SHORTEST_PART:
            for one in re.finditer(rf"{article}(\w{{{_SHORTEST_PART},}} {re.escape(stem)}(?:{ending}))(?!\w)", text):
                yield number, one[1]


def _initials(document: Document, sides: Sequence[Side], names: Names, cues: Cues) -> Iterator[tuple[int, str]]:
    """Short forms by the first letters of one side alone: "VM" for virtual machine, "PAC" for pompe à chaleur."""
    owners: dict[str, set[int]] = {}
    for number, side in enumerate(sides):
        for name in side.names:
            for words in (name.split(), [word for word in name.split() if not cues.glue.fullmatch(fold(word))]):
                first = _first_letters(words)
                for size in range(2, len(first) + 1):
                    owners.setdefault(first[:size], set()).add(number)
    for short, count in Counter(_CAPITALS.findall(document.text)).items():
        numbers = owners.get(short, set())
        if count >= _OFTEN and len(numbers) == 1 and not names.named(short):
            yield next(iter(numbers)), short


def _parts(unnamed: Sequence[str], sides: Sequence[Side], cues: Cues) -> Iterator[tuple[int, str]]:
    """Labels of words of one name alone, some of them or in another order: "choose the shop if" for "online shop"."""
    owned = [{word for name in side.names for word in _words(name, cues)} for side in sides]
    for label in unnamed:
        roles = {role for role, _, _ in cues.find(fold(label))}
        rest = without_article(remainder(label, cues), cues) if roles & _OWNED else ""
        own = set(_words(rest, cues))
        numbers = [number for number, words in enumerate(owned) if own <= words]
        least = _SHORTEST_PART
        if rest > "\u2e80" and not numbers:  # 定投 for 基金定投
            ends = [any(fold(name).endswith(fold(rest)) for name in side.names) for side in sides]
            numbers, least = [number for number, one in enumerate(ends) if one], 2
        if own and len(numbers) == 1 and len(rest) >= least and not is_role(rest, cues):
            yield numbers[0], rest


def _words(name: str, cues: Cues) -> list[str]:
    return [
        word for word in re.findall(r"[^\W_]+", fold(name)) if not cues.glue.fullmatch(word) and word not in cues.head
    ]


def _akin(unnamed: Sequence[str], sides: Sequence[Side], cues: Cues) -> list[tuple[int, str]]:
    """Words of the stem of a name in labels that name no side; none unless all sides but one have such."""
    stems = [{word for name in side.names for word in _WORD.findall(fold(name))} for side in sides]
    shared = {word for number, one in enumerate(stems) for other in stems[number + 1 :] for word in one & other}
    own = [one - shared for one in stems]
    found: list[tuple[int, str]] = []
    for label in unnamed:
        if len(label.split()) > _MOST_WORDS:
            continue
        for word in _WORD.findall(fold(label)):
            numbers = {n for n, one in enumerate(own) if any(_related(word, stem) for stem in one)}
            if len(numbers) == 1:
                number = numbers.pop()
                found.append((number, word))
                if len(label.split()) <= _FEW_WORDS and not has_role(label, cues):
                    found.append((number, without_article(label.strip(EDGES), cues)))
    return found if len({number for number, _ in found}) >= max(2, len(sides) - 1) else []


def _gerunds(unnamed: Sequence[str], sides: Sequence[Side], cues: Cues) -> Iterator[tuple[int, str]]:
    """Labels with the other form of an English verb that names a side: "Renting" for "rent", "buy" for "Buying"."""
    numbers = {fold(name): number for number, side in enumerate(sides) for name in side.names}
    for label in unnamed if cues.language == "en" else ():
        for word in re.findall(r"[a-z]{3,}", fold(label)):
            base = word.removesuffix("ing")
            ways = (
                (base, f"{base}e", base[:-1])
                if base != word
                else (f"{word}ing", f"{word[:-1]}ing", f"{word}{word[-1]}ing")
            )
            yield from ((numbers[way], word) for way in ways if way in numbers and len(way) > len("in"))


def _related(one: str, other: str) -> bool:
    """Whether two words begin alike but for an ending."""
    one, other = (unicodedata.normalize("NFD", word).replace("\u0301", "") for word in (one, other))
    shorter = min(len(one), len(other))
    ending = 0 if shorter < 6 else 1 if shorter < 8 else 2
    alike = shorter - ending
    return one != other and one[:alike] == other[:alike]
