"""A language model behind an address of the OpenAI kind, asked for what only prose says."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit, urlunsplit

from kg.document import Document
from kg.errors import SourceError
from kg.extract.draft import Extraction
from kg.extract.proposals import Proposals, UnusableError, items_in
from kg.extract.windows import Piece, question, windows

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

__all__ = ["Model", "Proposed", "propose"]

#: Statuses after which the same request may succeed.
_AGAIN = frozenset({408, 429, 500, 502, 503, 504, 529})
#: How often a request is sent at most, and how many seconds pass before it is sent again, doubled each time.
_TRIES, _PAUSE = 4, 1.0
#: Nobody waits longer for a server that names the seconds itself.
_LONGEST_PAUSE = 60.0
#: An answer to one window is a few thousand characters.
_LARGEST = 4_000_000
#: How often a window is halved when answers end before they are whole.
_HALVINGS = 3
_HTTP_OK = 200
_NAME = re.compile(r"[^\s\x00-\x1f\x7f]{1,200}")


@dataclass(frozen=True, slots=True)
class Model:
    """A model and where it is reached. The key, if one is needed, is read from ``KG_LLM_KEY``.

    Args:
        address: the base address of an OpenAI-compatible service, such as ``http://localhost:11434/v1``.
        name: what the service calls the model.
        timeout: seconds that one answer may take.

    Raises:
        SourceError: the address or the name can be none.
    """

    address: str
    name: str
    timeout: float = 120.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
            hint = "it begins with http:// or https://"
            raise SourceError("no address of a language model", where=self.address, hint=hint)
        if parts.username is not None or parts.password is not None:
            hint = "put the key into KG_LLM_KEY"
            raise SourceError("the address of the model holds a password", where=parts.hostname, hint=hint)
        if not _NAME.fullmatch(self.name):
            raise SourceError("no name of a model", where=repr(self.name))

    @property
    def completions(self) -> str:
        """The address that questions are sent to."""
        parts = urlsplit(self.address)
        path = parts.path.rstrip("/")
        path = path if path.endswith("/chat/completions") else f"{path}/chat/completions"
        return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of asking a model.

    Attributes:
        extraction: what structure found and what was taken from the model.
        taken, known, proposed: how many drafts were taken, had been found by structure or came twice, and came in all.
        refused, mended: how many drafts were refused, and how many taken with something left out, by reason.
        unusable: the answers of which nothing could be read, each in one line.
    """

    extraction: Extraction
    proposed: int
    taken: int
    known: int
    refused: dict[str, int]
    mended: dict[str, int]
    unusable: tuple[str, ...]


def propose(document: Document, found: Extraction, model: Model) -> Proposed:
    """Ask a model what else an article says; only that enters which stands in the article word for word.

    Args:
        document: the article.
        found: what structure found in it; the model is asked about the same sides.
        model: the model.

    Raises:
        SourceError: the server cannot be reached or refuses, or not one of its answers can be read.
    """
    proposals = Proposals(document, found, f"llm:{model.name}")
    asker, unusable, read = _Asker(model), [], 0
    waiting = [(window, 0) for window in reversed(windows(document))]
    while waiting:
        window, halved = waiting.pop()
        try:
            items = items_in(asker.ask(question(found.sides, window)))
        except UnusableError as error:
            middle = len(window) // 2
            if error.cut and middle and halved < _HALVINGS:
                waiting += [(window[middle:], halved + 1), (window[:middle], halved + 1)]
            else:
                unusable.append(f"{_place(window)}: {error}")
            continue
        proposals.take(items, window)
        read += 1
    if unusable and not read:
        raise SourceError(f"no answer of {model.name} can be read; {unusable[0]}", where=model.completions)
    return Proposed(
        proposals.merged(),
        proposals.proposed,
        len(proposals.drafts),
        proposals.known,
        dict(proposals.refused),
        dict(proposals.mended),
        tuple(unusable),
    )


def _place(window: Sequence[Piece]) -> str:
    first, last = window[0].number, window[-1].number
    return f"block {first}" if first == last else f"blocks {first} to {last}"


class _Asker:
    """Sends questions to a model, waits where the server says so, and never shows the key."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.plain = False  # whether the server knows neither the form of an answer nor the temperature
        self.headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "claimgraph"}
        key = os.environ.get("KG_LLM_KEY", "").strip()
        if key:
            if not (key.isascii() and key.isprintable()):
                raise SourceError("KG_LLM_KEY holds what no key can", where=model.completions)
            self.headers["Authorization"] = f"Bearer {key}"
        self.pool = self._pool()

    def _pool(self) -> PoolManager:
        from urllib3 import PoolManager

        return PoolManager()

    def ask(self, messages: Sequence[dict[str, str]]) -> str:
        """Return the text of the answer.

        Raises:
            SourceError: there is none.
            UnusableError: the model refuses, or its answer is cut.
        """
        status, body = self._send(messages)
        if status in {400, 422} and not self.plain:
            # Some servers and models refuse what most of them know; all know the messages.
            self.plain = True
            status, body = self._send(messages)
        if status != _HTTP_OK:
            self._complain(status, body)
        return self._text(body)

    def _body(self, messages: Sequence[dict[str, str]]) -> bytes:
        wanted: dict[str, Any] = {"model": self.model.name, "messages": list(messages), "stream": False}
        if not self.plain:
            wanted |= {"temperature": 0, "response_format": {"type": "json_object"}}
        return json.dumps(wanted).encode()

    def _send(self, messages: Sequence[dict[str, str]]) -> tuple[int, bytes]:
        from urllib3.exceptions import ConnectTimeoutError, HTTPError, LocationValueError, ReadTimeoutError

        for tried in range(1, _TRIES + 1):
            try:
                status, body, pause = self._once(self._body(messages))
            except (ReadTimeoutError, _LateError):
                hint = "give it longer with --llm-timeout"
                raise self._error(f"no answer within {self.model.timeout:g} s", hint=hint) from None
            except (HTTPError, UnicodeError) as error:
                # Where nobody listens (also a ConnectTimeoutError), once more is enough; where no address is, once.
                hopeless = isinstance(error, LocationValueError | UnicodeError)
                if hopeless or tried == (2 if isinstance(error, ConnectTimeoutError) else _TRIES):
                    raise self._error(f"cannot be reached: {self._said(str(error))}") from None
                status, body, pause = 0, b"", None
            if status and (status not in _AGAIN or tried == _TRIES):
                return status, body
            if pause is not None and pause > _LONGEST_PAUSE:
                raise self._error(f"answered {status} and asks to wait {pause:.0f} s", hint="try again later")
            time.sleep(_PAUSE * 2 ** (tried - 1) if pause is None else pause)
        raise AssertionError("unreachable")  # pragma: no cover

    def _once(self, body: bytes) -> tuple[int, bytes, float | None]:
        """Send a request once; return status, body and the seconds that the server asks to wait."""
        from urllib3 import Timeout

        until = time.monotonic() + self.model.timeout
        response = self.pool.request(
            "POST",
            self.model.completions,
            body=body,
            headers=self.headers,
            retries=False,
            redirect=False,  # a key goes to the address that was given and to no other
            timeout=Timeout(connect=min(10.0, self.model.timeout), read=self.model.timeout),
            preload_content=False,
        )
        try:
            return response.status, self._read(response, until), _seconds(response.headers.get("Retry-After"))
        finally:
            response.close()

    def _read(self, response: BaseHTTPResponse, until: float) -> bytes:
        read = bytearray()
        while part := response.read1(1 << 16):
            read += part
            if len(read) > _LARGEST:
                raise self._error(f"the answer is longer than {_LARGEST // 1_000_000} MB")
            if time.monotonic() > until:
                raise _LateError
        return bytes(read)

    def _complain(self, status: int, body: bytes) -> NoReturn:
        said = self._said(_message(body))
        hint = {
            401: "set KG_LLM_KEY to a key that it takes",
            403: "set KG_LLM_KEY to a key that it takes",
            404: "are the address (it often ends in /v1) and the name of the model right?",
            429: "try again later",
        }.get(status, "")
        if 300 <= status < 400:
            hint = "give the address that it leads to"
        raise self._error(f"answered {status}{f': {said}' if said else ''}", hint=hint)

    def _text(self, body: bytes) -> str:
        try:
            found = json.loads(body)
            choice = found["choices"][0]
            message, reason = choice["message"], choice.get("finish_reason")
            content, refusal = message.get("content"), message.get("refusal")
        except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
            hint = "is it the address of an OpenAI-compatible service?"
            raise self._error("the answer is not that of a chat completion", hint=hint) from None
        if isinstance(refusal, str) and refusal.strip():
            raise UnusableError(f"the model refuses: {self._said(refusal)}")
        if reason == "content_filter":
            raise UnusableError("the service filtered the answer away")
        if reason == "length":
            raise UnusableError("the answer was cut at the longest that the model gives", cut=True)
        if not isinstance(content, str):
            raise UnusableError("the answer holds no text")
        return content

    def _said(self, text: str) -> str:
        """What a server says, short, in one line, with nothing that acts on a terminal, and without the key."""
        key = self.headers.get("Authorization", "").removeprefix("Bearer ")
        text = text.replace(key, "…") if key else text
        line = "".join(char if char.isprintable() else " " for char in text)
        line = " ".join(line.split())
        return line if len(line) <= 200 else f"{line[:200]}…"

    def _error(self, what: str, hint: str = "") -> SourceError:
        return SourceError(what, where=self.model.completions, hint=hint)


class _LateError(Exception):
    """The answer has not come whole in time."""


def _seconds(value: str | None) -> float | None:
    """Read ``Retry-After`` where it names seconds (RFC 9110, section 10.2.3); a date is as good as nothing."""
    return float(value) if value and re.fullmatch(r"\d{1,9}", value.strip()) else None


def _message(body: bytes) -> str:
    """What an error answer says: the message of a JSON body, or a plain text."""
    text = body.decode("utf-8", "replace").strip()
    try:
        found = json.loads(text)
        error = found.get("error", found.get("message", found.get("detail", "")))
        said = error.get("message", "") if isinstance(error, dict) else error
        return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
    except (ValueError, RecursionError, AttributeError):
        return "" if text.startswith("<") else text
