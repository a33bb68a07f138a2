"""Anybody's RDF as a page: vocabularies, data, blank nodes, things without labels, one thing, nothing."""

from __future__ import annotations

import json
import re

import pytest

from kg.graph import Graph
from kg.page import build

PREFIXES = """
@prefix ex: <http://example.org/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix dct: <http://purl.org/dc/terms/> .
"""
VOCABULARY = """
ex: a owl:Ontology ; dct:title "Boats"@en , "船"@zh .
ex:Boat a owl:Class ; rdfs:label "Boat"@en , "船"@zh ; rdfs:comment "What floats."@en .
ex:Ferry a owl:Class ; rdfs:subClassOf ex:Boat ,
    [ a owl:Restriction ; owl:onProperty ex:carries ; owl:minCardinality 1 ] .
ex:carries a owl:ObjectProperty ; rdfs:domain ex:Boat ; rdfs:range ex:Load ; rdfs:label "carries"@en .
ex:length a owl:DatatypeProperty ; rdfs:domain ex:Boat ; rdfs:range xsd:decimal .
ex:Load a owl:Class ; owl:unionOf ( ex:Goods ex:People ) .
"""
THESAURUS = """
ex:boats a skos:ConceptScheme ; skos:hasTopConcept ex:boat .
ex:boat a skos:Concept ; skos:prefLabel "boat"@en , "bateau"@fr ; skos:narrower ex:raft ; skos:inScheme ex:boats .
ex:raft a skos:Concept ; skos:prefLabel "raft"@en ; skos:broader ex:boat ; skos:altLabel "float"@en .
"""
DATA = """
ex:anna a ex:Ferry ; rdfs:label "Anna" ; ex:length 31.5 ; ex:carries ex:wood , _:crate ; ex:built "1931"^^xsd:gYear .
_:crate ex:weight 7 ; ex:holds ( ex:nails "a literal" ) .
ex:wood ex:from <urn:isbn:1234567890> , <mailto:someone@example.org> , <http://example.org/%E6%9C%A8> .
ex:anna ex:seeAlso ex:anna .
"""


def page_of(tmp_path, turtle, language="en"):
    path = tmp_path / "any.ttl"
    path.write_text(PREFIXES + turtle, "utf-8")
    made = build(Graph.read([path]), language=language)
    found = {
        name: json.loads(text)
        for name, text in re.findall(r'<script type="application/json" id="([^"]+)">(.*?)</script>', made.html)
    }
    return made, found


def labels(found):
    return {item["labels"]["en"] for item in found["payload"]["items"]}


@pytest.mark.parametrize(
    ("turtle", "some"),
    [
        (VOCABULARY, {"Boat", "Ferry", "carries", "length", "Load", "Goods", "[ Restriction ]"}),
        (THESAURUS, {"boats", "boat", "raft"}),
        (DATA, {"Anna", "wood", "nails", "1234567890", "木"}),
        (VOCABULARY + THESAURUS + DATA, {"Boat", "raft", "Anna"}),
    ],
)
def test_things_are_drawn_by_their_names_and_literals_are_told_with_them(tmp_path, turtle, some):
    made, found = page_of(tmp_path, turtle)
    assert some <= labels(found)
    assert "31.5" not in labels(found)
    assert made.nodes == len(found["payload"]["items"])
    assert made.links > 0


def test_literals_of_any_datatype_stand_in_the_details(tmp_path):
    _, found = page_of(tmp_path, DATA)
    (anna,) = [item for item in found["payload"]["items"] if item["labels"]["en"] == "Anna"]
    assert {item["value"] for item in anna["literals"]} >= {"31.5", "1931"}


def test_one_thing_is_a_page_and_so_is_nothing(tmp_path):
    assert page_of(tmp_path, 'ex:one rdfs:label "one" .')[0].nodes == 1
    assert page_of(tmp_path, "")[0].nodes == 0


def test_a_type_alone_draws_the_thing_and_not_its_class(tmp_path):
    _, found = page_of(tmp_path, "ex:anna a ex:Ferry .")
    assert labels(found) == {"anna"}


def test_things_without_labels_and_long_literals_in_a_big_graph(tmp_path):
    rows = [
        f'ex:n{n} a ex:Kind{n % 9} ; ex:next ex:n{(n * 7) % 1500} ; ex:says "{"long " * 400}{n}" .' for n in range(1500)
    ]
    rows += [f"[] ex:of ex:n{n} ." for n in range(30)]
    made, found = page_of(tmp_path, "\n".join(rows))
    assert made.nodes == 1530
    assert {"n0", "n1499", "[ ]"} <= set(found["words"]["zh"])
    told = [item for name, chunk in found.items() if name.startswith("chunk-") for item in chunk]
    assert sum("literals" in item for item in told) == 1500
    tones = {style["tone"] for style in found["payload"]["styles"]}
    assert tones == {"t0", "t1", "t2", "t3", "t4", "t5", "plain"}
    assert "plain" in {style["tone"] for style in found["payload"]["styles"]}


def test_a_thing_that_all_others_link_to_is_no_hindrance(tmp_path):
    rows = [f"ex:n{n} ex:of ex:hub ." for n in range(3000)]
    made, found = page_of(tmp_path, "\n".join(rows))
    assert made.nodes == 3001
    assert [group["count"] for group in found["payload"]["groups"]] == [3001]
    assert found["payload"]["groups"][0]["labels"]["en"] == "hub"
