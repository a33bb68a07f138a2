"""The terms in which layers are written."""

from __future__ import annotations

import pyoxigraph as ox

from kg.namespaces import VOCABULARY

__all__ = ["CG", "CITO", "DCTERMS", "OA", "PROV", "RDFS", "SDO", "SKOS", "TYPE", "VANN", "XSD"]


class _Namespace:
    """``CG.isAbout`` is the term of that name."""

    def __init__(self, base: str) -> None:
        self._base = base

    def __getattr__(self, name: str) -> ox.NamedNode:
        term = self[name]
        setattr(self, name, term)
        return term

    def __getitem__(self, name: str) -> ox.NamedNode:
        return ox.NamedNode(self._base + name)


CG = _Namespace(VOCABULARY)
CITO = _Namespace("http://purl.org/spar/cito/")
DCTERMS = _Namespace("http://purl.org/dc/terms/")
OA = _Namespace("http://www.w3.org/ns/oa#")
PROV = _Namespace("http://www.w3.org/ns/prov#")
RDFS = _Namespace("http://www.w3.org/2000/01/rdf-schema#")
SDO = _Namespace("https://schema.org/")
SKOS = _Namespace("http://www.w3.org/2004/02/skos/core#")
VANN = _Namespace("http://purl.org/vocab/vann/")
XSD = _Namespace("http://www.w3.org/2001/XMLSchema#")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
