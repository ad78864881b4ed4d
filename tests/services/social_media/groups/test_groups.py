"""Groups: founded once, joined as they say, owned by one, and changed by nobody else."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from services.social_media.clock import tick
from services.social_media.groups import actions
from services.social_media.rooms import store as rooms
from shared.auth.roles import Role

NOW = datetime.now(UTC)


@pytest.fixture
def member(make_person, make_handle):
    """Somebody with a handle."""
    return lambda role=Role.MEMBER: make_person("Real", role, handle=make_handle("g"))


@pytest.fixture
def found(api, member):
    """A group, and whoever owns it."""

    def make(owner=None, **changes):
        owner = owner or member()
        body = {"client_id": str(uuid4()), "name": "Early risers", **changes}
        reply = api(owner, "POST", "/groups", body)
        assert reply.status_code == 201, reply.json
        return reply.json["group_id"], owner

    return make


@pytest.fixture
def join(api):
    return lambda person, group: api(person, "POST", f"/groups/{group}/joining")


def conversation_of(api, person, group):
    return api(person, "GET", f"/conversations/{group}")


def test_a_group_is_seen_by_all_with_what_it_says_of_itself(api, member, found):
    group, owner = found(description="Up before the sun.", rules=["Be kind."])

    seen = api(member(), "GET", f"/groups/{group}").json

    created_at = seen.pop("created_at")
    assert created_at.endswith("Z")
    assert seen == {
        "group_id": group,
        "name": "Early risers",
        "description": "Up before the sun.",
        "rules": ["Be kind."],
        "joining": "open",
        "member_count": 1,
        "role": None,
        "asked": False,
        "is_closed": False,
        "version": 1,
    }
    assert api(owner, "GET", f"/groups/{group}").json["role"] == "owner"


def test_founding_again_makes_no_second_group(api, db, member, found):
    owner, client_id = member(), str(uuid4())

    first, _ = found(owner, client_id=client_id)
    again, _ = found(owner, client_id=client_id, name="Another name")

    assert first == again
    assert db.groups.count_documents({"created_by": owner.user_id}) == 1
    assert api(owner, "GET", f"/groups/{first}").json["name"] == "Early risers"


def test_nobody_founds_without_a_handle_or_without_end(api, make_person, found, member):
    body = {"client_id": str(uuid4()), "name": "Mine"}
    nameless = api(make_person(), "POST", "/groups", body)
    _, owner = found()
    for _ in range(actions.MOST_FOUNDED - 1):
        found(owner)

    one_more = api(owner, "POST", "/groups", body)

    assert (nameless.status_code, nameless.json["code"]) == (409, "no_handle")
    assert (one_more.status_code, one_more.json["code"]) == (409, "too_many_groups")


def test_words_that_do_not_fit_make_no_group(api, db, member):
    owner = member()

    reply = api(
        owner, "POST", "/groups", {"client_id": str(uuid4()), "name": "Cheap cigarettes here"}
    )

    assert (reply.status_code, reply.json["code"]) == (422, "words_not_allowed")
    assert db.groups.count_documents({"created_by": owner.user_id}) == 0


def test_an_open_group_is_joined_at_once_and_so_is_its_conversation(api, member, found, join):
    group, _ = found()
    me = member()
    before = conversation_of(api, me, group)

    reply, again = join(me, group), join(me, group)

    assert before.status_code == 404
    assert (reply.status_code, reply.json["role"], reply.json["member_count"]) == (200, "member", 2)
    assert again.json == reply.json
    conversation = conversation_of(api, me, group).json
    assert (conversation["kind"], conversation["name"]) == ("group", "Early risers")
    assert conversation["people_count"] == 2


def test_leaving_acts_at_once_on_the_conversation(api, member, found, join):
    group, _ = found()
    me = member()
    join(me, group)

    reply = api(me, "DELETE", f"/groups/{group}/joining")

    assert reply.status_code == 204
    assert conversation_of(api, me, group).status_code == 404
    assert api(me, "GET", f"/groups/{group}").json["role"] is None
    assert api(me, "DELETE", f"/groups/{group}/joining").status_code == 404


def test_a_door_is_opened_by_the_owner(api, member, found, join, frames_to):
    group, owner = found(joining="request")
    me = member()

    asked = join(me, group)
    [waiting] = api(owner, "GET", f"/groups/{group}/applications").json["items"]
    admitted = api(owner, "PUT", f"/groups/{group}/members/{me.user_id}")

    assert (asked.json["role"], asked.json["asked"]) == (None, True)
    assert waiting["person"]["handle"] == me.handle
    assert admitted.status_code == 204
    assert api(me, "GET", f"/groups/{group}").json["role"] == "member"
    assert api(owner, "GET", f"/groups/{group}/applications").json["items"] == []
    titles = [
        frame["notification"]["title_key"]
        for person in (owner, me)
        for frame in frames_to(person.user_id)
        if frame["type"] == "notification.new"
    ]
    assert titles == ["group.asked", "group.admitted"]


def test_one_can_stop_waiting(api, member, found, join):
    group, owner = found(joining="request")
    me = member()
    join(me, group)

    api(me, "DELETE", f"/groups/{group}/joining")

    assert api(me, "GET", f"/groups/{group}").json["asked"] is False
    assert api(owner, "PUT", f"/groups/{group}/members/{me.user_id}").status_code == 404


def test_whoever_is_removed_stays_out_until_they_are_let_in(api, member, found, join):
    group, owner = found()
    me = member()
    join(me, group)

    removed = api(owner, "DELETE", f"/groups/{group}/members/{me.user_id}")
    back = join(me, group)
    api(owner, "PUT", f"/groups/{group}/members/{me.user_id}")

    assert removed.status_code == 204
    assert (back.status_code, back.json["code"]) == (403, "removed")
    assert api(me, "GET", f"/groups/{group}").json["role"] == "member"


def test_an_owner_hands_over_before_they_leave(api, member, found, join):
    group, owner = found()
    heir = member()
    join(heir, group)

    too_early = api(owner, "DELETE", f"/groups/{group}/joining")
    handed = api(owner, "PUT", f"/groups/{group}/owner", {"user_id": str(heir.user_id)})
    left = api(owner, "DELETE", f"/groups/{group}/joining")

    assert (too_early.status_code, too_early.json["code"]) == (409, "owner")
    assert (handed.status_code, handed.json["role"]) == (200, "member")
    assert left.status_code == 204
    assert api(heir, "GET", f"/groups/{group}").json["role"] == "owner"


def test_a_group_is_handed_over_to_a_member_only(api, member, found):
    group, owner = found()

    reply = api(owner, "PUT", f"/groups/{group}/owner", {"user_id": str(member().user_id)})

    assert reply.status_code == 404
    assert api(owner, "GET", f"/groups/{group}").json["role"] == "owner"


def test_handing_a_group_to_oneself_changes_nothing(api, found):
    group, owner = found()

    reply = api(owner, "PUT", f"/groups/{group}/owner", {"user_id": str(owner.user_id)})

    assert (reply.status_code, reply.json["role"]) == (200, "owner")


def test_of_many_handed_over_at_once_one_owns_it(api, db, member, found, join, at_once):
    group, owner = found()
    heirs = [member() for _ in range(4)]
    for heir in heirs:
        join(heir, group)

    def hand_to(heir):
        return api(
            owner, "PUT", f"/groups/{group}/owner", {"user_id": str(heir.user_id)}
        ).status_code

    at_once([lambda heir=heir: hand_to(heir) for heir in heirs])

    document = db.rooms.find_one({"members.user_id": heirs[0].user_id})
    assert [entry["role"] for entry in document["members"]].count("owner") == 1


def test_a_group_says_something_else_of_itself(api, member, found):
    group, owner = found()
    change = {
        "version": 1,
        "name": "Night owls",
        "description": "Up late.",
        "rules": [],
        "joining": "request",
    }

    reply = api(owner, "PUT", f"/groups/{group}", change)
    late = api(owner, "PUT", f"/groups/{group}", change)

    assert (reply.status_code, reply.json["name"], reply.json["version"]) == (200, "Night owls", 2)
    assert (late.status_code, late.json["code"]) == (412, "precondition_failed")
    assert conversation_of(api, owner, group).json["name"] == "Night owls"


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ADMIN])
def test_overseers_close_any_group_and_it_can_still_be_read(api, member, found, join, role):
    group, _ = found()
    me = member()
    join(me, group)

    reply = api(member(role), "DELETE", f"/groups/{group}")

    assert reply.status_code == 204
    assert api(me, "GET", f"/groups/{group}").json["is_closed"] is True
    assert conversation_of(api, me, group).json["read_only"] is True
    assert (join(member(), group).status_code, join(member(), group).json["code"]) == (
        409,
        "read_only",
    )


def test_a_full_group_lets_nobody_in_however_many_come_at_once(
    api, db, member, found, join, at_once
):
    group, owner = found()
    db.rooms.update_one({"members.user_id": owner.user_id}, {"$set": {"most": 3}})
    people = [member() for _ in range(6)]

    statuses = at_once([lambda person=person: join(person, group).status_code for person in people])

    assert sorted(statuses) == [200, 200, 409, 409, 409, 409]
    assert api(owner, "GET", f"/groups/{group}").json["member_count"] == 3


OPERATIONS = {
    "see": ("GET", "", None),
    "change": (
        "PUT",
        "",
        {"version": 1, "name": "X", "description": "", "rules": [], "joining": "open"},
    ),
    "close": ("DELETE", "", None),
    "members": ("GET", "/members", None),
    "applications": ("GET", "/applications", None),
    "admit": ("PUT", "/members/{other}", None),
    "remove": ("DELETE", "/members/{other}", None),
    "hand over": ("PUT", "/owner", {"user_id": "{other}"}),
}
PERMITTED = {
    #                anon, owner, member, stranger, blocked, moderator, admin
    "see": (401, 200, 200, 200, 200, 200, 200),
    "change": (401, 200, 403, 404, 404, 404, 404),
    "close": (401, 204, 403, 404, 404, 204, 204),
    "members": (401, 200, 200, 404, 404, 404, 404),
    "applications": (401, 200, 403, 404, 404, 404, 404),
    "admit": (401, 204, 403, 404, 404, 404, 404),
    "remove": (401, 204, 403, 404, 404, 404, 404),
    "hand over": (401, 200, 403, 404, 404, 404, 404),
}
VIEWERS = ("anon", "owner", "member", "stranger", "blocked", "moderator", "admin")


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_who_may_do_what_with_a_group(api, db, member, found, join, operation, viewer):
    group, owner = found()
    people = {
        "anon": None,
        "owner": owner,
        "member": member(),
        "stranger": member(),
        "blocked": member(),
        "moderator": member(Role.MODERATOR),
        "admin": member(Role.ADMIN),
    }
    other = member()
    join(people["member"], group)
    join(other, group)
    api(owner, "PUT", f"/blocks/{people['blocked'].user_id}")
    before = db.rooms.find_one({"members.user_id": owner.user_id})
    method, path, body = OPERATIONS[operation]
    if body and "user_id" in body:
        body = {"user_id": str(other.user_id)}

    reply = api(people[viewer], method, f"/groups/{group}{path.format(other=other.user_id)}", body)

    assert reply.status_code == PERMITTED[operation][VIEWERS.index(viewer)]
    if reply.status_code >= 400:
        assert db.rooms.find_one({"members.user_id": owner.user_id}) == before
        assert api(owner, "GET", f"/groups/{group}").json["version"] == 1


def test_members_are_seen_by_handle_without_those_one_blocks(api, member, found, join):
    group, owner = found()
    me, friend, blocked = member(), member(), member()
    for person in (me, friend, blocked):
        join(person, group)
    api(blocked, "PUT", f"/blocks/{me.user_id}")

    items = api(me, "GET", f"/groups/{group}/members").json["items"]

    assert {item["person"]["handle"] for item in items} == {
        owner.handle,
        me.handle,
        friend.handle,
    }
    assert {item["person"]["display_name"] for item in items} == {None}


@pytest.mark.parametrize("by_owner", [True, False], ids=["I blocked", "they blocked"])
def test_at_the_door_nobody_waits_whom_the_owner_is_apart_from(api, member, found, join, by_owner):
    group, owner = found(joining="request")
    friend, apart, muted = member(), member(), member()
    for person in (friend, apart, muted):
        join(person, group)
    by, whom = (owner, apart) if by_owner else (apart, owner)
    api(by, "PUT", f"/blocks/{whom.user_id}")
    api(owner, "PUT", f"/mutes/{muted.user_id}")

    items = api(owner, "GET", f"/groups/{group}/applications").json["items"]

    assert {item["person"]["handle"] for item in items} == {friend.handle, muted.handle}


@pytest.mark.parametrize("path", ["/groups?mine=true", "/groups/{group}/members"])
def test_lists_are_paged_without_gaps_or_repeats(api, member, found, join, path):
    me = member()
    made = [found()[0] for _ in range(5)]
    for group in made:
        join(me, group)
    for _ in range(3):
        join(member(), made[0])
    path = path.format(group=made[0])
    sign = "&" if "?" in path else "?"

    sizes, seen, query = [], [], f"{sign}limit=2"
    while query:
        page = api(me, "GET", f"{path}{query}").json
        sizes.append(len(page["items"]))
        seen += [str(item.get("group_id") or item["person"]) for item in page["items"]]
        query = page["next"] and f"{sign}limit=2&after={page['next']}"

    assert sizes == [2, 2, 1]
    assert len(set(seen)) == 5


def test_a_list_of_all_groups_is_newest_first_and_without_closed_ones(api, member, found):
    me = member()
    first, owner = found()
    second, _ = found()
    api(owner, "DELETE", f"/groups/{first}")

    listed = [item["group_id"] for item in api(me, "GET", "/groups").json["items"]]

    assert listed[0] == second
    assert first not in listed


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "  "},
        {"name": "x" * 81},
        {"name": {"$ne": 1}},
        {"description": "x" * 1001},
        {"rules": ["x" * 201]},
        {"rules": ["ok"] * 11},
        {"rules": [""]},
        {"joining": "secret"},
        {"client_id": "1"},
        {"owner": "0198a7c2-5be0-7e63-9bb1-2c1a7c3f5a10"},
        {"name": "a\x00b"},
    ],
    ids=str,
)
def test_an_odd_group_is_refused(api, member, changes):
    body = {"client_id": str(uuid4()), "name": "Early risers", **changes}

    reply = api(member(), "POST", "/groups", body)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


def test_a_conversation_follows_its_room_after_a_crash(db, api, member, found, join, monkeypatch):
    group, _ = found()
    me = member()

    def crash(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("services.social_media.chat.membership.set_members", crash)
        with pytest.raises(KeyboardInterrupt):
            actions.join(db, me.user_id, UUID(group), now=NOW)
    before = conversation_of(api, me, group).status_code
    tick(db, NOW, now=NOW)

    assert (before, conversation_of(api, me, group).status_code) == (404, 200)
    assert rooms.select_untold(db, most=1) == []
