"""Write the layers of an article folder from its article and decisions. Usage: make_article.py FOLDER"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from kg.assemble import assemble, serialize
from kg.derive import derived_layer
from kg.graph import Graph
from kg.namespaces import article_iri


def layers(folder: Path) -> dict[str, str]:
    """Return the Turtle of each layer by its name; the derived one follows from the others."""
    decisions = yaml.safe_load((folder / "decisions.yaml").read_text("utf-8"))
    article = article_iri(decisions["slug"])
    texts = {name: serialize(graph) for name, graph in assemble(folder).items()}
    texts["derived"] = serialize(derived_layer(Graph.of_layers(article, texts), article, str(decisions["decided"])))
    return texts


if __name__ == "__main__":
    target = Path(sys.argv[1])
    for name, text in layers(target).items():
        (target / f"{name}.ttl").write_text(text, "utf-8", newline="\n")
