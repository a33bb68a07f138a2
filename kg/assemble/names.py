"""The namespaces in which layers are written."""

from __future__ import annotations

from rdflib import Namespace

from kg.namespaces import VOCABULARY

__all__ = ["CG", "CITO", "OA"]

CG = Namespace(VOCABULARY)
OA = Namespace("http://www.w3.org/ns/oa#")
CITO = Namespace("http://purl.org/spar/cito/")
