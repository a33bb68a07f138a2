"""The first article written in other ways, and small articles written in HTML and in Markdown, say the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import combinations

import pytest

from kg.document import Document, read_document
from kg.extract import Extraction, Slot, extract


def in_text(change: Callable[[str], str]) -> Callable[[str], str]:
    """Change what stands between tags, the front matter aside."""

    def changed(raw: str) -> str:
        _, front, body = raw.split("---\n", 2) if raw.startswith("---\n") else ("", "", raw)
        head = f"---\n{front}---\n" if front else ""
        return head + re.sub(r"(?<=>)[^<]+", lambda text: change(text[0]), body)

    return changed


#: Each works on what any other has made of the article.
MUTATIONS: dict[str, Callable[[str], str]] = {
    "minified": lambda raw: re.sub(r">\s+(?=<)", ">", raw),
    "unclosed": lambda raw: re.sub(r"</(li|p)>", "", raw, flags=re.IGNORECASE),
    "b": lambda raw: re.sub(r"(</?)strong>", r"\1b>", raw, flags=re.IGNORECASE),
    "style": lambda raw: re.sub(
        r"<(/?)(?:strong|b)>",
        lambda tag: "</span>" if tag[1] else '<span style="font-weight: bold">',
        raw,
        flags=re.IGNORECASE,
    ),
    "entities": in_text(lambda text: re.sub(r"[\u4e00-\u9fff]", lambda one: f"&#{ord(one[0])};", text)),
    "hex-entities": in_text(lambda text: re.sub(r"[\u4e00-\u9fff]", lambda one: f"&#x{ord(one[0]):X};", text)),
    "zero-width": in_text(lambda text: re.sub(r"(?=[模数型&])", "\u200b", text)),
    "nbsp": in_text(lambda text: re.sub(r"(?<=\S) (?=\S)|(?<=[：:])(?=\S)|^(?=\S)", "&nbsp;", text)),
    "colons": lambda raw: raw.replace("：", ":"),
    "h2": lambda raw: re.sub(r"(</?)h4", r"\1h2", raw, flags=re.IGNORECASE),
    "side-headings": lambda raw: re.sub(
        r"<p>\s*<(strong|b)>((?:(?!</\1>).){1,200}?)</\1>\s*(?:</p>|(?=<[uo]l))", r"<h5>\2</h5>", raw, flags=re.I | re.S
    ),
    "upper-case": lambda raw: re.sub(r"</?[a-z0-9]+", lambda one: one[0].upper(), raw),
    "comments": lambda raw: re.sub(r"(?<=>)\s*(?=<(?:li|p|h))", "<!-- <p> -->", raw, flags=re.IGNORECASE),
}  # fmt: skip
#: What is done to the bytes at the end.
WRITTEN: dict[str, Callable[[str], bytes]] = {
    "plain": lambda raw: raw.encode(),
    "crlf": lambda raw: raw.replace("\n", "\r\n").encode(),
    "bom": lambda raw: b"\xef\xbb\xbf" + raw.encode(),
    "bom-crlf": lambda raw: b"\xef\xbb\xbf" + raw.replace("\n", "\r\n").encode(),
    "utf-16": lambda raw: raw.encode("utf-16"),
    "gb18030": lambda raw: raw.encode("gb18030"),
}


def plain(text: str | None) -> str | None:
    """A half-width colon keeps the space before it, a full-width one does not."""
    return text and "".join(text.split()).replace("：", ":")


def words(slot: Slot | None) -> str | None:
    return plain(slot.words if slot else None)


def rows(document: Document, extraction: Extraction) -> list[tuple[str | None, ...]]:
    return [
        (d.kind, words(d.alternative), d.polarity, words(d.dimension), words(d.property), plain(document.quote(d.span)))
        for d in extraction.drafts
    ]


@pytest.fixture(scope="module")
def expected(article: Document) -> list[tuple[str | None, ...]]:
    found = rows(article, extract(article))
    assert len(found) == 40
    return found


def check(raw: str, names: tuple[str, ...], written: str, expected: list[tuple[str | None, ...]]) -> None:
    for name in names:
        raw = MUTATIONS[name](raw)
    document = read_document("other.html", WRITTEN[written](raw))
    assert rows(document, extract(document)) == expected, (*names, written)
    assert all(document.quote(d.span) == d.as_json(document)["quote"] for d in extract(document).drafts)


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_first_article_written_in_another_way_says_the_same(name: str, article: Document, expected):
    assert MUTATIONS[name](article.raw) != article.raw
    check(article.raw, (name,), "plain", expected)


@pytest.mark.parametrize("written", WRITTEN)
def test_the_first_article_in_another_encoding_says_the_same(written: str, article: Document, expected):
    check(article.raw, (), written, expected)


def test_the_first_article_written_in_several_other_ways_at_once_says_the_same(article: Document, expected):
    chance = random.Random(5)
    for _ in range(12):
        names = chance.sample(list(MUTATIONS), chance.randint(2, 6))
        check(article.raw, tuple(names), chance.choice(list(WRITTEN)), expected)


@pytest.mark.slow
@pytest.mark.parametrize("written", WRITTEN)
def test_the_first_article_written_in_any_two_other_ways_says_the_same(written: str, article: Document, expected):
    for pair in combinations(MUTATIONS, 2):
        check(article.raw, pair, written, expected)
        check(article.raw, pair[::-1], written, expected)


TWINS = [
    (
        """<h1>Bikes vs Trams</h1><p>Bikes and trams both move people.</p>
<h2>Cost</h2><h3>Bikes</h3><ul><li><strong>Price:</strong> low, e.g. 300 &amp; less</li><li><b>Repairs</b>: easy
<ol><li>tyres</li><li>brakes</li></ol></li></ul><h3>Trams</h3><ul><li><strong>Price:</strong> paid by trip</li></ul>
<p>Bikes are cheaper to own, while trams need no purchase.</p>
<table><thead><tr><th></th><th>Bikes</th><th>Trams</th></tr></thead>
<tbody><tr><td>Cost</td><td>low</td><td>fair</td></tr></tbody></table>
<h2>Conclusion</h2><p>Bikes and trams go well <a href="x">together</a>.</p><p>Choose both.</p>""",
        """# Bikes vs Trams

Bikes and trams both move people.

## Cost
### Bikes
- **Price:** low, e.g. 300 & less
- __Repairs__: easy
  1. tyres
  2. brakes

### Trams
* **Price:** paid by trip

Bikes are cheaper to own, while trams
need no purchase.

|      | Bikes | Trams |
| ---- | :---: | ----- |
| Cost | low   | fair  |

Conclusion
----------
Bikes and trams go well [together](x).

Choose both.
""",
    ),
    (
        """<h2>茶与咖啡：价格与提神</h2><h3>一、价格：茶VS咖啡</h3><p><strong>茶：</strong></p>
<ul><li><strong>便宜：</strong>一包茶叶可以泡很多次。例如，绿茶很常见。</li></ul>
<p><strong>咖啡：</strong></p><ul><li><strong>较贵：</strong>豆子和机器都要花钱。</li></ul>
<h3>二、提神：茶VS咖啡</h3><p><strong>茶：</strong></p><ul><li><strong>温和：</strong>提神较慢。</li></ul>
<p><strong>咖啡：</strong></p><ul><li><strong>迅速：</strong>一杯就见效。</li></ul>
<p>总的来说，茶更温和，咖啡更迅速。</p>""",
        """## 茶与咖啡：价格与提神

### 一、价格：茶VS咖啡

**茶：**

- **便宜：**一包茶叶可以泡很多次。例如，绿茶很常见。

**咖啡：**

- **较贵：**豆子和机器都要花钱。

### 二、提神：茶VS咖啡

**茶：**
- **温和：**提神较慢。

**咖啡：**
- **迅速：**一杯就见效。

总的来说，茶更温和，咖啡更迅速。
""",
    ),
]


@pytest.mark.parametrize(("page", "markdown"), TWINS, ids=["bikes", "tea"])
def test_the_same_article_in_html_and_in_markdown_gives_the_same_drafts(page: str, markdown: str):
    one, other = read_document("page.html", page.encode()), read_document("page.md", markdown.encode())
    found = rows(one, extract(one))
    assert len(found) > 4
    assert rows(other, extract(other)) == found
    crlf = read_document("page.md", b"\xef\xbb\xbf" + markdown.replace("\n", "\r\n").encode())
    assert rows(crlf, extract(crlf)) == found
