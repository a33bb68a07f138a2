"""What the commands share: where a graph comes from, the language, and writing whole files."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast

import click

from kg.errors import SourceError

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = [
    "Sources",
    "drop_unfinished",
    "format_option",
    "language_option",
    "locale_language",
    "output_option",
    "source_options",
    "standard_output",
    "to_json",
    "write_lines",
    "write_text",
    "written_whole",
]

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Sources:
    """Where the graph comes from, as the options say."""

    paths: tuple[str, ...] = ()
    store: str | None = None
    endpoint: str | None = None
    form: str | None = None
    union: bool = False

    def open(self) -> Graph:
        """Read the graph; without any source the article that ships with claimgraph.

        Raises:
            SourceError: the source cannot be read, or several kinds of source are given.
        """
        if "" in {*self.paths, self.store, self.endpoint}:
            raise SourceError("a source without a name", hint="is a variable of the shell empty?")
        if sum(map(bool, (self.paths, self.store, self.endpoint))) > 1:
            raise SourceError("choose one of --graph, --store and --endpoint")
        from kg.graph import Graph

        if self.endpoint:
            from kg.graph.endpoint import Endpoint

            return Endpoint(self.endpoint, union=self.union)
        if self.store:
            return Graph.stored(self.store, union=self.union)
        if self.paths:
            return Graph.read(self.paths, union=self.union, form=self.form)
        return Graph.built_in()


def source_options(command: Command) -> Command:
    """Add the options that say where the graph comes from; the command gets them as ``sources``."""
    from kg.graph import FORMATS  # the commands that read no graph do without it

    formats = click.option(
        "--input-format", type=click.Choice(list(FORMATS)), help="Format of -g, if the suffix does not tell."
    )
    for option in reversed((*_SOURCES, formats, _UNION)):
        command = option(command)

    @wraps(command)
    def gathered(
        graph: tuple[str, ...],
        store: str | None,
        endpoint: str | None,
        input_format: str | None,
        union: bool,
        **options: Any,
    ) -> Any:
        return command(sources=Sources(graph, store, endpoint, input_format, union), **options)

    return cast("Command", gathered)


_SOURCES = (
    click.option(
        "-g",
        "--graph",
        multiple=True,
        metavar="FILE|FOLDER|built-in|-",
        type=click.Path(),
        help="RDF file, folder or standard input to read; built-in stands for the article read without -g; repeatable.",
    ),
    click.option("--store", metavar="DIR", type=click.Path(), help="Store folder to read."),
    click.option("--endpoint", metavar="URL", help="SPARQL endpoint to ask."),
)
_UNION = click.option("--union", is_flag=True, help="See all named graphs as one, in files, stores and endpoints too.")


def language_option(command: Command) -> Command:
    """Add ``--lang``; the default follows the locale, as POSIX orders its variables."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["zh", "en"]),
        default=locale_language,
        show_default="from the locale",
        help="Language of labels and wordings.",
    )(command)


def locale_language() -> str:
    """Return ``zh`` in a Chinese locale, otherwise ``en``."""
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


_unfinished: set[str] = set()


def drop_unfinished() -> None:
    """Remove the files that are being written, before the process is ended from outside."""
    for name in _unfinished:
        Path(name).unlink(missing_ok=True)


@contextmanager
def written_whole(path: str | Path) -> Iterator[IO[bytes]]:
    """Give a file to write to that takes the place of ``path`` only when all went well.

    Raises:
        SourceError: the file cannot be written.
    """
    import tempfile  # not at the top: it costs the query path 5 ms

    # A link keeps pointing to what is written; a device or pipe is written to and never replaced.
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        try:
            with target.open("wb") as file:
                yield file
        except OSError as error:
            raise SourceError(f"cannot be written: {error.strerror}", where=str(path)) from None
        return
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise SourceError(f"cannot be written: {error.strerror}", where=str(path)) from None
    _unfinished.add(name)
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
    finally:
        _unfinished.discard(name)


@contextmanager
def standard_output() -> Iterator[IO[bytes]]:
    """Give standard output for bytes; a closed pipe ends silently, a full disk does not.

    Raises:
        BrokenPipeError: who reads has enough.
        SourceError: it cannot be written.
    """
    try:
        if sys.stdout is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except OSError as error:
        # The engine wraps what a file raises, so the kind is told by the number or by the words.
        if error.errno == errno.EPIPE or "Broken pipe" in str(error):
            raise BrokenPipeError from None  # without a number, or click would exit with 1
        raise SourceError(f"cannot be written: {error.strerror or error}", where="standard output") from None


def write_text(text: str, output: str | None) -> None:
    """Write a text with a line feed at its end to a file, whole or not at all, or to standard output (UTF-8)."""
    data = (text.rstrip("\n") + "\n").encode()
    if output:
        with written_whole(output) as file:
            file.write(data)
    else:
        with standard_output() as file:
            file.write(data)


def write_lines(lines: Iterable[str], output: str | None) -> None:
    """Write lines as they come: to a file, whole or not at all, through a pager on a terminal, or to standard output.

    A pager is used when there are more lines than the terminal has, and ``PAGER`` is not empty.
    """
    if output:
        with written_whole(output) as file:
            file.writelines(f"{line}\n".encode() for line in lines)
        return
    remaining = iter(lines)
    if sys.stdout is not None and sys.stdout.isatty() and os.environ.get("PAGER") != "":
        import shutil
        from itertools import chain, islice

        first = list(islice(remaining, shutil.get_terminal_size().lines))
        if len(first) == shutil.get_terminal_size().lines:
            click.echo_via_pager(f"{line}\n" for line in chain(first, remaining))
            return
        remaining = iter(first)
    with standard_output() as file:
        file.writelines(f"{line}\n".encode() for line in remaining)


def to_json(data: object) -> str:
    """Return data as JSON text, other scripts as they are."""
    import json

    return json.dumps(data, ensure_ascii=False, indent=2)
