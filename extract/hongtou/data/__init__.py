"""Vocabulary as data: TOML and TSV files, each fact with its source, and their one loader."""
