"""The views of ``dataset.sqlite``: what an analyst asks for first."""

from __future__ import annotations


def _names(source: str, column: str, where: str) -> str:
    return (
        f"(SELECT group_concat({column}, '、') FROM (SELECT {column} FROM {source} x WHERE {where} "
        f"ORDER BY x.circular_id, x.ordinal))"
    )


def _units(role: str) -> str:
    return _names("responsibilities", '"unit"', f"x.task_id = t.task_id AND x.role = '{role}'")


def _reading(table: str, alias: str, column: str, name: str = "") -> str:
    """The joined reading where print breaks the value, else the value; called as the column, or ``name``."""
    row = "1" if table == "circulars" else f"{alias}.ordinal"
    return (
        f"coalesce((SELECT b.clean FROM broken_values b WHERE b.circular_id = {alias}.circular_id "
        f"AND b.table_name = '{table}' AND b.\"row\" = {row} AND b.column_name = '{column}'), {alias}.{column})"
        f" AS {name or column}"
    )


_TITLE = _reading("circulars", "c", "title")
_TASK, _CONTENT = (_reading("tasks", "t", column) for column in ("task", "content"))

VIEWS = {
    "v_overview": f"""
SELECT t.circular_id, t.task_id, c.document_number_normalized AS document_number, {_TITLE},
       {_names("parties", '"unit"', "x.circular_id = c.circular_id AND x.kind = 'issuer'")} AS issuers,
       c.region_code, c.region, c.level, c.date_issued_date AS date_issued, c.as_of,
       {_names("categories", '"text"', "x.task_id = t.task_id")} AS category,
       t.number, {_TASK}, {_CONTENT}, t.deadline,
       {_names("deadlines", '"due"', "x.task_id = t.task_id AND x.due IS NOT NULL")} AS due,
       {_units("lead")} AS lead, {_units("responsible")} AS responsible, {_units("support")} AS support,
       t.progress, t.status, t.verdict, t.complete, c.preferred, c.source_composed AS composed, c.source_url
FROM tasks t JOIN circulars c ON c.circular_id = t.circular_id
ORDER BY c.rowid, t.ordinal""",
    "v_due": f"""
SELECT d.due, d."text" AS "limit", d.kind, t.task_id, t.number, {_TASK}, t.status, t.verdict,
       {_names("responsibilities", '"unit"', "x.task_id = t.task_id")} AS units,
       {_TITLE}, c.document_number_normalized AS document_number, c.preferred, c.source_composed AS composed
FROM deadlines d JOIN tasks t ON t.task_id = d.task_id JOIN circulars c ON c.circular_id = t.circular_id
WHERE d.due IS NOT NULL
ORDER BY d.due, c.rowid, t.ordinal, d.ordinal""",
    # A copy of a work says nothing twice: what counts, counts the preferred one.
    "v_units": """
SELECT r."unit", r.unit_type, r.region_code, r.collective,
       sum(r.role = 'lead') AS lead, sum(r.role = 'responsible') AS responsible, sum(r.role = 'support') AS support,
       count(DISTINCT r.task_id) AS tasks, count(DISTINCT r.circular_id) AS circulars, c.source_composed AS composed
FROM responsibilities r JOIN circulars c ON c.circular_id = r.circular_id
WHERE c.preferred
GROUP BY r."unit", r.unit_type, r.region_code, r.collective, c.source_composed
ORDER BY tasks DESC, r."unit" """,
    "v_citations": f"""
SELECT r.circular_id, c.document_number_normalized AS citing, {_reading("circulars", "c", "title", "citing_title")},
       r.normalized AS cited, {_reading("references", "r", "title", "cited_title")},
       r.relation, r.part, r.task_id, r.target_work_id, w.circular_id AS target_circular_id,
       c.source_composed AS composed
FROM "references" r JOIN circulars c ON c.circular_id = r.circular_id
LEFT JOIN circulars w ON w.work_id = r.target_work_id AND w.preferred
WHERE c.preferred
ORDER BY c.rowid, r.ordinal""",
}
"""Views by name."""
