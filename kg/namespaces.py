"""The namespaces of claimgraph and the one function that makes its identifiers."""

from __future__ import annotations

import re
from functools import cache

from kg.resources import resource

__all__ = [
    "ALIGNMENTS",
    "ARTICLES",
    "VOCABULARY",
    "article_iri",
    "article_slug",
    "compact",
    "expand",
    "identifier",
    "is_slug",
    "prefixes",
]

VOCABULARY = "https://w3id.org/claimgraph/ns#"
ARTICLES = "https://w3id.org/claimgraph/article/"
ALIGNMENTS = "https://w3id.org/claimgraph/alignment/"

_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ ._-][A-Za-z0-9]+)*")
_SLUG = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_DECLARED = re.compile(r'sh:prefix\s+"([^"]*)"\s*;\s*sh:namespace\s+"([^"]*)"')


@cache
def prefixes() -> dict[str, str]:
    """Return the prefixes that a query may use undeclared, those of ``ontology/prefixes.ttl``."""
    return dict(_DECLARED.findall((resource("ontology") / "prefixes.ttl").read_text("utf-8")))


def article_iri(slug: str) -> str:
    """Return the IRI of the article with this slug; its statements, anchors and layers lie below it."""
    return ARTICLES + slug


def is_slug(value: object) -> bool:
    """Return whether something can be the slug of an article: ASCII letters and digits with ``.``, ``_``, ``-``."""
    return isinstance(value, str) and _SLUG.fullmatch(value) is not None


def article_slug(name: str, text: str) -> str:
    """Return the slug of an article: from the name of its file, or from its text where that name is not ASCII.

    Args:
        name: of the file, without its suffix.
        text: the canonical text.
    """
    from unicodedata import combining, normalize  # not at the top: the query path does without it

    plain = "".join(char for char in normalize("NFKD", name) if not combining(char))
    slug = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()
    return slug if slug and all(char.isascii() or not char.isalnum() for char in plain) else identifier("article", text)


def identifier(kind: str, *content: str) -> str:
    """Return the last part of an IRI: ASCII, and from content alone, so that an article always gives the same IRIs.

    A short plain name stays legible (``entity-hugging-face``); everything else becomes the first 40 bits of a SHA-256
    (``claim-1f0c2a9b7d``). Several strings are kept apart by U+001F, which no canonical text needs.
    """
    if len(content) == 1 and len(content[0]) <= 40 and _PLAIN.fullmatch(content[0]):
        return f"{kind}-{re.sub(r'[ ._]', '-', content[0]).lower()}"
    from hashlib import sha256  # not at the top: the query path does without it

    return f"{kind}-{sha256(chr(0x1F).join(content).encode()).hexdigest()[:10]}"


def compact(iri: str, table: dict[str, str]) -> str:
    """Return the IRI as a CURIE by the longest fitting prefix of ``table``, or ``<iri>`` when none fits."""
    fitting = [(name, base) for name, base in table.items() if iri.startswith(base) and len(iri) > len(base)]
    for name, base in sorted(fitting, key=lambda item: -len(item[1])):
        if _LOCAL_NAME.fullmatch(iri[len(base) :]):
            return f"{name}:{iri[len(base) :]}"
    return f"<{iri}>"


def expand(text: str, table: dict[str, str]) -> str | None:
    """Return the IRI that ``<iri>``, an absolute IRI or a CURIE stands for, or ``None`` if it is none of them."""
    if text.startswith("<") and text.endswith(">"):
        return text[1:-1]
    scheme, colon, rest = text.partition(":")
    if not colon:
        return None
    if scheme in table:
        return table[scheme] + rest
    return (
        text
        if rest and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme) and not re.search(r'[\s<>"{}|\\^`]', rest)
        else None
    )
