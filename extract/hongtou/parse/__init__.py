"""Document → Circular: pure, no file, no clock.

:func:`parse` walks a circular once: metadata box, head and foot, annexes, tables (tagged or flattened), inline
assignments, verdicts, references. Each reader is a module named for what it reads; each gives values with spans, and
findings for what it doubts. ``parser`` holds the walk, ``grid`` the one form that every table takes.
"""

from hongtou.parse.parser import parse

__all__ = ["parse"]
