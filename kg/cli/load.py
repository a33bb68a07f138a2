"""``kg load``: RDF files into a store folder."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click
import pyoxigraph as ox

from kg.errors import SourceError
from kg.graph import FORMATS
from kg.graph.reading import read_sources


@click.command()
@click.argument("store", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER…", type=click.Path(path_type=Path))
@click.option("--input-format", type=click.Choice(list(FORMATS)), help="Format of the files, if suffixes do not tell.")
@click.option("--replace", is_flag=True, help="Take the place of a store that is there already.")
def command(store: Path, files: tuple[Path, ...], input_format: str | None, replace: bool) -> None:
    """Load RDF files and article folders into a new store folder DIR, whole or not at all.

    \b
    Example:
      kg load big.store big.nq.gz
      kg query claims --store big.store
    """
    if store.exists() and not replace:
        raise SourceError("is there already", where=str(store), hint="--replace takes its place")
    if store.exists() and not (store / "CURRENT").is_file():
        raise SourceError("is not a store and will not be replaced", where=str(store))
    try:
        beside = Path(tempfile.mkdtemp(dir=store.absolute().parent, prefix=f".{store.name}."))
    except OSError as error:
        raise SourceError(f"cannot be made: {error.strerror}", where=str(store)) from None
    try:
        size = _load(beside, files, input_format)
        if store.exists():
            old = Path(tempfile.mkdtemp(dir=store.absolute().parent, prefix=f".{store.name}.old."))
            store.rename(old / "store")
            beside.rename(store)
            shutil.rmtree(old)
        else:
            beside.rename(store)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    click.echo(f"{store}: {size} triples", err=True)


def _load(folder: Path, files: tuple[Path, ...], input_format: str | None) -> int:
    """Load into a folder; the store is closed when this returns, so that the folder can be moved."""
    loaded = ox.Store(str(folder))
    read_sources(loaded, files, input_format)
    loaded.optimize()
    loaded.flush()
    return len(loaded)
