"""Hostile and broken files."""


def table() -> None:
    """Print nothing yet."""
