"""Comments and reactions: who may, what is kept, and who hears of it."""

from uuid import uuid4

import pytest


def test_comments_are_read_in_the_order_they_were_made(api, member, make_post, make_comment):
    author, me = member(), member()
    post = make_post(author)
    made = [make_comment(who, post, f"number {n}") for n, who in enumerate((me, author, me))]

    page = api(me, "GET", f"/posts/{post['post_id']}/comments?limit=2").json
    rest = api(me, "GET", f"/posts/{post['post_id']}/comments?limit=2&after={page['next']}").json

    items = [*page["items"], *rest["items"]]
    assert [item["comment_id"] for item in items] == [each["comment_id"] for each in made]
    assert [item["is_by_author"] for item in items] == [False, True, False]
    assert [item["is_mine"] for item in items] == [True, False, True]
    assert rest["next"] is None
    assert api(me, "GET", f"/posts/{post['post_id']}").json["comments"] == 3


def test_sending_a_comment_again_makes_no_second(api, db, member, make_post):
    me = member()
    path = f"/posts/{make_post(member())['post_id']}/comments"
    body = {"client_id": str(uuid4()), "text": "With you."}

    first, again = api(me, "POST", path, body), api(me, "POST", path, body)

    assert (first.status_code, again.status_code) == (201, 200)
    assert db.comments.count_documents({"author": me.user_id}) == 1


def test_a_comment_is_changed_with_its_history_and_taken_back(api, member, make_post, make_comment):
    me, reader = member(), member()
    post = make_post(reader)
    path = f"/comments/{make_comment(me, post, 'one')['comment_id']}"

    edited = api(me, "PATCH", path, {"version": 1, "text": "two"})
    late = api(me, "PATCH", path, {"version": 1, "text": "three"})
    edits = api(reader, "GET", f"{path}/edits").json["items"]
    gone = api(me, "DELETE", path)

    assert (edited.status_code, edited.json["comment"]["text"]) == (200, "two")
    assert late.status_code == 412
    assert [edit["text"] for edit in edits] == ["one"]
    assert gone.status_code == 204
    assert api(reader, "GET", f"/posts/{post['post_id']}/comments").json["items"] == []
    assert api(reader, "GET", f"/posts/{post['post_id']}").json["comments"] == 0
    assert api(reader, "GET", f"{path}/edits").status_code == 404


def test_a_person_reacts_once_and_can_change_their_mind(api, member, make_post):
    author, me, other = member(), member(), member()
    post = make_post(author)
    path = f"/posts/{post['post_id']}"

    api(other, "PUT", f"{path}/reaction", {"reaction": "proud"})
    for reaction in ("with_you", "proud", "proud"):
        api(me, "PUT", f"{path}/reaction", {"reaction": reaction})
    both = api(me, "GET", path).json["reactions"]
    api(me, "DELETE", f"{path}/reaction")
    left = api(me, "GET", path).json["reactions"]

    assert (both["proud"], both["with_you"], both["mine"]) == (2, 0, "proud")
    assert (left["proud"], left["mine"]) == (1, None)


def test_many_reactions_at_once_are_all_counted(api, member, make_post, at_once):
    path = f"/posts/{make_post(member())['post_id']}"
    people = [member() for _ in range(8)]

    at_once(
        [
            lambda person=person: api(person, "PUT", f"{path}/reaction", {"reaction": "strong"})
            for person in people * 2
        ]
    )

    assert api(people[0], "GET", path).json["reactions"]["strong"] == 8


def test_a_comment_has_reactions_too(api, member, make_post, make_comment):
    author, me = member(), member()
    post = make_post(author)
    comment = make_comment(me, post)

    api(author, "PUT", f"/comments/{comment['comment_id']}/reaction", {"reaction": "thank_you"})

    [shown] = api(author, "GET", f"/posts/{post['post_id']}/comments").json["items"]
    assert (shown["reactions"]["thank_you"], shown["reactions"]["mine"]) == (1, "thank_you")


def test_there_is_no_unkind_reaction(api, member, make_post):
    reply = api(
        member(),
        "PUT",
        f"/posts/{make_post(member())['post_id']}/reaction",
        {"reaction": "thumbs_down"},
    )

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


@pytest.fixture
def told(frames_to):
    """What somebody was told: title keys and data."""

    def look(person):
        return [
            (frame["notification"]["title_key"], frame["notification"]["data"])
            for frame in frames_to(person.user_id)
            if frame["type"] == "notification.new"
        ]

    return look


def test_an_author_hears_of_a_comment_and_of_reactions_once_a_day(
    api, member, make_post, make_comment, told
):
    author, me = member(), member()
    post = make_post(author)

    comment = make_comment(me, post)
    for person in (me, member(), member()):
        api(person, "PUT", f"/posts/{post['post_id']}/reaction", {"reaction": "proud"})

    heard = told(author)
    assert heard[0] == (
        "comment.new",
        {
            "post_id": post["post_id"],
            "comment_id": comment["comment_id"],
            "user_id": str(me.user_id),
            "handle": me.handle,
        },
    )
    assert set(map(str, heard[1:])) == {str(("reaction.new", {"post_id": post["post_id"]}))}
    assert len(api(author, "GET", "/notifications").json["items"]) == 2


def test_nobody_hears_of_what_they_did_themselves(api, member, make_post, make_comment, told):
    me = member()
    post = make_post(me)

    make_comment(me, post)
    api(me, "PUT", f"/posts/{post['post_id']}/reaction", {"reaction": "strong"})

    assert told(me) == []


def test_whoever_is_named_hears_of_it(member, make_post, make_comment, told):
    author, me, named = member(), member(), member()

    post = make_post(author, text=f"Thanks, @{named.handle.upper()}, and @nobody_at_all!")
    make_comment(me, post, f"Yes! @{named.handle} @{author.handle} me@{named.handle}")

    assert [key for key, _ in told(named)] == ["mention.new", "mention.new"]
    # The author is told of the comment, and not of being named in it as well.
    assert [key for key, _ in told(author)] == ["comment.new"]


def test_whoever_cannot_read_it_does_not_hear_that_they_are_named(
    member, make_post, make_group, told
):
    author, inside, outside = member(), member(), member()
    group = make_group(author, inside)

    make_post(
        author,
        text=f"@{inside.handle} @{outside.handle}",
        visibility="group",
        room_id=group,
    )
    make_post(author, text=f"@{outside.handle}", visibility="contacts")

    assert [key for key, _ in told(inside)] == ["mention.new"]
    assert told(outside) == []


@pytest.mark.parametrize(
    "body",
    [
        {"text": ""},
        {"text": "x" * 2001},
        {"text": "x\x00"},
        {"text": {"$gt": ""}},
        {"text": "x", "author": "0198a7c2-5be0-7e63-9bb1-2c1a7c3f5a10"},
        {"text": "x", "client_id": None},
    ],
    ids=str,
)
def test_an_odd_comment_is_refused(api, db, member, make_post, body):
    me = member()

    reply = api(
        me,
        "POST",
        f"/posts/{make_post(member())['post_id']}/comments",
        {"client_id": str(uuid4()), **body},
    )

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert db.comments.count_documents({"author": me.user_id}) == 0
