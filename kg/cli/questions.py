"""What ``kg query`` says of the stored questions: the list, the help of one, and completion in the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import Sources, locale_language

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["QuestionCommand", "complete_name", "complete_parameter", "listing"]

_HELP = {"-h", "--help"}


class QuestionCommand(click.Command):
    """``kg query NAME --help`` tells about the question, not about the command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Answer a call for help on a question, and leave all else to click."""
        if args and args[0][:1] != "-" and _HELP & set(args):
            from kg.catalogue import catalogue

            if args[0] in catalogue():
                click.echo(_help(args[0]))
                ctx.exit()
        return super().parse_args(ctx, args)


def listing(language: str) -> str:
    """Return the stored questions as a table."""
    from kg.catalogue import catalogue
    from kg.cli.table import table, terminal_width

    header = ["名称", "问题"] if language == "zh" else ["name", "question"]
    rows = [[name, query.header.question.get(language, "")] for name, query in catalogue().items()]
    return table(header, rows, terminal_width())


def _help(name: str) -> str:
    from kg.catalogue import stored_query

    query, language = stored_query(name), locale_language()
    header = query.header
    lines = [f"Usage: kg query {name} [-p NAME=VALUE]… [OPTIONS]", "", f"  {header.question.get(language, '')}", ""]
    for texts in (header.summary, header.description):
        if language in texts:
            lines.append(f"  {' '.join(texts[language].split())}")
    lines += ["", "Parameters:"]
    for parameter, what in query.parameters.items():
        values = f" {' | '.join(what.values)}" if what.values else ""
        default = "required" if what.required else "any" if what.default == "UNDEF" else what.default
        lines.append(f"  {parameter:14} {what.kind}{values}  [{default}]")
    return "\n".join([*lines, "", "Options: see kg query --help"])


def complete_name(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a stored question, or else that of a file."""
    from click.shell_completion import CompletionItem

    from kg.catalogue import catalogue

    stored = [
        CompletionItem(name, help=query.header.question.get(locale_language()))
        for name, query in catalogue().items()
        if name.startswith(incomplete)
    ]
    return stored or [CompletionItem(incomplete, type="file")]


def complete_parameter(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a parameter, and after the equals sign its values in the graph."""
    from click.shell_completion import CompletionItem

    from kg.catalogue import catalogue, names_for

    # While an option still lacks its value, click leaves what stands before it unparsed.
    spoken = context.params.get("query") or next(iter(context.args), "")
    query = catalogue().get(spoken)
    if query is None:
        return []
    name, equals, value = incomplete.partition("=")
    if not equals:
        fitting = [parameter for parameter in query.parameters if parameter.startswith(name)]
        return [CompletionItem(f"{parameter}=", help=query.parameters[parameter].kind) for parameter in fitting]
    if name not in query.parameters:
        return []
    names = names_for(query.parameters[name], Sources(context.params.get("graph") or ()).open())
    return [CompletionItem(f"{name}={found}") for found in names if found.casefold().startswith(value.casefold())]
