"""Who sees a post: by its visibility, by blocks, by moderation; and never who is anonymous."""

from uuid import UUID, uuid4

import pytest

from services.social_media.feed import oversight
from services.social_media.moderation.models import Subject, SubjectKind
from shared.auth.roles import Role


@pytest.fixture
def cast(member, befriend, api, make_group):
    """An author with one of each kind of reader, and a group they share with one of them."""
    people = {
        "owner": member(),
        "contact": member(),
        "group member": member(),
        "other member": member(),
        "blocked": member(),
        "blocker": member(),
        "moderator": member(Role.MODERATOR),
        "admin": member(Role.ADMIN),
    }
    befriend(people["owner"], people["contact"])
    people["group"] = make_group(
        people["owner"], people["group member"], people["blocked"], people["blocker"]
    )
    befriend(people["owner"], people["blocked"])
    api(people["owner"], "PUT", f"/blocks/{people['blocked'].user_id}")
    api(people["blocker"], "PUT", f"/blocks/{people['owner'].user_id}")
    people["anon"] = None
    return people


READERS = (
    "owner", "contact", "group member", "other member", "blocked", "blocker", "moderator", "admin",
)  # fmt: skip
SEEN = {
    "everyone": {"owner", "contact", "group member", "other member", "moderator", "admin"},
    "contacts": {"owner", "contact"},
    "group": {"owner", "group member"},
}


@pytest.mark.parametrize("visibility", SEEN)
@pytest.mark.parametrize("reader", [*READERS, "anon"])
def test_a_post_is_read_by_whom_it_is_for_and_nobody_else(
    api, cast, make_post, make_comment, home, visibility, reader
):
    owner, viewer = cast["owner"], cast[reader]
    where = {"room_id": cast["group"]} if visibility == "group" else {}
    post = make_post(owner, visibility=visibility, **where)
    make_comment(owner, post)
    path = f"/posts/{post['post_id']}"
    expected = 401 if viewer is None else 200 if reader in SEEN[visibility] else 404

    assert api(viewer, "GET", path).status_code == expected
    assert api(viewer, "GET", f"{path}/edits").status_code == expected
    assert api(viewer, "GET", f"{path}/comments").status_code == expected
    if viewer is not None:
        assert home(viewer, post) == ([post["post_id"]] if expected == 200 else [])
        theirs = api(viewer, "GET", f"/posts?author={owner.user_id}")
        listed = [item["post_id"] for item in theirs.json.get("items", [])]
        assert (post["post_id"] in listed) is (expected == 200)


CHANGES = {
    "edit": ("PATCH", "/posts/{post}", {"version": 1, "text": "Changed."}),
    "take back": ("DELETE", "/posts/{post}", None),
    "comment": ("POST", "/posts/{post}/comments", {"client_id": str(uuid4()), "text": "Hello."}),
    "react": ("PUT", "/posts/{post}/reaction", {"reaction": "proud"}),
    "edit comment": ("PATCH", "/comments/{comment}", {"version": 1, "text": "Changed."}),
    "take back comment": ("DELETE", "/comments/{comment}", None),
    "react to comment": ("PUT", "/comments/{comment}/reaction", {"reaction": "proud"}),
}
OWN = {"edit": 200, "take back": 204, "edit comment": 200, "take back comment": 204}
ANYBODYS = {"comment": 201, "react": 204, "react to comment": 204}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("reader", [*READERS, "anon"])
def test_only_the_author_changes_and_only_readers_answer(
    api, db, cast, make_post, make_comment, change, reader
):
    """Moderators hide things by moderation and not here: nobody else changes what one wrote."""
    post = make_post(cast["owner"], visibility="group", room_id=cast["group"])
    comment = make_comment(cast["owner"], post)
    ids = {"post": post["post_id"], "comment": comment["comment_id"]}
    method, path, body = CHANGES[change]
    if change == "comment":
        body = {**body, "client_id": str(uuid4())}
    viewer = cast[reader]
    before = snapshot(db, ids)

    reply = api(viewer, method, path.format(**ids), body)

    if viewer is None:
        expected = 401
    elif change in OWN:
        expected = OWN[change] if reader == "owner" else 404
    else:
        expected = ANYBODYS[change] if reader in SEEN["group"] else 404
    assert reply.status_code == expected, reply.json
    if expected >= 400:
        assert snapshot(db, ids) == before


def snapshot(db, ids):
    post_id, comment_id = UUID(ids["post"]), UUID(ids["comment"])
    return (
        db.posts.find_one({"_id": post_id}),
        list(db.comments.find({"post_id": post_id})),
        list(db.reactions.find({"target": {"$in": [post_id, comment_id]}})),
    )


def test_nobody_posts_into_a_room_they_are_not_in(db, member, send, make_group):
    group, eve = make_group(member()), member()

    reply = send(eve, visibility="group", room_id=group)

    assert reply.status_code == 404
    assert db.posts.count_documents({"author": eve.user_id}) == 0


def test_whoever_leaves_a_group_no_longer_reads_there(api, member, make_post, make_group, home):
    owner, me = member(), member()
    group = make_group(owner, me)
    post = make_post(me, visibility="group", room_id=group)
    theirs = make_post(owner, visibility="group", room_id=group)

    api(me, "DELETE", f"/groups/{group}/joining")

    assert home(me, post, theirs) == []
    assert api(me, "GET", f"/posts/{theirs['post_id']}").status_code == 404
    assert api(me, "GET", f"/posts?room={group}").status_code == 404
    assert home(owner, post) == [post["post_id"]]


def test_the_posts_of_a_room_are_listed_for_its_members(api, member, make_post, make_group):
    owner, me = member(), member()
    group = make_group(owner, me)
    post = make_post(owner, visibility="group", room_id=group)
    make_post(owner)

    items = api(me, "GET", f"/posts?room={group}").json["items"]

    assert [item["post_id"] for item in items] == [post["post_id"]]
    assert items[0]["room"] == {"room_id": group, "name": "Early risers"}


def test_nothing_new_is_said_in_a_closed_group(api, member, make_post, make_group, send):
    owner, me = member(), member()
    group = make_group(owner, me)
    post = make_post(owner, visibility="group", room_id=group)
    api(owner, "DELETE", f"/groups/{group}")
    path = f"/posts/{post['post_id']}"

    replies = [
        send(me, visibility="group", room_id=group),
        api(me, "POST", f"{path}/comments", {"client_id": str(uuid4()), "text": "x"}),
        api(me, "PUT", f"{path}/reaction", {"reaction": "proud"}),
        api(owner, "PATCH", path, {"version": 1, "text": "x"}),
    ]

    assert {(reply.status_code, reply.json["code"]) for reply in replies} == {(409, "read_only")}
    assert api(me, "GET", path).status_code == 200


# Anonymous


def test_an_anonymous_post_says_nothing_of_its_author(
    api, member, make_post, make_comment, frames_to, published
):
    author, reader = member(), member()
    post = make_post(author, text="I am ashamed to say this.", anonymous=True)
    make_comment(author, post, "Me again.")
    make_comment(reader, post, "You are not alone.")
    api(author, "PUT", f"/posts/{post['post_id']}/reaction", {"reaction": "with_you"})
    api(author, "PATCH", f"/posts/{post['post_id']}", {"version": 1, "text": "I say this."})

    answers = [
        api(reader, "GET", path).text
        for path in (
            f"/posts/{post['post_id']}",
            f"/posts/{post['post_id']}/edits",
            f"/posts/{post['post_id']}/comments",
            "/feed",
        )
    ]
    heard = [str(frame) for frame in frames_to(reader.user_id)]

    for text in (*answers, *heard):
        assert str(author.user_id) not in text
        assert author.handle not in text
    [own, other] = api(reader, "GET", f"/posts/{post['post_id']}/comments").json["items"]
    assert (own["author"], own["is_by_author"]) == (None, True)
    assert other["author"]["handle"] == reader.handle


def test_an_anonymous_post_is_on_nobodys_page_but_ones_own(api, member, make_post):
    author, reader = member(), member()
    post = make_post(author, anonymous=True)

    mine = api(author, "GET", f"/posts?author={author.user_id}").json["items"]
    theirs = api(reader, "GET", f"/posts?author={author.user_id}").json["items"]

    assert [item["post_id"] for item in mine] == [post["post_id"]]
    assert (mine[0]["is_mine"], mine[0]["author"]) == (True, None)
    assert theirs == []


@pytest.mark.parametrize("aside", ["blocks", "mutes"])
def test_setting_people_aside_one_by_one_does_not_tell_who_is_anonymous(
    api, member, make_post, make_comment, home, aside
):
    author, reader = member(), member()
    post = make_post(author, anonymous=True)
    make_comment(author, post, "Me again.")

    api(reader, "PUT", f"/{aside}/{author.user_id}")

    assert home(reader, post) == [post["post_id"]]
    assert api(reader, "GET", f"/posts/{post['post_id']}").json["comments"] == 1
    assert len(api(reader, "GET", f"/posts/{post['post_id']}/comments").json["items"]) == 1


def test_one_needs_no_handle_to_be_anonymous(make_person, make_post, make_comment):
    me = make_person()

    post = make_post(me, anonymous=True)

    assert make_comment(me, post)["author"] is None


def test_moderation_knows_who_it_is(db, member, make_post):
    author = member()
    post = make_post(author, anonymous=True)

    written = oversight.look_at(db, Subject(SubjectKind.POST, UUID(post["post_id"])))

    assert (written.author_id, written.text) == (author.user_id, "A calm day.")


def test_an_author_hears_of_answers_to_an_anonymous_post(
    member, make_post, make_comment, frames_to
):
    author, reader = member(), member()
    post = make_post(author, anonymous=True)

    make_comment(reader, post)

    [frame] = frames_to(author.user_id)
    assert frame["notification"]["title_key"] == "comment.new"


# Moderation


HOLDING = "Cheap cigarettes for sale, message me."
DANGER = "I want to die. I cannot do this."


def test_a_held_post_is_seen_by_its_author_alone(api, member, send, home):
    author, reader = member(), member()

    reply = send(author, text=HOLDING)

    post = reply.json["post"]
    assert (reply.status_code, post["state"]) == (201, "held")
    assert api(author, "GET", f"/posts/{post['post_id']}").status_code == 200
    for person in (reader, member(Role.MODERATOR)):
        assert api(person, "GET", f"/posts/{post['post_id']}").status_code == 404
        assert home(person, post) == []
    assert api(reader, "GET", f"/posts?author={author.user_id}").json["items"] == []
    assert len(api(author, "GET", f"/posts?author={author.user_id}").json["items"]) == 1


def test_a_held_comment_is_seen_by_its_author_alone(api, member, make_post, make_comment):
    author, me = member(), member()
    post = make_post(author)

    comment = make_comment(me, post, HOLDING)

    assert comment["state"] == "held"
    mine, theirs = (
        api(person, "GET", f"/posts/{post['post_id']}/comments").json["items"]
        for person in (me, author)
    )
    assert (len(mine), theirs) == (1, [])
    assert api(author, "GET", f"/posts/{post['post_id']}").json["comments"] == 0


def test_nobody_is_told_of_what_is_held(member, make_post, make_comment, send, frames_to):
    author, me = member(), member()
    post = make_post(author)

    make_comment(me, post, HOLDING)
    send(me, text=f"@{author.handle} {HOLDING}")

    assert frames_to(author.user_id) == []


def test_an_edit_can_be_held_and_stays_so(api, member, make_post):
    author, reader = member(), member()
    path = f"/posts/{make_post(author)['post_id']}"

    held = api(author, "PATCH", path, {"version": 1, "text": HOLDING})
    again = api(author, "PATCH", path, {"version": 2, "text": "All is well."})

    assert held.json["post"]["state"] == again.json["post"]["state"] == "held"
    assert api(reader, "GET", path).status_code == 404


def test_words_that_do_not_fit_are_given_back(db, member, send):
    me = member()

    reply = send(me, text="javascript:alert(1)")

    assert (reply.status_code, reply.json["code"]) == (422, "unsafe_link")
    assert db.posts.count_documents({"author": me.user_id}) == 0


def test_links_by_somebody_new_wait_for_a_moderator(send, member):
    reply = send(member(), text="Read https://example.com/this")

    assert (reply.status_code, reply.json["post"]["state"]) == (201, "held")


def test_whoever_may_be_in_danger_is_shown_help_at_once_and_not_silenced(
    api, member, send, frames_to, home
):
    author, reader = member(), member()

    reply = send(author, text=DANGER)

    assert (reply.status_code, reply.json["help_offered"]) == (201, True)
    assert [frame["notification"]["title_key"] for frame in frames_to(author.user_id)] == [
        "crisis.help"
    ]
    assert home(reader, reply.json["post"]) == [reply.json["post"]["post_id"]]


def test_what_moderation_hides_is_gone_for_others_until_it_is_released(
    api, db, member, make_post, make_comment
):
    author, reader = member(), member()
    post = make_post(author)
    comment = make_comment(author, post)
    subjects = [
        Subject(SubjectKind.POST, UUID(post["post_id"])),
        Subject(SubjectKind.COMMENT, UUID(comment["comment_id"])),
    ]
    path = f"/posts/{post['post_id']}"

    hidden = [oversight.hide(db, subject) for subject in subjects]
    gone = api(reader, "GET", path).status_code
    edit = api(author, "PATCH", path, {"version": 1, "text": "x"})
    released = [oversight.release(db, subject) for subject in subjects]

    assert (hidden, released) == ([True, True], [True, True])
    assert gone == 404
    assert (edit.status_code, edit.json["code"]) == (409, "hidden")
    assert len(api(reader, "GET", f"{path}/comments").json["items"]) == 1
    assert not oversight.hide(db, Subject(SubjectKind.POST, uuid4()))
