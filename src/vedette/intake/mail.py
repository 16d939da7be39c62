"""A mail (.eml) -> Drafts: its text with subject, date and sender; a mail that it forwards, inside or attached, instead of it.

The plain part is read, else the HTML part as a page. Attachments are not opened but named. What stands below a signature or a
mailing list's line is no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

from vedette.errors import BadRecord, ReportError, UnreadableFile
from vedette.intake.decoding import decode
from vedette.intake.drafts import Draft, Found

MOST_FORWARDED = 20
# What the module email raises for mails that are not put together as mails are; an hour of 99 digits overflows.
TROUBLES = (
    MessageError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)
# A name and an address are no longer than this; each colon in them takes the module one call more.
LONGEST_SENDER = 1_000
KNOWN = rb"(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|DKIM-Signature|X-[\w-]+|Content-Type)"
# Two of a mail's own headers at the top, with nothing but headers before them.
HEADERS = re.compile(
    rb"\A(?:From [^\n]*\n)?(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){0,60}?" + KNOWN + rb":[^\n]*\r?\n", re.IGNORECASE
)
HEADER = re.compile(rb"^" + KNOWN + rb":", re.IGNORECASE | re.MULTILINE)
FORWARDED = re.compile(
    r"^[> ]*(?:-{3,} ?(?:Forwarded|Original) message ?-{3,}|Begin forwarded message:)[> ]*\n(?:[> ]*\n)*"
    r"((?:[> ]*\*?(?:From|Sent|Date|To|Cc|Subject|Reply-To):\*? .*\n(?:[> ]+[^:\n]*\n)?){2,})",
    re.IGNORECASE | re.MULTILINE,
)
FIELD = re.compile(r"^[> ]*\*?(From|Sent|Date|Subject):\*? *(.*)$", re.IGNORECASE | re.MULTILINE)
SUBJECT_MARKS = re.compile(r"^\s*(?:(?:fwd?|re|aw|wg|tr)\s*:\s*|\[[^\]\n]{1,40}\]\s*)+", re.IGNORECASE)
# A signature's dashes, the underline of a list, and how newsletters begin their last words.
BELOW = re.compile(
    r"^(?:-- ?|_{20,}|-{40,}|(?:to )?unsubscribe\b.*|you (?:are receiving|received) this (?:e-?mail|message|newsletter)\b.*|"
    r"view (?:this (?:e-?mail|newsletter)|in (?:your )?browser)\b.*)$",
    re.IGNORECASE | re.MULTILINE,
)


def looks_like_mail(head: bytes) -> bool:
    """Whether a file begins with a mail's headers."""
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return HEADERS.match(head) is not None and len(HEADER.findall(top)) >= 2


def read_mail(data: bytes) -> Iterator[Found]:
    """The mail, or each mail that is attached to it; raises BadRecord for what is none."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        attached = [part for part in message.walk() if part.get_content_type() == "message/rfc822"][:MOST_FORWARDED]
        inner = [one for part in attached for one in part.iter_parts() if isinstance(one, EmailMessage)]
    except TROUBLES:
        raise BadRecord("a mail that is not put together as mails are") from None
    if not isinstance(message, EmailMessage) or not message.keys():
        raise BadRecord("no mail: it begins with no headers")
    if not inner:
        yield "", _draft(message)
        return
    for number, one in enumerate(inner, 1):
        try:
            yield f"#{number}", _draft(one)
        except ReportError as error:
            yield f"#{number}", error


def _draft(message: EmailMessage) -> Draft:
    body, page = _body(message)
    forwarded = FORWARDED.search(body)
    fields = _fields(forwarded.group(1)) if forwarded else {}
    if forwarded:
        body = body[forwarded.end() :]
        if "\n>" in body:
            body = re.sub(r"^> ?", "", body, flags=re.MULTILINE)
    subject = SUBJECT_MARKS.sub("", fields.get("subject") or _header(message, "Subject") or "") or None
    return Draft(
        body=_above(body),
        title=subject,
        byline=page.byline if page else None,
        publisher=_sender(fields.get("from") or _header(message, "From")),
        published=fields.get("date") or fields.get("sent") or _header(message, "Date"),
        url=_address(_header(message, "Archived-At")),
        ref=(_header(message, "Message-ID") or "").strip("<> ") or None,
        remarks=tuple(_named(message)),
    )


def _body(message: EmailMessage) -> tuple[str, Draft | None]:
    """The text, and the page that it is taken from where there is no plain part."""
    from vedette.intake.html import read_html

    plain = _part(message, "plain")
    if plain is not None and (text := decode(plain[0], declared=plain[1]).strip()):
        return text, None
    marked = _part(message, "html")
    if marked is None:
        raise UnreadableFile("a mail without text")
    page = read_html(marked[0])
    return page.body, page


def _part(message: EmailMessage, sort: str) -> tuple[bytes, str | None] | None:
    """The bytes and the charset of the part of this sort."""
    try:
        part = message.get_body(preferencelist=(sort,))
        if part is None:
            return None
        data = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except TROUBLES:
        raise BadRecord("a mail that is not put together as mails are") from None
    return (data, charset) if isinstance(data, bytes) else None


def _fields(block: str) -> Mapping[str, str]:
    return {found.group(1).lower(): found.group(2).strip() for found in FIELD.finditer(block)}


def _above(body: str) -> str:
    """What stands above a signature or the last words of a list; all of it where that is nothing."""
    found = BELOW.search(body)
    above = body[: found.start()] if found else body
    return (above if above.strip() else body).strip()


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
        return " ".join(str(value).split()) or None if value is not None else None
    except TROUBLES:
        return None  # the parser of headers gives up on some: what cannot be read is not known


def _sender(words: str | None) -> str | None:
    """The name before an address, else the address's domain."""
    if not words:
        return None
    try:
        name, address = parseaddr(words[:LONGEST_SENDER])
    except TROUBLES:
        return None
    return name.strip("'\" ") or address.rpartition("@")[2] or None


def _address(words: str | None) -> str | None:
    address = (words or "").strip("<> ")
    return address if address.lower().startswith(("http:", "https:")) else None


def _named(message: EmailMessage) -> Iterator[str]:
    try:
        names = [str(part.get_filename() or part.get_content_type()) for part in message.iter_attachments()]
    except TROUBLES:
        return
    if names:
        yield f"attachments are not read: {', '.join(name[:60] for name in names[:10])}"
