"""SPARQL text: its tokens, what they show, and the one block in which parameters are bound.

Nothing here builds a query from values as text. Parameters stand in one ``VALUES`` block (SPARQL 1.1 Query Language,
section 10.2); binding replaces the terms of that block by terms that the engine has serialised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kg.errors import ParameterError

__all__ = [
    "ValuesBlock",
    "bind",
    "depth",
    "first_word",
    "form",
    "keywords",
    "muted",
    "names",
    "undeclared",
    "values_block",
    "with_prefixes",
]

# The characters that begin and continue a name (SPARQL 1.1, section 19.8, PN_CHARS_U and PN_CHARS), told by the ASCII
# that is not among them: the engine refuses what else is not, and the ranges written out take 20 ms to compile.
_FIRST = r"[^\x00-@\[-^`{-\x7f]"
_CHARACTER = r"[^\x00-,./:-@\[-^`{-\x7f]"
_TOKEN = re.compile(
    rf"""(?P<skip>\#[^\n\r]*+|\s++)
    |(?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\"|\'\'\'(?:[^'\\]|\\.|'(?!''))*+\'\'\'
        |(?!\"\"\"|\'\'\')(?:"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+'))
    |(?P<broken>(?:\"\"\"|\'\'\').*+|["'][^\n\r]*+)
    |(?P<iri><[^<>"{{}}|^`\\\x00-\x20]*+>)
    |(?P<variable>[?$]\w++)
    |(?P<name>(?:(?!_){_FIRST}(?:{_CHARACTER}|\.)*+)?+:
            (?:(?:(?:{_FIRST}|[0-9:%])|\\.)(?:{_CHARACTER}|[:%]|\\.|\.++(?={_CHARACTER}|[:%\\]))*+)?+
        |_:(?:{_FIRST}|[0-9])(?:{_CHARACTER}|\.++(?={_CHARACTER}))*+)
    |(?P<tag>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--(?:ltr|rtl))?+)
    |(?P<number>[+-]?+(?:[0-9]++(?:\.[0-9]*+[eE][+-]?[0-9]++|\.[0-9]++|[eE][+-]?[0-9]++)?+|\.[0-9]++(?:[eE][+-]?[0-9]++)?+))
    |(?P<run>{_FIRST}(?:{_CHARACTER}|\.)*+)
    |(?P<other>\^\^|.)""",
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"(?P<word>[^\W\d]\w*+)|(?P<other>.)", re.DOTALL)


def _tokens(text: str) -> Iterator[tuple[str, str, int, int]]:
    for match in _TOKEN.finditer(text):
        if match.lastgroup in {"run", "broken"}:  # words with dots and hyphens between them
            for part in _WORD.finditer(text, match.start(), match.end()):
                yield str(part.lastgroup), part[0], part.start(), part.end()
        elif match.lastgroup != "skip":
            yield str(match.lastgroup), match[0], match.start(), match.end()


def keywords(text: str) -> frozenset[str]:
    """Return the bare words of a query in upper case: its keywords and built-in functions, no names or strings.

    The engine needs no white space between words: it reads ``SERVICESILENT<…>`` and ``true.SERVICE:name { … }`` as
    ``SERVICE``. The two words that decide how a query is run are therefore found inside others as well.
    """
    found: set[str] = set()
    tokens = list(_tokens(text))
    for (kind, word, _, _), (_, after, _, _) in pairwise([*tokens, ("", "", 0, 0)]):
        if kind == "word":
            found.add(word.upper())
        if kind == "word" or (kind == "name" and after.upper() in {"{", "WHERE", "FROM"}):
            found.update(glued for glued in ("SERVICE", "FROM") if glued in word.partition(":")[0].upper())
    return frozenset(found)


def muted(text: str) -> tuple[str, str]:
    """Return a query whose ``SERVICE SILENT`` calls reach nobody, and what is left of it without them.

    A silent call that fails counts as one without bindings (SPARQL 1.1 Federated Query, section 3); here each is sent
    to a name that cannot be reached, so that it always does.
    """
    sent: list[str] = []
    left: list[str] = []
    done = 0
    tokens = list(_tokens(text))
    for call, silent, target in zip(tokens, tokens[1:], tokens[2:], strict=False):
        spelled = (call[0], call[1].upper(), silent[1].upper())
        if spelled == ("word", "SERVICE", "SILENT") and target[0] in {"iri", "name", "variable"}:
            sent += [text[done : target[2]], "<urn:claimgraph:not-asked>"]
            left.append(text[done : call[2]])
            done = target[3]
    return "".join([*sent, text[done:]]), " ".join([*left, text[done:]])


def first_word(text: str) -> str:
    """Return the word that begins a query or update behind its prologue, in upper case; empty if there is none.

    It is found inside a longer one too, as the engine reads ``INSERTDATA`` as two.
    """
    words = iter(_tokens(text))
    for kind, word, _, _ in words:
        if kind == "word" and word.upper() in {"PREFIX", "BASE"}:
            if word.upper() == "PREFIX":
                next(words, None)
            next(words, None)
        elif kind == "word":
            starts = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "MOVE", "COPY", "ADD", "WITH")
            return next((start for start in starts if word.upper().startswith(start)), word.upper())
        else:
            break
    return ""


def depth(text: str) -> int:
    """Return how deep the brackets of a query are nested."""
    level = deepest = 0
    if sum(map(text.count, "{([")) > 100:  # most queries need not be read for it
        for kind, sign, _, _ in _tokens(text):
            if kind == "other":
                level += (sign in "{([") - (sign in "})]")
                deepest = max(deepest, level)
    return deepest


def form(text: str) -> str:
    """Return the form of a query, ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``; empty if it has none."""
    forms = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
    return next((word.upper() for kind, word, _, _ in _tokens(text) if kind == "word" and word.upper() in forms), "")


def names(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the IRIs and prefixed names of a query as they stand in it, and the prefixes that it declares."""
    found: list[str] = []
    declared: dict[str, str] = {}
    tokens = list(_tokens(text))
    skip = 0
    for index, (kind, word, _, _) in enumerate(tokens):
        if (
            kind == "word"
            and word.upper() == "PREFIX"
            and [token[0] for token in tokens[index + 1 : index + 3]] == ["name", "iri"]
        ):
            declared[tokens[index + 1][1][:-1]] = tokens[index + 2][1][1:-1]
            skip = index + 2
        elif kind == "word" and word.upper() == "BASE":
            skip = index + 1
        elif index > skip and (kind == "iri" or (kind == "name" and not word.startswith("_:"))):
            found.append(word)
    return tuple(dict.fromkeys(found)), declared


def undeclared(text: str, table: Mapping[str, str]) -> tuple[str, int] | None:
    """Return the first prefix that a query uses and neither it nor ``table`` declares, with its place in the text."""
    _, declared = names(text)
    tokens = list(_tokens(text))
    for before, (kind, word, start, _) in pairwise([("", "", 0, 0), *tokens]):
        prefix = word.partition(":")[0]
        if kind == "name" and prefix != "_" and before[1].upper() != "PREFIX" and prefix not in {*declared, *table}:
            return prefix, start
    return None


def with_prefixes(text: str, table: Mapping[str, str], base_iri: str | None = None) -> str:
    """Return a query that declares, before all else, the prefixes of ``table`` that it uses without declaring them."""
    used, declared = names(text)
    missing = {name.partition(":")[0] for name in used if not name.startswith("<")} - declared.keys()
    base = f"BASE <{base_iri}> " if base_iri else ""
    return base + "".join(f"PREFIX {name}: <{table[name]}> " for name in sorted(missing) if name in table) + text


@dataclass(frozen=True)
class ValuesBlock:
    """A ``VALUES (…) { (…) }`` block with one row.

    Attributes:
        start, end: range of the row's parentheses in the query text, both included in it.
        variables: the names of its variables, without question mark.
        terms: the term of each variable as it stands in the text, ``UNDEF`` included.
    """

    start: int
    end: int
    variables: tuple[str, ...]
    terms: tuple[str, ...]


def values_block(text: str) -> ValuesBlock | None:
    """Return the first ``VALUES`` block with parentheses and exactly one row, or ``None``."""
    tokens = list(_tokens(text))
    for index, (kind, word, _, _) in enumerate(tokens):
        if kind == "word" and word.upper() == "VALUES":
            block = _block(text, tokens, index + 1)
            if block is not None:
                return block
    return None


def _block(text: str, tokens: list[tuple[str, str, int, int]], position: int) -> ValuesBlock | None:
    variables: list[str] = []
    if [token[1] for token in tokens[position : position + 1]] != ["("]:
        return None
    position += 1
    while position < len(tokens) and tokens[position][0] == "variable":
        variables.append(tokens[position][1][1:])
        position += 1
    if [token[1] for token in tokens[position : position + 3]] != [")", "{", "("]:
        return None
    position += 2
    start = tokens[position][2]
    position += 1
    terms: list[list[tuple[str, str, int, int]]] = []
    while position < len(tokens) and tokens[position][1] != ")":
        token = tokens[position]
        if terms and (token[0] == "tag" or "^^" in {token[1], terms[-1][-1][1]}):
            terms[-1].append(token)
        else:
            terms.append([token])
        position += 1
    if [token[1] for token in tokens[position : position + 2]] != [")", "}"] or len(terms) != len(variables):
        return None
    if not all(_is_term([(kind, word) for kind, word, _, _ in term]) for term in terms):
        return None
    spelled = tuple(text[term[0][2] : term[-1][3]] for term in terms)
    return ValuesBlock(start, tokens[position][3], tuple(variables), spelled)


def _is_term(tokens: list[tuple[str, str]]) -> bool:
    match tokens:
        case [("iri" | "name" | "number" | "string", _)] | [("string", _), ("tag", _)]:
            return True
        case [("string", _), (_, "^^"), ("iri" | "name", _)]:
            return True
        case [("word", word)]:
            return word.upper() in {"UNDEF", "TRUE", "FALSE"}
    return False


def bind(text: str, values: Mapping[str, str], where: str = "query") -> str:
    """Return a query with the terms of its ``VALUES`` block replaced.

    Args:
        text: the query.
        values: N-Triples terms, as an RDF library serialised them, by variable name; others keep their default.
        where: what to call the query in a message.

    Raises:
        ParameterError: the query has no such block or no such variable, or a value is not one term.
    """
    if not values:
        return text
    block = values_block(text)
    if block is None:
        raise ParameterError(
            "it takes no parameters", where=where, hint="parameters stand in one VALUES (?name …) { (…) } block"
        )
    for name in values.keys() - set(block.variables):
        raise ParameterError(f"no variable ?{name} in its VALUES block", where=where)
    terms = tuple(values.get(name, term) for name, term in zip(block.variables, block.terms, strict=True))
    bound = f"{text[: block.start]}({' '.join(terms)}){text[block.end :]}"
    again = values_block(bound)
    if again is None or (again.start, again.terms) != (block.start, terms):
        raise ParameterError("a value is not one RDF term", where=where)
    return bound
