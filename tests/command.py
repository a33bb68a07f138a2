"""Runs the command line as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def kg(*arguments: str | Path, stdin: str = "", **environment: str) -> Ran:
    """Run ``kg`` in a process of its own, in a plain locale, without colours, and return what it did."""
    spoken = {"COLUMNS", "LC_ALL", "LANG", "LC_MESSAGES", "NO_COLOR"}
    plain = {name: value for name, value in os.environ.items() if name not in spoken}
    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        input=stdin.encode(),
        capture_output=True,
        env={**plain, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        check=False,
        timeout=120,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
