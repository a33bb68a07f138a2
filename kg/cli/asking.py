"""The options that ask a language model, and what is said of its answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from kg.document import Document
from kg.errors import SourceError
from kg.extract import Extraction

if TYPE_CHECKING:
    from kg.propose import Model

__all__ = ["ask", "model_options"]

Command = TypeVar("Command", bound=Callable[..., Any])


def model_options(command: Command) -> Command:
    """Add the options that name a language model; the command gets it as ``model``, ``None`` without."""

    @click.option("--llm", "address", metavar="URL", help="Ask a language model at this OpenAI-compatible address too.")
    @click.option("--llm-model", "name", metavar="NAME", help="What the model is called there.")
    @click.option(
        "--llm-timeout",
        "timeout",
        type=click.FloatRange(min=0, min_open=True, max=86_400),
        default=120.0,
        show_default=True,
        metavar="SECONDS",
        help="How long one answer of the model may take.",
    )
    @wraps(command)
    def with_model(address: str | None, name: str | None, timeout: float, **options: Any) -> Any:
        if (address is None) != (name is None):
            missing = "--llm-model" if name is None else "--llm"
            raise SourceError("--llm and --llm-model belong together", hint=f"{missing} is missing")
        model = None
        if address is not None and name is not None:
            from kg.propose import Model  # only those who ask a model wait for it

            model = Model(address, name, timeout)
        return command(model=model, **options)

    return cast("Command", with_model)


def ask(document: Document, extraction: Extraction, model: Model) -> Extraction:
    """Ask the model and tell on standard error what came of it."""
    from kg.propose import propose

    done = propose(document, extraction, model)
    for line in done.unusable:
        click.echo(f"{document.name}: passed over: {line}", err=True)
    parts = [f"{done.taken} of {done.proposed} proposals taken"]
    if done.known:
        parts.append(f"{done.known} found already")
    if done.refused:
        parts.append(f"{sum(done.refused.values())} refused ({_counted(done.refused)})")
    if done.mended:
        parts.append(f"taken {_counted(done.mended)}")
    click.echo(f"{document.name}: {model.name}: {', '.join(parts)}", err=True)
    return done.extraction


def _counted(reasons: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {reason}" for reason, number in sorted(reasons.items()))
