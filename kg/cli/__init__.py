"""The command ``kg``: the only place that prints, colours or exits.

Exit codes: 0 yes; 1 no (an ASK query is false, the graph does not conform, a quote is missing); 2 could not run;
130 interrupted. Each command is a module of its own that is imported when it is called.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from kg import __version__
from kg.errors import ClaimgraphError, QuerySyntaxError

__all__ = ["main", "root"]

#: Each command with what ``kg --help`` says of it, so that listing them imports none.
COMMANDS = {
    "query": "Ask a stored question or any SPARQL query.",
    "compare": "Show the comparison: dimensions by sides, with verdicts.",
    "why": "Go from a verdict or claim down to its sentences.",
    "show": "Show everything known about one thing.",
    "verify": "Find every quote again in the article.",
    "validate": "Check the graph against its shapes and rules.",
    "view": "Write the graph as a page to explore.",
    "info": "Tell what the graph holds.",
    "load": "Load RDF files into a store folder.",
    "align": "Propose what is the same in several articles.",
    "consensus": "Show what several articles agree on, and what not.",
    "ingest": "Draft what an article says, with the exact quotes.",
    "review": "Accept, change or reject drafts; write the graph of them.",
}


class _Root(click.Group):
    """Imports a command when it is called, and knows the others by name only."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kg.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            ctx.fail(f"no command {args[0]!r}" + (f"; did you mean {near[0]}?" if near else ""))
        return super().resolve_command(ctx, args)


@click.command(cls=_Root, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="kg", message="%(prog)s (claimgraph) %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def root(debug: bool) -> None:
    """Ask, check and explore the claims of an article that compares things.

    Without -g every command reads the article that ships with claimgraph.

    \b
    Example:
      kg compare
      kg query claims -p alternative=closed
      kg why conclusion
      kg view --open
    """


def main(args: list[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    debug = "--debug" in (sys.argv[1:] if args is None else args)
    try:
        code = root.main(args, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except ClaimgraphError as error:
        if debug:
            raise
        _fail(error)
    except click.ClickException as error:
        where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "kg"
        _say(f"{where}: {error.format_message()}", f"{where} --help tells how it is used")
        sys.exit(2)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has enough; nothing more may be flushed into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if debug:
            raise
        click.echo(
            f"kg: a fault of claimgraph itself, {type(error).__name__}: {error}; kg --debug … tells where", err=True
        )
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(error: ClaimgraphError) -> NoReturn:
    click.echo(f"kg: {error}", err=True)
    if isinstance(error, QuerySyntaxError):
        from wcwidth import wcwidth

        # Under a tab stands a tab and under a wide character two spaces, so that the caret points where it should.
        before = "".join("\t" if c == "\t" else " " * max(0, wcwidth(c)) for c in error.source_line[: error.column - 1])
        click.echo(f"  {error.source_line}\n  {before}^", err=True)
    sys.exit(error.exit_code)


def _say(*parts: Any) -> None:
    click.echo("; ".join(str(part).rstrip(".") for part in parts), err=True)
