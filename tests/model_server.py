"""A local server that answers as a language model would, from what it is given."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def completion(content: object, **message: object) -> dict[str, Any]:
    """A chat completion around an answer; what is no text becomes JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    return {"choices": [{"finish_reason": "stop", "message": {"role": "assistant", "content": text, **message}}]}


class Answers:
    """What the server says, in this order, the last again and again; and what it was asked."""

    def __init__(self, *answers: object) -> None:
        self.answers, self.asked = list(answers), []
        self.keys: list[str | None] = []
        self.paths: list[str] = []

    def next(self, question: dict[str, Any]) -> object:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer(question) if callable(answer) else answer


def blocks_of(question: dict[str, Any]) -> list[dict[str, Any]]:
    return json.loads(question["messages"][1]["content"])["blocks"]


@contextmanager
def serving(answers: Answers) -> Iterator[str]:
    """Run the server; an answer is a body (200), or a tuple of status, body and headers, bodies as JSON or bytes."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answers.asked.append(question)
            answers.keys.append(self.headers["Authorization"])
            answers.paths.append(self.path)
            answer = answers.next(question)
            status, body, headers = answer if isinstance(answer, tuple) else (200, answer, {})
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def after(seconds: float, answer: object) -> Callable[[dict[str, Any]], object]:
    def late(question: dict[str, Any]) -> object:
        time.sleep(seconds)
        return answer

    return late
