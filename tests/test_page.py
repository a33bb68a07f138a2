from __future__ import annotations

import base64
import hashlib
import html.parser
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.view import command
from kg.compare import compare
from kg.errors import SourceError
from kg.graph import Graph
from kg.network import LANGUAGES, network
from kg.page import page
from kg.page.article import segments
from kg.page.cards import PORTRAIT, SIZES, WIDE, cards, tones
from kg.page.findings import findings
from kg.page.force import spread
from kg.page.layout import layout, measures, portrait
from kg.page.matrix import matrices
from kg.page.questions import ROWS, questions
from kg.page.text import CUT, advance, wrap
from kg.page.words import WORDS
from kg.resources import resource

ARTICLE = "https://w3id.org/claimgraph/article/open-vs-closed-ai"
CG = "https://w3id.org/claimgraph/ns#"
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "javascript:alert(1)",
    "{{ 7 * 7 }}",
    "line\u2028separator\u2029here",
    "\u202eright to left",
    "x" * 10_000,
]


@pytest.fixture(scope="module")
def built_in():
    return page(Graph.built_in(), language="zh")


def payload(text, id="payload"):
    return json.loads(re.search(rf'<script type="application/json" id="{id}">(.*?)</script>', text, re.DOTALL)[1])


class Elements(html.parser.HTMLParser):
    """All start tags with their attributes, and the text of scripts and styles."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts, self.inside = [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = tag if tag in {"script", "style"} else None

    def handle_data(self, data):
        if self.inside:
            self.texts.append((self.inside, self.tags[-1][1].get("type"), data))

    def handle_endtag(self, tag):
        self.inside = None


# The text of the page


@pytest.mark.slow
def test_the_same_graph_gives_the_same_bytes_under_two_hash_seeds():
    script = (
        "import hashlib; from kg.graph import Graph; from kg.page import page; "
        "print([hashlib.sha256(page(Graph.built_in(), language=l).encode()).hexdigest() for l in ('zh', 'en')])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_the_page_is_below_one_megabyte(built_in):
    assert len(built_in.encode()) < 1_000_000


def test_scripts_and_styles_are_allowed_by_their_hash_alone(built_in):
    found = Elements(built_in)
    policy = next(attrs["content"] for tag, attrs in found.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert "unsafe" not in policy
    for tag, kind in (("script", "script-src"), ("style", "style-src")):
        texts = [text for name, type, text in found.texts if name == tag and type is None]
        hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts}
        assert set(directives[kind].split()) == hashes
    order = [(tag, "http-equiv" in attrs) for tag, attrs in found.tags]
    assert order.index(("meta", True)) < order.index(("script", False))


def test_the_page_loads_nothing_and_has_no_inline_styles_or_handlers(built_in):
    found = Elements(built_in)
    for tag, attrs in found.tags:
        assert "style" not in attrs, tag
        assert not [name for name in attrs if name.startswith("on")], tag
        assert "src" not in attrs, tag
        assert attrs.get("href", "data:,").startswith("data:"), tag
    styles = "".join(text for name, _, text in found.texts if name == "style")
    assert "url(" not in styles
    assert "@import" not in styles
    assert "sourceMappingURL" not in built_in


def test_the_page_has_line_feeds_only_and_knows_no_path_of_this_machine(built_in):
    assert "\r" not in built_in
    assert str(Path(__file__).parents[1]) not in built_in


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_asked_for(language):
    text = page(Graph.built_in(), language=language)
    assert f'<html lang="{language}">' in text
    assert WORDS[language]["search_hint"] in text


def test_a_language_that_the_page_does_not_speak_is_refused():
    with pytest.raises(ValueError, match="not 'fr'"):
        page(Graph.built_in(), language="fr")


def test_what_pyvis_draws_from_are_the_nodes_by_their_iris(built_in):
    wires = payload(built_in, "network")
    ids = [node["id"] for node in wires["nodes"]]
    assert len(ids) == len(set(ids)) == 2 + 3 + 18 + 12 + 4 + 33
    assert payload(built_in, "options")["physics"] == {"enabled": False}


def test_the_links_of_the_page_are_those_of_the_network_by_places_in_its_lists(built_in):
    data, net = payload(built_in), network(Graph.built_in())
    ids, properties = [item["id"] for item in data["items"]], [iri for iri, _ in data["properties"]]
    found = [(ids[link["from"]], ids[link["to"]], properties[link["property"]]) for link in data["links"]]
    assert sorted(found) == sorted(net.edges(keys=True))
    for iri, item in zip(ids, data["items"], strict=True):
        assert [ids[side] for side in item.get("sides", [])] == net.nodes[iri]["sides"]
        assert (ids[item["dimension"]] if "dimension" in item else None) == net.nodes[iri]["dimension"]
        assert (data["types"][item["type"]]["iri"] if "type" in item else None) == net.nodes[iri]["type"]


def test_findings_are_badges_with_an_entry_in_the_legend(built_in):
    badges = [badge for item in payload(built_in)["items"] for badge in item.get("badges", [])]
    for name in ("verdict", "unsupported", "mismatch"):
        assert badges.count(name) > 0
        assert re.search(rf'data-finding="{name}".*?<b>{badges.count(name)}</b>', built_in, re.DOTALL)
        assert WORDS["zh"][f"{name}_long"] in built_in


def test_the_badges_are_what_the_stored_queries_find():
    graph = Graph.built_in()
    net = network(graph)
    by_name = {}
    for iri, names in findings(graph, net).items():
        for name in names:
            by_name.setdefault(name, set()).add(net.nodes[iri]["labels"]["en"])
    assert by_name["mismatch"] == {"End-to-end data encryption at Google", "Uses of Elasticsearch"}
    assert "Transparency" in by_name["unsupported"]
    assert "Broad collaboration" in by_name["verdict"]


@pytest.mark.parametrize("label", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_label_stays_text(tmp_path, label):
    graph = _with_label(tmp_path, label)
    text = page(graph, language="en")
    assert len(Elements(text).tags) == len(Elements(page(_with_label(tmp_path, "plain"), language="en")).tags)
    assert label in {item["labels"]["en"] for item in payload(text)["items"]}
    assert "\u2028" not in text


def _with_label(folder, label):
    path = folder / "hostile.nt"
    literal = json.dumps(label)  # the escapes of JSON are those of N-Triples
    path.write_text(
        f"<http://e/a> <http://www.w3.org/2000/01/rdf-schema#label> {literal} .\n"
        "<http://e/a> <http://e/p> <http://e/b> .",
        "utf-8",
    )
    return Graph.read([path])


def test_a_hostile_class_label_in_the_legend_stays_text(tmp_path):
    path = tmp_path / "hostile.ttl"
    path.write_text(
        '<http://e/T> <http://www.w3.org/2000/01/rdf-schema#label> "<b onclick=alert(1)>" .'
        "<http://e/x> a <http://e/T> ; <http://e/p> <http://e/y> .",
        "utf-8",
    )
    text = page(Graph.read([path]), language="en")
    assert "<b onclick" not in text
    assert "&lt;b onclick=alert(1)&gt;" in text


# The other views


def test_the_matrix_holds_what_compare_holds_in_both_languages():
    graph = Graph.built_in()
    net = network(graph)
    (table,) = matrices(graph, net, tones(net))
    for language in LANGUAGES:
        wanted = compare(graph, language=language)
        assert [side["labels"][language] for side in table["sides"]] == [side.label for side in wanted.alternatives]
        assert [verdict["iri"] for verdict in table["conclusions"]] == [verdict.iri for verdict in wanted.conclusion]
        for row, other in zip(table["rows"], wanted.rows, strict=True):
            assert row["dimension"]["labels"][language] == other.dimension.label
            for cell, wanted_cell in zip(row["cells"], other.cells, strict=True):
                assert [
                    (claim["iri"], claim["labels"][language], claim["words"][language]) for claim in cell["claims"]
                ] == [(claim.iri, claim.property, claim.wording) for claim in wanted_cell.claims]
                assert [example["iri"] for example in cell["examples"]] == [x.iri for x in wanted_cell.examples]
                assert [summary["iri"] for summary in cell["summaries"]] == [x.iri for x in wanted_cell.summaries]
            parts = [part for verdict in row["verdicts"] for side in verdict["sides"] for part in side["assessments"]]
            assert len(parts) == sum(len(verdict.assessments) for verdict in other.verdicts)


passages = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 20), st.integers(0, 9)).map(lambda p: (p[0], p[0] + p[1], str(p[2]))),
    max_size=8,
)


@given(st.integers(0, 30), st.integers(1, 30), passages)
def test_overlapping_passages_are_cut_into_pieces_that_know_all_that_cover_them(start, length, found):
    pieces = segments(start, start + length, found)
    assert [left for left, _, _ in pieces] == [start, *(right for _, right, _ in pieces[:-1])]
    assert pieces[-1][1] == start + length
    for left, right, inside in pieces:
        for place in range(left, right):
            assert sorted(inside) == sorted(iri for a, b, iri in found if a <= place < b)


class Article(html.parser.HTMLParser):
    """The text of the article view, and of each statement what is marked as its passage."""

    def __init__(self, text):
        super().__init__()
        self.blocks, self.marked, self.inside, self.nodes = [], {}, False, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.inside |= tag == "article"
        if self.inside and tag == "p":
            self.blocks.append("")
        self.nodes = (dict(attrs).get("data-nodes") or "").split() if tag == "span" else []

    def handle_endtag(self, tag):
        self.inside &= tag != "article"
        self.nodes = []

    def handle_data(self, data):
        if self.inside and self.blocks:
            self.blocks[-1] += data if self.nodes else data.strip("\n")
            for node in self.nodes:
                self.marked.setdefault(int(node), []).append(data)


def test_the_article_view_is_the_canonical_text_and_marks_every_quote(built_in):
    graph = Graph.built_in()
    net = network(graph)
    shown = Article(built_in)
    assert "\n".join(shown.blocks) == graph.values("SELECT ?c { ?t a cg:CanonicalText ; schema:text ?c }")[0]["c"]
    for number, (_, node) in enumerate(net.nodes(data=True)):
        if node["kind"] in {"claim", "example", "verdict", "summary"}:
            assert "".join(shown.marked[number]) == node["quote"].replace("\n", "")
        else:
            assert number not in shown.marked


def test_the_questions_are_the_stored_ones_with_their_answers():
    graph = Graph.built_in()
    net = network(graph)
    nodes = list(net)
    found = {entry["name"]: entry for entry in questions(graph, net, nodes)}
    assert len(found) > 30
    assert not {"evidence", "layers", "where-named"} & set(found)
    shared = [nodes[row[0]] for row in found["both-sides"]["rows"]]
    assert {net.nodes[iri]["labels"]["en"] for iri in shared} == {"Google", "Differential privacy", "Uber", "BERT"}
    assert [column["en"] for column in found["claims"]["columns"]] == ["Claim", "Side", "Dimension"]
    assert len(found["claims"]["rows"]) == 18
    for entry in found.values():
        assert len(entry["rows"]) <= ROWS
        assert entry["count"] == len(entry["rows"]) + entry["more"]
        assert all(len(row) == len(entry["columns"]) for row in entry["rows"])


def test_answers_in_both_languages_are_paired_by_the_things_that_they_are_about():
    graph = Graph.built_in()
    for entry in questions(graph, network(graph), list(network(graph))):
        texts = [cell for row in entry["rows"] for cell in row if isinstance(cell, dict)]
        assert not [cell for cell in texts if re.search("[\u4e00-\u9fff]", cell["en"]) and cell["zh"] != cell["en"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_graph_with_a_comparison_has_more_than_one_view(tmp_path, language):
    found = Elements(page(Graph.built_in(), language=language)).tags
    assert [attrs["id"] for _, attrs in found if attrs.get("role") == "tab"] == [
        "view-graph",
        "view-matrix",
        "view-article",
        "view-questions",
    ]
    other = page(_with_label(tmp_path, "x"), language=language)
    assert not [attrs for _, attrs in Elements(other).tags if attrs.get("role") in {"tab", "tablist", "tabpanel"}]


def test_the_other_views_stand_in_the_page_before_its_scripts(built_in):
    first = built_in.index('<script type="application/json"')
    assert all(0 < built_in.index(f'id="panel-{name}"') < first for name in ("matrix", "article", "questions"))


# Lines

CLOSING, OPENING = "，。、；：？！）》」』】”", "（《「『【“"


def test_latin_words_stay_whole_and_chinese_breaks_anywhere_but_before_closing_punctuation():
    lines = wrap("采用Hugging Face的Transformers库，能快速完成（任务）。", 8, 9)
    assert "".join(lines).replace(" ", "") == "采用HuggingFace的Transformers库，能快速完成（任务）。"
    assert any("Transformers" in line for line in lines)
    assert not [line for line in lines if line[0] in CLOSING or line[-1] in OPENING]


def test_balanced_lines_break_after_particles_rather_than_inside_words():
    assert wrap("TensorFlow的安全漏洞修复", 11.5, 2, balance=True) == ["TensorFlow的", "安全漏洞修复"]
    assert wrap("Contributions of the SciPy community", 13, 2, balance=True) == [
        "Contributions of the",
        "SciPy community",
    ]


def test_what_does_not_fit_is_cut_with_a_mark_and_without_dangling_punctuation():
    assert wrap("一二三四五，六七八九十", 6.9, 1) == ["一二三四五" + CUT]


def test_a_narrow_first_line_leaves_room_for_badges():
    lines = wrap("Flexibility and customisability", 20, 2, first=6)
    assert lines == ["Flexibility", "and customisability"]


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("中文，。（）abc WM…"), max_size=80),
    st.floats(1.5, 30),
    st.integers(1, 6),
    st.booleans(),
)
def test_joined_lines_are_the_text_up_to_white_space_and_a_cut_mark(text, width, count, balance):
    lines = wrap(text, width, count, balance=balance)
    bare = "".join(char for char in text if not char.isspace())
    joined = "".join("".join(lines).split())
    assert len(lines) <= count
    assert joined == bare or (joined.endswith(CUT) and bare.startswith(joined.removesuffix(CUT)))
    assert all(advance(line) <= width + 1e-9 or _one_character(line) for line in lines)


def _one_character(line):
    return len(line.replace(CUT, "")) <= 1 or all(unicodedata.combining(char) for char in line[1:])


# Positions


def rectangles(drawn, places, language):
    return [
        (x - card.width[language] / 2, y - card.height / 2, x + card.width[language] / 2, y + card.height / 2)
        for iri, card in drawn.items()
        for x, y in [places[iri]]
    ]


def overlaps(boxes):
    return [
        (a, b)
        for index, a in enumerate(boxes)
        for b in boxes[:index]
        if a[0] < b[2] - 0.01 and b[0] < a[2] - 0.01 and a[1] < b[3] - 0.01 and b[1] < a[3] - 0.01
    ]


def drawn(graph):
    net = network(graph)
    found = cards(net, findings(graph, net), measures(net))
    return net, found, layout(net, found)


def test_position_tells_side_and_dimension():
    net, found, picture = drawn(Graph.built_in())
    assert picture.kind == "sides"
    left, right = net.graph["alternatives"]
    bands = {band.dimension: band.box for band in picture.bands}
    for iri, card in found.items():
        node, (x, y) = net.nodes[iri], picture.places[iri]
        if card.kind in {"claim", "example"} or (card.kind == "entity" and len(node["sides"]) == 1):
            assert (x < 0) == (node["sides"] == [left])
            assert (x > 0) == (node["sides"] == [right])
        elif card.kind in {"entity", "verdict", "dimension"}:
            assert x == 0
        if node["dimension"]:
            assert bands[node["dimension"]].y < y < bands[node["dimension"]].y + bands[node["dimension"]].height
    columns = {
        kind: {abs(picture.places[iri][0]) for iri, card in found.items() if card.kind == kind}
        for kind in ("claim", "example")
    }
    assert [len(found) for found in columns.values()] == [1, 1]
    assert columns["claim"].pop() > columns["example"].pop() > 0
    conclusion = next(iri for iri, card in found.items() if card.kind == "verdict" and not net.nodes[iri]["dimension"])
    assert picture.places[conclusion][1] == picture.places[left][1] == min(y for _, y in picture.places.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_cards_of_the_article_overlap_and_no_line_is_cut_by_its_card(language):
    _, found, picture = drawn(Graph.built_in())
    boxes = rectangles(found, picture.places, language)
    assert overlaps(boxes) == []
    for card in found.values():
        for part, lines in card.lines[language].items():
            if part in SIZES:
                assert all(advance(line) * SIZES[part] <= card.width[language] - 10 for line in lines), card
                assert part == "more" or not [line for line in lines if line.endswith(CUT)], "a name is never cut"


def test_the_picture_of_the_article_is_legible_at_first_fit_of_a_laptop_screen():
    _, _, picture = drawn(Graph.built_in())
    scale = min((1440 - 24) / picture.box.width, (900 - 80 - 24) / picture.box.height)
    assert min(SIZES.values()) * scale >= 11


labels = st.text(alphabet="开源模型的特性与隐私保护，abcdefghij MW", min_size=1, max_size=60)


@st.composite
def comparisons(draw, sides=(2,)):
    many = draw(st.sampled_from(sides))
    lines = [
        f"@prefix cg: <{CG}> . @prefix e: <http://e/> . @prefix schema: <https://schema.org/> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
    ]

    def named(iri):
        zh, en = json.dumps(draw(labels)), json.dumps(draw(labels))
        lines.append(f"{iri} skos:prefLabel {zh}@zh, {en}@en .")

    statements = []
    lines.append(
        "e:c0 a cg:Claim ; cg:isAbout e:s0 ; cg:ascribes e:p0 . "
        + " ".join(f"e:s{side} a cg:Alternative ." for side in range(many))
    )
    for dimension in range(draw(st.integers(0, 3))):
        lines.append(f"e:d{dimension} a cg:Dimension . e:v{dimension} a cg:Verdict ; cg:isInDimension e:d{dimension} .")
        named(f"e:d{dimension}")
        for side in range(many):
            for kind, most in (("Definition", 1), ("Claim", 5), ("Summary", 2), ("Example", 4)):
                for number in range(draw(st.integers(0, most))):
                    iri = f"e:{kind}-{dimension}-{side}-{number}"
                    lines.append(f"{iri} a cg:{kind} ; cg:isAbout e:s{side} ; cg:isInDimension e:d{dimension} .")
                    polarity = draw(st.sampled_from(["", "cg:Favourable", "cg:Unfavourable"]))
                    lines.append(f"{iri} cg:hasPolarity {polarity} ." if polarity and kind == "Claim" else "")
                    named(iri)
                    statements.append(iri)
    for number in range(draw(st.integers(1, 14))):
        lines.append(f"e:entity{number} a cg:Entity .")
        named(f"e:entity{number}")
        for statement in draw(st.lists(st.sampled_from(statements), max_size=3, unique=True)) if statements else []:
            lines.append(f"{statement} schema:mentions e:entity{number} .")
    return Graph.of_layers("http://e/article", {"said": "\n".join(lines)})


def assert_apart(found, picture):
    assert set(picture.places) == set(found)
    for language in LANGUAGES:
        boxes = rectangles(found, picture.places, language)
        assert overlaps(boxes) == []
        box = picture.box
        assert all(
            box.x - 0.1 <= left
            and box.y - 0.1 <= top
            and right <= box.x + box.width + 0.1
            and bottom <= box.y + box.height + 0.1
            for left, top, right, bottom in boxes
        )


@given(comparisons())
def test_no_two_cards_of_any_comparison_overlap_in_either_language(graph):
    _, found, picture = drawn(graph)
    assert picture.kind == "sides"
    assert_apart(found, picture)


@given(comparisons((1, 3, 4, 7)))
def test_no_two_cards_overlap_however_many_sides_are_compared(graph):
    net, found, picture = drawn(graph)
    assert picture.kind == "lanes"
    assert_apart(found, picture)
    headers = [picture.places[side][0] for side in net.graph["alternatives"]]
    assert headers == sorted(headers)
    for iri, card in found.items():
        sides = net.nodes[iri]["sides"]
        if card.kind in {"claim", "example"} and len(sides) == 1:
            nearest = min(headers, key=lambda x, at=picture.places[iri][0]: abs(x - at))
            assert net.graph["alternatives"][headers.index(nearest)] == sides[0]
    for language in LANGUAGES:
        _, found, picture = slim(graph, language)
        assert_slim(found, picture, language)


def slim(graph, language):
    net = network(graph)
    found = cards(net, findings(graph, net), PORTRAIT[language])
    return net, found, portrait(net, found)


def assert_slim(found, picture, language):
    assert set(picture.places) == set(found)
    boxes = rectangles(found, picture.places, language)
    assert overlaps(boxes) == []
    box = picture.box
    for left, top, right, bottom in boxes:
        assert box.x - 0.1 <= left
        assert right <= box.x + box.width + 0.1
        assert box.y - 0.1 <= top
        assert bottom <= box.y + box.height + 0.1


@given(comparisons())
def test_no_two_cards_of_any_comparison_overlap_on_a_narrow_screen(graph):
    for language in LANGUAGES:
        _, found, picture = slim(graph, language)
        assert_slim(found, picture, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_narrow_picture_of_the_article_is_legible_and_nothing_in_it_is_cut(language):
    net, found, picture = slim(Graph.built_in(), language)
    assert_slim(found, picture, language)
    assert min(SIZES.values()) * (360 - 12) / picture.box.width >= 11
    for card in found.values():
        assert not [line for lines in card.lines[language].values() for line in lines if str(line).endswith(CUT)], card
        for part, lines in card.lines[language].items():
            if part in SIZES:
                assert all(advance(line) * SIZES[part] <= card.width[language] - 10 for line in lines), card
    left, right = net.graph["alternatives"]
    bands = {band.dimension: band.box for band in picture.bands}
    for iri, card in found.items():
        node, (x, y) = net.nodes[iri], picture.places[iri]
        if card.kind in {"claim", "example"}:
            assert (x < 0, x > 0) == (node["sides"] == [left], node["sides"] == [right])
        if node["dimension"]:
            assert bands[node["dimension"]].y < y < bands[node["dimension"]].y + bands[node["dimension"]].height


def test_words_are_not_torn_to_make_lines_equally_long():
    assert wrap("Open-source AI models", 8, 5, balance=True) == ["Open-source", "AI models"]


sizes = st.lists(st.tuples(st.floats(20, 300), st.floats(16, 90)), max_size=40)


@given(sizes, st.data())
def test_a_force_layout_places_all_cards_without_overlap_and_always_the_same(found, data):
    cards = {str(number): size for number, size in enumerate(found)}
    links = (
        data.draw(st.lists(st.tuples(st.sampled_from(list(cards)), st.sampled_from(list(cards))), max_size=40))
        if cards
        else []
    )
    places = spread(cards, links)
    assert places == spread(cards, links)
    boxes = [
        (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
        for (x, y), (w, h) in zip(places.values(), cards.values(), strict=True)
    ]
    assert overlaps(boxes) == []


def test_claims_alone_stand_in_lanes_by_side_with_a_sign_where_they_differ_in_it():
    claims = " ".join(
        f"e:c{n} a cg:Claim ; cg:isAbout e:s{n % 2} ; cg:hasPolarity cg:{sign} ; cg:ascribes e:p{n} ."
        for n, sign in enumerate(["Favourable", "Unfavourable", "Unfavourable"])
    )
    sides = "e:s0 a cg:Alternative . e:s1 a cg:Alternative ."
    said = f"@prefix cg: <{CG}> . @prefix e: <http://e/> . {claims} {sides}"
    graph = Graph.of_layers("http://e/article", {"said": said})
    net, found, picture = drawn(graph)
    assert picture.kind == "lanes"
    assert {iri[-2:]: (card.tone, card.sign) for iri, card in found.items() if card.kind == "claim"} == {
        "c0": ("t0", "+"),
        "c1": ("t1", "-"),
        "c2": ("t0", "-"),
    }
    # Each stands alone in its row, in the middle of its lane, and shows more of its words than where many are.
    for iri, node in net.nodes(data=True):
        if node["kind"] == "claim":
            assert picture.places[iri][0] == picture.places[node["sides"][0]][0]
            assert found[iri].widest > 1.5 * WIDE.claim
    assert "<html" in page(graph, language="en")
    assert {card.sign for card in drawn(Graph.built_in())[1].values()} == {""}


def test_where_entities_link_no_halves_a_table_and_definitions_are_drawn_in_their_lanes():
    said = f"""@prefix cg: <{CG}> . @prefix e: <http://e/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        e:s0 a cg:Alternative . e:s1 a cg:Alternative . e:d a cg:Dimension .
        e:what a cg:Definition ; cg:isAbout e:s0 ; rdfs:label "A wheel with a chain" .
        e:left a cg:Summary ; cg:isAbout e:s0 ; cg:isInDimension e:d ; rdfs:label "10 kg" .
        e:right a cg:Summary ; cg:isAbout e:s1 ; cg:isInDimension e:d ; rdfs:label "8 kg" ."""
    graph = Graph.of_layers("http://e/article", {"said": said})
    net, found, picture = drawn(graph)
    for iri in ("what", "left", "right"):
        x, _ = picture.places[f"http://e/{iri}"]
        (side,) = net.nodes[f"http://e/{iri}"]["sides"]
        assert x == picture.places[side][0]
    assert found["http://e/left"].lines["en"]["label"] == ["10 kg"]
    legend = re.findall(r'data-group="kind" data-key="([^"]+)"', page(graph, language="en"))
    assert legend == ["definition", "summary"]
    entities = said + " e:claim a cg:Claim ; cg:isAbout e:s0 . e:thing a cg:Entity ."
    both_halves = drawn(Graph.of_layers("http://e/article", {"said": entities}))
    assert both_halves[2].kind == "sides"
    assert {card.kind for card in both_halves[1].values()} == {"alternative", "dimension", "claim", "entity"}


def test_an_article_without_its_curated_layer_is_shown_with_its_own_words_in_either_language():
    said = (resource("ontology") / "articles" / "open-vs-closed-ai" / "said.ttl").read_text("utf-8")
    text = page(Graph.of_layers(ARTICLE, {"said": said}), language="en")
    assert "<title>开源与闭源AI模型的对决" in text
    assert "公开的科学研究" in {item["labels"]["en"] for item in payload(text)["items"]}


def test_an_empty_graph_gives_a_page_too(tmp_path):
    path = tmp_path / "empty.ttl"
    path.write_text("", "utf-8")
    assert payload(page(Graph.read([path]), language="en"), "network") == {"nodes": []}


# The command


def test_view_writes_the_page_and_says_so_on_standard_error(tmp_path):
    result = CliRunner().invoke(command, ["-o", str(tmp_path / "out.html"), "--lang", "en"])
    assert result.exit_code == 0
    assert result.stdout == ""
    assert re.search(r"out\.html: 72 nodes, \d+ links, \d+ kB\n$", result.stderr)
    assert (tmp_path / "out.html").read_bytes() == (page(Graph.built_in(), language="en") + "\n").encode()


def test_view_leaves_an_old_page_as_it_was_when_the_graph_cannot_be_read(tmp_path):
    old = tmp_path / "out.html"
    old.write_text("old", "utf-8")
    broken = tmp_path / "broken.ttl"
    broken.write_text("this is no turtle", "utf-8")
    result = CliRunner().invoke(command, ["-g", str(broken), "-o", str(old)])
    assert isinstance(result.exception, SourceError)
    assert old.read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.ttl", "out.html"]


def test_view_says_where_it_cannot_write(tmp_path):
    result = CliRunner().invoke(command, ["-o", str(tmp_path / "missing" / "out.html")])
    assert isinstance(result.exception, SourceError)
    assert "missing" in str(result.exception)
