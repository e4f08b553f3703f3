"""Crawling: a source's addresses → an archive of its pages; see docs/architecture.md, "From a site to an archive"."""
