"""What articles of many shapes say, each a small one written for the rule that it shows."""

from __future__ import annotations

import pytest

from kg.document import read_document
from kg.extract import Side, extract, sides_of

Row = tuple[str, str | None, str | None, str]


def drafts(text: str, name: str = "page.md") -> list[Row]:
    """Kind, side, polarity and quote of everything that is drafted, the sides guessed."""
    document = read_document(name, text.encode())
    return [
        (draft.kind, draft.alternative and draft.alternative.words, draft.polarity, document.quote(draft.span))
        for draft in extract(document).drafts
    ]


def guessed(text: str, name: str = "page.md") -> list[str]:
    return [side.name for side in sides_of(read_document(name, text.encode()))]


def test_sides_that_are_headings_of_the_first_level_and_a_comparison_at_the_end():
    page = """# Lamp
A flame behind glass.
## Pros
- warm light
## Cons
- smoke
# Candle
A wick in wax.
## Pros
- cheap
## Cons
- burns down
# Comparison
Take a lamp to read and a candle to dine.
"""
    assert drafts(page) == [
        ("definition", "Lamp", None, "A flame behind glass."),
        ("claim", "Lamp", "+", "warm light"),
        ("claim", "Lamp", "-", "smoke"),
        ("definition", "Candle", None, "A wick in wax."),
        ("claim", "Candle", "+", "cheap"),
        ("claim", "Candle", "-", "burns down"),
        ("verdict", None, None, "Take a lamp to read and a candle to dine."),
    ]


def test_sides_and_polarities_that_are_bold_leads_one_after_another():
    page = """## Compare los dos sombreros

**Sombrero de paja:**

**Ventajas:**

Pesa poco.

**Desventajas:**

Se moja.

**Sombrero de fieltro:**

**Ventajas:**

Abriga.

**Desventajas:**

Pesa más.
"""
    assert guessed(page) == ["Sombrero de paja", "Sombrero de fieltro"]
    assert drafts(page) == [
        ("claim", "Sombrero de paja", "+", "Pesa poco."),
        ("claim", "Sombrero de paja", "-", "Se moja."),
        ("claim", "Sombrero de fieltro", "+", "Abriga."),
        ("claim", "Sombrero de fieltro", "-", "Pesa más."),
    ]


def test_labels_and_points_in_one_paragraph_are_statements_of_their_own():
    page = """<h1>风筝与气球的对比</h1><h2>风筝</h2><p>用线牵着飞。</p>
<p><b>优点</b>：便宜<br><b>缺点</b>：要有风</p>
<h2>气球</h2><p>充了气就升空。</p><h3>优势</h3><p>1、无风也能飞<br>2、颜色多</p>
<h3>劣势</h3><p>1、会漏气 2、怕尖物</p>"""
    assert drafts(page, "page.html") == [
        ("definition", "风筝", None, "用线牵着飞。"),
        ("claim", "风筝", "+", "便宜"),
        ("claim", "风筝", "-", "要有风"),
        ("definition", "气球", None, "充了气就升空。"),
        ("claim", "气球", "+", "1、无风也能飞"),
        ("claim", "气球", "+", "2、颜色多"),
        ("claim", "气球", "-", "1、会漏气"),
        ("claim", "气球", "-", "2、怕尖物"),
    ]


def test_plain_labels_in_broken_lines_name_the_sides():
    page = """<h1>Pen vs Pencil</h1><h3>Writing</h3><p>Pen: dark lines.<br>Pencil: lines that can be rubbed out.</p>
<h3>Price</h3><p>Pen: dear.<br>Pencil: cheap.</p>"""
    assert drafts(page, "page.html") == [
        ("claim", "Pen", None, "dark lines."),
        ("claim", "Pencil", None, "lines that can be rubbed out."),
        ("claim", "Pen", None, "dear."),
        ("claim", "Pencil", None, "cheap."),
    ]


def test_what_stands_under_a_side_before_its_advantages_introduces_it_whatever_heads_the_part():
    card = "### {0}\n{0} it is.\n\n**Avantages :**\n- un bon point\n\n**Inconvénients :**\n- un mauvais point\n\n"
    page = "# Le thé\n## Les grands types de thé\n" + card.format("Thé noir") + card.format("Thé vert")
    assert [row[:3] for row in drafts(page)] == [
        (kind, side, polarity)
        for side in ("Thé noir", "Thé vert")
        for kind, polarity in (("definition", None), ("claim", "+"), ("claim", "-"))
    ]


def test_what_stands_under_a_side_in_a_dimension_is_a_claim():
    page = "# Snow and Rain\n"
    for part in ("Warmth", "Noise"):
        page += f"## {part}\n### Snow\nThe {part} of snow.\n### Rain\nThe {part} of rain.\n"
    assert [row[:2] for row in drafts(page)] == [("claim", "Snow"), ("claim", "Rain")] * 2


def test_a_label_that_names_the_winner_begins_a_verdict_and_a_list_of_conclusions_is_one_verdict():
    page = """# Tren vs Avión
## Precio
- **Tren:** barato
- **Avión:** caro
- **Ganador:** Tren, sin duda
## Conclusión: ¿cuál elegir?
- Si no tienes prisa, **Tren**.
- Si tienes prisa, **Avión**.

Los dos llegan.
"""
    assert drafts(page) == [
        ("claim", "Tren", None, "barato"),
        ("claim", "Avión", None, "caro"),
        ("verdict", None, None, "Ganador: Tren, sin duda"),
        ("verdict", None, None, "Si no tienes prisa, Tren.\nSi tienes prisa, Avión.\nLos dos llegan."),
    ]


def test_sides_are_whose_advantages_and_limitations_are_listed_even_under_two_names():
    page = """<h2>What to put on your feet</h2><p>It is cold. Pros of woollen socks:</p><ul><li>warm</ul>
<p>Cons of woollen socks:</p><ul><li>itchy</ul><p>Now to the others. Pros of cotton socks:</p><ul><li>soft</ul>
<p>Cons of cotton stockings:</p><ul><li>cold</ul>"""
    assert guessed(page, "page.html") == ["woollen socks", "cotton socks"]
    assert drafts(page, "page.html") == [
        ("claim", "woollen socks", "+", "warm"),
        ("claim", "woollen socks", "-", "itchy"),
        ("claim", "cotton socks", "+", "soft"),
        ("claim", "cotton socks", "-", "cold"),
    ]


def test_an_item_that_begins_with_a_side_in_bold_is_about_it():
    page = """# Mer ou Montagne
- **Mer (au bord de l'eau)** est un lieu où l'on nage.
- **Montagne** est un lieu où l'on monte.

En résumé, la mer détend et la montagne fatigue.
"""
    assert [row[:2] for row in drafts(page)] == [("definition", "Mer"), ("definition", "Montagne"), ("verdict", None)]


def test_advantages_of_one_side_against_another_are_its_own():
    page = """# Brick vs Straw
## Advantages of Brick vs Straw
- ✅ **Strong** - stands in the storm
## Disadvantages of Straw
- ❌ **Weak** - falls at a breath
"""
    assert drafts(page) == [
        ("claim", "Brick", "+", "stands in the storm"),
        ("claim", "Straw", "-", "falls at a breath"),
    ]


def test_what_follows_the_conclusion_without_naming_a_side_is_none_of_the_article():
    page = """# 米饭与面条的区别
## 口感
- **米饭**：软
- **面条**：滑
## 总结
米饭和面条各有千秋。
## 读者来信
- 米饭怎么煮？
"""
    assert [row[:2] for row in drafts(page)] == [("claim", "米饭"), ("claim", "面条"), ("verdict", None)]


def test_a_term_stands_over_its_descriptions_and_a_list_in_a_cell_is_part_of_its_table():
    page = """<h1>Ink vs Chalk</h1><dl><dt>Ink<dd>dries dark<dd>stains<dt>Chalk<dd>wipes off</dl>
<table><tr><th><th>Ink<th>Chalk<tr><td>Uses<td><ul><li>letters<li>books</ul><td>boards</table>"""
    assert drafts(page, "page.html") == [
        ("claim", "Ink", None, "dries dark"),
        ("claim", "Ink", None, "stains"),
        ("claim", "Chalk", None, "wipes off"),
        ("cell", "Ink", None, "letters"),
        ("cell", "Ink", None, "books"),
        ("cell", "Chalk", None, "boards"),
    ]


@pytest.mark.parametrize(
    ("title", "sides", "words"),
    [
        ("Oak or Pine for a small table", ["Oak", "Pine"], "{} is in the garden"),
        ("Chêne ou pin pour votre table ?", ["Chêne", "pin"], "le {} est dans le jardin"),
        ("Wood for the table: Oak, Pine, Ash", ["Oak", "Pine", "Ash"], "{} is in the garden"),
        ("¿Qué es mejor para la mesa? ¿Roble o pino?", ["Roble", "pino"], "el {} es del jardín y de los campos"),
        ("橡木、松木和白蜡木有什么区别", ["橡木", "松木", "白蜡木"], "{}在园里"),
    ],
)
def test_a_title_names_the_sides_without_what_it_adds(title: str, sides: list[str], words: str):
    page = f"# {title}\n" + "".join(f"- **{side}**: {words.format(side)}\n" for side in sides)
    assert guessed(page) == sides


def test_a_word_of_the_same_stem_and_a_short_form_in_brackets_name_the_side_too():
    page = """# Compra vs. Alquiler
## Comprar una tienda de campaña
### Ventajas
- Es tuya.
## Alquilar una tienda de campaña
### Ventajas
- No ocupa sitio en casa.
"""
    given = [Side("Compra", ("Compra",)), Side("Alquiler", ("Alquiler",))]
    found = extract(read_document("page.md", page.encode()), given).drafts
    assert [draft.alternative and draft.alternative.words for draft in found] == ["Compra", "Alquiler"]
    page = """# Dial Telephones or Push-Button Telephones
Long ago there were dial telephones (DTs) only.
## Sound
- **DTs**: they rattle
- **Push-Button Telephones**: they beep
"""
    assert [row[1] for row in drafts(page)] == ["Dial Telephones", "Push-Button Telephones"]


def test_advantages_over_the_one_side_are_those_of_the_other():
    page = """# Moulin à vent vs Moulin à eau
## Qu'est-ce que le moulin à vent ?
Un moulin que le vent fait tourner.
## Qu'est-ce que le moulin à eau ?
Un moulin que la rivière fait tourner.
## Avantages par rapport au moulin à vent
- Il tourne par tous les temps.
"""
    assert [(kind, side and side.lower()) for kind, side, _, _ in drafts(page)] == [
        ("definition", "moulin à vent"),
        ("definition", "moulin à eau"),
        ("claim", "moulin à eau"),
    ]


def test_captions_announcements_and_what_follows_a_list_of_advantages_are_no_claims():
    page = """# Tent vs Hut
## Tent
A house of cloth. Here is what speaks for and against it:
### Pros
- light

Here is a longer list of good reasons.
### Cons
- thin
## Hut
A house of wood.

The hut by night
### Pros
- warm
### Cons
- cannot be carried
"""
    assert [row[:3] for row in drafts(page)] == [
        ("definition", "Tent", None),
        ("claim", "Tent", "+"),
        ("claim", "Tent", "-"),
        ("definition", "Hut", None),
        ("claim", "Hut", "+"),
        ("claim", "Hut", "-"),
    ]


def test_a_dash_after_plain_words_is_part_of_what_an_item_says():
    page = "# Sled vs Ski\n" + "".join(f"## {side}\n### Pros\n- fast — on hard snow\n" for side in ("Sled", "Ski"))
    assert [row[3] for row in drafts(page)] == ["fast — on hard snow"] * 2


def test_a_list_of_factors_announced_by_a_sentence_that_names_all_sides_is_about_none_of_them():
    page = """# Corde ou Chaîne
## Poids
- **Corde** : légère
- **Chaîne** : lourde
## Décision
Pour choisir entre la corde et la chaîne, on regarde :
- **Le prix** : ce que l'on peut payer
- **Le lieu** : sec ou humide
"""
    assert [row[:2] for row in drafts(page)][2:] == [("claim", None), ("claim", None)]


def test_cells_of_a_table_without_row_headers_and_ticks_are_read_and_rows_of_advantages_tell_the_polarity():
    page = """# Kite vs Balloon

| Kite | Balloon |
|-|-|
| needs wind | needs gas |

| | Kite | Balloon |
|-|-|-|
| Pros | ✓ | - |
| Cons | torn | ✗ |
"""
    assert drafts(page) == [
        ("cell", "Kite", None, "needs wind"),
        ("cell", "Balloon", None, "needs gas"),
        ("cell", "Kite", "+", "✓"),
        ("cell", "Kite", "-", "torn"),
        ("cell", "Balloon", "-", "✗"),
    ]


def test_a_word_before_every_name_is_not_part_of_the_names_and_exercises_are_no_claims():
    page = """# Choisir son instrument
## Avantages du luth
- portable
- léger
## Inconvénients du luth
- fragile
## Avantages du violon
- puissant
## Inconvénients du violon
- cher
## Essais
### Atelier luth
- vite accordé
### Atelier violon
- bien entendu
## Exercices
- Accordez un luth, puis un violon.
"""
    found = drafts(page)
    assert {side for _, side, *_ in found} == {"luth", "violon"}
    assert len(found) == 7


def test_names_of_which_the_title_shares_the_last_word_are_whole():
    page = """# Red vs Blue Paint
## Sales in 2024
Red is sold more often.
## Red Paint
### Advantages
- dries fast
### Disadvantages
- fades
## Blue Paint
### Advantages
- covers well
### Disadvantages
- costs more
"""
    assert {side for _, side, *_ in drafts(page)} == {"Red Paint", "Blue Paint"}
