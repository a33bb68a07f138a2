"""``kg why``: from a verdict or claim down to the sentences it rests on."""

from __future__ import annotations

import click

from kg.cli.common import Sources, format_option, language_option, output_option, source_options, to_json, write_text
from kg.why import Reason, why

_WORDS = {
    "zh": {
        "Verdict": "结论",
        "Claim": "主张",
        "Example": "例证",
        "Summary": "小结",
        "Instance": "举例",
        "Assessment": "评价",
        "said": "文章所说",
        "curated": "整理者所加",
        "reviewed": "核查所得",
        "derived": "规则推导",
        "none": "此评价不对应任何主张",
    },
    "en": {
        "Verdict": "verdict",
        "Claim": "claim",
        "Example": "example",
        "Summary": "summary",
        "Instance": "instance",
        "Assessment": "assessment",
        "said": "said by the article",
        "curated": "added by the curator",
        "reviewed": "found in review",
        "derived": "derived by rule",
        "none": "takes up no claim",
    },
}


@click.command()
@click.argument("term")
@source_options
@language_option
@format_option("tree", "json")
@output_option
def command(term: str, sources: Sources, language: str, form: str, output: str | None) -> None:
    """Show what TERM rests on, down to the sentences with their offsets.

    TERM is a verdict (by its dimension, or "conclusion"), a claim (by its property), an example or summary, or an IRI.
    Each link tells whether the article says it or a curator added it.

    \b
    Example:
      kg why conclusion
      kg why 社区参与与合作 --lang zh
      kg why Transparency -f json
    """
    reason = why(sources.open(), term, language=language)
    write_text(to_json(reason.to_json()) if form == "json" else "\n".join(_lines(reason, _WORDS[language])), output)


def _lines(reason: Reason, words: dict[str, str], stem: str = "", branch: str = "") -> list[str]:
    from kg.cli.table import fold, style, terminal_width

    layer = f" ({words.get(reason.layer, reason.layer)})" if reason.layer and reason.relation else ""
    sign = f" {reason.polarity}" if reason.polarity else ""
    side = f" – {reason.alternative}" if reason.alternative else ""
    place = f" [{reason.start}-{reason.end}]"
    name = "" if reason.kind == "Instance" else style(reason.label, bold=True)
    head = f"{words[reason.kind]}{sign} {name}{side}{place}".replace("  ", " ")
    lines = [f"{stem}{branch}{head}{style(layer, fg='yellow' if reason.layer == 'curated' else 'green')}"]
    inner = stem + {"": "", "├─ ": "│  ", "└─ ": "   "}[branch]
    bar = "│ " if reason.reasons else "  "
    columns = max(30, (terminal_width() or 110) - len(inner) - 16)
    for sentence in reason.sentences:
        offsets = f"[{sentence.start}-{sentence.end}]"
        first, *rest = fold(sentence.text, columns)
        lines.append(f"{inner}{bar}{style(offsets.ljust(12), dim=True)} {first}")
        lines += [f"{inner}{bar}{' ' * 12} {line}" for line in rest]
    if reason.kind == "Assessment" and not reason.reasons:
        lines.append(f"{inner}   {style(words['none'], dim=True)}")
    for index, child in enumerate(reason.reasons):
        last = index == len(reason.reasons) - 1
        lines += _lines(child, words, inner, "└─ " if last else "├─ ")
    return lines
