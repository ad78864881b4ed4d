"""Posting, changing it with its history kept, taking it back, and reading by page."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from services.social_media.feed import upkeep
from services.social_media.feed.models import MOST_EDITS
from shared.models.media import Purpose


def test_a_post_is_what_was_sent_by_handle_and_avatar(api, member, make_post):
    author, reader = member(), member()

    post = make_post(author, text="First week done. <b>Really</b> & truly.")

    seen = api(reader, "GET", f"/posts/{post['post_id']}").json
    assert seen["text"] == "First week done. <b>Really</b> & truly."
    assert seen["author"]["handle"] == author.handle
    assert seen["author"]["display_name"] is None
    assert (seen["is_mine"], seen["state"], seen["visibility"]) == (False, "published", "everyone")
    assert "Real Name" not in api(reader, "GET", "/feed").text


def test_sending_again_makes_no_second_post(db, member, send):
    me, client_id = member(), str(uuid4())

    first, again = (
        send(me, client_id=client_id),
        send(me, client_id=client_id, text="Something else"),
    )

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json["post"]["post_id"] == first.json["post"]["post_id"]
    assert again.json["post"]["text"] == "A calm day."
    assert db.posts.count_documents({"author": me.user_id}) == 1


def test_sending_many_times_at_once_makes_one_post(db, member, send, at_once):
    me, client_id = member(), str(uuid4())

    replies = at_once([lambda: send(me, client_id=client_id)] * 4)

    assert {reply.json["post"]["post_id"] for reply in replies} == {
        str(db.posts.find_one({"author": me.user_id})["_id"])
    }
    assert [reply.status_code for reply in replies].count(201) == 1


def test_pictures_are_ones_own_and_for_a_post(api, member, send, upload):
    me, other = member(), member()
    mine = [upload(me) for _ in range(2)]

    sent = send(me, text="", images=mine)
    refused = [
        send(me, images=[upload(other)]),
        send(me, images=[upload(me, Purpose.AVATAR)]),
        send(me, images=[str(uuid4())]),
        send(me, images=[mine[0], mine[0]]),
    ]

    images = api(other, "GET", f"/posts/{sent.json['post']['post_id']}").json["images"]
    assert [image["upload_id"] for image in images] == mine
    assert all("X-Amz-Signature" in image["url"] for image in images)
    assert {reply.status_code for reply in refused} == {422}
    assert {reply.json["errors"][0]["field"] for reply in refused} == {"images"}


def test_only_a_milestone_one_reached_is_shared(member, send, reach):
    me, other = member(), member()
    reach(me, "day_7")

    sent, refused = send(me, text="", milestone="day_7"), send(other, milestone="day_7")

    assert (sent.status_code, sent.json["post"]["milestone"]) == (201, "day_7")
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "milestone")


def test_reaching_a_milestone_shows_it_to_nobody(api, db, member, reach):
    me = member()

    reach(me, "day_30")

    assert api(member(), "GET", f"/posts?author={me.user_id}").json["items"] == []


def test_whoever_posts_under_a_name_has_one(make_person, send):
    reply = send(make_person())

    assert (reply.status_code, reply.json["code"]) == (409, "no_handle")


def test_an_edit_keeps_what_was_said(api, member, make_post):
    me, reader = member(), member()
    post = make_post(me, text="one")

    for version, text in ((1, "two"), (2, "three")):
        reply = api(me, "PATCH", f"/posts/{post['post_id']}", {"version": version, "text": text})
        assert reply.status_code == 200, reply.json

    seen = api(reader, "GET", f"/posts/{post['post_id']}").json
    edits = api(reader, "GET", f"/posts/{post['post_id']}/edits").json["items"]
    assert (seen["text"], seen["version"], seen["edited_at"] is None) == ("three", 3, False)
    assert [edit["text"] for edit in edits] == ["two", "one"]


def test_an_edit_insists_on_what_was_read(api, member, make_post):
    me = member()
    post = make_post(me, text="one")
    api(me, "PATCH", f"/posts/{post['post_id']}", {"version": 1, "text": "two"})

    late = api(me, "PATCH", f"/posts/{post['post_id']}", {"version": 1, "text": "three"})

    assert (late.status_code, late.json["code"]) == (412, "precondition_failed")
    assert api(me, "GET", f"/posts/{post['post_id']}").json["text"] == "two"


def test_of_many_edits_at_once_one_wins(api, member, make_post, at_once):
    me = member()
    path = f"/posts/{make_post(me)['post_id']}"

    statuses = at_once(
        [
            lambda text=text: api(me, "PATCH", path, {"version": 1, "text": text}).status_code
            for text in "abcd"
        ]
    )

    assert sorted(statuses) == [200] + [412] * 3
    assert len(api(me, "GET", f"{path}/edits").json["items"]) == 1


def test_there_is_an_end_to_editing(api, db, member, make_post):
    me = member()
    post = make_post(me)
    edition = {"text": "x", "until": datetime.now(UTC)}
    db.posts.update_one({"author": me.user_id}, {"$set": {"edits": [edition] * MOST_EDITS}})

    reply = api(me, "PATCH", f"/posts/{post['post_id']}", {"version": 1, "text": "y"})

    assert (reply.status_code, reply.json["code"]) == (409, "too_many_edits")


def test_a_post_is_not_edited_into_nothing(api, member, make_post):
    me = member()
    post = make_post(me)

    reply = api(me, "PATCH", f"/posts/{post['post_id']}", {"version": 1, "text": "  "})

    assert (reply.status_code, reply.json["code"]) == (409, "empty")


def test_what_is_taken_back_is_gone_for_everybody_with_its_comments(
    api, member, make_post, make_comment, home
):
    me, reader = member(), member()
    post = make_post(me)
    comment = make_comment(reader, post)

    reply = api(me, "DELETE", f"/posts/{post['post_id']}")
    again = api(me, "DELETE", f"/posts/{post['post_id']}")

    assert (reply.status_code, again.status_code) == (204, 204)
    for person in (me, reader):
        assert api(person, "GET", f"/posts/{post['post_id']}").status_code == 404
        assert api(person, "GET", f"/posts/{post['post_id']}/comments").status_code == 404
        assert api(person, "GET", f"/posts/{post['post_id']}/edits").status_code == 404
        assert home(person, post) == []
    assert api(me, "GET", f"/posts?author={me.user_id}").json["items"] == []
    edit = {"version": 1, "text": "x"}
    assert api(reader, "PATCH", f"/comments/{comment['comment_id']}", edit).status_code == 404


def test_what_was_taken_back_is_forgotten_after_a_month(db, api, member, make_post, make_comment):
    me, other = member(), member()
    gone, kept = make_post(me), make_post(me)
    comment, loose = make_comment(other, gone), make_comment(other, kept)
    for path in (f"posts/{gone['post_id']}", f"comments/{comment['comment_id']}"):
        api(me, "PUT", f"/{path}/reaction", {"reaction": "proud"})
    api(me, "DELETE", f"/posts/{gone['post_id']}")
    api(other, "DELETE", f"/comments/{loose['comment_id']}")
    now = datetime.now(UTC)

    upkeep.purge(db, now=now + timedelta(days=29))
    still = db.posts.count_documents({"author": me.user_id})
    upkeep.purge(db, now=now + timedelta(days=31))

    assert still == 2
    assert db.posts.count_documents({"author": me.user_id}) == 1
    assert db.comments.count_documents({"author": other.user_id}) == 0
    assert db.reactions.count_documents({"user_id": me.user_id}) == 0


def test_pages_of_the_feed_follow_without_gaps_or_repeats(api, member, make_post):
    me = member()
    made = [make_post(me)["post_id"] for _ in range(5)]

    seen, query, pages = [], "?limit=2", 0
    while query and not set(made) <= set(seen):
        page = api(me, "GET", f"/feed{query}").json
        seen += [item["post_id"] for item in page["items"]]
        query = page["next"] and f"?limit=2&after={page['next']}"
        pages += 1

    assert len(seen) == len(set(seen))
    assert [post for post in seen if post in made] == made[::-1]
    assert pages >= 3


def test_what_comes_meanwhile_shifts_no_page(api, member, make_post):
    me = member()
    made = [make_post(me)["post_id"] for _ in range(4)]
    first = api(me, "GET", "/feed?limit=2").json
    make_post(me)

    second = api(me, "GET", f"/feed?limit=2&after={first['next']}").json

    assert [item["post_id"] for item in (*first["items"], *second["items"])] == made[::-1]


def test_a_reader_who_never_posts_finds_something_to_read(db, api, make_person, member, make_post):
    """Most people only read, so the first page has a topic of the day and what helped others."""
    db.posts.delete_many({})  # There are few picks, and others' posts may have helped more.
    author, lurker = member(), make_person()
    liked, ignored = make_post(author, text="It helped me to count breaths."), make_post(author)
    for _ in range(upkeep.FEWEST):
        api(member(), "PUT", f"/posts/{liked['post_id']}/reaction", {"reaction": "thank_you"})
    now = datetime.now(UTC)
    upkeep.pick(db, now.replace(hour=0, minute=0, second=0, microsecond=0), now=now)

    page = api(lurker, "GET", "/feed").json
    later = api(lurker, "GET", f"/feed?after={page['items'][-1]['post_id']}").json

    assert set(page["today"]) == {"day", "en", "vi"}
    picked = [item["post_id"] for item in page["picks"]]
    assert liked["post_id"] in picked
    assert ignored["post_id"] not in picked
    assert (later["today"], later["picks"]) == (None, [])


def test_one_who_only_reads_can_still_react(api, make_person, member, make_post):
    post, lurker = make_post(member()), make_person()

    reply = api(lurker, "PUT", f"/posts/{post['post_id']}/reaction", {"reaction": "with_you"})

    assert reply.status_code == 204


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"text": ""}, id="nothing"),
        pytest.param({"text": "  \n"}, id="blank"),
        pytest.param({"text": "x" * 4001}, id="too long"),
        pytest.param({"text": "a\x00b"}, id="NUL"),
        pytest.param({"text": {"$gt": ""}}, id="an operator"),
        pytest.param({"text": ["x"]}, id="a list"),
        pytest.param({"client_id": "1"}, id="no uuid"),
        pytest.param({"images": [str(uuid4())] * 5}, id="too many pictures"),
        pytest.param({"visibility": "nobody"}, id="an unknown visibility"),
        pytest.param({"visibility": "group"}, id="a group without which"),
        pytest.param({"room_id": str(uuid4())}, id="a room for everyone"),
        pytest.param({"anonymous": True, "visibility": "contacts"}, id="anonymous among contacts"),
        pytest.param({"anonymous": True, "milestone": "day_7"}, id="an anonymous milestone"),
        pytest.param({"anonymous": True, "images": [str(uuid4())]}, id="an anonymous picture"),
        pytest.param({"author": str(uuid4())}, id="another author"),
        pytest.param({"state": "published"}, id="a state"),
    ],
)
def test_an_odd_post_is_refused(db, member, send, body):
    me = member()

    reply = send(me, **body)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert db.posts.count_documents({"author": me.user_id}) == 0


def test_the_longest_post_is_counted_in_code_points(member, make_post):
    assert make_post(member(), text="🚭" * 4000)["text"] == "🚭" * 4000


@pytest.mark.parametrize(
    "path",
    ["/feed?limit=51", "/feed?after=x", "/feed?sort=at", "/posts", "/posts?author=1",
     "/posts?author[$ne]=1", "/posts/$ne", "/posts/1/comments"],
)  # fmt: skip
def test_an_odd_look_is_refused(api, member, path):
    reply = api(member(), "GET", path)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
