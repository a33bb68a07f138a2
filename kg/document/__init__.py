"""An article file as blocks of canonical text, each character of which knows its raw position."""

from kg.document.canonical import CANONICAL_VERSION, CanonicalText
from kg.document.model import Block, Document, MetadataValue
from kg.document.read import read_document
from kg.document.sentences import Span, sentences

__all__ = [
    "CANONICAL_VERSION",
    "Block",
    "CanonicalText",
    "Document",
    "MetadataValue",
    "Span",
    "read_document",
    "sentences",
]
