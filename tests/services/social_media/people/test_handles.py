"""A handle is one person's, looks like no other, and is not changed every day."""

from datetime import UTC, datetime, timedelta

import pytest

from services.social_media.people import actions, handles
from shared.models.events import AccountDisabled
from shared.models.problem import Conflict, Invalid, RateLimited

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Linh", "linh", id="case"),
        pytest.param("Ｌｉｎｈ", "linh", id="full width"),
        pytest.param("ﬁona", "Fiona", id="a ligature"),
        pytest.param("HOÀ", "hoà", id="case with a mark"),
        pytest.param("hoa\u0300", "hoà", id="a combining mark"),
        pytest.param("STRASSE", "straße", id="sharp s"),
    ],
)
def test_handles_that_only_look_different_are_the_same(one, other):
    assert handles.folded(one) == handles.folded(other)


def test_letters_with_other_marks_are_other_letters():
    assert handles.folded("hoa") != handles.folded("hoà")


@pytest.mark.parametrize(
    "handle",
    ["linh", "Linh_92", "hoà.nguyễn", "đặng", "a1b", "x" * 24],
)
def test_letters_digits_dots_and_underscores_make_a_handle(handle):
    assert handles.checked(handle) == handle


def test_a_handle_is_kept_in_its_plain_form():
    assert handles.checked("Ｌｉｎｈ") == "Linh"


@pytest.mark.parametrize(
    "handle",
    [
        pytest.param("ab", id="too short"),
        pytest.param("x" * 25, id="too long"),
        pytest.param("ﬃﬃﬃﬃﬃﬃﬃﬃﬃ", id="too long once folded"),
        pytest.param("li nh", id="a space"),
        pytest.param("li\u200bnh", id="an invisible space"),
        pytest.param("\u202elinh", id="text turned round"),
        pytest.param("lіnh", id="a Cyrillic i"),
        pytest.param("linh🚭", id="a picture"),
        pytest.param("<b>linh", id="markup"),
        pytest.param("_linh", id="begins with a sign"),
        pytest.param("linh.", id="ends with a sign"),
        pytest.param("admin", id="reserved"),
        pytest.param("ADMIN", id="reserved in capitals"),
        pytest.param("a.d.m.i.n", id="reserved with dots"),
        pytest.param("mod_erator", id="reserved with an underscore"),
        pytest.param("ｓｕｐｐｏｒｔ", id="reserved in full width"),
    ],
)
def test_what_could_mislead_is_no_handle(handle):
    with pytest.raises(Invalid):
        handles.checked(handle)


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        pytest.param(None, None, id="never"),
        pytest.param(timedelta(days=29), timedelta(days=1), id="29 days ago"),
        pytest.param(timedelta(days=30), None, id="30 days ago"),
    ],
)
def test_a_handle_stays_for_thirty_days(changed, again):
    changed_at = NOON - changed if changed else None

    assert handles.may_change_at(changed_at, NOON) == (NOON + again if again else None)


def test_a_chosen_handle_is_seen(api, make_person, make_handle):
    me, handle = make_person("Minh"), make_handle("Minh")

    reply = api(me, "PUT", "/people/me/handle", {"handle": handle})

    assert (reply.status_code, reply.json["handle"]) == (200, handle)
    assert reply.json["handle_may_change_at"] is not None
    assert api(me, "GET", "/people/me").json == reply.json


def test_nobody_takes_a_handle_somebody_has(api, make_person, make_handle):
    handle = make_handle("minh")
    make_person(handle=handle)

    reply = api(make_person(), "PUT", "/people/me/handle", {"handle": handle.upper()})

    assert (reply.status_code, reply.json["code"]) == (409, "handle_taken")


def test_a_handle_is_not_changed_again_soon(api, db, make_person, make_handle):
    me = make_person()
    now = datetime.now(UTC)
    actions.choose_handle(db, me.user_id, make_handle("a"), now=now - timedelta(days=29))

    reply = api(me, "PUT", "/people/me/handle", {"handle": make_handle("b")})

    assert (reply.status_code, reply.json["code"]) == (429, "handle_changed_recently")
    assert 80_000 < int(reply.headers["Retry-After"]) <= 86_401


def test_the_same_handle_again_is_no_change(api, make_person, make_handle):
    me, handle = make_person(), make_handle("same")
    api(me, "PUT", "/people/me/handle", {"handle": handle})

    assert api(me, "PUT", "/people/me/handle", {"handle": handle}).status_code == 200


def test_a_handle_given_up_stays_whose_it_was(db, make_person, make_handle):
    first, second = make_handle("first"), make_handle("second")
    me, other = make_person(handle=first), make_person()
    actions.choose_handle(db, me.user_id, second, now=NOON)

    with pytest.raises(Conflict):
        actions.choose_handle(db, other.user_id, first, now=NOON)
    back = actions.choose_handle(db, me.user_id, first, now=NOON + timedelta(days=30))

    assert back.person.handle == first


def test_of_many_who_want_a_handle_at_once_one_gets_it(db, make_person, make_handle, at_once):
    handle = make_handle("wanted")
    people = [make_person() for _ in range(8)]

    def choose(person):
        try:
            return actions.choose_handle(db, person.user_id, handle, now=NOON).person.handle
        except Conflict as problem:
            return problem.code

    outcomes = at_once([lambda person=person: choose(person) for person in people])

    assert sorted(outcomes) == sorted([handle] + ["handle_taken"] * 7)


def test_a_person_changes_once_however_often_they_ask_at_once(
    db, make_person, make_handle, at_once
):
    me = make_person()

    def choose(handle):
        try:
            return actions.choose_handle(db, me.user_id, handle, now=NOON).person.handle
        except RateLimited as problem:
            return problem.code

    outcomes = at_once([lambda: choose(make_handle("x")) for _ in range(6)])

    assert outcomes.count("handle_changed_recently") == 5


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"handle": None},
        {"handle": ["linh"]},
        {"handle": {"$ne": 1}},
        {"handle": "linh\x00"},
        {"handle": "linh", "role": "admin"},
    ],
)
def test_an_odd_handle_is_refused(api, make_person, body):
    me = make_person()

    reply = api(me, "PUT", "/people/me/handle", body)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert api(me, "GET", "/people/me").json["handle"] is None


# Search


@pytest.fixture
def found(api):
    def look(person, prefix, query=""):
        reply = api(person, "GET", f"/people?handle={prefix}{query}")
        assert reply.status_code == 200, reply.json
        return [item["handle"] for item in reply.json["items"]]

    return look


def test_people_are_found_by_how_their_handle_begins(make_person, make_handle, found):
    prefix = make_handle("Zo")[:10]
    me, lan, hoa = (make_person(handle=f"{prefix}{end}") for end in ("_me", "Lan", "hoa"))

    assert found(me, prefix.upper()) == [me.handle, hoa.handle, lan.handle]
    assert found(me, f"@{prefix}L") == [lan.handle]
    assert found(me, f"x{prefix}") == []


def test_what_is_found_is_a_handle_and_never_a_name(api, make_person, make_handle):
    handle = make_handle("hidden")
    make_person("Nguyễn Thị Thật", handle=handle)

    [item] = api(make_person(), "GET", f"/people?handle={handle}").json["items"]

    assert item["display_name"] is None
    assert set(item) == {"user_id", "display_name", "role", "handle", "avatar"}


@pytest.mark.parametrize("pattern", [".*", "^", "(a+)+$", "%", "_", "$", "[a-z]", "\\", "a|b"])
def test_signs_of_patterns_are_data(make_person, make_handle, found, pattern):
    make_person(handle=make_handle("pat"))

    assert found(make_person(), pattern.replace("%", "%25").replace("+", "%2B")) == []


def test_someone_without_a_handle_or_an_account_is_not_found(db, make_person, make_handle, found):
    handle = make_handle("gone")
    gone = make_person(handle=handle)
    before = found(make_person(), handle)

    actions.learn(db, AccountDisabled(user_id=gone.user_id))

    assert (before, found(make_person(), handle)) == ([handle], [])


def test_pages_of_people_follow_without_gaps_or_repeats(api, make_person, make_handle, found):
    prefix = make_handle("pg")
    for letter in "abcde":
        make_person(handle=prefix + letter)
    me = make_person()

    seen, query = [], "&limit=2"
    while query:
        page = api(me, "GET", f"/people?handle={prefix}{query}").json
        seen.append([item["handle"][-1] for item in page["items"]])
        query = page["next"] and f"&limit=2&after={page['next']}"

    assert seen == [["a", "b"], ["c", "d"], ["e"]]


@pytest.mark.parametrize(
    "query",
    ["", "?handle=", "?handle[$ne]=x", "?handle=a&limit=51", "?handle=a&sort=name", "?handle=a%00"],
)
def test_an_odd_search_is_refused(api, make_person, query):
    reply = api(make_person(), "GET", f"/people{query}")

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


# Who is seen


def test_a_stranger_with_a_handle_is_seen_without_their_name(api, make_person, make_handle):
    other = make_person("Real Name", handle=make_handle("lan"))

    reply = api(make_person(), "GET", f"/people/{other.user_id}")

    assert (reply.status_code, reply.json["handle"]) == (200, other.handle)
    assert reply.json["display_name"] is None


def test_a_name_is_shown_once_the_other_side_says_yes(api, make_person, make_handle):
    me, other = (
        make_person("Me", handle=make_handle("me")),
        make_person("Other", handle=make_handle("o")),
    )

    def names():
        return [
            api(viewer, "GET", f"/people/{seen.user_id}").json["display_name"]
            for viewer, seen in ((me, other), (other, me))
        ]

    before = names()
    api(me, "POST", "/contacts", {"user_id": str(other.user_id)})
    asked = names()
    api(other, "PUT", f"/contacts/{me.user_id}")

    # Whoever asks says who they are; whoever is asked has not answered yet.
    assert (before, asked, names()) == ([None, None], [None, "Me"], ["Other", "Me"])
