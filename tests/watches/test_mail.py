"""Mail: only to addresses that said yes, in digests, with a way out in every one, and not twice."""

import email
import re
from datetime import UTC, datetime
from email import policy

import pytest

from watches import mailing
from watches.channels import mail_due_at
from watches.kinds import Every

ADDRESS = {"address": "officer@example.org", "every": "instant"}


@pytest.fixture
def mails(mailbox):
    """Return the mails that were taken, read."""
    return lambda: [email.message_from_bytes(each.content, policy=policy.default) for each in mailbox.taken]


@pytest.fixture
def mailed(mailbox, watch):
    return lambda subject="parking", **given: watch("service", subject, email={**ADDRESS, **given})


@pytest.fixture
def say_yes(client, deliver, mails):
    """Let the address that was asked last say yes."""

    def follow():
        deliver()
        return client.post(link_in(mails()[-1], "confirm"))

    return follow


@pytest.fixture
def happen(client, camden):
    return lambda made: client.post(f"{made['url']}/test", headers=camden)


def link_in(mail, page):
    text = mail.get_body(("plain",)).get_content()
    return re.findall(rf"http://127.0.0.1:5000(/watch-mail/{page}\?token=\S+)", text)[-1]


def test_an_address_is_asked_once_and_told_nothing_before_it_says_yes(mailed, deliver, mails, happen):
    happen(mailed())
    deliver()
    deliver()

    (mail,) = mails()
    assert mail["Subject"] == "Shall we tell you when this moves?"
    assert mail["To"] == "officer@example.org"
    assert "- Parking" in mail.get_body().get_content()


def test_reading_the_link_says_nothing_but_pressing_the_button_does(mailed, deliver, mails, client, camden):
    made = mailed()
    deliver()
    link = link_in(mails()[0], "confirm")

    assert "Yes, write to this address" in client.get(link).text
    assert client.get(made["url"], headers=camden).json["email"]["confirmed_at"] is None
    assert client.post(link).status_code == 200
    assert client.get(made["url"], headers=camden).json["email"]["confirmed_at"]


def test_what_is_found_is_mailed_with_ways_out(mailed, say_yes, happen, deliver, mails):
    made = mailed()
    say_yes()

    happen(made)
    deliver()

    mail = mails()[-1]
    assert mail["Subject"] == "A test"
    assert mail["Message-ID"].endswith("@127.0.0.1>")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].startswith("<http://127.0.0.1:5000/watch-mail/unsubscribe?token=")
    assert "This watch works." in mail.get_body(("plain",)).get_content()
    assert "This watch works." in mail.get_body(("html",)).get_content()


def test_mail_programs_find_the_address_that_ends_it_as_it_is(mailed, say_yes, happen, deliver, mailbox):
    made = mailed()
    say_yes()
    happen(made)
    deliver()

    sent = mailbox.taken[-1].content.decode()
    assert re.search(
        r"^List-Unsubscribe: <http://127.0.0.1:5000/watch-mail/unsubscribe\?token=[\w.-]+>\r?$", sent, re.M
    )


def test_one_mail_tells_of_all_watches_of_a_key(mailed, say_yes, happen, deliver, mails):
    one = mailed()
    say_yes()
    other = mailed("telephony")  # the address said yes to this key already

    happen(one)
    happen(other)

    assert deliver() == (0, 1)
    assert mails()[-1]["Subject"] == "2 things moved, of 2 that you watch"


def test_words_from_outside_are_shown_as_words(mailed, say_yes, happen, deliver, mails, client, camden):
    made = mailed()
    etag = client.get(made["url"], headers=camden).headers["ETag"]
    name = {"name": "<script>alert(1)</script>\r\nBcc: x@example.org"}
    assert client.patch(made["url"], json=name, headers={**camden, "If-Match": etag}).status_code == 200
    say_yes()
    happen(made)
    deliver()

    mail = mails()[-1]
    assert "<script>" not in mail.get_body(("html",)).get_content()
    assert mail["Bcc"] is None


def test_ending_it_in_the_mail_program_takes_one_post_and_no_key(mailed, say_yes, happen, deliver, mails, client):
    made = mailed()
    say_yes()
    happen(made)
    deliver()
    link = mails()[-1]["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:5000")

    assert client.post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert client.post(link).status_code == 200
    happen(made)

    assert deliver() == (0, 0)


def test_one_watch_is_ended_and_the_others_go_on(mailed, say_yes, happen, deliver, mails, client):
    one = mailed()
    say_yes()
    other = mailed("telephony")
    happen(one)
    deliver()
    text = mails()[-1].get_body(("plain",)).get_content()
    link = re.search(r"No more about this one: http://127.0.0.1:5000(\S+)", text)[1]

    client.post(link)
    happen(one)
    happen(other)
    deliver()

    assert "Telephony" in mails()[-1].get_body(("plain",)).get_content()
    assert "Parking" not in mails()[-1].get_body(("plain",)).get_content()


def test_the_link_of_one_thing_is_none_to_another(mailed, deliver, mails, client):
    mailed()
    deliver()
    link = link_in(mails()[0], "confirm")

    assert client.post(link.replace("/confirm", "/unsubscribe")).status_code == 404
    assert client.get("/watch-mail/confirm?token=x").status_code == 404
    assert client.get("/watch-mail/confirm").status_code == 404


def test_a_server_that_is_busy_is_tried_again(mailbox, mailed, say_yes, happen, deliver, wait, mails):
    made = mailed()
    say_yes()
    happen(made)
    mailbox.answer = "451 later"
    assert deliver() == (0, 0)
    mailbox.answer = "250 OK"
    assert deliver() == (0, 0)  # not before its time
    wait(minutes=2)

    assert deliver() == (0, 1)


def test_a_mail_that_is_refused_for_good_is_given_up_and_that_is_shown(
    mailbox, mailed, say_yes, happen, deliver, client, camden
):
    made = mailed()
    say_yes()
    happen(made)
    mailbox.answer = "550 nobody here"
    deliver()

    assert client.get(made["url"], headers=camden).json["email"]["failed"] == 1


def test_a_crash_after_the_server_took_it_sends_the_same_mail(
    mailed, say_yes, happen, deliver, wait, mails, monkeypatch
):
    made = mailed()
    say_yes()
    happen(made)

    def crash(*_):
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(mailing, "settle", crash)
        with pytest.raises(SystemExit):
            deliver()
    assert deliver() == (0, 0)
    happen(made)  # what comes later goes into another mail
    wait(minutes=6)
    deliver()

    ids = [each["Message-ID"] for each in mails()[1:]]
    assert len(ids) == 3
    assert len(set(ids)) == 2


def test_no_server_is_no_reason_to_lose_anything(app, mailed, say_yes, happen, deliver, wait, mails):
    from dataclasses import replace

    made = mailed()
    say_yes()
    happen(made)
    right = app.extensions["watches"]
    app.extensions["watches"] = replace(right, mail=replace(right.mail, port=1))
    assert deliver() == (0, 0)
    app.extensions["watches"] = right
    wait(minutes=2)

    assert deliver() == (0, 1)


def test_a_stranger_is_not_flooded(mailbox, watch, client, camden):
    for number in range(10):
        watch("service", "parking", email={"address": f"a{number}@example.org"})

    body = {"kind": "service", "subject": "parking", "email": {"address": "b@example.org"}}
    assert client.post("/api/v1/watches", json=body, headers=camden).status_code == 422


@pytest.mark.parametrize(
    "address", ["nobody", "a@b@c", "a@example.org\nBcc: x@y", "ä@example.org", "x" * 300 + "@y.org"]
)
def test_what_is_no_address_is_refused(mailbox, client, camden, address):
    body = {"kind": "service", "subject": "parking", "email": {"address": address}}

    assert client.post("/api/v1/watches", json=body, headers=camden).status_code == 422


@pytest.mark.parametrize(
    ("every", "found", "due"),
    [
        ("instant", "2026-11-18T09:00:00+00:00", "2026-11-18T09:00:00+00:00"),
        ("daily", "2026-11-18T06:59:00+00:00", "2026-11-18T07:00:00+00:00"),
        ("daily", "2026-11-18T07:00:00+00:00", "2026-11-19T07:00:00+00:00"),
        ("daily", "2026-07-01T12:00:00+00:00", "2026-07-02T06:00:00+00:00"),
        ("weekly", "2026-11-18T09:00:00+00:00", "2026-11-23T07:00:00+00:00"),
        ("weekly", "2026-11-23T06:00:00+00:00", "2026-11-23T07:00:00+00:00"),
        ("weekly", "2026-11-23T08:00:00+00:00", "2026-11-30T07:00:00+00:00"),
        ("daily", "2026-10-24T12:00:00+00:00", "2026-10-25T07:00:00+00:00"),
    ],
)
def test_mail_is_due_in_the_morning_in_london(every, found, due):
    at = mail_due_at(Every(every), datetime.fromisoformat(found))

    assert at.astimezone(UTC) == datetime.fromisoformat(due)
