"""Text fragments: which words name a passage for a browser. That browsers find them is tested in browser/."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import read_document
from kg.document.fragments import Stretch, TextFragments, stretches


def named(html, words, *, at=0, name="page.html"):
    """The parts by which the passage with these words is named, decoded."""
    document = read_document(name, html.encode())
    start = -1
    for _ in range(at + 1):
        start = document.text.index(words, start + 1)
    directive = TextFragments(document.text, stretches(document)).directive(start, start + len(words))
    return directive and [unquote(part) for part in directive.removeprefix("text=").split(",")]


def test_a_short_passage_is_named_whole():
    assert named("<p>One thing. Another thing.</p>", "Another thing.") == ["Another thing."]


def test_a_long_passage_is_named_by_its_first_and_last_words():
    text = "The first clause is rather long, the second one is not any shorter, and the last one ends here."
    assert named(f"<p>{text}</p>", text) == ["The first clause", "one ends here."]


@pytest.mark.parametrize("char", ["-", ",", "&"])
def test_what_has_a_meaning_in_the_syntax_is_encoded(char):
    document = read_document("page.html", f"<p>one {char} two</p>".replace("&", "&amp;").encode())
    directive = TextFragments(document.text, stretches(document)).directive(0, len(document.text))
    assert directive == f"text=one%20%{ord(char):02X}%20two"


def test_words_that_stand_elsewhere_too_are_told_apart_by_what_is_around_them():
    html = "<p>A cat sleeps.</p><p>A dog barks.</p>"
    assert named(html, "A") == ["A", "-cat"]
    assert named(html, "A", at=1) == ["A", "-dog"]


def test_words_of_a_block_of_their_own_are_told_apart_by_the_block_before_or_after():
    html = "<h2>Cats</h2><p>Good</p><p>they purr</p><h2>Dogs</h2><p>Good</p><p>they bark</p>"
    assert named(html, "Good", at=1) == ["Dogs-", "Good"]


def test_case_and_width_do_not_tell_words_apart():
    assert named("<p>model one</p><p>Model two</p>", "Model") == ["Model", "-two"]


def test_words_within_a_chinese_clause_are_held_by_whole_clauses_around_them():
    # Only a dictionary knows where Chinese words end; beside punctuation and Latin letters a word does.
    assert named("<p>他们说，红茶比绿茶香，也更贵。</p>", "绿茶") == ["红茶比-", "绿茶", "-香"]


def test_white_space_that_the_canonical_text_drops_is_never_looked_for():
    one, two = "：红茶的香气更浓，放得更久，泡得更快。", "绿茶则不然，放久了颜色和香气都变，也不宜多泡。"
    parts = named(f"<li><b>\n 香气\n</b>\n{one}\n {two}</li>", f"香气{one}{two}")
    assert parts == ["：红茶的香气更浓，放得更久", "放久了颜色和香气都变，也不宜多泡。"]
    assert all("香气：" not in part and "。绿" not in part for part in parts)


def test_words_cut_by_a_tag_are_not_torn():
    assert named("<p>un<b>believ</b>able things</p>", "able things") == ["things"]


def test_nothing_is_named_where_no_word_is_known_to_be_shown():
    assert TextFragments("some text", []).directive(0, 4) is None
    assert TextFragments("some text", [Stretch(5, 9)]).directive(0, 4) is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p", "h2", "li", "td"]), st.text("ab -,&，。：x中文字\u0301’'.1", min_size=1, max_size=30)
        ),
        min_size=1,
        max_size=6,
    ),
    st.data(),
)
def test_every_part_stands_in_the_text_in_order_and_holds_no_syntax(blocks, data):
    html = "".join(f"<{tag}>{text.replace('&', '&amp;')}</{tag}>" for tag, text in blocks)
    document = read_document("page.html", html.encode())
    if not document.text:
        return
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    directive = TextFragments(document.text, stretches(document)).directive(start, end)
    if directive is None:
        assert not document.text[start:end].strip()
        return
    match = re.fullmatch(r"text=(?:([^-,&]+)-,)?([^-,&]+)(?:,([^-,&]+))?(?:,-([^-,&]+))?", directive)
    assert match, directive
    at = 0
    for part in match.groups():
        if part is not None:
            at = document.text.index(unquote(part), at)
    assert unquote(match[2]) in document.text[start:end]
