"""The same composed circular in every format: makers, what is read back, and a table of format × right and time."""
