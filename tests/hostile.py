"""Pieces of HTML as they come, put together at random."""

from __future__ import annotations

from hypothesis import strategies as st

TEXT = [
    "a",
    "word",
    "中文",
    "：",
    "。",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\u00a0",
    "\u3000",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "é",
    "👩‍💻",
    "3.5",
]
REFERENCES = [
    "&lt;", "&amp", "&ampfoo", "&notit;", "&notin;", "&#x4e2d;", "&#25991", "&#0;", "&#x110000;", "&NotEqualTilde;",
    "&nosuch;", "&", "&;", "&#", "&#x", "&nbsp;", "&semi;", "&#128;", "&ThickSpace;", "&zwj;", "&shy;", "&copy=1",
]  # fmt: skip
INLINE = [
    "<b>", "</b>", "<i class=x>", "</i>", "<span title='>'>", '<span data-x="&lt;p>">', "</span>", "<br>", "<br/>",
    '<em =="p>q">', "</em>", "<u a/=b>", "</u>", "<strong style='font-weight:normal'>", "</strong>", "<IMG\nSRC=x>",
]  # fmt: skip
COMMENTS = [
    "<!-- c -->", "<!-->", "<!--->", "<!---->", "<!--a--!>", "<!--a--!b-->", "<!x>", "</ y>", "</>", "<![CDATA[z]]>",
]  # fmt: skip
PARAGRAPHS = ["<p>", "</p>", "<div>", "</div>", "<h2>", "</h2>", "<p id=a>", "<DIV>"]
RAW = ["<script>if (a<b) '</p>'</script>", "<style>p > q { }</style>", "<title>t</title>"]
STRUCTURE = [
    "<ul>", "<li>", "</li>", "</ul>", "<ol>", "</ol>", "<table>", "<tr>", "<td>", "<th>", "</td>", "</tr>", "</table>",
    "<caption>", "<dl>", "<dt>", "<dd>", "<pre>", "<blockquote>", "<svg>", "</svg>", "<title/>", "<select>",
    "</select>", "<template>", "</template>", "<button>", "</h3>", "</br>", "<head>", "</head>", "<body>", "<hr>",
]  # fmt: skip
BROKEN = [
    "<",
    "</",
    "<!",
    "<!--",
    "<!-",
    "<a",
    "<a b='",
    "<a b=",
    "<script>",
    "</script",
    "<textarea>",
    "\0",
    "\r",
    "<3",
    "<?",
    "]]>",
    "-->",
]


def pieces(*kinds: list[str], most: int = 30) -> st.SearchStrategy[str]:
    """Texts of pieces of these kinds."""
    return st.lists(st.sampled_from([piece for kind in kinds for piece in kind]), max_size=most).map("".join)


def pages() -> st.SearchStrategy[str]:
    """HTML of every kind, well formed or not, with arbitrary characters now and then."""
    known = [*TEXT, *REFERENCES, *INLINE, *COMMENTS, *PARAGRAPHS, *RAW, *STRUCTURE, *BROKEN]
    anything = st.text(st.characters(codec="utf-8"), max_size=4)
    return st.lists(st.sampled_from(known) | anything, max_size=40).map("".join)


def paragraphs() -> st.SearchStrategy[str]:
    """HTML whose text stands in the tree of an HTML5 parser in the order of the file."""
    return pieces(TEXT, REFERENCES, INLINE, COMMENTS, PARAGRAPHS, RAW, most=40)
