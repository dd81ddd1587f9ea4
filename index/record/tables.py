"""The record's tables. `migrate.py` makes them; a test holds the two against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import BigInteger, Column, Float, Index, Integer, MetaData, String, Table, Text

T = TypeVar("T")

MAX_VARIABLES = 900  # SQLite took 999 variables a statement for most of its life

metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

# Small facts about the whole archive: the generation, the build in use, the embedder, the means.
meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

# `current` is the revision that answers see; NULL until its first revision is indexed, and once it is being removed.
articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("current", Integer),
    Column("url", String),
    Column("copy_of", String),  # the article, published first, that this one is a copy of
    Column("compared", Integer, nullable=False),  # 1 where that is known, 0 where it is still to be found out
    Index("articles_url", "url"),
    Index("articles_copy_of", "copy_of"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("article", String, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("hash", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("outlet", String),
    Column("url", String),
    Column("published", String),  # ISO 8601, a date or a datetime, as precise as the source
    Column("day", Integer),  # days since 0001-01-01, date.toordinal()
    Column("language", String),
    Column("authors", Text, nullable=False),  # a JSON list
    Column("added", String, nullable=False),  # ISO 8601 in UTC
    Column("attribution", Integer, nullable=False),  # the version that has found the quotations
    Index("revisions_hash", "hash"),
    Index("revisions_day", "day"),
)

passages = Table(
    "passages",
    metadata,
    Column("id", String, primary_key=True),
    Column("article", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("passages_article", "article", "revision"),
)

# `name` to `confidence` are as attribution has found them; what answers see are the columns from `final_name` on, which
# are derived: the same, or what the corrections in force make of it (final.py).
quotations = Table(
    "quotations",
    metadata,
    Column("id", String, primary_key=True),
    Column("article", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("context_start", Integer, nullable=False),
    Column("context_end", Integer, nullable=False),
    Column("mention_start", Integer),
    Column("mention_end", Integer),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("name", String),
    Column("role", String),
    Column("actor", String),
    Column("confidence", Float, nullable=False),
    Column("via", String),
    Column("said_on", String),
    Column("language", String),
    Column("reply_start", Integer),
    Column("reply_end", Integer),
    Column("final_name", String),
    Column("final_role", String),
    Column("final_actor", String),
    Column("final_confidence", Float, nullable=False),
    Column("dismissed", Integer, nullable=False),  # 1 where an editor has said that it is no quotation
    Column("correction", Integer),  # the number of the one that applies
    Column("corrected_by", String),
    Column("corrected_at", String),  # ISO 8601 in UTC
    Index("quotations_article", "article", "revision"),
    Index("quotations_final_name", "final_name"),
)

# The history of corrections: rows are added and never changed, an undoing too. A row is of words, in `words` as the
# article that the editor has read has them; or of a name; or of an earlier correction. `before` and `after` are JSON.
corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", String, nullable=False),  # ISO 8601 in UTC
    Column("by", String, nullable=False),
    Column("note", Text),
    Column("undoes", Integer),
    Column("words", Text),
    Column("article", String),
    Column("revision", Integer),
    Column("start", Integer),
    Column("end", Integer),
    Column("found", String),  # the name that attribution had found
    Column("alias", String),
    Column("name", String),
    Column("before", Text),
    Column("after", Text),
)

# Quotations that the record no longer has and the indexes may still: an open job takes them out.
leaving = Table(
    "leaving",
    metadata,
    Column("id", String, primary_key=True),
    Column("article", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Index("leaving_article", "article", "revision"),
)

# The originals that articles are compared with, each with numbers that it shares with whatever has much of its text.
sketches = Table(
    "sketches",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", String, nullable=False),
    Index("sketches_article", "article"),
)

bands = Table(
    "bands",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("sketch", Integer, primary_key=True),
    Index("bands_sketch", "sketch"),
    sqlite_with_rowid=False,
)

# The outbox, and the journal of what was done: done jobs stay, for the revision numbers that they hold are never given
# again. `action`: index (this revision), requote (the quotations of this revision), remove (all revisions up to this
# one) or purge (the same, until no file has a byte of them). `state`: pending, vectors, lexical, done; it says which
# indexes already agree with the record; erased, before a purge is done, that only the files are still to be rewritten.
jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("action", String, nullable=False),
    Column("state", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("added", String, nullable=False),
    Index("jobs_state", "state"),
    Index("jobs_article", "article"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Text, nullable=False),
    Column("created", String, nullable=False),  # ISO 8601 in UTC
)

# The user's own words; `told` and `apart` are JSON. Of articles there are places only, in conversation_citations.
conversation_turns = Table(
    "conversation_turns",
    metadata,
    Column("conversation", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("doing", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("asked", String, nullable=False),  # ISO 8601 in UTC
    Column("day", String, nullable=False),  # ISO 8601, where the user is
    Column("leans", Integer, nullable=False),
    Column("told", Text),
    Column("cited", Integer, nullable=False),
    Column("apart", Text),
    Index("conversation_turns_asked", "asked"),
)

conversation_citations = Table(
    "conversation_citations",
    metadata,
    Column("conversation", String, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("part", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("article", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("conversation_citations_article", "article", "revision"),
)

# Items that were rejected, by where they can be had again: `within` is empty, or what comes behind `source` in the
# item's name (":17", "/letter.eml").
dead_letters = Table(
    "dead_letters",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("source", String, nullable=False),  # an absolute path, or an address without secrets
    Column("within", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("first", String, nullable=False),  # ISO 8601 in UTC
    Column("last", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("told", Text),  # JSON: what a feed says of it, but for the summary
    Index("dead_letters_source", "source", "within"),
)

# Articles that were removed, all revisions up to `revision`: what is kept of them. Where an article was taken down, it
# comes in again only where somebody says so, `again` being when; its addresses are told again by their hashes only.
departures = Table(
    "departures",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("at", String, nullable=False),  # ISO 8601 in UTC
    Column("taken_down", Integer, nullable=False),
    Column("again", String),
    Index("departures_article", "article"),
)

departed_addresses = Table(
    "departed_addresses",
    metadata,
    Column("hash", String, primary_key=True),
    Column("departure", Integer, primary_key=True),
)

# What readers say of a turn's citations, by their numbers, and of its answer as a whole, which has the number 0.
feedback = Table(
    "feedback",
    metadata,
    Column("conversation", String, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("by", String, primary_key=True),
    Column("says", String, nullable=False),
    Column("at", String, nullable=False),  # ISO 8601 in UTC
    Column("speaker", String),  # the name that the citation was shown under
)

# What is collected for briefings: of articles places only, and what people have typed: notes, or a `text` of theirs
# between the places, which has no article.
drafts = Table(
    "drafts",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("created", String, nullable=False),  # ISO 8601 in UTC
)

draft_items = Table(
    "draft_items",
    metadata,
    Column("draft", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("article", String),
    Column("revision", Integer),
    Column("start", Integer),
    Column("end", Integer),
    Column("elided", Text, nullable=False),  # a JSON list of [start, end], the parts that are left out
    Column("text", Text),
    Column("note", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("added", String, nullable=False),
)

# Pages that were fetched, by the address that was asked for. `url` and the validators are what answered in the end.
visits = Table(
    "visits",
    metadata,
    Column("asked", String, primary_key=True),
    Column("url", String),
    Column("etag", String),
    Column("modified", String),
    Column("stamp", String),  # what the feed's item said, hashed
    Column("article", String),  # NULL where the page was refused
    Column("first", String, nullable=False),  # ISO 8601 in UTC
    Column("last", String, nullable=False),
)

# Feeds that are watched. The validators are those of its last reading after which nothing was left to be done.
feeds = Table(
    "feeds",
    metadata,
    Column("url", String, primary_key=True),
    Column("title", Text),
    Column("landed", String),
    Column("etag", String),
    Column("modified", String),
    Column("added", String, nullable=False),  # ISO 8601 in UTC, as all moments here
    Column("read", String),  # when it was last read, or said that it is unchanged
    Column("failures", Integer, nullable=False),  # since then
    Column("due", String),  # not to be asked before
    Column("reason", Text),  # why it failed
)

# Threads of Slack that hold a conversation each. `thread` is the time stamp of their first message, which names it.
threads = Table(
    "threads",
    metadata,
    Column("team", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("thread", String, primary_key=True),
    Column("conversation", String, nullable=False),
)

# Messages of Slack that are questions. `state`: taken, answering, done; `text` and `person` are NULL once it is done.
# `replies` are the time stamps of the messages that answer it, as a JSON list.
asked_messages = Table(
    "asked_messages",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("team", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("message", String, nullable=False),
    Column("thread", String, nullable=False),
    Column("person", String),
    Column("text", Text),
    Column("state", String, nullable=False),
    Column("conversation", String),
    Column("turn", Integer),
    Column("replies", Text, nullable=False),
    Column("taken", String, nullable=False),  # ISO 8601 in UTC
    Index("asked_messages_place", "team", "channel", "message", unique=True),
    Index("asked_messages_state", "state"),
)

# Deliveries that were taken: each comes again until Slack knows so, and by more than one way.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", String, nullable=False),  # ISO 8601 in UTC
    Index("deliveries_at", "at"),
)

# The desks that channels of Slack are: what they ask of by default, and whom they follow.
desks = Table(
    "desks",
    metadata,
    Column("team", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("outlets", Text, nullable=False),  # a JSON list of names, as are those below
    Column("languages", Text, nullable=False),
    Column("days", Integer),
    Column("region", Text, nullable=False),
    Column("follows", Text, nullable=False),
    Column("every", Integer, nullable=False),  # minutes between messages that tell what is new
    Column("told", String, nullable=False),  # ISO 8601 in UTC: what came in before is known there
    Column("topic", Text),  # of its morning brief
    Column("at", String),  # as 07:30, in UTC
    Column("briefed", String),  # the day of the last one, in UTC
)

# What is handed to a server to be added. `state`: receiving, waiting, working, done, failed; a file's bytes lie in the
# home under the id until it is done.
additions = Table(
    "additions",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("url", Text),
    Column("size", BigInteger),  # bytes
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),  # ISO 8601 in UTC
    Column("owner", String, nullable=False),  # the process that sees to it
    Column("state", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("taken", Text, nullable=False),  # JSON: what has become of it so far
    Column("reason", Text),
)


def few_at_a_time(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in pieces that an IN (...) can take."""
    for at in range(0, len(values), MAX_VARIABLES):
        yield values[at : at + MAX_VARIABLES]
