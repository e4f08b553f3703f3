"""Inputs → Circulars, all in memory: what one archive holds."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from hongtou.model import Circular
from hongtou.read import Limits
from hongtou.run import meta
from hongtou.run.crew import Here
from hongtou.run.decide import decided
from hongtou.run.engine import Engine, Rules
from hongtou.run.files import Input
from hongtou.run.inputs import Met
from hongtou.run.ledger import Ledger
from hongtou.run.packing import unpack
from hongtou.run.parts import Parts
from hongtou.run.store import Store
from hongtou.run.work import Copy, Setting


def collect(files: Sequence[Input], index: meta.Meta, limits: Limits | None = None) -> list[Circular]:
    """The circulars of the files, sorted by path; identical bytes are one record that lists every file."""
    with closing(Ledger()) as ledger:
        ledger.take((Met(file, key=file.name) for file in files), index)
        ledger.live.update((file.name, file) for file in files)
        ledger.seal()
        parts = Parts()
        with Here(Setting(limits), parts) as crew:
            engine = Engine(Store(ledger, parts, index), crew, Rules())
            engine.records()

            def read(copy: Copy) -> Circular:
                return unpack(parts.get(copy.place.part).record(copy.place.offset, copy.place.length))[0]

            return [decided(one, read) for one in engine.links().decided()]
