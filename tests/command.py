"""Runs the command line as a user does."""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: Processes begin as copies of one that has loaded what commands load: a tenth of a second saved at each of hundreds.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["command", "kg.cli.ingest", "kg.cli.query", "kg.cli.validate", "kg.cli.view"])
os.environ["PYTHONUTF8"] = "1"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def become(arguments: list[str], environment: dict[str, str], folder: str, streams: list[str]) -> None:
    """Be ``kg`` with these arguments; standard input, output and error are files."""
    for number, path in enumerate(streams):
        opened = os.open(path, os.O_RDWR)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = os.fdopen(0, encoding="utf-8")  # a forked process has none
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["kg", *arguments]
    from kg.cli import main

    main()


def kg(*arguments: str | Path, stdin: str = "", **environment: str) -> Ran:
    """Run ``kg`` in a process of its own, in a plain locale, without colours, and return what it did."""
    spoken = {"COLUMNS", "LC_ALL", "LANG", "LC_MESSAGES", "NO_COLOR"}
    plain = {name: value for name, value in os.environ.items() if name not in spoken}
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder, name) for name in ("in", "out", "err")]
        for path, text in zip(streams, (stdin, "", ""), strict=True):
            path.write_bytes(text.encode())
        process = CONTEXT.Process(
            target=become,
            args=([str(a) for a in arguments], {**plain, **environment}, str(Path.cwd()), [str(p) for p in streams]),
        )
        process.start()
        process.join(120)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"kg {arguments}")
        out, err = (path.read_bytes().decode() for path in streams[1:])
    return Ran(process.exitcode, out, err)
