"""The same answers from every source, and clear words when a source fails."""

from __future__ import annotations

import base64
import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pyoxigraph as ox
import pytest
from command import kg
from sparql_server import oxigraph

from kg.catalogue import bound, catalogue
from kg.graph import Graph
from kg.graph.endpoint import Endpoint
from kg.network import around
from kg.resources import resource

BUILT_IN = Graph.built_in()
FOLDER = resource("ontology") / "articles" / "open-vs-closed-ai"
#: Parameters for questions that cannot be asked without.
ARGUMENTS = {
    "entity": "BERT",
    "claim": "Transparency",
    "alternative": "open",
    "dimension": "privacy",
    "property": "Transparency",
}


def answers(graph: Graph, *, layers: bool = True) -> dict[str, list[str]]:
    """The rows of every stored question as sorted text."""
    found = {}
    for name, query in catalogue().items():
        if layers or "layers" not in query.header.tags:
            values = {what: ARGUMENTS[what] for what, parameter in query.parameters.items() if parameter.required}
            results = graph.query(bound(query, graph, values), union=True)
            found[name] = sorted(str(row) for row in results)
    return found


EXPECTED = answers(BUILT_IN)


def dumped(folder: Path, name: str) -> Path:
    file = folder / name
    form = ox.RdfFormat.from_extension(file.suffix[1:])
    if form.supports_datasets:
        BUILT_IN.store.dump(str(file), form)
    else:
        union = BUILT_IN.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", union=True)
        file.write_bytes(ox.serialize(union, format=form))
    return file


@pytest.mark.parametrize("name", ["all.nq", "all.trig"])
def test_the_catalogue_answers_the_same_from_a_dataset_file(tmp_path: Path, name: str) -> None:
    assert answers(Graph.read([dumped(tmp_path, name)])) == EXPECTED


def test_the_catalogue_answers_the_same_from_the_folder() -> None:
    assert answers(Graph.read([FOLDER])) == EXPECTED


def test_the_catalogue_answers_the_same_from_a_packed_file(tmp_path: Path) -> None:
    packed = tmp_path / "all.nq.gz"
    packed.write_bytes(gzip.compress(dumped(tmp_path, "all.nq").read_bytes()))
    assert answers(Graph.read([packed])) == EXPECTED


def test_the_catalogue_answers_the_same_from_a_store_folder(tmp_path: Path) -> None:
    ran = kg("load", tmp_path / "store", FOLDER)
    assert (ran.code, ran.err) == (0, f"{tmp_path / 'store'}: {len(BUILT_IN.store)} triples\n")
    assert answers(Graph.stored(tmp_path / "store")) == EXPECTED


@pytest.mark.parametrize("name", ["all.ttl", "all.rdf", "all.nt"])
def test_all_but_the_questions_about_layers_answer_the_same_from_plain_triples(tmp_path: Path, name: str) -> None:
    expected = {name: rows for name, rows in EXPECTED.items() if "layers" not in catalogue()[name].header.tags}
    assert answers(Graph.read([dumped(tmp_path, name)]), layers=False) == expected


def test_a_graph_comes_from_standard_input_with_its_format(tmp_path: Path) -> None:
    text = dumped(tmp_path, "all.nq").read_text("utf-8")
    spoken = ("query", "claims", "-f", "csv", "-g", "-")
    assert kg(*spoken, "--input-format", "nquads", stdin=text).out == kg("query", "claims", "-f", "csv").out
    ran = kg(*spoken, stdin=text)
    assert ran.code == 2
    assert "give it with --input-format" in ran.err


def test_a_store_is_loaded_whole_or_not_at_all(tmp_path: Path) -> None:
    broken = tmp_path / "broken.nt"
    broken.write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> nonsense\n")
    ran = kg("load", tmp_path / "store", broken)
    assert ran.code == 2
    assert "broken.nt:2: broken N-Triples" in ran.err
    assert list(tmp_path.iterdir()) == [broken]
    good = tmp_path / "good.nt"
    good.write_text("<urn:a> <urn:b> <urn:c> .\n")
    assert kg("load", tmp_path / "store", good).code == 0
    assert "--replace takes its place" in kg("load", tmp_path / "store", good).err
    assert kg("load", tmp_path / "store", broken, "--replace").code == 2
    assert kg("query", "ASK { <urn:a> ?p ?o }", "--store", tmp_path / "store").code == 0
    assert kg("load", tmp_path / "store", good, "--replace").code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"broken.nt", "good.nt", "store"}


def test_a_folder_that_is_no_store_is_neither_opened_nor_replaced(tmp_path: Path) -> None:
    ran = kg("query", "ASK {}", "--store", tmp_path)
    assert ran.code == 2
    assert "no store folder; kg load makes one" in ran.err
    assert not list(tmp_path.iterdir())
    assert "will not be replaced" in kg("load", tmp_path, __file__, "--replace").err


def test_sources_of_two_kinds_are_refused(tmp_path: Path) -> None:
    ran = kg("info", "-g", FOLDER, "--store", tmp_path)
    assert (ran.code, ran.err) == (2, "kg: choose one of --graph, --store and --endpoint\n")


# -- a real server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An Oxigraph server that holds the article."""
    data = dumped(tmp_path_factory.mktemp("data"), "all.nq").read_bytes()
    with oxigraph(tmp_path_factory.mktemp("server"), data) as address:
        yield address


def test_the_catalogue_answers_the_same_from_a_server_without_union(server: str) -> None:
    assert answers(Endpoint(server)) == EXPECTED


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "claims", "-p", "alternative=闭源", "--lang", "zh"),
        ("query", "CONSTRUCT { ?c a ?k } { GRAPH ?g { ?c a ?k } FILTER(?k = cg:Claim) }", "-f", "ntriples"),
        ("query", "ASK { GRAPH ?g { ?c a cg:Claim } }"),
        ("compare", "-f", "json"),
        ("why", "conclusion", "-f", "json"),
        ("show", "BERT", "-f", "json"),
        ("verify", "-f", "json"),
        ("validate", "-f", "json"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_every_command_answers_the_same_from_a_server(server: str, arguments: tuple[str, ...]) -> None:
    local, remote = kg(*arguments), kg(*arguments, "--endpoint", server)
    assert (remote.code, remote.err) == (local.code, local.err)
    assert sorted(remote.out.splitlines()) == sorted(local.out.splitlines())


def test_what_is_around_a_thing_is_the_same_from_a_server(server: str) -> None:
    iri = "https://w3id.org/claimgraph/article/open-vs-closed-ai/entity-pytorch"
    local, remote = around(BUILT_IN, iri, 1), around(Endpoint(server), iri, 1)
    assert dict(remote.nodes(data=True)) == dict(local.nodes(data=True))
    assert list(remote.edges(keys=True, data=True)) == list(local.edges(keys=True, data=True))


def test_an_ad_hoc_query_sees_the_server_as_it_is_unless_union_is_asked_for(server: str) -> None:
    assert kg("query", "ASK { ?c a cg:Claim }", "--endpoint", server).code == 1
    assert kg("query", "ASK { ?c a cg:Claim }", "--endpoint", server, "--union").code == 0


def test_a_query_that_the_server_refuses_is_one_line(server: str) -> None:
    ran = kg("query", "SELECT ?x { ?x BAD }", "--endpoint", server)
    assert ran.code == 2
    assert ran.err.startswith("kg: query: the server refuses the query: ")
    assert len(ran.err.splitlines()) == 1


# -- servers that fail


EMPTY = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'


class _Odd(BaseHTTPRequestHandler):
    """Answers as the path says."""

    seen: ClassVar[list[tuple[str, str, dict[str, str]]]] = []

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._respond(body)

    def do_GET(self) -> None:
        self._respond("")

    def _respond(self, body: str) -> None:
        kind = self.path.split("?")[0].strip("/")
        self.seen.append((self.command, body, dict(self.headers)))
        tries = len(self.seen)
        if kind == "html":
            self._send(200, "text/html", b"<html>welcome</html>")
        elif kind == "cut":
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:x"}},')
        elif kind == "xml":
            whole = b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="s"/></head><results>'
            row = b'<result><binding name="s"><uri>urn:x</uri></binding></result>'
            self._send(200, "application/sparql-results+xml", whole + row)
        elif kind == "half":
            self._send(200, "application/sparql-results+json", EMPTY[:30])
        elif kind == "slow":
            time.sleep(5)
        elif kind == "password":
            wanted = "Basic " + base64.b64encode("ann:秘密".encode()).decode()
            if self.headers.get("Authorization") in {wanted, "Bearer token"}:
                self._send(200, "application/sparql-results+json", EMPTY)
            else:
                self._send(401, "text/plain", b"who are you?")
        elif kind == "busy":
            if tries < 3:
                self._send(503, "text/plain", b"later", {"Retry-After": "0"})
            else:
                self._send(200, "application/sparql-results+json", EMPTY)
        elif kind == "broken":
            self._send(500, "text/plain", b"out of memory\nat line 5")
        elif kind == "text":
            self._send(200, "text/plain", b"hello")
        else:
            self._send(200, "application/sparql-results+json", EMPTY)

    def _send(self, status: int, media: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": media, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def odd() -> Iterator[str]:
    _Odd.seen.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Odd)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("html", "answered HTML and no SPARQL results; is it the address of the query service?"),
        ("cut", "the connection broke before the answer was whole"),
        ("half", "the answer is broken: "),
        ("xml", "the answer ends before it is whole"),
        ("password", "refused (401); set KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN"),
        ("broken", "answered 500 Internal Server Error: out of memory"),
        ("text", "answered text/plain, not what was asked for"),
    ],
)
def test_a_failing_server_is_one_line_and_leaves_no_file(odd: str, tmp_path: Path, path: str, message: str) -> None:
    file = tmp_path / "answer.csv"
    ran = kg("query", "SELECT ?s { ?s ?p ?o }", "--endpoint", f"{odd}/{path}", "-f", "csv", "-o", file)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert message in ran.err
    assert not list(tmp_path.iterdir())


def test_a_server_that_is_down_is_one_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ran = kg("query", "ASK {}", "--endpoint", f"http://127.0.0.1:{port}/query")
    assert ran.code == 2
    assert "cannot be reached: " in ran.err
    assert len(ran.err.splitlines()) == 1


def test_an_address_that_is_none_is_one_line() -> None:
    ran = kg("query", "ASK {}", "--endpoint", "nonsense")
    assert (ran.code, ran.err) == (2, "kg: nonsense: no address of a server; it begins with http:// or https://\n")


def test_a_slow_server_is_ended_by_the_timeout_and_leaves_no_file(odd: str, tmp_path: Path) -> None:
    started = time.monotonic()
    ran = kg("query", "ASK {}", "--endpoint", f"{odd}/slow", "--timeout", "1", "-o", tmp_path / "x")
    assert time.monotonic() - started < 3
    assert (ran.code, ran.err) == (2, "kg: the query took longer than 1 s; allow more with --timeout\n")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "environment",
    [{"KG_ENDPOINT_USER": "ann", "KG_ENDPOINT_PASSWORD": "秘密"}, {"KG_ENDPOINT_TOKEN": "token"}],
    ids=["basic", "bearer"],
)
def test_a_password_comes_from_the_environment(odd: str, environment: dict[str, str]) -> None:
    ran = kg("query", "SELECT ?s { ?s ?p ?o }", "--endpoint", f"{odd}/password", "-f", "csv", **environment)
    assert (ran.code, ran.out) == (0, "s\r\n")


def test_a_busy_server_is_asked_again(odd: str) -> None:
    ran = kg("query", "SELECT ?s { ?s ?p ?o }", "--endpoint", f"{odd}/busy", "-f", "csv")
    assert (ran.code, ran.out) == (0, "s\r\n")
    assert len(_Odd.seen) == 3


def test_short_queries_go_by_get_and_long_ones_by_post(odd: str) -> None:
    graph = Endpoint(f"{odd}/ok")
    list(graph.query("SELECT ?s { ?s ?p ?o }"))
    list(graph.query(f"SELECT ?s {{ ?s ?p '{'x' * 4000}' }}"))
    assert [entry[0] for entry in _Odd.seen] == ["GET", "POST"]
    assert _Odd.seen[1][1].startswith("query=SELECT")


def test_undeclared_prefixes_are_declared_for_the_server(odd: str) -> None:
    graph = Endpoint(f"{odd}/ok")
    list(graph.query("PREFIX cg: <urn:mine:> SELECT ?s { ?s a cg:X ; skos:prefLabel 'skos:no' } # " + "x" * 2000))
    from urllib.parse import parse_qs

    sent = parse_qs(_Odd.seen[0][1])["query"][0]
    assert sent.startswith("PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX cg: <urn:mine:> SELECT")


def test_json_answers_of_the_command_are_those_of_the_server(odd: str) -> None:
    ran = kg("query", "SELECT ?s { ?s ?p ?o }", "--endpoint", f"{odd}/ok", "-f", "json")
    assert json.loads(ran.out) == json.loads(EMPTY)
