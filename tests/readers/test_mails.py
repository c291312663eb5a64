"""E-mails give what they say, and what was passed on in them, each under its own day."""

from datetime import date
from email.message import EmailMessage

import pytest

from geostrike.readers.faults import Fault
from geostrike.readers.mail import parse_mail
from geostrike.readers.metadata import Origin

STORY = "Two strikes hit Sirte on Tuesday."
UNKNOWN = Origin()
SENT_ON = "Tue, 01 Oct 2024 09:00:00 +0000"


def mail(text, *, day=SENT_ON, sender="Anna <anna@example.org>", subject="Look"):
    message = EmailMessage()
    message["From"], message["Date"], message["Subject"] = sender, day, subject
    message.set_content(text)
    return message


def read(message, known=UNKNOWN):
    return parse_mail(message.as_bytes(), "a.eml", "a", known)


FORWARDED = {
    "Gmail": (
        "---------- Forwarded message ---------\nFrom: Radio <r@example.org>\nDate: Wed, Aug 9, 2023 at 6:00 AM\n"
        f"Subject: Strikes\nTo: <list@example.org>\n\n\n{STORY}"
    ),
    "Outlook": (
        "________________________________\nFrom: Radio <r@example.org>\nSent: Wednesday, August 9, 2023 6:00 AM\n"
        f"To: Anna\nSubject: Strikes\n\n{STORY}"
    ),
    "Apple": (
        "Begin forwarded message:\n\n> From: Radio <r@example.org>\n> Subject: Strikes\n"
        f"> Date: 9 August 2023 at 06:00:00 BST\n> To: Anna\n> \n> {STORY}"
    ),
    "Thunderbird": (
        "-------- Forwarded Message --------\nSubject: \tStrikes\nDate: \tWed, 9 Aug 2023 06:00:00 +0000\n"
        f"From: \tRadio <r@example.org>\nTo: \tAnna\n\n\n{STORY}"
    ),
}


@pytest.mark.parametrize("program", FORWARDED)
def test_a_story_that_was_passed_on_has_its_own_day_and_teller(program):
    note, story = read(mail(f"For the files.\n\n{FORWARDED[program]}"))
    assert (note.id, note.published, note.publisher) == ("a", date(2024, 10, 1), "Anna")
    assert (story.id, story.published, story.publisher) == ("a-2", date(2023, 8, 9), "Radio")
    assert (story.title, story.text) == ("Strikes", STORY)


def test_a_story_that_was_passed_on_twice_has_its_first_day():
    twice = f"From: Ben\nDate: 11 August 2023\nSubject: Fwd: Strikes\n\n{FORWARDED['Gmail']}"
    assert [(each.published, each.publisher) for each in read(mail(twice))][-1] == (date(2023, 8, 9), "Radio")


def test_a_day_that_cannot_be_read_is_none_and_not_that_of_passing_on():
    story = read(mail(f"See below.\n\nFrom: Radio\nDate: gestern\nSubject: Strikes\n\n{STORY}"))[-1]
    assert (story.text, story.published) == (STORY, None)


def test_an_answer_and_what_it_quotes_are_apart():
    text = f"I doubt it.\n\nOn Wed, Aug 9, 2023 at 6:00 AM Radio\n<r@example.org> wrote:\n> {STORY}"
    answer, quoted = read(mail(text))
    assert (answer.text, quoted.text, quoted.published) == ("I doubt it.", STORY, date(2023, 8, 9))


def test_an_attached_mail_is_read_with_its_headers():
    message = mail("See the attached.")
    message.add_attachment(mail(STORY, day="Wed, 9 Aug 2023 06:00:00 +0000", sender="Radio"))
    assert [(each.id, each.published, each.publisher) for each in read(message)] == [
        ("a", date(2024, 10, 1), "Anna"),
        ("a-2", date(2023, 8, 9), "Radio"),
    ]


def test_what_sources_csv_says_goes_before_all_headings():
    known = Origin(date(2023, 8, 8), "CNN")
    assert {(each.published, each.publisher) for each in read(mail(FORWARDED["Gmail"]), known)} == {
        (date(2023, 8, 8), "CNN")
    }


@pytest.mark.parametrize("text", ["From: the air they struck.\nDate: none\n\nMore.", "Subject: x\n\nFrom: y"])
def test_lines_like_headings_part_nothing(text):
    assert len(read(mail(text))) == 1


def test_a_file_that_is_attached_is_named_and_a_picture_is_not():
    message = mail(STORY)
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="release.pdf")
    message.add_attachment(b"GIF8", maintype="image", subtype="gif", filename="logo.gif")
    story, fault = read(message)
    assert story.text.strip() == STORY
    assert isinstance(fault, Fault)
    assert fault.message == "a.eml: its attachment release.pdf is not read; save it beside"
