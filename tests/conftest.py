from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from kg.document import Document, read_document
from kg.extract import Extraction, extract
from kg.resources import resource

# CI tries the same examples each time, as hypothesis itself does there, so that a change is judged by what it changes.
# How many examples a property is tried on: few at each change, many in CI (`make test-properties`).
for profile, examples in (("quick", 60), ("long", 500)):
    settings.register_profile(
        profile,
        max_examples=examples,
        deadline=None,
        derandomize=bool(os.environ.get("CI")),
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile("quick")

ARTICLE = resource("ontology") / "articles" / "open-vs-closed-ai" / "article.html"


@pytest.fixture(scope="session")
def article() -> Document:
    return read_document(ARTICLE)


@pytest.fixture(scope="session")
def extraction(article: Document) -> Extraction:
    return extract(article)
