"""What the crawl is held to: a composed web site, a server that serves it, and what must come of it."""
