"""A SPARQL endpoint asked by the SPARQL 1.1 Protocol, as if it were a graph on this machine."""

from __future__ import annotations

import os
import re
import tempfile
from base64 import b64encode
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn, cast
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from kg.errors import QueryError, SourceError
from kg.graph.local import Graph
from kg.graph.sending import Results, allowed
from kg.namespaces import prefixes
from kg.sparql import form, with_prefixes

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

__all__ = ["Endpoint"]

_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_TRIPLES = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
#: Longer requests are sent by POST: many servers and proxies cut addresses at 2,048 characters or more.
_LONGEST_ADDRESS = 1_800
#: Answers are kept in memory up to this size, beyond it in a file, until they have come whole.
_SPOOL = 16_000_000
_HTTP_OK = 200
_GRAPHS = "SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }"
# Whether what stands in named graphs is seen without naming them; a sample tells, a whole server would take long.
_HIDDEN = """
ASK { { SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } LIMIT 20 } FILTER NOT EXISTS { ?s ?p ?o } }
"""


class Endpoint(Graph):
    """A server that answers SPARQL queries.

    A password is read from ``KG_ENDPOINT_USER`` and ``KG_ENDPOINT_PASSWORD``, a bearer token from
    ``KG_ENDPOINT_TOKEN``. Requests are repeated with growing pauses when the server answers 429 or 503 or cannot be
    reached.

    Args:
        address: the address of the query service.
        union: let queries see all named graphs of the server as one.

    Raises:
        SourceError: the address is none of HTTP, or holds a password.
    """

    def __init__(self, address: str, *, union: bool = False) -> None:
        if not address.lower().startswith(("http://", "https://")):
            raise SourceError("no address of a server", where=address, hint="it begins with http:// or https://")
        if "@" in urlsplit(address).netloc:
            hint = "set KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD"
            raise SourceError("a password in the address of a server would be shown", hint=hint)
        # The name stands in titles of pages; what follows a question mark may be a key.
        self.address, self.name, self.union = address, address.partition("?")[0], union
        self.folders: Mapping[str, Path] = {}
        self.declared: Mapping[str, str] = {}

    @cached_property
    def store(self) -> ox.Store:  # type: ignore[override]
        """A copy of everything the server holds, for what cannot be asked by single queries."""
        store = ox.Store()
        for pattern, graph in (("GRAPH ?g { ?s ?p ?o }", True), ("?s ?p ?o", False)):
            results = self.query(f"SELECT * {{ {pattern} }}", union=False)
            assert isinstance(results, ox.QuerySolutions)
            if graph:
                store.bulk_extend(ox.Quad(row["s"], row["p"], row["o"], row["g"]) for row in results)
            elif not self._named or self.hidden:
                # Where the default graph is the union, its triples have already come.
                store.bulk_extend(ox.Quad(row["s"], row["p"], row["o"]) for row in results)
        return store

    def query(
        self,
        text: str,
        *,
        union: bool | None = None,
        allow_service: bool = False,
        where: str = "query",
        base_iri: str | None = None,
        extra_prefixes: Mapping[str, str] | None = None,
    ) -> Results:
        """Send a query; see :meth:`kg.graph.Graph.query`.

        Raises:
            QueryError: the query is refused here or by the server, or the answer is none.
            SourceError: the server cannot be reached, or asks for a password.
        """
        text, words = allowed(text, where, allow_service=allow_service)
        fields = [("query", with_prefixes(text, {**prefixes(), **(extra_prefixes or {})}, base_iri))]
        if (self.union if union is None else union) and "FROM" not in words and self.hidden:
            fields += [(name, graph) for name in ("default-graph-uri", "named-graph-uri") for graph in self._named]
        graphs = form(text) in {"CONSTRUCT", "DESCRIBE"}
        return self._answer(*self._send(fields, _TRIPLES if graphs else _RESULTS, where), graphs=graphs)

    @cached_property
    def _named(self) -> tuple[str, ...]:
        results = self.query(_GRAPHS, union=False)
        assert isinstance(results, ox.QuerySolutions)
        return tuple(sorted(str(getattr(row["graph"], "value", "")) for row in results))

    @cached_property
    def hidden(self) -> bool:
        """Whether the server shows its named graphs only to those who name them."""
        return bool(self.query(_HIDDEN, union=False))

    @cached_property
    def _pool(self) -> PoolManager:
        from urllib3 import PoolManager, Retry, Timeout

        headers: dict[str, str] = {"User-Agent": "claimgraph"}
        user, token = os.environ.get("KG_ENDPOINT_USER"), os.environ.get("KG_ENDPOINT_TOKEN")
        if token:
            if not (token.isascii() and token.isprintable()):
                raise SourceError("KG_ENDPOINT_TOKEN holds what no token can", where=self.address)
            headers["Authorization"] = f"Bearer {token}"
        elif user:
            # RFC 7617, section 2.1: user and password in UTF-8.
            secret = f"{user}:{os.environ.get('KG_ENDPOINT_PASSWORD', '')}".encode()
            headers["Authorization"] = f"Basic {b64encode(secret).decode()}"
        retries = Retry(
            total=4,
            connect=1,
            read=0,
            redirect=3,
            status_forcelist=(429, 503),
            allowed_methods=None,
            backoff_factor=0.5,
            raise_on_status=False,
        )
        return PoolManager(headers=headers, retries=retries, timeout=Timeout(connect=10, read=None))

    def _send(self, fields: list[tuple[str, str]], accept: str, where: str) -> tuple[IO[bytes], str]:
        """Send a request and return its whole body and media type."""
        from urllib3.exceptions import HTTPError, LocationValueError, MaxRetryError, ProtocolError

        encoded = urlencode(fields)
        headers = {**self._pool.headers, "Accept": accept}
        try:
            if len(self.address) + len(encoded) < _LONGEST_ADDRESS:
                joint = "&" if "?" in self.address else "?"
                response = self._pool.request(
                    "GET", f"{self.address}{joint}{encoded}", headers=headers, preload_content=False
                )
            else:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                response = self._pool.request(
                    "POST", self.address, body=encoded, headers=headers, preload_content=False
                )
            if response.status != _HTTP_OK:
                self._complain(response, where)
            # Not closed here: it is the caller's to read.
            body = tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115
            for part in response.stream(1 << 16):
                body.write(part)
        except (LocationValueError, MaxRetryError) as error:
            reason = getattr(error, "reason", None) or error
            broken = isinstance(reason, ProtocolError)
            what = "does not answer as a web server does" if broken else f"cannot be reached: {_said(reason)}"
            raise SourceError(what, where=self.address) from error
        except HTTPError as error:
            raise SourceError("the connection broke before the answer was whole", where=self.address) from error
        media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if _cut(body, media):
            raise SourceError("the answer ends before it is whole", where=self.address)
        body.seek(0)
        return cast("IO[bytes]", body), media

    def _complain(self, response: BaseHTTPResponse, where: str) -> NoReturn:
        if response.status in {401, 403}:
            hint = "set KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN"
            raise SourceError(f"refused ({response.status})", where=self.address, hint=hint)
        html = "html" in response.headers.get("Content-Type", "")
        text = "" if html else response.read(2_000).decode("utf-8", "replace").strip()
        said = f": {text.splitlines()[0][:200]}" if text else ""
        if response.status == 400:
            raise QueryError(f"the server refuses the query{said}", where=where)
        raise SourceError(f"answered {response.status} {response.reason or ''}{said}".strip(), where=self.address)

    def _answer(self, body: IO[bytes], media: str, *, graphs: bool) -> Results:
        if "html" in media:
            hint = "is it the address of the query service?"
            raise SourceError("answered HTML and no SPARQL results", where=self.address, hint=hint)
        try:
            if graphs:
                form = ox.RdfFormat.from_media_type(media)
                if form is not None:
                    # pyoxigraph makes results only of queries: what came becomes a store that gives it back.
                    copy = ox.Store()
                    copy.bulk_load(body, form)
                    return copy.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
            else:
                results = ox.QueryResultsFormat.from_media_type(media)
                if results not in {None, ox.QueryResultsFormat.CSV}:  # CSV does not tell IRIs from text
                    return ox.parse_query_results(body, format=results)
        except (SyntaxError, OSError, ValueError) as error:
            raise SourceError(f"the answer is broken: {_said(error)}", where=self.address) from None
        raise SourceError(f"answered {media or 'without a media type'}, not what was asked for", where=self.address)


def _cut(body: Any, media: str) -> bool:
    """Whether an XML answer lacks its end: the engine's reader takes what has come as all."""
    if not media.endswith("xml"):
        return False
    body.seek(0, os.SEEK_END)
    body.seek(max(0, body.tell() - 200))
    return not re.search(rb"</[\w.:-]*(?:sparql|RDF)\s*>\s*\Z", body.read())


def _said(error: object) -> str:
    """The end of an exception's message, which is where the libraries put the reason."""
    return str(error).strip().splitlines()[0].rpartition(": ")[2] if str(error).strip() else type(error).__name__
