"""Headings that count what an article compares: "Option 1: by train", "Option 2: by car"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document import Document
from kg.extract.phrases import bare

__all__ = ["COUNTED", "counted"]

#: What counts a side at the beginning of its heading.
COUNTED = re.compile(
    r"((?:方案|方式|方法|选项|类型|类别|模式|途径|路线)\s?[一二三四五六1-9A-Fa-f甲乙丙丁]|第[一二三四五六][种类款]"
    r"|(?i:option|opción|choix|solution|method|méthode|método)\s(?:\d|[A-F]))\s*[:：]"
)


def counted(document: Document) -> Iterator[tuple[str, ...]]:
    """Yield the names in the headings of one level that are counted, in their order."""
    levels: dict[int, dict[str, None]] = {}
    for block in document.blocks:
        text = document.quote(block.span) if block.kind == "heading" else ""
        found = COUNTED.match(text)
        if found and (name := bare(text[found.end() :])):
            levels.setdefault(block.level, {})[name] = None
    yield from map(tuple, levels.values())
