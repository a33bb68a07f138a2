"""The graph of the first article, everything in it that can be chosen freely made as bad as it can be."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph import Graph

ARTICLE = "https://w3id.org/claimgraph/article/open-vs-closed-ai"
SCRIPT = "document.body.dataset.ran=1"
#: What stands before every label, wording and quote, in turn.
WORDS = (
    f"<script>{SCRIPT}</script>",
    f'"onmouseover="{SCRIPT}" x="',
    f"javascript:{SCRIPT}",
    f"</script></style></svg><script>{SCRIPT}</script>",
    f"<img src=x onerror={SCRIPT}>",
    "line\u2028separator\u2029here",
    "\u202eturned \u2066round",
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "@SUM(1)",
    "+1",
    "-1",
    "＝1",
    "|a|b|\n# head\n```\n",
    "[x](javascript:alert(1)) <!-- ",
    "]]>&lt;\\u0022&amp;",
    "\u0000\u0007\ufffe\u000b",
    '"""\\',
)
LONG = ("x" * 10_000, "长" * 10_000)
#: IRIs that the standard allows and that must not act anywhere; language tags that it allows as well.
IRIS = (
    f"javascript:{SCRIPT}//",
    "data:text/html,(1)-'",
    "https://example.org/\u202e/../../..&amp;'--",
    "urn:x:a'();=*@",
)
TAGS = {"zh": "zh-x-onclick-alert", "en": "en-x-script"}


def wild() -> Graph:
    """Return the graph; the same one each time."""
    renamed: dict[str, ox.NamedNode] = {}

    def name(term: object) -> object:
        if isinstance(term, ox.NamedNode) and "/entity-" in term.value:
            return renamed.setdefault(term.value, ox.NamedNode(f"{IRIS[len(renamed) % len(IRIS)]}{len(renamed)}"))
        return term

    found = Graph.built_in()
    store = ox.Store()
    for number, quad in enumerate(sorted(found.store, key=str)):
        value = quad.object
        bad = LONG[number % 2] if number % 41 == 0 else WORDS[number % len(WORDS)]
        if isinstance(value, ox.Literal) and value.language:
            value = ox.Literal(bad + value.value, language=TAGS.get(value.language, value.language))
        elif quad.predicate.value.endswith("oa#exact"):
            value = ox.Literal(bad + value.value)
        store.add(ox.Quad(name(quad.subject), quad.predicate, name(value), quad.graph_name))
    return Graph(store, union=True, name="wild")
