"""What was proposed and what was decided on it, in a file that a person edits: SSSOM/TSV.

The file is one of the Simple Standard for Sharing Ontological Mappings (https://mapping-commons.github.io/sssom), with
one column more, ``decision``: ``accept``, ``reject``, or nothing yet.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from kg import __version__
from kg.align.matching import CLOSE, EXACT
from kg.align.proposals import Proposal
from kg.align.things import Thing
from kg.errors import DecisionError
from kg.namespaces import compact, expand, prefixes
from kg.terms import Labels

__all__ = ["Link", "accepted_above", "merged", "read_links", "write_links"]

#: The relations that a link may have, and how each reads from the other end (SKOS Reference, section 10).
INVERSE = {
    EXACT: EXACT,
    CLOSE: CLOSE,
    "skos:relatedMatch": "skos:relatedMatch",
    "skos:broadMatch": "skos:narrowMatch",
    "skos:narrowMatch": "skos:broadMatch",
}
_MATCHED, _BY_HAND = "semapv:LexicalMatching", "semapv:ManualMappingCuration"
_DECISIONS = ("", "accept", "reject")
#: First what a person reads and decides, then what machines need.
_COLUMNS = (
    "decision",
    "subject_label",
    "predicate_id",
    "object_label",
    "confidence",
    "comment",
    "subject_category",
    "subject_id",
    "object_id",
    "predicate_modifier",
    "mapping_justification",
    "reviewer_label",
)
_NEEDED = ("subject_id", "predicate_id", "object_id")


@dataclass(frozen=True)
class Link:
    """Two things that are, or may be, the same.

    Attributes:
        subject, object: their IRIs.
        relation: the SKOS relation as a CURIE, one of :data:`INVERSE`.
        kind: what they both are, one of :data:`kg.align.KINDS`.
        score: how certain the proposal is, from 0 to 1; ``None`` for a link that a person added.
        reason: why it was proposed, or what a person wrote.
        decision: ``accept``, ``reject``, or empty while nobody has decided.
        reviewer: the rule that decided, empty if a person did.
    """

    subject: str
    object: str
    relation: str
    kind: str
    score: float | None
    reason: str
    decision: str = ""
    reviewer: str = ""

    @property
    def ends(self) -> frozenset[str]:
        """The two things, whichever comes first."""
        return frozenset((self.subject, self.object))

    @property
    def justification(self) -> str:
        """Why the link is there, as a term of the Semantic Mapping Vocabulary."""
        return _BY_HAND if self.score is None else _MATCHED


def merged(proposals: Iterable[Proposal], kept: Iterable[Link]) -> tuple[Link, ...]:
    """Return the links of new proposals, but those that a person decided on or added as they were."""
    own = {link.ends: link for link in kept if link.decision or link.score is None}
    found = []
    for proposal in proposals:
        subject, other, likely = proposal.subject, proposal.object, proposal.likeness
        fresh = Link(subject.iri, other.iri, likely.relation, subject.kind, likely.score, likely.reason)
        found.append(own.pop(fresh.ends, fresh))
    return (*found, *own.values())


def accepted_above(links: Iterable[Link], score: float) -> tuple[Link, ...]:
    """Return the links, those that nobody has decided on accepted if their score is above this."""
    rule = f"kg align --accept-above {score:g}"
    return tuple(
        replace(link, decision="accept", reviewer=rule)
        if not link.decision and link.score is not None and link.score > score
        else link
        for link in links
    )


def write_links(links: Iterable[Link], labels: Labels, alignment: str, table: Mapping[str, str]) -> str:
    """Return links as SSSOM/TSV.

    Args:
        links: in the order in which they are shown.
        labels: of the things.
        alignment: the IRI of the alignment.
        table: the prefixes in which IRIs are written.
    """
    rows = list(links)
    lines = io.StringIO()
    writer = csv.DictWriter(lines, _COLUMNS, delimiter="\t", lineterminator="\n")
    writer.writeheader()
    known = dict(table)
    for link in rows:
        writer.writerow(
            {
                "decision": link.decision,
                "subject_label": labels[link.subject],
                "predicate_id": link.relation,
                "object_label": labels[link.object],
                "confidence": "" if link.score is None else f"{link.score:.2f}",
                "comment": link.reason,
                "subject_category": link.kind,
                "subject_id": compact(link.subject, known).strip("<>"),
                "object_id": compact(link.object, known).strip("<>"),
                "predicate_modifier": "Not" if link.decision == "reject" else "",
                "mapping_justification": link.justification,
                "reviewer_label": link.reviewer if link.decision == "accept" else "",
            }
        )
    used = {cell.partition(":")[0] for row in lines.getvalue().splitlines() for cell in row.split("\t")}
    header = {
        "sssom_version": "1.1",
        "mapping_set_id": alignment,
        "license": "https://w3id.org/sssom/license/unspecified",
        "mapping_tool": "claimgraph",
        "mapping_tool_version": __version__,
        "curie_map": {name: base for name, base in sorted(known.items()) if name in used},
        "extension_definitions": [{"slot_name": "decision", "type_hint": "xsd:string"}],
    }
    metadata = yaml.safe_dump(header, allow_unicode=True, sort_keys=False, width=1000)
    return "".join(f"#{line}\n" for line in metadata.splitlines()) + lines.getvalue()


def read_links(text: str, things: Sequence[Thing], where: str) -> tuple[Link, ...]:
    """Read links from SSSOM/TSV, as a person or a spreadsheet left it.

    Args:
        text: the file.
        things: of the articles that are aligned.
        where: what to call the file in messages.

    Raises:
        DecisionError: it is no such file, or a row names what no article does, joins things of different kinds, or
            contradicts another row.
    """
    known = {thing.iri: thing for thing in things}
    links: dict[frozenset[str], Link] = {}
    try:
        for line, row, table in _rows(text, where):
            link = _link(row, known, table, f"{where}:{line}")
            earlier = links.setdefault(link.ends, link)
            if (earlier.decision, earlier.relation) != (link.decision, link.relation):
                raise DecisionError("another row decides otherwise on the same two things", where=f"{where}:{line}")
    except csv.Error as error:
        raise DecisionError(f"no table parted by tabs: {error}", where=where) from None
    return tuple(links.values())


def _rows(text: str, where: str) -> Iterator[tuple[int, dict[str, str], dict[str, str]]]:
    """Yield the number of each line, its cells by column, and the prefixes of the file."""
    lines = text.removeprefix("\ufeff").splitlines()
    # A spreadsheet may put the lines of the header in quotation marks, or tabs after them.
    head = [line.strip('"').rstrip('\t"')[1:] for line in lines if line.lstrip('"').startswith("#")]
    try:
        metadata: Any = yaml.safe_load("\n".join(head)) or {}
    except yaml.YAMLError:
        raise DecisionError("the lines that begin with # are not YAML", where=where) from None
    declared = metadata.get("curie_map") if isinstance(metadata, dict) else None
    table = {**prefixes(), **{str(k): str(v) for k, v in (declared if isinstance(declared, dict) else {}).items()}}
    body = [(number, line) for number, line in enumerate(lines, 1) if not line.lstrip('"').startswith("#")]
    reader = csv.reader((line for _, line in body), delimiter="\t")
    columns: list[str] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        number = body[reader.line_num - 1][0]
        if not columns:
            columns = [cell.strip() for cell in cells]
            missing = [name for name in _NEEDED if name not in columns]
            if missing:
                hint = f"a file of decisions has the columns {', '.join(_NEEDED)}, parted by tabs"
                raise DecisionError(f"no column {missing[0]}", where=f"{where}:{number}", hint=hint)
            continue
        row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
        yield number, {name: row.get(name, "") for name in (*columns, *_COLUMNS)}, table


def _link(row: Mapping[str, str], known: Mapping[str, Thing], table: dict[str, str], where: str) -> Link:
    decision = row["decision"].casefold() or ("reject" if row["predicate_modifier"] == "Not" else "")
    if decision not in _DECISIONS:
        raise DecisionError(f"no decision {row['decision']!r}", where=where, hint="write accept, reject or nothing")
    if row["predicate_id"] not in INVERSE:
        raise DecisionError(f"no relation {row['predicate_id']!r}", where=where, hint=f"use {', '.join(INVERSE)}")
    ends = []
    for name in ("subject_id", "object_id"):
        thing = known.get(expand(row[name], table) or row[name])
        if thing is None:
            hint = "read the article that it belongs to with -g, or take the row out"
            raise DecisionError(f"no article here names {row[name]!r}", where=where, hint=hint)
        ends.append(thing)
    subject, other = ends
    if subject.iri == other.iri:
        raise DecisionError("a thing is the same as itself anyway", where=where)
    if subject.kind != other.kind:
        raise DecisionError(f"a {subject.kind} cannot match a {other.kind}", where=where)
    score = re.fullmatch(r"[01](?:[.,]\d+)?", row["confidence"])
    by_hand = row["mapping_justification"] != _MATCHED or score is None
    return Link(
        subject.iri,
        other.iri,
        row["predicate_id"],
        subject.kind,
        None if by_hand else float(row["confidence"].replace(",", ".")),
        row["comment"],
        decision,
        row["reviewer_label"],
    )
