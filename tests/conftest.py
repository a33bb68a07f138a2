from __future__ import annotations

import pytest

from kg.document import Document, read_document
from kg.extract import Extraction, extract
from kg.resources import resource

ARTICLE = resource("ontology") / "articles" / "open-vs-closed-ai" / "article.html"


@pytest.fixture(scope="session")
def article() -> Document:
    return read_document(ARTICLE)


@pytest.fixture(scope="session")
def extraction(article: Document) -> Extraction:
    return extract(article)
