"""Files in other encodings than UTF-8 read the same."""

from __future__ import annotations

import codecs

import pytest

from kg.document import read_document
from kg.errors import DocumentError

PAGE = "<meta charset=utf-8><h1>茶与咖啡</h1>\n<p>茶的价格低，而咖啡提神——各有所长。</p>\n<p>Both are drunk: 茶 😀</p>"
MARKDOWN = "# 茶与咖啡\n\n- **价格**：茶更便宜。\n- **提神**：咖啡更好。\n"


@pytest.mark.parametrize("text", [PAGE, MARKDOWN], ids=["html", "markdown"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "gb18030"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_an_encoding_that_is_recognised_changes_nothing_of_the_text(text: str, mark: bytes, encoding: str):
    text = text.replace("utf-8", "" if encoding == "gb18030" else "utf-8")
    name = "page.md" if text is MARKDOWN else "page.html"
    plain, other = read_document(name, text.encode()), read_document(name, mark + text.encode(encoding))
    assert (other.text, other.blocks) == (plain.text, plain.blocks)
    assert other.raw == ("\ufeff" if mark else "") + text


@pytest.mark.parametrize(
    ("declaration", "encoding", "word"),
    [
        ('<meta charset="gb2312">', "gbk", "開源"),
        ('<meta http-equiv="content-type" content="text/html; charset=GBK">', "gb18030", "茶"),
        ("<meta charset=big5>", "big5", "開源"),
        ("<meta charset=shift_jis>", "shift_jis", "コーヒー"),
        ("<meta charset=iso-8859-1>", "cp1252", "“café”"),
        ('<?xml version="1.0" encoding="EUC-KR"?>', "euc-kr", "커피"),
    ],
)
def test_what_a_page_declares_is_believed_when_it_is_not_utf_8(declaration: str, encoding: str, word: str):
    assert read_document("page.html", f"{declaration}<p>{word}".encode(encoding)).text == word


def test_chinese_in_gb18030_is_told_by_a_few_characters_whatever_is_not_seen_beside_them():
    text = "<p>" + "&#33590;\u200b\u00a0" * 9 + "：“茶”"
    assert read_document("page.html", text.encode("gb18030")).raw == text


def test_a_page_that_declares_another_encoding_but_is_utf_8_is_read_as_utf_8():
    assert read_document("page.html", "<meta charset=gb2312><p>茶".encode()).text == "茶"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("Le thé a été très tôt à la mode, l'été même".encode("latin-1"), "not UTF-8 at byte 5"),
        (codecs.BOM_UTF16_LE + b"a\0\0\xd8", "not UTF-16-LE, as its beginning says, at byte 4"),
        (b"<meta charset=gbk><p>\xff\xff", "not GB18030, as its beginning says, at byte 21"),
        (b"<meta charset=nonsense><p>\xff\xff", "not UTF-8 at byte 26"),
        (b"<meta charset=hex><p>\xff\xff", "not UTF-8 at byte 21"),
        (bytes(range(256)), "not UTF-8 at byte 128"),
    ],
    ids=["latin", "surrogate", "declared", "unknown", "no-text", "binary"],
)
def test_bytes_that_fit_nothing_are_refused_with_the_place(data: bytes, message: str):
    with pytest.raises(DocumentError, match=message):
        read_document("page.html", data)


def test_a_text_whose_name_does_not_tell_is_told_by_its_tags():
    assert read_document("standard input", b"# Tea\n\n- **a**: b\n").blocks[0].kind == "heading"
    assert read_document("standard input", b"<P># Tea\n\n- b\n").blocks[0].kind == "paragraph"
    assert read_document("notes.txt", b"").blocks == ()
