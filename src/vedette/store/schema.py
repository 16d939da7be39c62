"""The tables. Kept ones are only ever added to; derived ones are views that are computed anew from the kept.

Kept: reports with all their versions, what was read out of each (codings) with its claims, a person's judgements, the intake
log, how far feeds are followed, since when each event reads as it does. Derived: copies, joined events with their claims and
parties, control, ties. Every kept row carries the version that made it. What words, points and days are found by is each
database's own and made by the migrations.
"""

from __future__ import annotations

import sqlalchemy as sa

from vedette.model import TOLLS
from vedette.store.dialects import NUMBER, Said

# The newest migration; a database that knows another is older (it is brought up) or newer (it is refused).
REVISION = "0007"

metadata = sa.MetaData()


def _key() -> sa.Column[int]:
    return sa.Column("seq", NUMBER, primary_key=True, autoincrement=True)


def _made() -> list[sa.Column[str]]:
    return [sa.Column("made_at", sa.String, nullable=False), sa.Column("made_by", sa.String, nullable=False)]


reports = sa.Table(
    "reports",
    metadata,
    _key(),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("title", sa.String),
    sa.Column("byline", sa.String),
    sa.Column("publisher", sa.String),
    sa.Column("published", sa.Date, index=True),
    sa.Column("published_at", sa.String),
    sa.Column("url", sa.String),
    # What the versions of one item share; the newest of them counts.
    sa.Column("url_key", sa.String),
    sa.Column("language", sa.String),
    sa.Column("ref", sa.String, index=True),
    sa.Column("path", sa.String),
    # The number that the outlet gives to this version of the item.
    sa.Column("version", NUMBER),
    # Why the text is not all that was published.
    sa.Column("partial", sa.String),
    *_made(),
    sa.Index("ix_reports_versions", "url_key", "published", "seq", "id"),
    sqlite_autoincrement=True,
)
codings = sa.Table(
    "codings",
    metadata,
    _key(),
    sa.Column("report", sa.String, sa.ForeignKey("reports.id"), nullable=False, index=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    *_made(),
    sqlite_autoincrement=True,
)
claims = sa.Table(
    "claims",
    metadata,
    _key(),
    sa.Column("id", sa.String, nullable=False, index=True),
    sa.Column("coding", NUMBER, sa.ForeignKey("codings.seq"), nullable=False, index=True),
    sa.Column("report", sa.String, sa.ForeignKey("reports.id"), nullable=False, index=True),
    # The id of an event that is named after this claim: what leads a retired id to what it became.
    sa.Column("names_event", sa.String, nullable=False, index=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("stance", sa.String, nullable=False),
    sa.Column("sentence", sa.Text, nullable=False),
    sa.Column("start", NUMBER, nullable=False),
    sa.Column("end", NUMBER, nullable=False),
    sqlite_autoincrement=True,
)
judgements = sa.Table(
    "judgements",
    metadata,
    _key(),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("decision", sa.String, nullable=False),
    sa.Column("subject", sa.String, nullable=False, index=True),
    sa.Column("who", sa.String, nullable=False),
    sa.Column("why", sa.String),
    *_made(),
    sa.Column("withdrawn_at", sa.String),
    sa.Column("withdrawn_by", sa.String),
    # Of an outlet's kill notice, the newest version that it is about; none where it is about all.
    sa.Column("version", NUMBER),
    # What it binds and says: claims and labels; a removal needs none.
    sa.Column("record", sa.Text),
    sqlite_autoincrement=True,
)
intake_log = sa.Table(
    "intake_log",
    metadata,
    _key(),
    sa.Column("path", sa.String),
    sa.Column("report", sa.String),
    sa.Column("outcome", sa.String, nullable=False),
    sa.Column("message", sa.String),
    *_made(),
    sqlite_autoincrement=True,
)
# How far feeds are followed: the one kept state that changes as it goes on.
feeds = sa.Table(
    "feeds",
    metadata,
    sa.Column("url", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("etag", sa.String),
    sa.Column("modified", sa.String),
    sa.Column("asked_at", sa.String),
    sa.Column("succeeded_at", sa.String),
    # When it last gave all that it holds, not only "unchanged".
    sa.Column("full_at", sa.String),
    sa.Column("due", sa.String),
    sa.Column("failures", NUMBER, nullable=False),
    sa.Column("gone", sa.Boolean, nullable=False),
    sa.Column("message", sa.String),
    *_made(),
)
feed_entries = sa.Table(
    "feed_entries",
    metadata,
    _key(),
    sa.Column("feed", sa.String, sa.ForeignKey("feeds.url"), nullable=False),
    # Of the id that its feed gives it; the digest is of all its words, so that a changed one is known.
    sa.Column("key", sa.String, nullable=False),
    sa.Column("url_key", sa.String, index=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("outcome", sa.String, nullable=False, index=True),
    sa.Column("report", sa.String),
    sa.Column("tries", NUMBER, nullable=False),
    sa.Column("due", sa.String),
    sa.Column("message", sa.String),
    # The entry itself, as long as it waits to be read.
    sa.Column("record", sa.Text),
    *_made(),
    sa.UniqueConstraint("feed", "key", name="uq_feed_entries_key"),
    sqlite_autoincrement=True,
)
meta = sa.Table("meta", metadata, sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.String, nullable=False))

# Since when each event reads as it does, by the digest of its record; and since when an id is no event's any more.
event_changes = sa.Table(
    "event_changes",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("changed_at", sa.String, nullable=False, index=True),
    sa.Column("gone_at", sa.String, index=True),
)

copies = sa.Table(
    "copies",
    metadata,
    sa.Column("report", sa.String, primary_key=True),
    sa.Column("of", sa.String, nullable=False, index=True),
    sa.Column("how", sa.String, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
)
origins = sa.Table(
    "origins",
    metadata,
    sa.Column("report", sa.String, primary_key=True),
    sa.Column("origin", sa.String, primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
)
joins = sa.Table(
    "joins",
    metadata,
    sa.Column("one", sa.String, primary_key=True),
    sa.Column("other", sa.String, primary_key=True, index=True),
    sa.Column("certain", sa.Boolean, nullable=False, index=True),
    sa.Column("record", sa.Text, nullable=False),
)
# Numbered by their days, those without any last, and their ids: the order in which they are given (views.number_of).
events = sa.Table(
    "events",
    metadata,
    sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("kind", sa.String, nullable=False, index=True),
    sa.Column("stance", sa.String, nullable=False),
    sa.Column("status", sa.String, nullable=False, index=True),
    # An end of the days that is open takes the other end, so that every dated event lies between two days.
    sa.Column("first", sa.Date),
    sa.Column("last", sa.Date),
    sa.Column("place", sa.String, index=True),
    sa.Column("admin1", sa.String, index=True),
    sa.Column("country", sa.String, index=True),
    sa.Column("latitude", sa.Float),
    sa.Column("longitude", sa.Float),
    sa.Index("ix_events_kind_status", "kind", "status"),
    sa.Index("ix_events_kind_point", "kind", "latitude", "longitude"),
    sa.Index("ix_events_point", "latitude", "longitude"),
)
# Apart, so that what is asked is found among short rows.
event_records = sa.Table(
    "event_records",
    metadata,
    sa.Column("event", NUMBER, primary_key=True, autoincrement=False),
    sa.Column("record", sa.Text, nullable=False),
)
# The single reports' events that an event is made of.
event_parts = sa.Table(
    "event_parts", metadata, sa.Column("part", sa.String, primary_key=True), sa.Column("event", NUMBER, nullable=False, index=True)
)
# An event in short, for lists and maps: what is shown without a look at the record.
event_cards = sa.Table(
    "event_cards",
    metadata,
    sa.Column("event", NUMBER, primary_key=True, autoincrement=False),
    sa.Column("earliest", sa.Date),
    sa.Column("latest", sa.Date),
    sa.Column("place_words", sa.String),
    sa.Column("place_name", sa.String),
    sa.Column("admin1_name", sa.String),
    sa.Column("geonames_id", NUMBER),
    sa.Column("precision", sa.String),
    sa.Column("radius_km", sa.Float),
    # Actors, one a line, as JSON.
    sa.Column("actors", sa.Text, nullable=False),
    sa.Column("recipients", sa.Text, nullable=False),
    *(sa.Column(f"{toll}_{end}", NUMBER) for toll in TOLLS for end in ("low", "high")),
    sa.Column("independent_sources", NUMBER, nullable=False),
    sa.Column("reports", NUMBER, nullable=False),
    sa.Column("disputed", sa.String, nullable=False),
    sa.Column("grade", sa.String, nullable=False),
    sa.Column("salience", sa.Float, nullable=False),
    sa.Column("judged", sa.Boolean, nullable=False),
    sa.Column("changed", sa.String, nullable=False, index=True),
    sa.Column("claim", sa.String, nullable=False),
)
# The record of an event in short as it goes out, made once: pages of them are asked for again and again.
card_lines = sa.Table(
    "card_lines",
    metadata,
    sa.Column("event", NUMBER, primary_key=True, autoincrement=False),
    sa.Column("line", sa.Text, nullable=False),
)
event_claims = sa.Table(
    "event_claims",
    metadata,
    sa.Column("claim", sa.String, primary_key=True),
    sa.Column("event", NUMBER, nullable=False, index=True),
    sa.Column("report", sa.String, nullable=False, index=True),
)
# From the number of a claim's sentence to its event, for what is asked by words.
event_sentences = sa.Table(
    "event_sentences",
    metadata,
    sa.Column("sentence", NUMBER, primary_key=True, autoincrement=False),
    sa.Column("event", NUMBER, nullable=False),
)
# Numbered by a hash of key and country; a word goes when the last event has gone that `uses` it.
parties = sa.Table(
    "parties",
    metadata,
    sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),
    sa.Column("key", sa.String, nullable=False, index=True),
    sa.Column("country", sa.String, index=True),
)
party_words = sa.Table(
    "party_words",
    metadata,
    sa.Column("words", sa.String, primary_key=True),
    sa.Column("party", NUMBER, primary_key=True),
    sa.Column("uses", NUMBER, nullable=False),
)
event_parties = sa.Table(
    "event_parties", metadata, sa.Column("party", NUMBER, primary_key=True), sa.Column("event", NUMBER, primary_key=True)
)
control = sa.Table(
    "control",
    metadata,
    _key(),
    # What all that is stated of one place shares (ControlPoint.key); of two parties, TieTold.key.
    sa.Column("key", sa.String, nullable=False, index=True),
    sa.Column("place", sa.String, index=True),
    sa.Column("admin1", sa.String),
    sa.Column("country", sa.String),
    sa.Column("holder", sa.String, nullable=False),
    sa.Column("since", sa.Date),
    sa.Column("until", sa.Date),
    sa.Column("record", sa.Text, nullable=False),
)
ties = sa.Table(
    "ties",
    metadata,
    _key(),
    sa.Column("key", sa.String, nullable=False, index=True),
    sa.Column("source", sa.String, nullable=False, index=True),
    sa.Column("target", sa.String, nullable=False, index=True),
    sa.Column("since", sa.Date),
    sa.Column("until", sa.Date),
    sa.Column("record", sa.Text, nullable=False),
)

# What joining anew finds its way by; derived too.
# The reports that came, went or changed since they were joined, or whose claims a judgement binds that did.
unjoined = sa.Table(
    "unjoined", metadata, sa.Column("report", sa.String, primary_key=True), sa.Column("published", sa.Date, index=True)
)
text_marks = sa.Table(
    "text_marks",
    metadata,
    sa.Column("report", sa.String, primary_key=True),
    sa.Column("publisher", sa.String, index=True),
    # The ordinal of the day of publication; 0 for none.
    sa.Column("day", NUMBER, nullable=False, index=True),
    sa.Column("order", sa.String, nullable=False),
    sa.Column("bands", sa.LargeBinary, nullable=False),
    sa.Column("names", sa.String, nullable=False),
)
credit_names = sa.Table(
    "credit_names",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("report", sa.String, primary_key=True, index=True),
)
telling_marks = sa.Table(
    "telling_marks",
    metadata,
    sa.Column("part", sa.String, primary_key=True),
    sa.Column("report", sa.String, nullable=False, index=True),
    sa.Column("bundle", sa.String, nullable=False),
    sa.Column("low", NUMBER, nullable=False),
    sa.Column("high", NUMBER, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("place", sa.String),
    sa.Column("narrow", sa.Boolean, nullable=False),
    sa.Column("cells", sa.String, nullable=False),
    sa.Column("tokens", sa.String, nullable=False),
    sa.Index("ix_telling_marks_days", "bundle", "low", "high"),
)
# What each report puts into the intervals of a place ("control") or of two parties ("tie").
points = sa.Table(
    "points",
    metadata,
    sa.Column("report", sa.String, primary_key=True),
    sa.Column("sort", sa.String, primary_key=True),
    sa.Column("at", NUMBER, primary_key=True),
    sa.Column("key", sa.String, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.Index("ix_points_key", "sort", "key"),
)

# The rest is each database's own kind of table, told to SQLAlchemy for queries only; the migrations make them.
_found_by = sa.MetaData()
report_texts = sa.Table(
    "report_texts", _found_by, sa.Column("rowid", NUMBER, primary_key=True, autoincrement=False), sa.Column("text", Said)
)
sentence_texts = sa.Table(
    "sentence_texts", _found_by, sa.Column("rowid", NUMBER, primary_key=True, autoincrement=False), sa.Column("sentence", Said)
)
event_points = sa.Table(
    "event_points",
    _found_by,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
    *(sa.Column(name, sa.Float) for name in ("south", "north", "west", "east")),
)
# Days as ordinals: which spans touch a span is found at once, however long some of them are.
event_days = sa.Table(
    "event_days",
    _found_by,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
    sa.Column("first", sa.Float),
    sa.Column("last", sa.Float),
)
DERIVED = (
    copies,
    origins,
    joins,
    text_marks,
    credit_names,
    telling_marks,
    points,
    event_parts,
    event_claims,
    event_sentences,
    event_parties,
    event_points,
    event_days,
    party_words,
    parties,
    events,
    event_records,
    event_cards,
    card_lines,
    control,
    ties,
)
