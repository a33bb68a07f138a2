"""From the bytes of a file to its text: UTF-8, UTF-16, UTF-32, GB18030, or what the file itself declares."""

from __future__ import annotations

import codecs
import re

from kg.errors import DocumentError

__all__ = ["decode_bytes"]

#: UTF-32 before UTF-16, whose mark is the beginning of its own.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: HTML, section 13.2.3.2: the declaration stands in the first 1,024 bytes.
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_DECLARATION_WITHIN = 1024
#: What may be declared, by the first letters of the codec's name; of GB 2312 and GBK browsers read the superset.
_LEGACY = ("big5", "cp12", "cp932", "cp949", "euc", "gb", "iso8859", "koi8", "shift_jis")
_SAMPLE = 4096
#: A file without any mark is UTF-16 when so many of its bytes are zero, nearly all of them in every other place.
_ZEROS = 0.05
_FEWEST_ZEROS = 8
#: And GB18030 when so many of its characters beyond ASCII are among those of GB 2312, which holds all common ones.
_COMMON = 0.6
_UNSEEN = frozenset("\u200b\u200d\u2060\ufeff\u00ad\u00a0")


def decode_bytes(data: bytes, name: str) -> str:
    """Return the text of a file, its byte order mark included, so that positions count every character.

    Args:
        data: the bytes of the file.
        name: of the file, for messages.

    Raises:
        DocumentError: the encoding is not recognised, or a byte does not fit it.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    if marked:
        return _decoded(data, marked, name)
    unmarked = _utf_16(data)
    if unmarked:
        return _decoded(data, unmarked, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = error.start
    declared = _declared(data)
    if declared:
        return _decoded(data, declared, name)
    chinese = _gb18030(data)
    if chinese is not None:
        return chinese
    raise DocumentError(f"not UTF-8 at byte {place}", where=name, hint="convert it, for example with iconv -t utf-8")


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"not {encoding.upper()}, as its beginning says, at byte {error.start}",
            where=name,
            hint="convert it, for example with iconv -t utf-8",
        ) from error


def _utf_16(data: bytes) -> str:
    """Return which UTF-16 a file without a mark is in, empty if in none."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most < max(_FEWEST_ZEROS, _ZEROS * len(sample)) or most <= 8 * least or len(data) % 2:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(data: bytes) -> str:
    """Return the codec of the encoding that a file declares, empty if none that is known here."""
    for found in _DECLARED.finditer(data[:_DECLARATION_WITHIN]):
        try:
            codec = codecs.lookup(found[1].decode("ascii")).name
        except LookupError:
            continue
        if codec.startswith(_LEGACY):
            # Browsers read ISO 8859-1 as its superset too.
            return "gb18030" if codec.startswith("gb") else "cp1252" if codec == "iso8859-1" else codec
    return ""


def _gb18030(data: bytes) -> str | None:
    """Return the text if it reads as common Chinese, which Western encodings read that way never do."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    beyond = [character for character in text if character > "\x7f" and character not in _UNSEEN]
    common = sum(1 for character in beyond if _is_common(character))
    return text if common >= _COMMON * len(beyond) else None


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
