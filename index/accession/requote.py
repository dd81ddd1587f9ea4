"""Requote: replace the quotations that the record has of a revision, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, and_, delete, insert, select, update

from index.article import Article
from index.attribute import VERSION
from index.correcting.corrections import Corrections
from index.quotation import Quotation
from index.record import rows
from index.record.tables import leaving, quotations, revisions


def requote(
    connection: Connection, corrections: Corrections, article: Article, new: Collection[Quotation]
) -> tuple[list[Quotation], list[Quotation]]:
    """The quotations that were there until now, and those that are, as answers see them; by place. Those that are gone
    are kept as leaving, for the indexes still have them.
    """
    there, left = (
        and_(table.c.article == article.id, table.c.revision == article.revision) for table in (quotations, leaving)
    )
    query = select(quotations).where(there).order_by(quotations.c.start)
    old = [rows.quotation_of(row) for row in connection.execute(query).mappings()]
    gone = {one.id for one in old} | set(connection.execute(select(leaving.c.id).where(left)).scalars())
    gone -= {one.id for one in new}
    for table, condition in ((quotations, there), (leaving, left)):
        connection.execute(delete(table).where(condition))
    made = corrections.rows(connection, article, new)
    if made:
        connection.execute(insert(quotations), made)
    if gone:
        named = {"article": article.id, "revision": article.revision}
        connection.execute(insert(leaving), [{"id": name, **named} for name in sorted(gone)])
    of_article = and_(revisions.c.article == article.id, revisions.c.revision == article.revision)
    connection.execute(update(revisions).where(of_article).values(attribution=VERSION))
    return old, [rows.quotation_of(row) for row in made]
