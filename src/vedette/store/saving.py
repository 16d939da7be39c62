"""Records -> rows. What is kept is only added to, a report in one transaction; the same report twice changes nothing.

A report with the address of one that is kept and another text is a version of it: both stay, the one published last counts.
Removing is a judgement: the report and its codings stay, and count no more until the judgement is withdrawn.
"""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
from collections.abc import Callable, Collection
from typing import Literal

import sqlalchemy as sa

from vedette.errors import UsageError
from vedette.model import REPORT_FIELDS, Claim, Coded, KillNotice, Report, item_key
from vedette.store.codec import to_json
from vedette.store.opening import Store
from vedette.store.schema import claims, codings, intake_log, judgements, report_texts, reports, sentence_texts, unjoined

Outcome = Literal["added", "corrected", "known", "removed", "canceled"]
Also = Callable[[sa.Connection, Outcome], None]
REMOVE, CANCEL = "remove", "cancel"


def save(store: Store, coded: Coded, *, also: Also | None = None) -> Outcome:
    """Keeps a report and what was read out of it; of one that is kept already, nothing.

    `also` writes what goes with it in the same transaction, whatever came of the report.
    """
    with store.writing() as connection:
        outcome = put(connection, coded, store.made_by)
        if also is not None:
            also(connection, outcome)
    return outcome


def put(connection: sa.Connection, coded: Coded, made_by: str) -> Outcome:
    """As `save`, within a transaction."""
    outcome = outcome_of(connection, coded.report.id)
    if outcome is None:
        versions, canceled = _versions(connection, coded.report), is_canceled(connection, coded.report)
        outcome = "canceled" if canceled else "corrected" if versions else "added"
        _add_report(connection, coded.report, outcome, made_by)
        _add_coding(connection, coded, made_by)
        touch(connection, {coded.report.id, *versions})
    return outcome


def save_again(store: Store, coded: Coded) -> bool:
    """Keeps a new coding of a report that is kept; False where it says what the last one said."""
    with store.writing() as connection:
        last = sa.select(codings.c.digest).where(codings.c.report == coded.report.id).order_by(codings.c.seq.desc()).limit(1)
        if connection.scalar(last) == digest(_record(coded)):
            return False
        _add_coding(connection, coded, store.made_by)
        touch(connection, {coded.report.id})
    return True


def remove(store: Store, report: str, *, why: str | None = None) -> bool:
    """Withdraws a report; False where it is withdrawn already. Raises UsageError for one that is not kept."""
    with store.writing() as connection:
        known = outcome_of(connection, report)
        if known is None:
            raise UsageError(f"{report!r} is no report of {store.name}")
        if known == "removed":
            return False
        made = stamp(store.made_by)
        number = connection.scalar(sa.select(sa.func.count()).select_from(judgements).where(judgements.c.subject == report))
        connection.execute(
            judgements.insert().values(
                id=digest(f"{REMOVE} {report} {number}"), decision=REMOVE, subject=report, who=user(), why=why, **made
            )
        )
        touch(connection, {report})
    return True


def restore(store: Store, report: str) -> bool:
    """Takes back the removal of a report; False where it is not removed."""
    with store.writing() as connection:
        done = connection.execute(
            judgements.update()
            .where(judgements.c.decision == REMOVE, judgements.c.subject == report, judgements.c.withdrawn_at.is_(None))
            .values(withdrawn_at=now(), withdrawn_by=user())
        )
        touch(connection, {report})
    return bool(done.rowcount)


def touch(connection: sa.Connection, ids: Collection[str] | sa.Select[tuple[str]]) -> None:
    """Leaves these reports to be joined anew with all that they touch."""
    known = sa.select(unjoined.c.report)
    touched = sa.select(reports.c.id, reports.c.published).where(reports.c.id.in_(ids), reports.c.id.not_in(known))
    connection.execute(unjoined.insert().from_select(["report", "published"], touched))


def of_item(item: str) -> sa.Select[tuple[str]]:
    """The reports that bear the name of an item: its address, or a name of its own."""
    return sa.select(reports.c.id).where((reports.c.url_key == item) | (reports.c.ref == item))


def cancel(store: Store, notice: KillNotice) -> bool:
    """Keeps an outlet's kill notice, as a judgement on all that bears the item's name, kept or still to come; False if known.

    One that a person has withdrawn stays so.
    """
    with store.writing() as connection:
        return put_cancel(connection, notice, store.made_by)


def put_cancel(connection: sa.Connection, notice: KillNotice, made_by: str) -> bool:
    """As `cancel`, within a transaction."""
    id_ = digest(f"{CANCEL} {notice.item} {notice.version}")
    if connection.scalar(sa.select(judgements.c.seq).where(judgements.c.id == id_)) is not None:
        return False
    made, who = stamp(made_by), notice.publisher or "its publisher"
    values = {"decision": CANCEL, "subject": notice.item, "who": who, "why": notice.why, "version": notice.version}
    connection.execute(judgements.insert().values(id=id_, **values, **made))
    message = f"{notice.item}: {notice.why}"
    connection.execute(intake_log.insert().values(path=notice.path, outcome="canceled", message=message, **made))
    touch(connection, of_item(notice.item))
    return True


def is_canceled(connection: sa.Connection, report: Report) -> bool:
    """Whether an outlet's kill notice that stands is about this report."""
    names = [name for name in (item_key(report.url, report.ref), report.ref) if name]
    about = sa.select(judgements.c.seq).where(
        judgements.c.decision == CANCEL,
        judgements.c.withdrawn_at.is_(None),
        judgements.c.subject.in_(names),
        judgements.c.version.is_(None) | (judgements.c.version >= (report.version or 0)),
    )
    return bool(names) and connection.scalar(about.limit(1)) is not None


def outcome_of(connection: sa.Connection, report: str) -> Outcome | None:
    """What adding the report of this id would come to; None where it is not kept."""
    if connection.scalar(sa.select(reports.c.seq).where(reports.c.id == report)) is None:
        return None
    removed = sa.select(judgements.c.seq).where(
        judgements.c.decision == REMOVE, judgements.c.subject == report, judgements.c.withdrawn_at.is_(None)
    )
    return "known" if connection.scalar(removed) is None else "removed"


def _versions(connection: sa.Connection, report: Report) -> list[str]:
    """The reports that are versions of the item; none where its address is no item's own."""
    key = item_key(report.url, report.ref)
    return list(connection.execute(sa.select(reports.c.id).where(reports.c.url_key == key)).scalars()) if key is not None else []


def _add_report(connection: sa.Connection, report: Report, outcome: Outcome, made_by: str) -> None:
    made = stamp(made_by)
    row = {name: getattr(report, name) for name in REPORT_FIELDS}
    moment = report.published_at.isoformat() if report.published_at else None
    added = connection.execute(
        reports.insert().values(**row, published_at=moment, url_key=item_key(report.url, report.ref), **made)
    )
    (seq,) = added.inserted_primary_key or (None,)
    connection.execute(report_texts.insert().values(rowid=seq, text=report.text))
    connection.execute(intake_log.insert().values(path=report.path, report=report.id, outcome=outcome, **made))


def _add_coding(connection: sa.Connection, coded: Coded, made_by: str) -> None:
    record = _record(coded)
    added = connection.execute(
        codings.insert().values(report=coded.report.id, digest=digest(record), record=record, **stamp(made_by))
    )
    (coding,) = added.inserted_primary_key or (None,)
    rows = [_claim_row(reading.claim, coding) for event in coded.events for reading in event.readings]
    if rows:
        numbered = claims.insert().returning(claims.c.seq, sort_by_parameter_order=True)
        numbers = connection.execute(numbered, rows).scalars().all()
        texts = [{"rowid": seq, "sentence": row["sentence"]} for seq, row in zip(numbers, rows, strict=True)]
        connection.execute(sentence_texts.insert(), texts)


def _claim_row(claim: Claim, coding: int | None) -> dict[str, object]:
    return {
        "id": claim.id,
        "coding": coding,
        "report": claim.report,
        "names_event": digest(claim.id),
        "kind": claim.kind,
        "stance": claim.stance,
        "sentence": claim.sentence.text,
        "start": claim.sentence.start,
        "end": claim.sentence.end,
    }


def _record(coded: Coded) -> str:
    return to_json(coded, without=("report",))


def digest(text: str) -> str:
    """The short hash that names a record."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def stamp(made_by: str) -> dict[str, str]:
    """When a row was made, and by which version."""
    return {"made_at": now(), "made_by": made_by}


def now(*, exactly: bool = False) -> str:
    """This moment, to the second; `exactly` where two of one second must keep their order."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds" if exactly else "seconds")


def user() -> str:
    """The name of whoever runs this."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "unknown"
