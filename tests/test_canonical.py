"""The canonical text: what it keeps, what it drops, and where each character came from."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from hashlib import sha256
from html import escape
from pathlib import Path

import pytest
from hostile import pages
from hypothesis import example, given
from hypothesis import strategies as st

from kg.document import CANONICAL_VERSION, Document, read_document
from kg.document.canonical import WHITE_SPACE, ZERO_WIDTH
from kg.document.markup import decode, tokens

ROOT = Path(__file__).parent.parent
#: Of version 1 of the canonical text; a change of the rules needs a new version and new anchors in every article.
SHA256 = "a0e989ebaae121cfa77342034aebaf3b2a8e640e15cfd46089ce19bf09ed97c0"


def read(raw: str) -> Document:
    return read_document("page.html", raw.encode("utf-8"))


def decoded(document: Document) -> list[str]:
    """The visible characters of the raw text, references decoded."""
    return [
        character
        for token in tokens(document.raw)
        if token.kind == "text"
        for character, _, _ in decode(document.raw, token.start, token.end)
        if character not in WHITE_SPACE | ZERO_WIDTH
    ]


def test_the_shipped_article_has_the_text_that_its_anchors_count_in(article: Document):
    assert CANONICAL_VERSION == "1"
    assert (len(article.text), len(article.blocks), article.canonical.sha256) == (3782, 67, SHA256)
    assert sha256(article.text.encode()).hexdigest() == SHA256


def test_every_other_python_at_hand_makes_the_same_text(article: Document):
    program = (
        "import sys; from kg.document import read_document; d = read_document(sys.argv[1]);"
        "print(sys.version_info[:2], len(d.text), len(d.blocks), len(d.sentences), d.canonical.sha256)"
    )
    homes = sorted((Path.home() / ".pyenv" / "versions").glob("3.1[1-9].*/bin/python"))
    named = [Path(found) for minor in range(11, 20) if (found := shutil.which(f"python3.{minor}"))]
    versions: set[str] = set()
    for python in [*homes, *named]:
        # No package of ours or others: the text needs the standard library alone.
        done = subprocess.run(
            [python, "-S", "-c", program, article.name],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        )
        if done.returncode and not subprocess.run([python, "-V"], check=False, capture_output=True).stdout:
            continue  # a name that starts no Python
        assert not done.returncode, done.stderr
        version, _, rest = done.stdout.strip().rpartition(") ")
        assert rest == f"3782 67 {len(article.sentences)} {SHA256}"
        versions.add(version)
    if not versions:
        pytest.skip("no other Python is installed here")


def in_body(article: Document, change: re.Pattern[str], to: str) -> str:
    """The shipped article with something changed after its front matter."""
    body = article.raw.index("<div")
    return article.raw[:body] + change.sub(to, article.raw[body:])


@pytest.mark.parametrize(
    ("change", "to"),
    [
        (r"\n", "\r\n"),
        (r"\n", "\r"),
        (r"\n\s*", "\n\t\t"),
        (r"\n\s*", "\n"),
        (r"\s+", " "),
        (r">\s+<", "><"),
        (r">\s+|\s+(?=<)", lambda match: match[0].strip()),
        (r"\s+", " \u00a0\u3000\u200b\n"),
        (r"(?=<(?!/strong|strong))", "<!-- looked at -->"),
        (r"</(?:li|p|td|tr|th)>", ""),
        (r"(?<=\w)(?=[。，、])", "\ufeff\u00ad"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_another_layout_of_the_same_file_gives_the_same_text_and_blocks(article: Document, change: str, to: str):
    changed = read(in_body(article, re.compile(change), to))
    assert changed.raw != article.raw
    assert changed.text == article.text
    assert changed.blocks == article.blocks
    assert changed.canonical.sha256 == SHA256


def test_line_ends_and_a_byte_order_mark_change_nothing(article: Document):
    for raw in (
        "\ufeff" + article.raw,
        article.raw.replace("\n", "\r\n"),
        "\ufeff" + article.raw.replace("\n", "\r\n"),
    ):
        changed = read(raw)
        assert (changed.text, changed.blocks, changed.metadata) == (article.text, article.blocks, article.metadata)


def test_one_changed_character_changes_the_hash(article: Document):
    assert read(article.raw.replace("透明性\n", "透明度\n", 1)).canonical.sha256 != SHA256


@given(pages())
@example("<p>a&NotEqualTilde;b &lt;c&notit;")
@example("a\u200b \u200bb<br>c<!-- d --> e")
@example("x<svg><br></svg>y")
def test_the_raw_range_of_every_character_holds_that_character(raw: str):
    document = read(raw)
    before = (0, 0)
    for position, character in enumerate(document.text):
        start, end = document.canonical.raw_range(position, position + 1)
        assert 0 <= start < end <= len(raw)
        assert (start, end) == before or start >= before[1]
        piece = raw[start:end]
        if character not in " \n":
            run = [found for found, _, _ in decode(raw, start, end)]
            assert character in run
            assert len(run) == 1 or len(set(decode(raw, start, end))) == len(run)
            assert len(run) == 1 or piece.startswith("&")
        elif character == " ":
            seen = [
                found
                for token in tokens(piece)
                if token.kind == "text"
                for found, _, _ in decode(piece, token.start, token.end)
            ]
            assert set(seen) <= WHITE_SPACE | ZERO_WIDTH or "<" in piece
        before = (start, end)
    if document.text:
        whole = document.canonical.raw_range(0, len(document.text))
        assert whole == (document.canonical.raw_range(0, 1)[0], before[1])


@given(pages())
@example("<b>a</b> <b>b")
def test_white_space_is_one_space_within_a_block_and_one_line_feed_between_two(raw: str):
    document = read(raw)
    text = document.text
    assert not set(text) & ZERO_WIDTH
    assert not set(text) & (WHITE_SPACE - {" ", "\n"})
    assert not re.search(r"[ \n]{2}", text)
    assert text == "\n".join(document.quote(block.span) for block in document.blocks)
    for block in document.blocks:
        quote = document.quote(block.span)
        assert quote
        assert "\n" not in quote
        assert quote[0] != " "
        assert quote[-1] != " "
        assert all(block.span.holds(bold) and bold.start < bold.end for bold in block.bold)
        assert all(one.end < two.start for one, two in zip(block.bold, block.bold[1:], strict=False))


@given(pages())
def test_no_character_is_added_or_replaced(raw: str):
    document = read(raw)
    rest = iter(decoded(document))
    assert all(character in rest for character in document.text if character not in " \n")


@given(pages())
def test_the_canonical_text_of_canonical_text_is_itself(raw: str):
    text = read(raw).text
    again = read("".join(f"<p>{escape(line)}</p>" for line in text.split("\n")))
    assert again.text == text
    assert again.canonical.sha256 == sha256(text.encode()).hexdigest()


@given(st.text(st.characters(codec="utf-8", exclude_characters="&<"), max_size=30))
def test_plain_text_loses_white_space_and_zero_width_characters_and_nothing_else(raw: str):
    kept = [character for character in raw if character not in WHITE_SPACE | ZERO_WIDTH]
    assert [character for character in read("<i>" + raw).text if character != " "] == kept


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\n  b\t c", "a b c"),
        ("开源\n模型", "开源模型"),
        ("开源 AI 模型", "开源 AI 模型"),
        ("优点 ：\n快", "优点：快"),
        ("AI ，\nML", "AI，ML"),
        ("カタ カナ", "カタカナ"),
        ("한국 어", "한국 어"),
        ("“ a ” b", "“ a ” b"),
        ("a&nbsp;&#x3000;b", "a b"),
        ("zero\u200bwidth&shy;ed\u2060 &ZeroWidthSpace;x\ufeff", "zerowidthed x"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("ﬁ Ａ ① e\u0301 é", "ﬁ Ａ ① e\u0301 é"),
        ("a<br>b<wbr>c</br>d", "a bc d"),
        ("a<b>b</b><img>c<span> d</span>", "abc d"),
        ("<p> </p>a<p>\u200b</p>b", "a\nb"),
        ("a<svg><br>x</svg>b<script>c</script><style>d</style><title>e</title>", "ab"),
        ("&lt;p&gt; &amp;amp;", "<p> &amp;"),
        ("a&#1;b &#1 &c", "ab &c"),
        ("", ""),
    ],
)
def test_white_space_is_kept_where_it_parts_words_and_dropped_where_it_is_layout(raw: str, text: str):
    assert read(raw).text == text


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-1, 1), (2, 1), (0, 4), (3, 4)])
def test_a_range_that_is_not_in_the_text_has_no_raw_range(start: int, end: int):
    with pytest.raises(ValueError, match="no range of the text"):
        read("abc").canonical.raw_range(start, end)
