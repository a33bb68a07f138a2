"""What kg view finds out about an endpoint before it writes a page that may ask it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from command import kg
from sparql_server import oxigraph

from kg.errors import SourceError
from kg.graph.endpoint import Endpoint
from kg.graph.live import Live, blocked, live

RESULTS = "application/sparql-results+json"
DATA = b'<http://example.org/tea> <http://www.w3.org/2000/01/rdf-schema#label> "Tea" .\n'


class _Odd(BaseHTTPRequestHandler):
    """Answers every query with the status, origin and media type that the path names."""

    seen: ClassVar[list[dict[str, str]]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append(dict(self.headers))
        status, origin, media = self.path.strip("/").split(",")
        self.send_response(int(status))
        if origin:
            self.send_header("Access-Control-Allow-Origin", origin)
        self.send_header("Content-Type", media.replace("+", "/", 1))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def odd() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Odd)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("200,*,application+json", None),
        ("200,null,application+sparql-results+json", None),
        ("200,,application+json", "will not let a page opened as a file ask"),
        ("200,https://example.org,application+json", "will not let a page opened as a file ask"),
        ("200,*,text+html", "does not answer in JSON"),
        ("302,*,text+html", "leads elsewhere"),
        ("401,*,text+html", "asks for a password, which a page must not hold"),
        ("405,*,text+html", "answers a query sent by POST with 405"),
    ],
)
def test_the_page_may_ask_only_whom_a_browser_would_let_it_ask(odd: str, path: str, reason: str | None) -> None:
    found = blocked(Live(f"{odd}/{path}", "", False))
    assert (found is None) if reason is None else (found is not None and reason in found)
    assert found is None or "\n" not in found
    sent = _Odd.seen[-1]
    assert (sent["Origin"], sent["Accept"]) == ("null", RESULTS)
    assert "Authorization" not in sent


def test_an_endpoint_that_is_not_there_is_said() -> None:
    assert "does not answer a query sent by POST" in (blocked(Live("http://127.0.0.1:9/query", "", False)) or "")


class _Quiet(Endpoint):
    hidden = False  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("http://localhost:7878/query", "http://localhost:7878/query"),
        ("HTTPS://Example.org/data/sparql", "https://example.org/data/sparql"),
        ("https://example.org", "https://example.org/"),
        ("https://bücher.example/q", "https://xn--bcher-kva.example/q"),
        ("https://example.org/a;b,c'd/ü", "https://example.org/a%3Bb%2Cc%27d/%C3%BC"),
        ("https://example.org/q?default-graph-uri=urn:x", "https://example.org/q"),
        ("https://example.org/q#part", "https://example.org/q"),
    ],
)
def test_the_policy_names_origin_and_path_and_nothing_that_could_end_it(address: str, source: str) -> None:
    assert live(_Quiet(address)).source == source


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://example.org/q?apikey=very-secret", "'apikey', which a page would give away"),
        ("http://[::1]:7878/query", "no address that a page's policy can name"),
        ("http://", "no address that a page's policy can name"),
        ("http://example.org/a b", "no address that a page's policy can name"),
    ],
)
def test_an_address_that_no_page_may_hold_is_refused(address: str, message: str) -> None:
    with pytest.raises(SourceError) as raised:
        live(_Quiet(address))
    assert message in str(raised.value)
    assert "very-secret" not in str(raised.value)


def test_a_password_in_an_address_is_refused_without_being_shown(tmp_path: Path) -> None:
    ran = kg("view", "--endpoint", "http://me:very-secret@localhost/query", "-o", tmp_path / "page.html")
    assert ran.code == 2
    assert "KG_ENDPOINT_USER" in ran.err
    assert "very-secret" not in ran.err


def test_offline_goes_with_an_endpoint(tmp_path: Path) -> None:
    assert "--offline goes with --endpoint" in kg("view", "--offline", "-o", tmp_path / "page.html").err


def test_a_server_that_lets_no_page_ask_it_gets_a_warning_with_what_to_do(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    secret = {"KG_ENDPOINT_USER": "somebody", "KG_ENDPOINT_PASSWORD": "very-secret"}
    with oxigraph(tmp_path / "store", DATA) as address:
        ran = kg("view", "--endpoint", address, "--around", "http://example.org/tea", "-o", page, **secret)
        offline = kg("view", "--endpoint", address, "--around", "http://example.org/tea", "--offline", "-o", page)
    assert ran.code == 0
    assert ran.err.startswith("warning: a browser will not let a page opened as a file ask")
    assert "oxigraph serve --cors" in ran.err
    assert "warning" not in offline.err


def test_nothing_of_a_password_is_written_into_a_page(tmp_path: Path) -> None:
    secrets = {"KG_ENDPOINT_USER": "somebody-else", "KG_ENDPOINT_PASSWORD": "very-secret"}
    with oxigraph(tmp_path / "store", DATA, "--cors", media="application/n-triples") as address:
        page = tmp_path / "page.html"
        ran = kg("view", "--endpoint", address, "--around", "http://example.org/tea", "-o", page, **secrets)
    assert (ran.code, ran.err.count("\n")) == (0, 1)
    text = page.read_text("utf-8")
    assert not [part for part in ("somebody-else", "very-secret", "c29tZWJvZHk") if part in text]
    assert f"connect-src {address};" in text


@pytest.mark.slow
def test_a_page_that_can_ask_for_more_does_not_begin_with_all_of_a_hub(tmp_path: Path) -> None:
    data = b"".join(
        b"<http://example.org/n%d> <http://example.org/of> <http://example.org/hub> .\n" % n for n in range(300)
    )
    with oxigraph(tmp_path / "store", data, "--cors", media="application/n-triples") as address:
        options = ("--endpoint", address, "--around", "http://example.org/hub", "-o", tmp_path / "page.html")
        assert ": 51 nodes, 50 links" in kg("view", *options).err
        assert ": 301 nodes, 300 links" in kg("view", *options, "--offline").err
