"""Drafts of many articles, a file each: what is up to date stays, what cannot be read is passed over."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path, PurePath

from kg.document import read_document
from kg.document.read import HTML_SUFFIXES, MARKDOWN_SUFFIXES
from kg.errors import ClaimgraphError, DocumentError, SourceError
from kg.extract.draft import Side, drafts_text
from kg.extract.structure import extract

__all__ = ["RECORD", "Article", "Outcome", "articles_in", "draft_articles"]

#: The file in the folder of the drafts that tells from what each was made.
RECORD = ".kg-ingest.jsonl"
#: So many articles a process are worth its start, and so many at most are handed to one at once.
_WORTH, _CHUNK = 8, 16


@dataclass(frozen=True, slots=True)
class Article:
    """An article to draft.

    Attributes:
        path: where it is.
        output: where its drafts go, within the folder of the drafts, with ``/`` on every system.
    """

    path: Path
    output: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article.

    Attributes:
        article: the article.
        drafts: how many drafts were found; ``None`` if they were up to date.
        problem: why it was passed over, empty if it was not.
        key, sha256: what the drafts were made from, and the hash of their file.
    """

    article: Article
    drafts: int | None = None
    problem: str = ""
    key: str = ""
    sha256: str = ""


def articles_in(paths: Sequence[Path]) -> tuple[Article, ...]:
    """Return the articles at these paths, those of folders and their sub-folders too, in the order of their outputs.

    An article in a folder is a file whose suffix is that of HTML or Markdown; hidden files and folders are left out.
    ``tea.html`` gives ``tea.json``, in the same sub-folder; where ``tea.md`` stands beside it, ``tea.html.json``.

    Raises:
        DocumentError: a folder cannot be read or holds no article, or two articles would have the same output.
    """
    found: list[tuple[Path, PurePath]] = []
    for path in paths:
        if not path.is_dir():
            found.append((path, PurePath(path.name)))
            continue
        inside = sorted(_walk(path))
        if not inside:
            raise DocumentError("no article in this folder", where=str(path), hint="it needs .html or .md files")
        found += ((path / name, name) for name in inside)
    stems = Counter(name.with_suffix(".json") for _, name in dict.fromkeys(found))
    articles: dict[str, Article] = {}
    for path, name in dict.fromkeys(found):
        stem = name.with_suffix(".json")
        output = (stem if stems[stem] == 1 else name.with_name(name.name + ".json")).as_posix()
        if output in articles:
            raise DocumentError(
                f"{articles[output].path} and {path} would both give {output}", hint="draft them into two folders"
            )
        articles[output] = Article(path, output)
    return tuple(articles[output] for output in sorted(articles))


def _walk(folder: Path) -> Iterator[PurePath]:
    def refuse(error: OSError) -> None:
        raise DocumentError(f"cannot read the folder: {error.strerror}", where=str(error.filename)) from error

    for root, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and Path(name).suffix.lower() in HTML_SUFFIXES | MARKDOWN_SUFFIXES:
                yield PurePath(root, name).relative_to(folder)


def draft_articles(
    articles: Sequence[Article], out: Path, sides: Sequence[Side] = (), processes: int = 0
) -> Iterator[Outcome]:
    """Write the drafts of articles to a folder and yield what became of each, in the order given.

    Each file is written whole, and what is done is recorded at once: after an interruption the same call goes on where
    it stopped. An article is drafted again when it, the options or claimgraph changed, or when its drafts did.

    Args:
        articles: from :func:`articles_in`.
        out: the folder of the drafts, made if it is not there.
        sides: what all of them compare; guessed for each if not given.
        processes: how many to use; as many as there are cores if 0.

    Raises:
        SourceError: the folder cannot be written, or a process was ended from outside.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(f"cannot make this folder: {error.strerror}", where=str(out)) from error
    options = sha256(json.dumps([_version(), [asdict(side) for side in sides]]).encode()).hexdigest()
    known = _records(out)
    tasks = [_Task(article, out, tuple(sides), options, *known.get(article.output, ("", ""))) for article in articles]
    count = min(processes or _cores(), max(1, len(tasks) // _WORTH))
    with _recording(out, known) as record:
        for outcome in _outcomes(tasks, count):
            record(outcome)
            yield outcome


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Task:
    article: Article
    out: Path
    sides: tuple[Side, ...]
    options: str
    key: str
    sha256: str


def _outcomes(tasks: Sequence[_Task], processes: int) -> Iterator[Outcome]:
    if processes < 2:
        yield from map(_draft, tasks)
        return
    # Copies of this process are ready at once. A copy of one with several threads could hold a lock that is never
    # released, and what macOS itself loads does not survive one.
    alone = sys.platform == "linux" and threading.active_count() == 1
    pool = ProcessPoolExecutor(processes, mp_context=get_context("fork" if alone else "spawn"), initializer=_begin)
    try:
        # In the end no process works long while others have nothing to do.
        yield from pool.map(_draft, tasks, chunksize=min(_CHUNK, 1 + len(tasks) // (8 * processes)))
    except BrokenProcessPool as error:
        raise SourceError("a process was ended from outside", hint="run it again to go on where it stopped") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """An interrupt is for the process that the user sees; it ends the others. Drafting leaves no cycles to look for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(100_000)


def _draft(task: _Task) -> Outcome:
    """Draft one article and write its drafts, if they are not there already."""
    target = task.out / task.article.output
    there = _hash_of(target)
    try:
        try:
            data = task.article.path.read_bytes()
        except OSError as error:
            raise DocumentError(f"cannot read the article: {error.strerror}", where=str(task.article.path)) from error
        key = sha256(f"{task.options} {task.article.path.suffix.lower()} ".encode() + data).hexdigest()
        if task.key == key and task.sha256 == there:
            return Outcome(task.article, key=key, sha256=there)
        document = read_document(task.article.path, data)
        extraction = extract(document, task.sides or None)
        text = drafts_text(document, extraction.drafts).encode()
    except ClaimgraphError as error:
        problem = str(error)
    except Exception as error:  # one article must not end the work on thousands
        problem = f"{task.article.path}: a fault of claimgraph itself, {type(error).__name__}: {error}"
    else:
        _write(target, text)
        return Outcome(task.article, len(extraction.drafts), key=key, sha256=sha256(text).hexdigest())
    if there and there == task.sha256:  # drafts of what the article was before
        target.unlink(missing_ok=True)
    return Outcome(task.article, problem=" ".join(problem.split()))


def _hash_of(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _write(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise SourceError(f"cannot be written: {error.strerror}", where=str(path)) from error


@cache
def _version() -> str:
    """Tell apart any two extractors: the hash of the code and words that make drafts."""
    package = Path(__file__).parent.parent
    files = [path for name in ("document", "extract") for path in (package / name).rglob("*")]
    texts = [path.read_bytes() for path in sorted(files) if path.suffix in {".py", ".toml"}]
    return sha256(b"\0".join(texts)).hexdigest()


def _records(out: Path) -> dict[str, tuple[str, str]]:
    """Read from what each output was made, and its hash; a line that was cut short counts for nothing."""
    known: dict[str, tuple[str, str]] = {}
    try:
        lines = (out / RECORD).read_bytes().splitlines()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=str(out / RECORD)) from error
    for line in lines:
        try:
            row = json.loads(line)
            known[row["output"]] = (row["key"], row["sha256"])
        except (ValueError, TypeError, KeyError):
            continue
    return known


@contextmanager
def _recording(out: Path, known: dict[str, tuple[str, str]]) -> Iterator[Callable[[Outcome], None]]:
    """Give what records an outcome at once; in the end the record is sorted and holds each output once."""

    def line(output: str) -> str:
        key, digest = known[output]
        return json.dumps({"output": output, "key": key, "sha256": digest}) + "\n"

    try:
        with (out / RECORD).open("a", encoding="utf-8") as file:

            def record(outcome: Outcome) -> None:
                if outcome.problem:
                    known.pop(outcome.article.output, None)
                elif known.get(outcome.article.output) != (outcome.key, outcome.sha256):
                    known[outcome.article.output] = (outcome.key, outcome.sha256)
                    file.write(line(outcome.article.output))
                    file.flush()

            file.write("\n")  # after a line that an interruption cut short
            yield record
    except OSError as error:
        raise SourceError(f"cannot be written: {error.strerror}", where=str(out / RECORD)) from error
    _write(out / RECORD, "".join(line(output) for output in sorted(known)).encode())
