"""What a page needs to ask an endpoint by itself, and whether a browser will let it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from kg.errors import SourceError
from kg.graph.endpoint import Endpoint

__all__ = ["Live", "blocked", "live"]

#: Parameters of an address that choose data; any other might be a key, and a page is given to others.
_HARMLESS = frozenset({"default-graph-uri", "named-graph-uri", "infer"})
_JSON = "application/sparql-results+json"
_HTTP_OK = 200
_HOW = (
    "allow it in the server (Oxigraph: oxigraph serve --cors; GraphDB: -Dgraphdb.workbench.cors.enable=true; Virtuoso: "
    "Conductor, Virtual Domains & Directories, /sparql, Cross-Origin Resource Sharing *; Fuseki: the CORS filter, on "
    "unless webapp/WEB-INF/web.xml leaves it out), or serve the page from the same address as the endpoint, or write "
    "it with --offline"
)


@dataclass(frozen=True, slots=True)
class Live:
    """The one address that a page may ask.

    Attributes:
        address: where queries are sent.
        source: its origin and path, as a policy names them (CSP 3, section 2.3.1, host-source).
        named: whether the server shows what stands in named graphs only to those who name them.
    """

    address: str
    source: str
    named: bool


def live(endpoint: Endpoint) -> Live:
    """Return what a page needs to ask an endpoint.

    Raises:
        SourceError: the address holds what must not be given away, or what no policy can name.
    """
    address, offline = endpoint.address, "write the page with --offline"
    parts = urlsplit(address)
    # The value stays out of the message: it is what must not be shown.
    strange = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)} - _HARMLESS)
    if strange:
        what = f"the address holds {', '.join(map(repr, strange))}, which a page would give away"
        raise SourceError(what, hint=f"name the query service alone, or {offline}")
    try:
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port is not None else ""
    except (UnicodeError, ValueError):
        host, port = "", ""
    if not host or ":" in host or any(char.isspace() for char in address):
        hint = f"name the server by its name, or {offline}"
        raise SourceError("no address that a page's policy can name", where=address, hint=hint)
    scheme, path = parts.scheme.lower(), quote(parts.path or "/", safe="/%:@!$&()*+=~-._")
    return Live(
        urlunsplit((scheme, host + port, path, parts.query, "")), f"{scheme}://{host}{port}{path}", endpoint.hidden
    )


def blocked(page: Live) -> str | None:
    """Say why a browser would not let a page opened as a file ask the endpoint, and what to do; nothing if it does.

    The request is the page's own: a form sent by POST with ``Origin: null``, without any password, so that no
    preflight comes before it (Fetch standard, section 3.3.5).
    """
    from urllib3 import PoolManager, Timeout
    from urllib3.exceptions import HTTPError

    headers = {"Origin": "null", "Accept": _JSON, "Content-Type": "application/x-www-form-urlencoded"}
    try:
        response = PoolManager().request(
            "POST",
            page.address,
            body=urlencode({"query": "ASK {}"}),
            headers=headers,
            retries=False,
            redirect=False,
            timeout=Timeout(10),
        )
    except HTTPError:
        return f"{page.address} does not answer a query sent by POST, as the page will send it; {_HOW}"
    if 300 <= response.status < 400:
        return f"{page.address} leads elsewhere, where the page may not go; give the address that it leads to"
    if response.status in {401, 403}:
        return (
            f"{page.address} asks for a password, which a page must not hold; open the endpoint for reading, or write "
            "the page with --offline"
        )
    if response.status != _HTTP_OK:
        return f"{page.address} answers a query sent by POST with {response.status}; {_HOW}"
    if response.headers.get("Access-Control-Allow-Origin", "").strip() not in {"*", "null"}:
        return f"a browser will not let a page opened as a file ask {page.address}; {_HOW}"
    if "json" not in response.headers.get("Content-Type", ""):
        return f"{page.address} does not answer in JSON ({_JSON}), which the page reads; write it with --offline"
    return None
