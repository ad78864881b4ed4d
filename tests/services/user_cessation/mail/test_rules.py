"""What e-mails say and how they are written; nothing in them is about anybody's health."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from string import Formatter
from uuid import uuid4

import pytest

from services.user_cessation.mail import rules
from services.user_cessation.mail.models import Mail
from services.user_cessation.mail.texts import BY_CATEGORY, BY_KEY
from shared.models.notices import NotificationCategory as Category

WEB = "https://unlit.example"
MAIL = Mail(
    uuid4(),
    "mai@example.org",
    "en",
    True,
    Category.COACHING,
    "coach.assigned",
    {"display_name": "Hoa", "unsubscribe": "a-token"},
    1,
)


def written(**changes):
    """The message as its reader's mail programme finds it."""
    message = rules.write(replace(MAIL, **changes), sender="no-reply@unlit.example", web_url=WEB)
    return message_from_bytes(message.as_bytes(), policy=policy.default)


def text_of(message):
    return message.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("locale", "subject"),
    [
        ("en", "Hoa is your coach now"),
        ("en-GB", "Hoa is your coach now"),
        ("vi", "Hoa là huấn luyện viên của bạn"),
        ("vi-VN", "Hoa là huấn luyện viên của bạn"),
        ("fr", "Hoa is your coach now"),
    ],
)
def test_a_mail_is_in_its_readers_language(locale, subject):
    message = written(locale=locale)

    assert message["Subject"] == subject
    assert (message["To"], message["From"]) == ("mai@example.org", "no-reply@unlit.example")
    assert f"{WEB}/settings/notifications" in text_of(message)


def test_one_click_ends_this_kind_of_mail():
    message = written()

    assert message["List-Unsubscribe"] == (
        f"<{WEB}/api/v1/notifications/unsubscribe?token=a-token>"
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("category", [Category.SECURITY, Category.BILLING])
def test_what_is_required_offers_no_way_out(category):
    message = written(category=category, key="anything")

    assert message["List-Unsubscribe"] is None
    assert message["List-Unsubscribe-Post"] is None


@pytest.mark.parametrize("category", list(Category))
def test_every_category_has_words_for_what_has_none_of_its_own(category):
    message = written(category=category, key="something.nobody.wrote.a.text.for")

    assert message["Subject"] == BY_CATEGORY[category].subject.en


@pytest.mark.parametrize("data", [{}, {"display_name": ""}])
def test_a_text_that_lacks_a_name_gives_way_to_a_plain_one(data):
    assert written(data=data)["Subject"] == "News from your coaching"


@pytest.mark.parametrize(
    "name",
    [
        "Hoa\r\nBcc: eve@example.org",
        "Hoa\nList-Unsubscribe: x",
        "<script>alert(1)</script>",
        "{display_name}{count}{0}{__class__}",
        "Hòa 🌿",
    ],
)
def test_a_name_is_only_a_name(name):
    message = written(data={"display_name": name})

    html = message.get_body(("html",)).get_content()
    assert message["Bcc"] is None
    assert message["List-Unsubscribe"] is None
    assert "<script" not in html
    assert message["Subject"].startswith(" ".join(name.split()))


def test_a_digest_says_how_many():
    assert written(key="digest", data={"count": "4"})["Subject"] == "4 new things for you"


@pytest.mark.parametrize("text", [*BY_CATEGORY.values(), *BY_KEY.values()])
def test_both_languages_name_the_same(text):
    def named(words):
        return [{name for _, name, _, _ in Formatter().parse(each) if name} for each in words]

    [subject_en, subject_vi] = named([text.subject.en, text.subject.vi])
    [body_en, body_vi] = named([text.body.en, text.body.vi])

    assert subject_en == subject_vi
    assert body_en == body_vi
    assert subject_en | body_en <= set(rules.FILLED_IN)


@pytest.mark.parametrize("text", [*BY_CATEGORY.values(), *BY_KEY.values()])
def test_no_inbox_shows_that_somebody_smokes(text):
    words = " ".join([text.subject.en, text.body.en, text.subject.vi, text.body.vi]).lower()

    for telling in ("smok", "cigar", "nicotin", "craving", "slip", "relapse", "thuốc lá", "cai"):
        assert telling not in words


def test_it_is_tried_ever_more_rarely():
    waits = [rules.wait_after(attempt, 1.0) for attempt in range(1, 9)]

    assert waits[:3] == [timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=8)]
    assert waits[6:] == [timedelta(hours=6), None]
    assert rules.wait_after(1, 0.0) == timedelta(seconds=15)
