"""Inputs → Circulars: each read and parsed once, copies merged, pages joined. A document's failure costs it alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from hongtou.errors import UnreadableError, UsageError
from hongtou.model import Circular, Document, Finding
from hongtou.parse import parse
from hongtou.read import Limits, read, read_text
from hongtou.read.office import Office
from hongtou.read.records import records
from hongtou.run import meta
from hongtou.run.ahead import Ahead
from hongtou.run.attachments import Attachments, Family
from hongtou.run.failure import failed, reason
from hongtou.run.files import STDIN, Input
from hongtou.run.inputs import refuse_unknown
from hongtou.run.joining import together
from hongtou.run.pages import Pages, join
from hongtou.run.told import columns_of, joins, paged

Progress = Callable[[int, int, str], None]
"""Called before each file with how many are done, how many there are, and its name."""


def collect(
    files: Sequence[Input],
    index: meta.Meta,
    *,
    text_column: str | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> list[Circular]:
    """The circulars of the files, sorted by path; identical bytes are one record that lists every file.

    Raises UsageError for a text column that no table has.
    """
    collector = _Collector(index, text_column, limits, files)
    with collector.ahead.office:
        for done, file in enumerate(files):
            if progress:
                progress(done, len(files), file.name)
            collector.ahead.before(done)
            collector.take(file)
    if progress:
        progress(len(files), len(files), "")
    return sorted(collector.circulars(), key=lambda circular: circular.source.path)


class _Collector:
    """The circulars met so far, by digest."""

    def __init__(
        self, index: meta.Meta, text_column: str | None, limits: Limits | None, files: Sequence[Input]
    ) -> None:
        self.index = index
        self.text_column = text_column
        self.limits = limits
        self.found: dict[str, Circular] = {}
        self.ahead = Ahead(files, limits)
        names = [file.name for file in files]
        self.pages = Pages(names, paged(files, index))
        self.attachments = Attachments(names, told=joins(files, index))
        self.rows = 0
        self.lacking: list[str] = []

    def take(self, file: Input) -> None:
        """Read a file, a document or a table of them."""
        for circular in self._circulars(file):
            earlier = self.found.get(circular.source.sha256)
            if earlier:
                circular = replace(earlier, source=meta.fill(earlier.source, circular.source))
            self.found[circular.source.sha256] = circular

    def circulars(self) -> Iterator[Circular]:
        """The records, where pages of one circular were met the whole one."""
        if self.lacking and not self.rows:
            raise UsageError("; ".join(self.lacking))
        groups = list(self.pages.groups())
        families = self.attachments.families(groups)
        attached = {family.pages for family in families}
        joined: set[str] = set()
        for family in [*families, *(Family(group, ()) for group in groups if group not in attached)]:
            digests = {*family.pages, *(file.digest for file, _ in family.attachments)}
            try:
                whole = self._whole(family)
            except Exception as error:  # noqa: BLE001 - as for one document: the pages alone stay
                for one in sorted(digests - joined):
                    self.found[one] = _unjoined(self.found[one], error)
            else:
                joined |= digests
                yield whole
        yield from (circular for digest, circular in self.found.items() if digest not in joined)

    def _whole(self, family: Family) -> Circular:
        """Several files as one circular."""
        pages = [(self._document(one), self.found[one].source) for one in family.pages]
        one = join(pages)
        if not family.attachments:
            return parse(one)
        front = self.found[family.pages[0]] if len(pages) == 1 else parse(one)
        attached = [
            (file, paths, self.found[file.digest], self._document(file.digest)) for file, paths in family.attachments
        ]
        return parse(together(pages, front, attached))

    def _document(self, digest: str) -> Document:
        return self.attachments.document(digest) or self.pages.document(digest)

    def _circulars(self, file: Input) -> Iterator[Circular]:
        try:
            data = file.read()
        except OSError as error:
            yield failed(file.name, None, f"It could not be opened: {error.strerror or error}.")
            return
        except UnreadableError as error:
            yield failed(file.name, None, f"It could not be read: {error}.", error.check)
            return
        if file.table and self.text_column is not None:
            yield from self._of_table(data, file, self.text_column)
            return
        yield self._circular(
            file.name,
            data,
            columns_of(file, self.index),
            partial(_load, file, data, self.limits, self.ahead.office),
        )

    def _of_table(self, data: bytes, file: Input, text_column: str) -> Iterator[Circular]:
        shared = self.index.columns(file.name)
        record = None
        try:
            for record in records(data, path=file.name, text_column=text_column):
                if record.text is None:
                    yield failed(record.name, None, f"The row could not be read: {record.error}.")
                    continue
                self.rows += 1
                columns = {**shared, **record.columns, **self.index.columns(record.name)}
                encoded = record.text.encode(errors="replace")
                load = partial(read_text, record.text, path=record.name)
                yield self._circular(record.name, encoded, columns, load)
            if record is None:
                raise UnreadableError("it has no rows")
        except UsageError as error:
            self.lacking.append(str(error))
            yield failed(file.name, data, f"The table could not be read: {error}.")
        except UnreadableError as error:
            yield failed(file.name, data, f"The table could not be read: {error}.")

    def _circular(self, name: str, data: bytes, columns: Mapping[str, str], load: Callable[[], Document]) -> Circular:
        """Read and parse one document; bytes met before are not parsed again."""
        same = self.found.get(hashlib.sha256(data).hexdigest())
        if same is not None and reason(same) is None:
            file = replace(same.source.files[0], path=name, url=None)
            copy = _with_meta(replace(same, source=replace(same.source, path=name, files=(file,))), columns)
            self._keep(copy, None, columns)
            return copy
        try:
            document = load()
            document = replace(document, source=meta.apply(document.source, columns))
            circular = parse(document)
            self._keep(circular, document, columns)
            return circular
        except UnreadableError as error:
            return _with_meta(failed(name, data, f"The document could not be read: {error}.", error.check), columns)
        except Exception as error:  # noqa: BLE001 - the boundary that keeps one document's defect from the others
            what = f"{type(error).__name__}: {error}"
            return _with_meta(failed(name, data, f"The document could not be understood ({what})."), columns)

    def _keep(self, circular: Circular, document: Document | None, columns: Mapping[str, str]) -> None:
        self.pages.keep(circular, document)
        self.attachments.keep(circular, document, columns)


def _load(file: Input, data: bytes, limits: Limits | None, office: Office) -> Document:
    if file.explicit and file.name != STDIN:
        refuse_unknown(file.name)
    member = file.member
    declared = member.media_type if member else None
    document = read(data, path=file.name, declared=declared, limits=limits, office=office)
    if member and member.cut:
        cut = Finding(check="source_truncated", severity="warning", message=f"the file is not whole: {member.cut}")
        return replace(document, findings=(*document.findings, cut))
    return document


def _with_meta(circular: Circular, columns: Mapping[str, str]) -> Circular:
    return replace(circular, source=meta.apply(circular.source, columns))


def _unjoined(page: Circular, error: Exception) -> Circular:
    message = f"The files of this circular could not be read as one ({type(error).__name__}: {error})."
    finding = Finding(check="source_truncated", severity="error", message=message)
    return replace(page, findings=(*page.findings, finding))
