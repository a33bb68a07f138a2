"""An Oxigraph server with data of ours, for the tests that need a real endpoint."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def oxigraph(location: Path, data: bytes, *options: str, media: str = "application/n-quads") -> Iterator[str]:
    """Run a server over the data and yield the address of its query service."""
    program = Path(sys.executable).parent / "oxigraph"
    found = str(program) if program.exists() else shutil.which("oxigraph")
    if found is None:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("install the Oxigraph server: pip install oxigraph")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [found, "serve", "--location", str(location), "--bind", f"127.0.0.1:{port}", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}/store" + ("?default" if media != "application/n-quads" else "")
        for _ in range(100):
            try:
                request = urllib.request.Request(address, data, {"Content-Type": media}, method="POST")
                urllib.request.urlopen(request).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.terminate()
        process.wait()
