"""An e-mail is queued once, sent once, tried again where it must, and support sees what failed."""

import email
import uuid
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from moto import mock_aws
from moto.ses import ses_backends

from services.user_cessation.consumer import REACTIONS, reacting
from services.user_cessation.mail import actions
from services.user_cessation.mail.actions import NotSent
from shared.models.events import MailDue
from shared.models.ids import UserId, uuid7
from shared.models.notices import NotificationCategory
from shared.postgres.pool import open_pool
from shared.tombstones import trace_of

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PATH = "/support/mails"


@pytest.fixture(scope="module")
def pool(postgres_dsn):
    with open_pool(postgres_dsn, application="tests", size=4) as pool:
        yield pool


@pytest.fixture(autouse=True)
def nothing_waits(database):
    database.execute("DELETE FROM messaging.mails")


@pytest.fixture
def due(pool):
    """Hear that a mail to someone is due."""

    def hear(user_id, **changes):
        fields = {
            "notification_id": uuid7(),
            "category": NotificationCategory.COACHING,
            "key": "coach.assigned",
            "data": {"display_name": "Hoa", "unsubscribe": "a-token"},
        }
        event = MailDue(user_id=user_id, **{**fields, **changes})
        reacting(pool, REACTIONS, {})(event)
        return event

    return hear


@pytest.fixture
def sent():
    return []


@pytest.fixture
def send_due(pool, sent):
    def send(now, failing=None):
        def carry(message):
            if failing:
                raise failing
            sent.append(message)
            return f"ses-{len(sent)}"

        while actions.send_next(
            pool, carry, sender="no-reply@unlit.example", web_url="https://unlit.example", now=now
        ):
            pass

    return send


@pytest.fixture
def later():
    """After now, whenever that is: mails are due at the time they were heard of."""
    return datetime.now(UTC) + timedelta(minutes=1)


def test_a_mail_goes_to_the_address_only_we_know(make_person, due, send_due, sent, later, rows):
    member = make_person(locale="vi")
    event = due(member)

    send_due(later)

    [message], [row] = sent, rows("messaging.mails", mail_id=event.notification_id)
    [account] = rows("account.accounts", user_id=member)
    assert message["To"] == account["email"]
    assert message["Subject"] == "Hoa là huấn luyện viên của bạn"
    assert (row["status"], row["ses_id"], row["attempts"]) == ("sent", "ses-1", 1)


def test_what_is_announced_twice_is_sent_once(make_person, due, send_due, sent, later):
    member, notification = make_person(), uuid7()

    due(member, notification_id=notification)
    send_due(later)
    due(member, notification_id=notification)
    send_due(later)

    assert len(sent) == 1


def test_nobody_is_written_to_who_is_not_there(due, send_due, sent, later, rows):
    event = due(uuid.uuid4())

    send_due(later)

    assert sent == []
    assert rows("messaging.mails", mail_id=event.notification_id) == []


def test_who_is_disabled_meanwhile_is_not_written_to(
    database, make_person, due, send_due, sent, later, rows
):
    member = make_person()
    event = due(member)
    database.execute(
        "UPDATE account.accounts SET status = 'disabled' WHERE user_id = %s", (member,)
    )

    send_due(later)

    [row] = rows("messaging.mails", mail_id=event.notification_id)
    assert (sent, row["status"]) == ([], "dropped")


def test_erasing_a_person_takes_their_mails(database, make_person, due, rows):
    member = make_person()
    event = due(member)

    database.execute("DELETE FROM account.accounts WHERE user_id = %s", (member,))

    assert rows("messaging.mails", mail_id=event.notification_id) == []


def test_a_carrier_that_fails_is_asked_again_and_then_given_up(
    make_person, due, send_due, sent, rows
):
    event = due(make_person())
    tries = 0
    while (row := rows("messaging.mails", mail_id=event.notification_id)[0])["due_at"]:
        tries += 1
        send_due(row["due_at"], failing=NotSent("Throttling"))

    assert (tries, row["status"], row["error"], sent) == (8, "failed", "Throttling", [])


def test_two_mailers_send_each_mail_once(make_person, due, send_due, sent, later, at_once):
    for _ in range(6):
        due(make_person())

    at_once([lambda: send_due(later)] * 3)

    assert len(sent) == 6


def test_whoever_dies_with_a_mail_in_hand_delays_it_only(
    pool, make_person, due, send_due, sent, later
):
    due(make_person())

    def die(message):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.send_next(pool, die, sender="a@unlit.example", web_url="https://x", now=later)
    send_due(later + timedelta(minutes=1))
    too_early = len(sent)
    send_due(later + timedelta(minutes=3))

    assert (too_early, len(sent)) == (0, 1)


@mock_aws
def test_ses_is_given_the_whole_message(pool, make_person, due, later):
    sender = "no-reply@unlit.example"
    boto3.client("ses").verify_email_identity(EmailAddress=sender)
    due(make_person())

    actions.send_next(pool, actions.by_ses(), sender=sender, web_url="https://x", now=later)

    [carried] = ses_backends["123456789012"]["us-east-1"].sent_messages
    message = email.message_from_string(carried.raw_data)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@mock_aws
def test_a_refusal_of_ses_is_no_end(pool, make_person, due, later, rows):
    event = due(make_person())

    actions.send_next(
        pool, actions.by_ses(), sender="nobody@unlit.example", web_url="https://x", now=later
    )

    [row] = rows("messaging.mails", mail_id=event.notification_id)
    assert (row["status"], row["error"]) == ("pending", "MessageRejected")


@pytest.fixture
def failed(make_person, due, send_due, rows):
    """A mail that was given up: whose, and its id."""

    def make():
        member = make_person()
        event = due(member)
        while (row := rows("messaging.mails", mail_id=event.notification_id)[0])["due_at"]:
            send_due(row["due_at"], failing=NotSent("Throttling"))
        return member, event.notification_id

    return make


def test_support_sees_that_it_failed_but_not_what_it_said(api, make_person, failed, rows):
    support = make_person(role="support")
    member, mail_id = failed()

    reply = api(support, "GET", f"{PATH}?user_id={member}")

    [item] = reply.json["items"]
    assert (item["mail_id"], item["status"], item["error"]) == (
        str(mail_id),
        "failed",
        "Throttling",
    )
    assert "Hoa" not in reply.text
    assert "@" not in reply.text
    [entry] = rows("account.audit_log", subject_id=member, action="mails.read")
    assert entry["actor_id"] == support


def test_support_can_have_it_tried_again(api, make_person, failed, send_due, sent, later, rows):
    support = make_person(role="support")
    member, mail_id = failed()

    replies = [api(support, "POST", f"{PATH}/{mail_id}/retry").status_code for _ in range(2)]
    send_due(later)

    assert (replies, len(sent)) == ([204, 404], 1)
    assert len(rows("account.audit_log", subject_id=member, action="mail.retried")) == 1


def test_pages_follow_without_gaps_or_repeats(api, make_person, due):
    support, member = make_person(role="support"), make_person()
    made = {str(due(member).notification_id) for _ in range(5)}

    seen, after = [], ""
    while after is not None:
        page = api(support, "GET", f"{PATH}?status=pending&limit=2{after}").json
        seen += [item["mail_id"] for item in page["items"]]
        after = f"&after={page['next']}" if page["next"] else None

    assert len(seen) == 5
    assert set(seen) == made


@pytest.mark.parametrize("role", ["member", "coach", "moderator", "content_editor"])
def test_nobody_else_looks(api, make_person, failed, rows, role):
    _, mail_id = failed()
    eve = make_person(role=role)

    replies = [api(eve, "GET", PATH), api(eve, "POST", f"{PATH}/{mail_id}/retry")]

    assert [reply.status_code for reply in replies] == [403, 403]
    [row] = rows("messaging.mails", mail_id=mail_id)
    assert row["status"] == "failed"


def test_how_to_open_an_account_again_reaches_whoever_shut_it_and_is_not_kept(
    due, send_due, sent, make_member, later, rows
):
    member = make_member(status="disabled", locale="vi")
    data = {"code": "open-sesame-and-more", "until": "2026-03-31"}

    due(member, key="erasure.requested", category=NotificationCategory.SECURITY, data=data)
    send_due(later)

    text = sent[0].get_body(("plain",)).get_content()
    assert "open-sesame-and-more" in text
    assert "2026-03-31" in text
    assert "open-sesame" not in str(rows("messaging.mails", user_id=member))


def test_what_a_mail_said_is_kept_only_until_it_left(make_person, due, send_due, failed, rows):
    _, given_up = failed()
    left = due(make_person())
    send_due(datetime.now(UTC) + timedelta(minutes=1))

    assert rows("messaging.mails", mail_id=left.notification_id)[0]["data"] == {}
    assert rows("messaging.mails", mail_id=given_up)[0]["data"]["display_name"] == "Hoa"


def test_nobody_is_told_of_somebody_who_was_forgotten_meanwhile(database, make_person, due, rows):
    reader, gone = make_person(), uuid.uuid4()
    told = {"user_id": str(gone), "display_name": "Hoa"}
    waiting = due(reader, data=told)
    actions.forget(database, UserId(gone))
    database.execute(
        "INSERT INTO privacy.tombstones (user_sha256, posts, erased_at)"
        " VALUES (%s, 'remove', now())",
        (trace_of(gone),),
    )

    late = due(reader, data=told)
    other = due(reader, data={**told, "user_id": str(make_person())})

    kept = {row["mail_id"] for row in rows("messaging.mails", user_id=reader)}
    assert kept == {other.notification_id}
    assert not {waiting.notification_id, late.notification_id} & kept
