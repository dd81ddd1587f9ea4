"""Bring a record to the present schema, a numbered step at a time.

A step that has been released is never edited; a change is a new step at the end. Each runs in a transaction together
with the version that it reaches, so a killed upgrade goes on where it stopped. A test holds the sum of the steps
against `tables.py`.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine, insert, inspect, select, update

from index.errors import HomeNewer
from index.record import tables

Step = tuple[str, ...]

# STEPS[n] takes a record from version n to n + 1.
STEPS: tuple[Step, ...] = (
    (
        "CREATE TABLE meta (key VARCHAR NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
        "CREATE TABLE articles (id VARCHAR NOT NULL PRIMARY KEY, current INTEGER, url VARCHAR)",
        "CREATE INDEX articles_url ON articles (url)",
        "CREATE TABLE revisions (article VARCHAR NOT NULL, revision INTEGER NOT NULL, hash VARCHAR NOT NULL,"
        " text TEXT NOT NULL, title TEXT, outlet VARCHAR, url VARCHAR, published VARCHAR, day INTEGER,"
        " language VARCHAR, authors TEXT NOT NULL, added VARCHAR NOT NULL, PRIMARY KEY (article, revision))",
        "CREATE INDEX revisions_hash ON revisions (hash)",
        "CREATE INDEX revisions_day ON revisions (day)",
        "CREATE TABLE passages (id VARCHAR NOT NULL PRIMARY KEY, article VARCHAR NOT NULL, revision INTEGER NOT NULL,"
        ' start INTEGER NOT NULL, "end" INTEGER NOT NULL)',
        "CREATE INDEX passages_article ON passages (article, revision)",
        "CREATE TABLE quotations (id VARCHAR NOT NULL PRIMARY KEY, article VARCHAR NOT NULL,"
        ' revision INTEGER NOT NULL, kind VARCHAR NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,'
        " context_start INTEGER NOT NULL, context_end INTEGER NOT NULL, mention_start INTEGER, mention_end INTEGER,"
        " cue_start INTEGER, cue_end INTEGER, name VARCHAR, role VARCHAR, actor VARCHAR, confidence FLOAT NOT NULL,"
        " via VARCHAR, said_on VARCHAR, language VARCHAR)",
        "CREATE INDEX quotations_article ON quotations (article, revision)",
        "CREATE INDEX quotations_name ON quotations (name)",
        "CREATE INDEX quotations_actor ON quotations (actor)",
        "CREATE TABLE jobs (id INTEGER NOT NULL PRIMARY KEY, article VARCHAR NOT NULL,"
        " revision INTEGER NOT NULL, action VARCHAR NOT NULL, state VARCHAR NOT NULL, owner VARCHAR NOT NULL,"
        " added VARCHAR NOT NULL)",
        "CREATE INDEX jobs_state ON jobs (state)",
        "CREATE INDEX jobs_article ON jobs (article)",
    ),
    (
        "ALTER TABLE revisions ADD COLUMN attribution INTEGER NOT NULL DEFAULT 0",
        "CREATE TABLE leaving (id VARCHAR NOT NULL PRIMARY KEY, article VARCHAR NOT NULL, revision INTEGER NOT NULL)",
        "CREATE INDEX leaving_article ON leaving (article, revision)",
    ),
    (
        "CREATE TABLE conversations (id VARCHAR NOT NULL PRIMARY KEY, title TEXT NOT NULL, created VARCHAR NOT NULL)",
        "CREATE TABLE conversation_turns (conversation VARCHAR NOT NULL, number INTEGER NOT NULL,"
        " doing VARCHAR NOT NULL, text TEXT NOT NULL, asked VARCHAR NOT NULL, day VARCHAR NOT NULL,"
        " leans INTEGER NOT NULL, told TEXT, cited INTEGER NOT NULL, PRIMARY KEY (conversation, number))",
        "CREATE INDEX conversation_turns_asked ON conversation_turns (asked)",
        "CREATE TABLE conversation_citations (conversation VARCHAR NOT NULL, turn INTEGER NOT NULL,"
        " number INTEGER NOT NULL, part VARCHAR NOT NULL, kind VARCHAR NOT NULL, article VARCHAR NOT NULL,"
        ' revision INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,'
        " PRIMARY KEY (conversation, turn, number))",
        "CREATE INDEX conversation_citations_article ON conversation_citations (article, revision)",
    ),
    (
        "ALTER TABLE quotations ADD COLUMN reply_start INTEGER",
        "ALTER TABLE quotations ADD COLUMN reply_end INTEGER",
    ),
    (
        "CREATE TABLE corrections (number INTEGER NOT NULL PRIMARY KEY, at VARCHAR NOT NULL, by VARCHAR NOT NULL,"
        " note TEXT, undoes INTEGER, words TEXT, article VARCHAR, revision INTEGER, start INTEGER,"
        ' "end" INTEGER, found VARCHAR, alias VARCHAR, name VARCHAR, "before" TEXT, "after" TEXT)',
        "ALTER TABLE quotations ADD COLUMN final_name VARCHAR",
        "ALTER TABLE quotations ADD COLUMN final_role VARCHAR",
        "ALTER TABLE quotations ADD COLUMN final_actor VARCHAR",
        "ALTER TABLE quotations ADD COLUMN final_confidence FLOAT NOT NULL DEFAULT 0",
        "ALTER TABLE quotations ADD COLUMN dismissed INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE quotations ADD COLUMN correction INTEGER",
        "ALTER TABLE quotations ADD COLUMN corrected_by VARCHAR",
        "ALTER TABLE quotations ADD COLUMN corrected_at VARCHAR",
        "UPDATE quotations SET final_name = name, final_role = role, final_actor = actor,"
        " final_confidence = confidence",
        "DROP INDEX quotations_name",
        "DROP INDEX quotations_actor",
        "CREATE INDEX quotations_final_name ON quotations (final_name)",
    ),
    ("ALTER TABLE conversation_turns ADD COLUMN apart TEXT",),
    (
        "CREATE TABLE visits (asked VARCHAR NOT NULL PRIMARY KEY, url VARCHAR, etag VARCHAR, modified VARCHAR,"
        " stamp VARCHAR, article VARCHAR, first VARCHAR NOT NULL, last VARCHAR NOT NULL)",
    ),
    (
        "CREATE TABLE feeds (url VARCHAR NOT NULL PRIMARY KEY, title TEXT, landed VARCHAR, etag VARCHAR,"
        " modified VARCHAR, added VARCHAR NOT NULL, read VARCHAR, failures INTEGER NOT NULL, due VARCHAR, reason TEXT)",
    ),
    (
        "ALTER TABLE articles ADD COLUMN copy_of VARCHAR",
        "ALTER TABLE articles ADD COLUMN compared INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX articles_copy_of ON articles (copy_of)",
        "CREATE TABLE sketches (number INTEGER NOT NULL PRIMARY KEY, article VARCHAR NOT NULL)",
        "CREATE INDEX sketches_article ON sketches (article)",
        'CREATE TABLE bands ("key" BIGINT NOT NULL, sketch INTEGER NOT NULL, PRIMARY KEY ("key", sketch))'
        " WITHOUT ROWID",
        "CREATE INDEX bands_sketch ON bands (sketch)",
    ),
    (
        "CREATE TABLE departures (number INTEGER NOT NULL PRIMARY KEY, article VARCHAR NOT NULL,"
        " revision INTEGER NOT NULL, at VARCHAR NOT NULL, taken_down INTEGER NOT NULL, again VARCHAR)",
        "CREATE INDEX departures_article ON departures (article)",
        "CREATE TABLE departed_addresses (hash VARCHAR NOT NULL, departure INTEGER NOT NULL,"
        " PRIMARY KEY (hash, departure))",
        "INSERT INTO departures (article, revision, at, taken_down)"
        " SELECT article, revision, added, 0 FROM jobs WHERE action = 'remove' ORDER BY id",
    ),
    (
        "CREATE TABLE feedback (conversation VARCHAR NOT NULL, turn INTEGER NOT NULL, number INTEGER NOT NULL,"
        ' "by" VARCHAR NOT NULL, says VARCHAR NOT NULL, at VARCHAR NOT NULL, speaker VARCHAR,'
        ' PRIMARY KEY (conversation, turn, number, "by"))',
    ),
    (
        "CREATE TABLE threads (team VARCHAR NOT NULL, channel VARCHAR NOT NULL, thread VARCHAR NOT NULL,"
        " conversation VARCHAR NOT NULL, PRIMARY KEY (team, channel, thread))",
        "CREATE TABLE asked_messages (number INTEGER NOT NULL PRIMARY KEY, team VARCHAR NOT NULL,"
        " channel VARCHAR NOT NULL, message VARCHAR NOT NULL, thread VARCHAR NOT NULL, person VARCHAR, text TEXT,"
        " state VARCHAR NOT NULL, conversation VARCHAR, turn INTEGER, replies TEXT NOT NULL, taken VARCHAR NOT NULL)",
        "CREATE UNIQUE INDEX asked_messages_place ON asked_messages (team, channel, message)",
        "CREATE INDEX asked_messages_state ON asked_messages (state)",
        "CREATE TABLE deliveries (id VARCHAR NOT NULL PRIMARY KEY, at VARCHAR NOT NULL)",
        "CREATE INDEX deliveries_at ON deliveries (at)",
    ),
    (
        "CREATE TABLE dead_letters (number INTEGER NOT NULL PRIMARY KEY, source VARCHAR NOT NULL,"
        " within VARCHAR NOT NULL, reason TEXT NOT NULL, first VARCHAR NOT NULL, last VARCHAR NOT NULL,"
        " tries INTEGER NOT NULL)",
        "CREATE INDEX dead_letters_source ON dead_letters (source, within)",
    ),
    (
        'CREATE TABLE drafts (id VARCHAR NOT NULL PRIMARY KEY, title TEXT NOT NULL, "by" VARCHAR NOT NULL,'
        " created VARCHAR NOT NULL)",
        "CREATE TABLE draft_items (draft VARCHAR NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,"
        " kind VARCHAR NOT NULL, article VARCHAR NOT NULL, revision INTEGER NOT NULL, start INTEGER NOT NULL,"
        ' "end" INTEGER NOT NULL, note TEXT NOT NULL, "by" VARCHAR NOT NULL, added VARCHAR NOT NULL,'
        " PRIMARY KEY (draft, number))",
    ),
    (
        "CREATE TABLE desks (team VARCHAR NOT NULL, channel VARCHAR NOT NULL, outlet VARCHAR, language VARCHAR,"
        " days INTEGER, follows TEXT NOT NULL, told VARCHAR NOT NULL, PRIMARY KEY (team, channel))",
    ),
    (
        "ALTER TABLE desks ADD COLUMN topic TEXT",
        'ALTER TABLE desks ADD COLUMN "at" VARCHAR',
        "ALTER TABLE desks ADD COLUMN briefed VARCHAR",
    ),
    # What is typed between the places has none, and SQLite takes a NOT NULL back only with the table.
    (
        "ALTER TABLE draft_items RENAME TO draft_places",
        "CREATE TABLE draft_items (draft VARCHAR NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,"
        ' kind VARCHAR NOT NULL, article VARCHAR, revision INTEGER, start INTEGER, "end" INTEGER,'
        ' elided TEXT NOT NULL, text TEXT, note TEXT NOT NULL, "by" VARCHAR NOT NULL, added VARCHAR NOT NULL,'
        " PRIMARY KEY (draft, number))",
        "INSERT INTO draft_items SELECT draft, number, position, kind, article, revision, start, \"end\", '[]', NULL,"
        ' note, "by", added FROM draft_places',
        "DROP TABLE draft_places",
    ),
    (
        "ALTER TABLE desks RENAME TO desks_of_one",
        "CREATE TABLE desks (team VARCHAR NOT NULL, channel VARCHAR NOT NULL, outlets TEXT NOT NULL,"
        " languages TEXT NOT NULL, days INTEGER, region TEXT NOT NULL, follows TEXT NOT NULL, every INTEGER NOT NULL,"
        ' told VARCHAR NOT NULL, topic TEXT, "at" VARCHAR, briefed VARCHAR, PRIMARY KEY (team, channel))',
        "INSERT INTO desks SELECT team, channel,"
        " CASE WHEN outlet IS NULL THEN '[]' ELSE json_array(outlet) END,"
        " CASE WHEN language IS NULL THEN '[]' ELSE json_array(language) END,"
        " days, '[]', follows, 15, told, topic, \"at\", briefed FROM desks_of_one",
        "DROP TABLE desks_of_one",
    ),
    (
        "CREATE TABLE additions (id VARCHAR NOT NULL PRIMARY KEY, name TEXT NOT NULL, url TEXT, size BIGINT,"
        ' "by" VARCHAR NOT NULL, "at" VARCHAR NOT NULL, owner VARCHAR NOT NULL, state VARCHAR NOT NULL,'
        " tries INTEGER NOT NULL, taken TEXT NOT NULL, reason TEXT)",
    ),
    ("ALTER TABLE dead_letters ADD COLUMN told TEXT",),
)


def version(connection: Connection) -> int:
    """The record's schema version; 0 for a database that is new."""
    if not inspect(connection).has_table(tables.schema_version.name):
        return 0
    found = connection.execute(select(tables.schema_version.c.version)).scalar()
    return 0 if found is None else found


def migrate(engine: Engine, steps: tuple[Step, ...] = STEPS) -> None:
    """Run the steps that this record lacks. Raises HomeNewer where it has taken more steps than this code knows."""
    with engine.connect() as connection:
        at = version(connection)
    while at < len(steps):
        with engine.begin() as connection:
            at = version(connection)  # another process may have taken the step meanwhile
            if at < len(steps):
                for statement in steps[at]:
                    connection.exec_driver_sql(statement)
                _reach(connection, at + 1)
                at += 1
    if at > len(steps):
        raise HomeNewer(
            f"{engine.url.database}: written by a newer version (schema {at}, this one knows {len(steps)}); "
            "upgrade regional-briefings, or choose another home with --home DIR"
        )


def _reach(connection: Connection, number: int) -> None:
    table = tables.schema_version
    table.create(connection, checkfirst=True)
    if connection.execute(select(table.c.version)).scalar() is None:
        connection.execute(insert(table).values(version=number))
    else:
        connection.execute(update(table).values(version=number))
