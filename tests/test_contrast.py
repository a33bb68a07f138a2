"""The colours of the page and of its canvas, from the style sheet, against WCAG 2.2 AA.

Not held to it, as the standard says: what is dimmed while something else is lit (inactive), and lines that only adorn
(the edges of cards and bands in --line, the bands themselves): kind and side are told by shape, place, sign and words.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg.page

STYLE = (Path(kg.page.__file__).parent / "page.css").read_text("utf-8")
PICTURE = (Path(kg.page.__file__).parent / "script" / "picture.js").read_text("utf-8")
DRAWING = (Path(kg.page.__file__).parent / "script" / "draw.js").read_text("utf-8")
TONES = [*(f"t{n}" for n in range(6)), "shared", "plain"]
GROUNDS = ["ground", "panel", "band"]
BLOCKS = {
    "light": ":root {",
    "dark": ':root[data-theme="dark"] {',
    "dark by the system": ':root:not([data-theme="light"]) {',
}

#: Text by what it stands on. On the canvas: names and explanations on cards, the words of a verdict, signs and pills,
#: titles of bands, headers of sides, words on links; beside it details, matrix, article and legend.
TEXT = [
    *((ink, ground) for ink in ("ink", "muted") for ground in (*GROUNDS, "plain-soft")),
    *(("ink", f"{tone}-soft") for tone in TONES),
    *((tone, ground) for tone in TONES for ground in ("panel", "ground", f"{tone}-soft")),
    *(("panel", tone) for tone in TONES),
]
#: Lines and signs that carry meaning: edges of examples, pills and verdicts, bars, badges, the mark of the focus.
SIGNS = [
    *((tone, ground) for tone in (*TONES, "muted", "ink") for ground in GROUNDS),
    *(("focus", ground) for ground in (*GROUNDS, "plain-soft")),
]


def colours(block):
    start = STYLE.index(block)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", STYLE[start : STYLE.index("}", start)]))


def contrast(first, second):
    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", BLOCKS)
def test_text_and_signs_have_the_contrast_of_aa(theme):
    found = colours(BLOCKS[theme])
    ratios = {
        pair: (contrast(found[pair[0]], found[pair[1]]), least)
        for pairs, least in ((TEXT, 4.5), (SIGNS, 3.0))
        for pair in pairs
    }
    assert {pair: round(ratio, 2) for pair, (ratio, least) in ratios.items() if ratio < least} == {}


@pytest.mark.parametrize("theme", BLOCKS)
def test_a_link_can_be_told_from_what_is_behind_it(theme):
    found, strength = colours(BLOCKS[theme]), float(re.search(r"const RESTING = ([\d.]+)", PICTURE)[1])
    for tone in TONES:
        for ground in ("band", "ground"):
            parts = [
                strength * int(found[tone][at : at + 2], 16) + (1 - strength) * int(found[ground][at : at + 2], 16)
                for at in (1, 3, 5)
            ]
            assert contrast("#" + "".join(f"{round(part):02x}" for part in parts), found[ground]) >= 3


def test_dark_is_the_same_whether_chosen_or_given_by_the_system():
    assert colours(BLOCKS["dark"]) == colours(BLOCKS["dark by the system"])


def test_the_canvas_draws_text_in_no_other_colours():
    fills = re.findall(r"fill: (color(?:\.\w+|\[[^\]]+\])|\w+)", DRAWING)
    assert len(fills) > 8
    assert set(fills) <= {"color.ink", "color.muted", "color.panel", "color[item.tone]", "color[`t${side}`]", "tone"}
