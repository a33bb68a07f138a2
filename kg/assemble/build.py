"""Drafts and recorded decisions put together: the layers of an article folder.

``decisions.yaml`` records what a person decided. What the accepted drafts say goes into the *said* layer, what the
decisions add to it into the *curated* one.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.assemble.accept import accepted
from kg.assemble.article import describe_article, describe_layer
from kg.assemble.curate import Curator
from kg.assemble.decisions import Decisions
from kg.assemble.framing import framing
from kg.assemble.layer import Layer
from kg.assemble.names import CG
from kg.assemble.statements import Statements
from kg.document import Document
from kg.extract import Draft, Side, language_of
from kg.namespaces import article_iri

__all__ = ["assemble", "draft_layer"]


def assemble(
    document: Document, sides: Sequence[Side], drafts: Sequence[Draft], decisions: Decisions
) -> dict[str, Layer]:
    """Build the said and the curated layer of an article.

    Args:
        document: the article.
        sides: what it compares.
        drafts: what it says, as drafted.
        decisions: which drafts are accepted, what is changed and what is added.

    Returns:
        The layers by the names of their files: ``said``, and ``curated`` if the decisions add anything.

    Raises:
        DocumentError: the front matter of the article is broken.
        DecisionError: a decision names something that the article does not say, or says more than once.
    """
    article = article_iri(decisions.slug)
    found = accepted(document, drafts, sides, decisions)
    language = str(decisions.data.get("language") or language_of(document.text))
    said = Layer()
    statements = Statements(said, document, article, language)
    heading = headline(document, decisions.slug)
    describe_article(said, article, document, heading, language)
    statements.compare(sides, [one.draft for one in found], drafted=decisions.drafted, headline=heading)
    curator = Curator(statements, decisions)
    curator.article(heading)
    curator.comparison(sides, [one.draft for one in found])
    curator.statements(found)
    for passage in framing(document, [one.draft for one in found]):
        curator.framing(passage)
    curator.entities()
    curator.unused([one.draft for one in found])
    describe_layer(said, article, "said", ["text"], decisions.decided)
    curated = curator.layer
    curated.drop(said)
    if not len(curated):
        return {"said": said}
    describe_layer(curated, article, "curated", ["said"], decisions.decided)
    return {"said": said, "curated": curated}


def draft_layer(document: Document, sides: Sequence[Side], drafts: Sequence[Draft], slug: str, day: str) -> Layer:
    """Return drafts as a layer of their own, as statements that nobody has accepted yet.

    Args:
        document: the article.
        sides: what it compares.
        drafts: what it says.
        slug: the last part of its IRI.
        day: when they were drafted, ``YYYY-MM-DD``.
    """
    article, language, layer = article_iri(slug), language_of(document.text), Layer()
    heading = headline(document, slug)
    statements = Statements(layer, document, article, language)
    describe_article(layer, article, document, heading, language)
    statements.compare(sides, drafts, drafted=True, headline=heading)
    for draft in drafts:
        statement = statements.statement(draft)
        layer.decimal(statement, CG.confidence, draft.confidence)
        if draft.path:
            layer.text(statement, CG.path, " › ".join(" ".join(words.split()) for words in draft.path))
    describe_layer(layer, article, "drafted", ["text"], day)
    return layer


def headline(document: Document, slug: str) -> str:
    """Return what an article is called: the heading it begins with, the title of its front matter, or its slug."""
    headings = [block for block in document.blocks if block.kind == "heading"]
    first = [block for block in headings if block.level == 1 or block is document.blocks[0]]
    title = document.metadata.get("title")
    if not first and isinstance(title, str) and title.strip():
        return " ".join(title.split())
    return next((document.quote(block.span) for block in (*first, *headings)), slug)
