"""Article folders made from drafts, every draft taken as it is."""

from __future__ import annotations

from pathlib import Path

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SDO, SKOS, Namespace

from kg.document import read_document
from kg.extract import extract
from kg.namespaces import VOCABULARY, article_iri, identifier

CG, OA = Namespace(VOCABULARY), Namespace("http://www.w3.org/ns/oa#")
POLARITIES = {"+": CG.Favourable, "-": CG.Unfavourable}


def drafted(file: Path, to: Path, language: str) -> Path:
    """Write the claims of an article as the said layer of a folder, and return the folder."""
    document = read_document(file)
    base = article_iri(file.stem)
    graph, comparison = Graph(), URIRef(f"{base}/comparison")
    graph.add((comparison, RDF.type, CG.Comparison))
    graph.add((comparison, SDO.isPartOf, URIRef(base)))
    for draft in extract(document).drafts:
        if draft.kind != "claim":
            continue
        claim, anchor = URIRef(f"{base}/{draft.id}"), URIRef(f"{base}/anchor-{draft.span.start}")
        graph.add((claim, RDF.type, CG.Claim))
        graph.add((claim, CG.belongsTo, comparison))
        graph.add((claim, CG.hasQuoteAnchor, anchor))
        graph.add((anchor, OA.hasSelector, anchor))
        graph.add((anchor, OA.exact, Literal(document.quote(draft.span))))
        graph.add((anchor, OA.start, Literal(draft.span.start)))
        graph.add((anchor, OA.end, Literal(draft.span.end)))
        assert draft.alternative
        assert draft.property
        for slot, kind, klass, link, of in (
            (draft.alternative, "alternative", CG.Alternative, CG.isAbout, CG.compares),
            (draft.property, "property", CG.ComparedProperty, CG.ascribes, None),
        ):
            thing = URIRef(f"{base}/{identifier(kind, slot.words)}")
            graph.add((thing, RDF.type, klass))
            graph.add((thing, SKOS.prefLabel, Literal(slot.words, lang=language)))
            graph.add((claim, link, thing))
            if of:
                graph.add((comparison, of, thing))
        if draft.polarity:
            graph.add((claim, CG.hasPolarity, POLARITIES[draft.polarity]))
    folder = to / file.stem
    folder.mkdir(parents=True)
    graph.serialize(folder / "said.ttl", format="turtle")
    return folder
