"""What to do where a folder holds no dataset yet."""

from __future__ import annotations

from pathlib import Path

WORK = ".hongtou-work"
LEDGER = "ledger.sqlite"
"""In the work folder, of a run that goes on or was broken off."""


def how_made(folder: Path) -> str:
    """How the dataset of a folder is made, or gone on with where a run was broken off there."""
    if (folder / WORK / LEDGER).exists():
        return f"a run there is not at its end: if it was broken off, `hongtou extract --resume -o {folder}` goes on"
    return f"make one with `hongtou extract PATH -o {folder}`"
