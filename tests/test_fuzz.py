"""Mangled articles: no exception but the ones meant, no hang, and every draft's words where it says they are."""

from __future__ import annotations

import random
import time

import pytest
from hostile import BROKEN, COMMENTS, INLINE, RAW, REFERENCES, STRUCTURE

from kg.document import Document, read_document
from kg.document.blocks import BlockReader
from kg.document.markup import decode
from kg.errors import DocumentError
from kg.extract import Side, extract

HTML = """<!DOCTYPE html><meta charset=utf-8><title>Bikes and trams</title>
<h1>Bikes vs Trams: which for the city?</h1>
<p>Bikes and trams both move people. <em>Which</em> is better?</p>
<h2>1. Cost</h2>
<p><strong>Bikes:</strong></p>
<ul><li><strong>Price</strong>: a bike costs little, e.g. 300&nbsp;&euro;.</li>
<li><b>Repairs</b>: you can do them yourself.<ol><li>tyres</li><li>brakes</li></ol></li></ul>
<p><strong>Trams:</strong></p>
<ul><li><span style="font-weight: bold">Tickets</span>: each trip is paid.</ul>
<p>In short, bikes are cheaper, while trams need no purchase.</p>
<table><tr><th><th>Bikes<th>Trams<tr><td>Cost<td>low<td>fair</table>
<h2>总结</h2><p>自行车便宜，电车舒适——各有所长。</p>
"""
MARKDOWN = """---
title: 茶与咖啡
---

# 茶 vs 咖啡

## 一、价格：茶VS咖啡

**茶：**

- **便宜**：一包茶叶可以泡很多次，例如绿茶。
- **耐放**：干燥处可放一年
  1. 绿茶
  2. 红茶

**咖啡：**

1. **较贵**：豆子 & 机器都要钱 [来源](https://example.org "x")。

> 引用一句 `code`

总的来说，茶更便宜，而咖啡更提神。

| 指标 | 茶 | 咖啡 |
|------|----|------|
| 价格 | 低 | 高 |

## Conclusion

Tea and coffee are both good\\.
"""
MARKDOWN_PIECES = [
    "# ", "## ", "- ", "1. ", "    ", "> ", "**", "*", "_", "`", "```\n", "[a](b)", "[a]", "[a]: b\n", "![x](y)", "|",
    "|-|\n", "\n", "\n\n", "\\", "~~", "---\n", "===\n", "{% if %}", "{{ x }}", "{{< y >}}", "<Tab a={b}>", ":::\n",
    "\r\n",
    "\t", "http://a.b", "import x from 'y'\n", "\u3000", "：", "(", ")", "![a](", "[[", "]]",
]  # fmt: skip
HTML_PIECES = [*BROKEN, *COMMENTS, *INLINE, *RAW, *REFERENCES, *STRUCTURE]
SIDES = (Side("Bikes", ("Bikes", "bike", "自行车", "茶", "Tea")), Side("Trams", ("Trams", "电车", "咖啡", "coffee")))
ENCODINGS = ["utf-8"] * 8 + ["utf-8-sig", "utf-16", "utf-16-le", "gb18030"]
#: What a document may take at most: seconds for each megabyte, and for the smallest.
SECONDS_PER_MEGABYTE, SECONDS = 5.0, 1.0


def mangled(chance: random.Random) -> tuple[str, bytes]:
    """A name and the bytes of an article with pieces cut, doubled, moved and put in, in some encoding."""
    name, text = chance.choice([("page.html", HTML), ("page.md", MARKDOWN), ("page.mdx", MARKDOWN), ("page", HTML)])
    if chance.random() < 0.1:
        name = chance.choice(["page.html", "page.md"])
    pieces = MARKDOWN_PIECES if "md" in name else HTML_PIECES
    if chance.random() < 0.3:
        pieces = MARKDOWN_PIECES + HTML_PIECES
    for _ in range(chance.randint(1, 30)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + int(chance.expovariate(0.05)))
        move = chance.random()
        if move < 0.4:
            text = text[:start] + chance.choice(pieces) * (1 if chance.random() < 0.9 else 60) + text[start:]
        elif move < 0.6:
            text = text[:start] + text[end:]
        elif move < 0.75:
            text = text[:end] + text[start:]
        elif move < 0.9:
            place = chance.randrange(len(text) + 1)
            text = text[:place] + text[start:end] + text[place:]
        else:
            text = text[:start] + chr(chance.choice([0, 0x200B, 0xFEFF, 0xA0, 0x2028, 0x1F600, 0xD7FF])) + text[end:]
    data = text.encode(chance.choice(ENCODINGS), "replace")
    if chance.random() < 0.05:
        data = bytearray(data)
        for _ in range(chance.randint(1, 5)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
    return name, bytes(data)


def check_positions(document: Document) -> None:
    """Every character's raw range decodes to it, and the ranges are in order."""
    before = (0, 0)
    for position, character in enumerate(document.text):
        start, end = document.canonical.raw_range(position, position + 1)
        assert (start, end) == before or (before[1] <= start < end <= len(document.raw))
        assert character.isspace() or character in [one for one, _, _ in decode(document.raw, start, end)]
        before = (start, end)


def check(name: str, data: bytes) -> None:
    """Read and draft a document and hold every draft against it."""
    began = time.process_time()
    try:
        document = read_document(name, data)
    except DocumentError:
        return
    extraction = None
    for sides in (None, SIDES):
        try:
            extraction = extract(document, sides)
        except DocumentError:
            continue
    taken = time.process_time() - began
    assert taken < SECONDS + SECONDS_PER_MEGABYTE * len(data) / 1e6
    check_positions(document)
    assert extraction
    for draft in extraction.drafts:
        row = draft.as_json(document)
        quote = document.text[row["start"] : row["end"]]
        assert quote == row["quote"] != ""
        if name.endswith(".html"):
            piece = document.raw[row["raw_start"] : row["raw_end"]]
            assert BlockReader(piece, 0).read()[0].text == quote


@pytest.mark.parametrize("seed", range(8))
def test_mangled_documents_are_read_and_drafted_without_a_wrong_position(seed: int):
    chance = random.Random(seed)
    for _ in range(12):
        check(*mangled(chance))


@pytest.mark.huge
@pytest.mark.parametrize("seed", range(100, 200))
def test_ten_thousand_mangled_documents(seed: int):
    chance = random.Random(seed)
    for _ in range(100):
        check(*mangled(chance))
