"""What is no Markdown but stands in it: HTML tags, components of MDX, tags of template languages."""

from __future__ import annotations

import re

__all__ = [
    "CLOSE_TAG",
    "COMPONENT",
    "COMPONENT_LINE",
    "MODULE",
    "OPEN_TAG",
    "TEMPLATE_ENDS",
    "TEMPLATE_ONLY",
    "VERBATIM_ENDS",
]

# Braces hold expressions in MDX; three deep is enough for what people write in an attribute.
_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\}"
# In quotes a tag of a template may have quotes of its own: title="{{ "x" | t }}".
_TEMPLATE = r"\{\{[^{}]*+\}\}|\{%[^%]*+%\}"
_QUOTED = rf"""'(?:[^'{{]++|{_TEMPLATE}|\{{)*+'|"(?:[^"{{]++|{_TEMPLATE}|\{{)*+\""""
_ATTRIBUTE = rf"""\s++(?:[A-Za-z_:@\#][\w.:@\#-]*+(?:\s*+=\s*+(?:[^\s"'=<>`{{]++|{_QUOTED}|{_BRACES}))?+|{_BRACES})"""
_OPEN = rf"<[A-Za-z][A-Za-z0-9.-]*+(?:{_ATTRIBUTE})*+\s*+/?>"
_CLOSE = r"</[A-Za-z][A-Za-z0-9.-]*+\s*+>"
#: CommonMark, section 6.6, and the attributes of MDX.
OPEN_TAG = re.compile(_OPEN)
CLOSE_TAG = re.compile(_CLOSE)
#: What begins a tag of a component: its name is written like ``Callout`` or ``Tabs.Item``, no name of HTML is.
COMPONENT = re.compile(r"</?[A-Z][A-Z0-9]*[a-z.]")
#: A line of nothing but tags of components.
COMPONENT_LINE = re.compile(rf"(?:(?=</?[A-Z][A-Z0-9]*[a-z.])(?:{_OPEN}|{_CLOSE})[ \t]*+|</?>[ \t]*+)++\Z")
#: A paragraph that is program text of MDX.
MODULE = re.compile(
    r"""import\s+(?:["']|[\w{*][^;]*?\bfrom\s*["'])|export\s+(?:default|const|let|var|function|async|\{|\*)""",
    re.DOTALL,
)
#: What ends each kind of markup that begins so and holds no text of the article (CommonMark, section 6.6).
VERBATIM_ENDS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
#: The same for template languages (Liquid, Jinja, Hugo) and for comments of MDX and attributes of kramdown.
TEMPLATE_ENDS = (("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}"), ("{#", "#}"), ("{/*", "*/}"), ("{:", "}"))
#: A paragraph of nothing but values that a template would have put there.
TEMPLATE_ONLY = re.compile(r"(?:\s*+(?:\{\{[^{}]*+\}\}|\{:[^{}]*+\}))++\s*+\Z")

#: How blocks begin and end in which empty lines mean nothing (CommonMark, section 4.6), and comments of MDX.
_VERBATIM = tuple(
    (re.compile(begin, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for begin, end in (
        (r"<(?:pre|script|style|textarea)(?:[\s>]|\Z)", r"</(?:pre|script|style|textarea)>"),
        ("<!--", "-->"),
        (r"<\?", r"\?>"),
        (r"<!\[CDATA\[", r"\]\]>"),
        ("<![a-z]", ">"),
        (r"\{/\*", r"\*/\}"),
    )
)
_NAMES = """address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl
    dt fieldset figcaption figure footer form frame frameset h[1-6] head header hr html iframe legend li link main menu
    menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead title tr track
    ul"""
_KNOWN_TAG = re.compile(rf"</?(?:{'|'.join(_NAMES.split())})(?:[\s>]|/>|\Z)", re.IGNORECASE)
_LONE_TAG = re.compile(rf"(?:{_OPEN}|{_CLOSE})[ \t]*+\Z")
#: An end that an empty line makes.
EMPTY_LINE = re.compile(r"(?!)")


def block_end(raw: str, start: int, stop: int, *, inside: bool) -> re.Pattern[str] | None:
    """Return what ends the block of HTML that begins with a line, ``EMPTY_LINE`` if none of its lines does.

    Args:
        raw: the file.
        start, stop: the line, white space before it left out.
        inside: whether a paragraph is open, which not every tag ends.

    Returns:
        ``None`` if the line begins no such block.
    """
    for begin, end in _VERBATIM:
        if begin.match(raw, start, stop):
            return end
    if _KNOWN_TAG.match(raw, start, stop) or (not inside and _LONE_TAG.match(raw, start, stop)):
        return EMPTY_LINE
    return None
