"""An article becomes public by two people, with its sources and a date to look again."""

import uuid
from datetime import UTC, datetime, time, timedelta

import psycopg
import pytest

from services.user_cessation.consumer import EVERY_MINUTE
from shared.models.events import ClockTicked

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


@pytest.fixture
def overdue(published, database):
    """Make an article whose review date has passed, since so many days."""

    def make(*, days=1, **changes):
        article = published(**changes)
        due(database, article, TODAY - timedelta(days=days))
        return article

    return make


def due(database, article, review_by):
    database.execute(
        "UPDATE content.articles SET review_by = %s WHERE article_id = %s",
        (review_by, article["article_id"]),
    )


@pytest.fixture
def tick(database):
    """One minute of the clock, after nobody had anything to be told of."""
    database.execute("UPDATE content.articles SET told_on_review_by = review_by")

    def run(now=None):
        now = now or datetime.now(UTC)
        EVERY_MINUTE["articles"](database, ClockTicked(slot=now), now)

    return run


@pytest.fixture
def told(events_about):
    """The articles somebody was told of, by their address."""
    return lambda person: [
        event["data"]["slug"]
        for event in events_about(person)
        if event.get("key") == "article.overdue"
    ]


def test_what_is_past_its_date_is_listed_the_longest_first_page_by_page(
    api, editor, overdue, published
):
    made = [overdue(days=days)["slug"] for days in (3, 900, 0, 900)]
    in_time = published()["slug"]

    seen, cursor = [], ""
    while cursor is not None:
        path = f"/editorial/articles?overdue=true&limit=2{cursor and '&after=' + cursor}"
        page = api(editor, "GET", path).json
        seen += page["items"]
        cursor = page["next"]

    dates = [item["review_by"] for item in seen]
    slugs = [item["slug"] for item in seen]
    assert dates == sorted(dates)
    assert [slug for slug in slugs if slug in (made[0], made[2])] == [made[0], made[2]]
    assert len(slugs) == len(set(slugs))
    assert set(made) <= set(slugs)
    assert in_time not in slugs


def test_what_is_taken_back_is_overdue_no_more(api, editor, overdue, move):
    article = overdue()
    move(editor, article, "draft")

    listed = api(editor, "GET", "/editorial/articles?overdue=true&limit=100").json["items"]

    assert article["article_id"] not in [item["article_id"] for item in listed]


def test_a_coach_is_shown_what_is_overdue_of_their_own(api, overdue, make_coach):
    mine = overdue()

    listed = api(uuid.UUID(mine["author_id"]), "GET", "/editorial/articles?overdue=true").json
    others = api(make_coach(), "GET", "/editorial/articles?overdue=true").json

    assert [item["article_id"] for item in listed["items"]] == [mine["article_id"]]
    assert others["items"] == []


def test_an_editor_hears_of_it_once_and_again_after_a_new_date(
    api, database, editor, make_coach, overdue, tick, told
):
    coach = make_coach()
    article = overdue()
    version = api(editor, "GET", f"/editorial/articles/{article['article_id']}").headers["ETag"]
    counts = []

    for review_by in (TODAY - timedelta(days=1), TODAY + timedelta(days=1), TODAY):
        due(database, article, review_by)
        for _ in range(2):
            tick()
        counts.append(told(editor).count(article["slug"]))

    assert counts == [1, 1, 2]
    assert told(coach) == []
    read = api(editor, "GET", f"/editorial/articles/{article['article_id']}")
    assert read.headers["ETag"] == version


def test_on_the_very_day_it_is_time(database, editor, published, tick, told):
    article = published()
    due(database, article, TODAY + timedelta(days=1))

    tick(datetime.combine(TODAY, time(23, 59), UTC))
    early = told(editor)
    tick(datetime.combine(TODAY + timedelta(days=1), time(), UTC))

    assert (early, told(editor)) == ([], [article["slug"]])


def test_two_workers_at_the_same_minute_tell_it_once(
    editor, overdue, tick, told, at_once, postgres_dsn
):
    article = overdue()
    now = datetime.now(UTC)

    def work():
        with psycopg.connect(postgres_dsn) as conn:
            EVERY_MINUTE["articles"](conn, ClockTicked(slot=now), now)

    at_once([work] * 4)

    assert told(editor) == [article["slug"]]


def test_where_no_editor_works_an_administrator_hears_of_it(
    database, make_admin, overdue, tick, told
):
    admin = make_admin()
    article = overdue()
    database.execute(
        "UPDATE account.accounts SET status = 'disabled' WHERE role = 'content_editor'"
    )

    tick()

    assert told(admin) == [article["slug"]]
