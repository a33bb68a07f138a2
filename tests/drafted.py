"""Article folders made as a user makes them, every draft taken as it is."""

from __future__ import annotations

from pathlib import Path

from kg.cli import root


def drafted(file: Path, to: Path) -> Path:
    """Ingest an article into a folder of its name, accept all drafts, and return the folder."""
    folder = to / file.stem
    for arguments in (["ingest", file, "--out", folder], ["review", folder, "--accept-all"]):
        root.main([str(argument) for argument in arguments], prog_name="kg", standalone_mode=False)
    return folder
