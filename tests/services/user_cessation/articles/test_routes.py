"""An article becomes public by two people, with its sources and a date to look again."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

TODAY = datetime.now(UTC).date()


def text(**changes):
    return {
        "slug": f"letting-an-urge-pass-{uuid.uuid4().hex[:8]}",
        "title": {"en": "Letting an urge pass", "vi": "Để cơn thèm qua đi"},
        "body": {"en": "It rises, and it falls.\n\nWait.", "vi": "Nó đến rồi đi.\n\nHãy chờ."},
        "sources": [{"title": "WHO", "url": "https://www.who.int/publications/"}],
        "review_by": (TODAY + timedelta(days=365)).isoformat(),
        **changes,
    }


@pytest.fixture
def editor(make_member):
    return make_member(role="content_editor")


@pytest.fixture
def draft(api):
    def write(author, **changes):
        return api(author, "POST", "/editorial/articles", text(**changes)).json

    return write


@pytest.fixture
def move(api):
    def to(person, article, state, **headers):
        path = f"/editorial/articles/{article['article_id']}/state"
        return api(person, "PUT", path, {"state": state}, **headers)

    return to


@pytest.fixture
def published(draft, move, editor, make_coach):
    def make(**changes):
        coach = make_coach()
        article = draft(coach, **changes)
        move(coach, article, "in_review")
        return move(editor, article, "published").json

    return make


def test_a_coach_writes_an_editor_publishes_and_anybody_reads(api, published, editor):
    article = published()

    reply = api(None, "GET", f"/articles/{article['slug']}")

    assert reply.status_code == 200
    assert reply.json["title"]["vi"] == "Để cơn thèm qua đi"
    assert reply.json["sources"] == article["sources"]
    assert reply.json["is_due_for_review"] is False
    assert reply.headers["Cache-Control"] == "public, max-age=300"
    assert article["reviewer_id"] == str(editor)
    listed = api(None, "GET", "/articles").json["items"]
    assert article["slug"] in [line["slug"] for line in listed]


def test_nobody_publishes_what_they_wrote(draft, move, editor, api):
    article = draft(editor)
    move(editor, article, "in_review")

    reply = move(editor, article, "published")

    assert (reply.status_code, reply.json["code"]) == (409, "own_article")
    assert api(None, "GET", f"/articles/{article['slug']}").status_code == 404


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sources": []}, "no_source"),
        ({"review_by": None}, "no_review_date"),
        ({"review_by": TODAY.isoformat()}, "no_review_date"),
        ({"review_by": (TODAY + timedelta(days=731)).isoformat()}, "no_review_date"),
    ],
)
def test_without_sources_and_a_date_nothing_goes_to_review(draft, move, editor, change, code):
    reply = move(editor, draft(editor, **change), "in_review")

    assert (reply.status_code, reply.json["code"]) == (409, code)


def test_what_is_public_is_taken_back_before_it_is_rewritten(api, published, move, editor):
    article = published()
    path = f"/editorial/articles/{article['article_id']}"

    refused = api(editor, "PUT", path, text())
    move(editor, article, "draft")
    rewritten = api(editor, "PUT", path, text(slug=article["slug"]))

    assert (refused.status_code, refused.json["code"]) == (409, "not_a_draft")
    assert rewritten.status_code == 200
    assert api(None, "GET", f"/articles/{article['slug']}").status_code == 404


def test_a_coach_does_not_publish_and_does_not_see_others_drafts(
    api, draft, move, make_coach, editor
):
    coach, other = make_coach(), make_coach()
    article = draft(coach)
    move(coach, article, "in_review")

    assert move(coach, article, "published").status_code in (403, 409)
    path = f"/editorial/articles/{article['article_id']}"
    assert api(other, "GET", path).status_code == 404
    assert move(other, article, "draft").status_code == 404
    listed = api(other, "GET", "/editorial/articles").json["items"]
    assert article["article_id"] not in [each["article_id"] for each in listed]
    seen = api(editor, "GET", "/editorial/articles?limit=100").json["items"]
    assert article["article_id"] in [each["article_id"] for each in seen]


def test_two_who_edit_at_once_do_not_overwrite_each_other(api, draft, editor):
    article = draft(editor)
    path = f"/editorial/articles/{article['article_id']}"

    first = api(editor, "PUT", path, text(), If_Match='"1"')
    second = api(editor, "PUT", path, text(), If_Match='"1"')

    assert (first.status_code, first.headers["ETag"]) == (200, '"2"')
    assert (second.status_code, second.json["code"]) == (412, "precondition_failed")


def test_an_address_belongs_to_one_article(api, draft, editor):
    taken = draft(editor)["slug"]
    other = draft(editor)

    again = api(editor, "POST", "/editorial/articles", text(slug=taken))
    moved = api(editor, "PUT", f"/editorial/articles/{other['article_id']}", text(slug=taken))

    assert [reply.json["code"] for reply in (again, moved)] == ["slug_taken"] * 2


def test_moving_an_article_is_on_the_record(draft, move, editor, rows):
    move(editor, draft(editor), "in_review")

    assert [row["action"] for row in rows("account.audit_log", actor_id=editor)] == [
        "article.moved"
    ]


@pytest.mark.parametrize("role", ["member", "moderator", "support"])
def test_writing_is_for_those_who_do(api, make_member, role):
    assert api(make_member(role=role), "POST", "/editorial/articles", text()).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"slug": "Upper Case"},
        {"slug": "../../etc"},
        {"title": {"en": "Only one language"}},
        {"body": {"en": "x" * 8_001, "vi": "x"}},
        {"sources": [{"title": "A script", "url": "javascript:alert(1)"}]},
        {"sources": [{"title": "Plain", "url": "http://example.org"}]},
        {"sources": [{"title": "What no database holds", "url": "https://example.org/\0"}]},
        {"state": "published"},
        {"review_by": "soon"},
    ],
)
def test_an_article_that_makes_no_sense_is_refused(api, editor, change):
    reply = api(editor, "POST", "/editorial/articles", text(**change))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


def test_a_list_is_read_page_by_page(api, published):
    made = {published()["slug"] for _ in range(3)}

    seen, cursor = set(), ""
    while cursor is not None:
        page = api(None, "GET", f"/articles?limit=2{cursor and '&after=' + cursor}").json
        seen |= {line["slug"] for line in page["items"]}
        cursor = page["next"]

    assert made <= seen
