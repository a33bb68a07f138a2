"""What the commands share: where a graph comes from, the language, and writing whole files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from kg.errors import SourceError
from kg.graph import Graph

__all__ = [
    "Sources",
    "format_option",
    "language_option",
    "output_option",
    "source_options",
    "to_json",
    "write_text",
    "written_whole",
]

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Sources:
    """Where the graph comes from, as the options say."""

    paths: tuple[str, ...]
    union: bool

    def open(self) -> Graph:
        """Read the graph; without ``-g`` the article that ships with claimgraph."""
        return Graph.read(self.paths, union=self.union) if self.paths else Graph.built_in()


def source_options(command: Command) -> Command:
    """Add ``-g/--graph`` and ``--union``; the command gets them as ``sources``."""

    def gather(context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> Sources:
        return Sources(value, bool(context.params.pop("union", False)))

    command = click.option(
        "-g",
        "--graph",
        "sources",
        multiple=True,
        metavar="FILE|FOLDER",
        callback=gather,
        help="RDF file or article folder to read instead of the built-in article; repeatable.",
        shell_complete=_complete_paths,
    )(command)
    return click.option("--union", is_flag=True, is_eager=True, help="Read all named graphs of -g files as one.")(
        command
    )


def _complete_paths(_context: click.Context, _parameter: click.Parameter, _incomplete: str) -> list[Any]:
    from click.shell_completion import CompletionItem

    return [CompletionItem("", type="file")]


def language_option(command: Command) -> Command:
    """Add ``--lang``; the default follows the locale, as POSIX orders its variables."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["zh", "en"]),
        default=_locale_language,
        show_default="from the locale",
        help="Language of labels and wordings.",
    )(command)


def _locale_language() -> str:
    spoken = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "zh" if spoken.lower().startswith("zh") else "en"


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Add ``-f/--format`` with these formats, the first of them the default."""
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="Format of the answer.",
    )


def output_option(command: Command) -> Command:
    """Add ``-o/--output``."""
    return click.option(
        "-o", "--output", type=click.Path(dir_okay=False), help="Write to this file instead of standard output."
    )(command)


@contextmanager
def written_whole(path: str | Path) -> Iterator[IO[bytes]]:
    """Give a file to write to that takes the place of ``path`` only when all went well.

    Raises:
        SourceError: the file cannot be written.
    """
    import tempfile  # not at the top: it costs the query path 5 ms

    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise SourceError(f"cannot be written: {error.strerror}", where=str(path)) from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(target)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise SourceError(f"cannot be written: {error.strerror}", where=str(path)) from None
        raise


def write_text(text: str, output: str | None) -> None:
    """Write a text with a line feed at its end to a file, whole or not at all, or to standard output (UTF-8)."""
    data = (text.rstrip("\n") + "\n").encode()
    if output:
        with written_whole(output) as file:
            file.write(data)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def to_json(data: object) -> str:
    """Return data as JSON text, other scripts as they are."""
    import json

    return json.dumps(data, ensure_ascii=False, indent=2)
