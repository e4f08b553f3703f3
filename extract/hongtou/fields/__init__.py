"""Pure functions from text to values with spans. No knowledge of documents."""
