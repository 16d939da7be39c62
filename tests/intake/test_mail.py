from __future__ import annotations

from email.message import EmailMessage

import pytest

from vedette.errors import ReportError
from vedette.intake.drafts import Draft
from vedette.intake.mail import looks_like_mail, read_mail

TEXT = (
    "Rebels took the town of Kidal on Thursday, residents said by telephone from the town.\n\n"
    "Two soldiers were killed, a spokesman said."
)
PAGE = "<html><body><h1>Kidal</h1>" + "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n")) + "</body></html>"


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    known = {"From": "Sahel Wire <desk@sahel.example>", "Subject": "Kidal taken", "Date": "Fri, 04 Mar 2022 10:00:00 +0000"}
    for name, value in {**known, "Message-ID": "<a1@sahel.example>", **headers}.items():
        message[name.replace("_", "-")] = value
    return message


def of(message: EmailMessage | bytes) -> list[tuple[str, Draft | ReportError]]:
    return list(read_mail(bytes(message)))


def one(message: EmailMessage | bytes) -> Draft:
    ((_, found),) = of(message)
    assert isinstance(found, Draft)
    return found


def test_a_plain_mail() -> None:
    message = mail()
    message.set_content(TEXT)
    draft = one(message)
    assert draft.body == TEXT
    assert (draft.title, draft.publisher, draft.ref) == ("Kidal taken", "Sahel Wire", "a1@sahel.example")
    assert draft.published == "Fri, 04 Mar 2022 10:00:00 +0000"


def test_a_newsletter_of_html_alone_is_read_as_a_page() -> None:
    message = mail(Archived_At="<https://sahel.example/list/7>")
    message.set_content(PAGE, subtype="html")
    draft = one(message)
    assert TEXT in draft.body
    assert draft.url == "https://sahel.example/list/7"


def test_the_plain_part_is_read_first_and_attachments_are_named() -> None:
    message = mail()
    message.set_content(TEXT)
    message.add_alternative(PAGE.replace("Kidal", "Gao"), subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="toll.pdf")
    draft = one(message)
    assert draft.body == TEXT
    assert draft.remarks == ("attachments are not read: toll.pdf",)


FROM = "From: Kidal Post <news@kidal.example>"
FORWARDS = [
    f"---------- Forwarded message ---------\n{FROM}\nDate: Thu, 3 Mar 2022 at 18:00\nSubject: Town falls\nTo: me\n\n",
    f"Look.\n\nBegin forwarded message:\n\n> {FROM}\n> Subject: Town falls\n> Date: 3 March 2022\n> To: me\n>\n",
    f"-----Original Message-----\n{FROM}\nSent: 3 March 2022\nTo: me\nSubject: Town falls\n\n",
]


@pytest.mark.parametrize("head", FORWARDS)
def test_a_forwarded_mail_is_its_senders(head: str) -> None:
    message = mail(Subject="Fwd: Town falls")
    quoted = "\n".join(f"> {line}" for line in TEXT.split("\n")) if "> From" in head else TEXT
    message.set_content(head + quoted)
    draft = one(message)
    assert (draft.body, draft.title, draft.publisher) == (TEXT, "Town falls", "Kidal Post")
    assert "2022" in str(draft.published)


def test_mails_that_are_attached_are_each_a_report() -> None:
    outer = mail(Subject="Two mails")
    outer.set_content("See below.")
    for subject in ("Kidal taken", "Gao calm"):
        inner = mail(Subject=subject)
        inner.set_content(TEXT)
        outer.add_attachment(inner)
    found = of(bytes(outer))
    assert [(place, draft.title) for place, draft in found if isinstance(draft, Draft)] == [
        ("#1", "Kidal taken"),
        ("#2", "Gao calm"),
    ]


BELOW = [
    "-- \nA. Writer, desk",
    "_" * 47 + "\nlist mailing list",
    "Unsubscribe: https://e.org/u",
    "You received this email because you asked.",
]


@pytest.mark.parametrize("below", BELOW)
def test_what_stands_below_is_left_out(below: str) -> None:
    message = mail()
    message.set_content(f"{TEXT}\n\n{below}\n")
    assert one(message).body == TEXT


CHARSETS = [
    b"Content-Type: text/plain; charset=windows-1252\n\nCaf\xe9 \x96 calm.",
    b"Content-Type: text/plain; charset=utf-8\n\nCaf\xc3\xa9 \xe2\x80\x93 calm.",
    b"Content-Type: text/plain; charset=no-such-thing\n\nCaf\xc3\xa9 \xe2\x80\x93 calm.",
    b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nCaf=C3=A9 =E2=80=93 calm.",
    b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nQ2Fmw6kg4oCTIGNhbG0u",
]


@pytest.mark.parametrize("rest", CHARSETS)
def test_charsets_and_encodings(rest: bytes) -> None:
    assert one(b"From: a@b.example\nSubject: x\n" + rest).body == "Café – calm."


BROKEN = [
    (b"From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=x\n\n--y\n\nlost", None),
    (b"From: a@b.example\nSubject: x\nContent-Type: multipart/mixed\n\nno boundary", None),
    (b"From: a@b.example\nSubject: x\nContent-Transfer-Encoding: base64\n\n!!!!", None),
    (b"From: a@b.example\nSubject: =?utf-8?b?!!!?=\nDate: nonsense\n\nCalm.", "Calm."),
    (b"From: =?x?q?=\nTo: \xff\xfe\nSubject: x\n\nCalm.", "Calm."),
    (b"From: a@b.example\nSubject: x\n\n", None),
    (b"no header at all", None),
]


@pytest.mark.parametrize(("data", "body"), BROKEN)
def test_a_broken_mail_is_read_or_refused_in_a_line(data: bytes, body: str | None) -> None:
    if body is not None:
        assert one(data).body == body
        return
    with pytest.raises(ReportError) as refused:
        of(data)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("head", "is_mail"),
    [
        (b"Received: from x\nFrom: a@b.example\nSubject: x\n\nCalm.", True),
        (b"From a@b Thu Mar 3\nFrom: a@b.example\nDate: x\n\nCalm.", True),
        (b"From: our correspondent\n\nCalm.", False),
        (b"BAMAKO (Wire) - From: the front\nSubject: war", False),
        (b"Calm returned.\n\nFrom: a\nSubject: b\n", False),
    ],
)
def test_what_begins_like_a_mail(head: bytes, is_mail: bool) -> None:
    assert looks_like_mail(head) is is_mail


HEAD = b"From: Sahel Wire <desk@sahel.example>\nSubject: Kidal taken\nDate: Fri, 04 Mar 2022 10:00:00 +0000\n"


@pytest.mark.parametrize("hours", [b"9" * 12, b"9" * 30], ids=["of 12 digits", "of 30 digits"])
def test_a_date_with_an_hour_that_is_no_hour_is_not_known(hours: bytes) -> None:
    draft = one(HEAD.replace(b"10:00:00", hours + b":00:00") + b"\n" + TEXT.encode())
    assert (draft.published, draft.title) == (None, "Kidal taken")


def test_a_forwarded_sender_of_colons_without_end_is_no_fault() -> None:
    forwarded = "---------- Forwarded message ---------\nFrom: " + "a:" * 5_000 + "\nSubject: Gao\n\n"
    draft = one(HEAD + b"\n" + forwarded.encode() + TEXT.encode())
    assert (draft.title, draft.body) == ("Gao", TEXT)
