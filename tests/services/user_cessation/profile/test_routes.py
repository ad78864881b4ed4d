"""A member's own profile, tobacco and prices over HTTP."""

import uuid

import pytest

TOBACCO = {"product": "cigarette", "units_per_day": "15", "pack_size": 20, "minutes_to_first": 5}


def euros(minor, **more):
    return {"price": {"amount_minor": minor, "currency": "EUR"}, **more}


def test_a_profile_is_read_with_its_tag(api, make_member):
    member = make_member(time_zone="Asia/Ho_Chi_Minh")

    reply = api(member, "GET", "/profile")

    assert reply.json == {"time_zone": "Asia/Ho_Chi_Minh", "country": "ES", "version": 1}
    assert reply.headers["ETag"] == '"1"'


def test_someone_without_a_profile_finds_none_and_makes_one(api, make_person):
    person = make_person()

    before = api(person, "GET", "/profile")
    made = api(person, "PUT", "/profile", {"time_zone": "Europe/Madrid", "country": "ES"})

    assert before.status_code == 404
    assert (made.status_code, made.json["version"]) == (200, 1)


def test_where_someone_lives_is_announced_whenever_it_is_written(api, make_person, events_about):
    person = make_person()
    madrid = {"time_zone": "Europe/Madrid", "country": "ES"}
    hanoi = {"time_zone": "Asia/Ho_Chi_Minh", "country": "VN"}

    tag = api(person, "PUT", "/profile", madrid).headers["ETag"]
    api(person, "PUT", "/profile", hanoi, If_Match=tag)

    assert [
        (event["type"], event["time_zone"], event["country"]) for event in events_about(person)
    ] == [
        ("profile.changed.v1", "Europe/Madrid", "ES"),
        ("profile.changed.v1", "Asia/Ho_Chi_Minh", "VN"),
    ]


def test_a_change_that_came_too_late_is_not_announced(api, make_member, events_about):
    member = make_member()

    reply = api(member, "PUT", "/profile", {"time_zone": "UTC", "country": "US"}, If_Match='"7"')

    assert reply.status_code == 412
    assert events_about(member) == []


@pytest.mark.parametrize(
    ("path", "change"),
    [
        pytest.param("/profile", {"time_zone": "UTC", "country": "US"}, id="profile"),
        pytest.param("/profile/tobacco", TOBACCO, id="tobacco"),
    ],
)
def test_a_change_insists_on_the_version_that_was_read(api, make_member, path, change):
    member = make_member(units_per_day="10")
    tag = api(member, "GET", path).headers["ETag"]

    first = api(member, "PUT", path, change, If_Match=tag)
    late = api(member, "PUT", path, change, If_Match=tag)
    nonsense = api(member, "PUT", path, change, If_Match="W/whatever")
    blind = api(member, "PUT", path, change)

    assert (first.status_code, first.headers["ETag"]) == (200, '"2"')
    assert (late.status_code, late.json["code"]) == (412, "precondition_failed")
    assert nonsense.status_code == 412
    assert blind.json["version"] == 3


def test_only_one_of_many_concurrent_changes_of_one_version_wins(api, make_member, at_once):
    member = make_member()

    replies = at_once(
        [
            lambda country=country: api(
                member, "PUT", "/profile", {"time_zone": "UTC", "country": country}, If_Match='"1"'
            )
            for country in ("AA", "BB", "CC", "DD")
        ]
    )

    assert sorted(reply.status_code for reply in replies) == [200, 412, 412, 412]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"time_zone": "Mars/Olympus"}, id="unknown zone"),
        pytest.param({"time_zone": "../../etc/passwd"}, id="a path"),
        pytest.param({"time_zone": "Europe/Madrid\x00"}, id="NUL"),
        pytest.param({"time_zone": None}, id="null zone"),
        pytest.param({"time_zone": 1}, id="a number"),
        pytest.param({"country": "es"}, id="lower case"),
        pytest.param({"country": "ESP"}, id="three letters"),
        pytest.param({"country": "ES\n"}, id="line end"),
        pytest.param({"version": 9}, id="a field that is not theirs"),
        pytest.param({"user_id": str(uuid.uuid4())}, id="another owner"),
    ],
)
def test_a_profile_that_makes_no_sense_is_refused(api, make_member, rows, change):
    member = make_member()

    reply = api(member, "PUT", "/profile", {"time_zone": "UTC", "country": "US", **change})

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.profiles", user_id=member)[0]["version"] == 1


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        pytest.param("15.0", "15.0", id="text"),
        pytest.param(15, "15.0", id="a whole number"),
        pytest.param(0.1, "0.1", id="a fraction"),
        pytest.param("200", "200.0", id="the most"),
    ],
)
def test_tobacco_is_kept_exactly(api, make_member, sent, stored):
    member = make_member()

    reply = api(member, "PUT", "/profile/tobacco", {**TOBACCO, "units_per_day": sent})

    assert reply.json == {**TOBACCO, "units_per_day": stored, "version": 1}
    assert api(member, "GET", "/profile/tobacco").json == reply.json


def test_there_is_no_tobacco_profile_before_it_is_given(api, make_member):
    assert api(make_member(), "GET", "/profile/tobacco").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        *(
            pytest.param({"units_per_day": wrong}, id=f"units {wrong!r}")
            for wrong in (
                0,
                -1,
                "0",
                "200.1",
                "15.25",
                1e30,
                2**53 + 1,
                True,
                None,
                "NaN",
                "1e1",
                "1_5",
                "١٥",
                " 15",
                "",
                [],
                {},
            )
        ),
        *(
            pytest.param({"pack_size": wrong}, id=f"pack {wrong!r}")
            for wrong in (0, -1, 1001, 2**31, 2**53 + 1, 1e30, 20.0, True, "20", None)
        ),
        *(
            pytest.param({"minutes_to_first": wrong}, id=f"minutes {wrong!r}")
            for wrong in (-1, 1441, True, "5", 5.5)
        ),
        pytest.param({"product": "cigar"}, id="another product"),
        pytest.param({"score": 10}, id="a field that is not theirs"),
    ],
)
def test_tobacco_that_makes_no_sense_is_refused(api, make_member, change):
    reply = api(make_member(), "PUT", "/profile/tobacco", {**TOBACCO, **change})

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


def test_the_first_price_always_held_and_the_next_holds_from_now(api, make_member):
    member = make_member()

    first = api(member, "POST", "/profile/prices", euros(800))
    second = api(member, "POST", "/profile/prices", euros(950))
    listed = api(member, "GET", "/profile/prices").json["items"]

    assert (first.status_code, first.json["effective_from"]) == (201, "1900-01-01T00:00:00Z")
    assert second.json["effective_from"] > "2026"
    assert listed == [first.json, second.json]


def test_a_price_given_again_for_the_same_moment_corrects_it(api, make_member):
    member = make_member()
    moment = "2026-03-29T02:30:00+02:00"

    api(member, "POST", "/profile/prices", euros(800, effective_from=moment))
    api(member, "POST", "/profile/prices", euros(900, effective_from=moment))

    assert api(member, "GET", "/profile/prices").json["items"] == [
        euros(900, effective_from="2026-03-29T00:30:00Z")
    ]


def test_all_prices_are_in_one_currency_even_when_they_come_at_once(
    api, make_member, rows, at_once
):
    member = make_member()

    replies = at_once(
        [
            lambda currency=currency: api(
                member,
                "POST",
                "/profile/prices",
                {"price": {"amount_minor": 5, "currency": currency}},
            )
            for currency in ("EUR", "USD", "JPY", "KWD")
        ]
    )

    assert sorted(reply.status_code for reply in replies) == [201, 409, 409, 409]
    assert {reply.json.get("code") for reply in replies} == {None, "currency_mismatch"}
    assert len(rows("cessation.pack_prices", user_id=member)) == 1


@pytest.mark.parametrize(
    "body",
    [
        *(
            pytest.param({"price": {"amount_minor": wrong, "currency": "EUR"}}, id=f"{wrong!r}")
            for wrong in (-1, 1_000_000_001, 2**53 + 1, 1e30, 8.0, "800", True, None)
        ),
        pytest.param({"price": {"amount_minor": 5, "currency": "EURO"}}, id="no such currency"),
        pytest.param({"price": {"amount_minor": 5, "currency": "ABC"}}, id="not in use"),
        pytest.param({"price": {"amount_minor": 5}}, id="no currency"),
        pytest.param(euros(5, effective_from="2999-01-01T00:00:00Z"), id="far ahead"),
        pytest.param(euros(5, effective_from="1899-12-31T00:00:00Z"), id="long ago"),
        pytest.param(euros(5, effective_from="2026-01-01T00:00:00"), id="no offset"),
        pytest.param(euros(5, effective_from=1767225600), id="seconds of 1970"),
        pytest.param(euros(5, effective_from="infinity"), id="infinity"),
    ],
)
def test_a_price_that_makes_no_sense_is_refused(api, make_member, rows, body):
    member = make_member()

    reply = api(member, "POST", "/profile/prices", body)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.pack_prices", user_id=member) == []


def test_a_price_needs_a_profile(api, make_person):
    reply = api(make_person(), "POST", "/profile/prices", euros(5))

    assert (reply.status_code, reply.json["code"]) == (409, "no_profile")


def test_prices_do_not_grow_without_bound(api, make_member, database):
    member = make_member()
    database.execute(
        """
        INSERT INTO cessation.pack_prices (user_id, effective_from, amount_minor, currency)
        SELECT %s, '2020-01-01'::timestamptz + make_interval(hours => hour), 5, 'EUR'
          FROM generate_series(1, 500) AS hour
        """,
        (member,),
    )

    reply = api(member, "POST", "/profile/prices", euros(5))

    assert (reply.status_code, reply.json["code"]) == (409, "too_many_prices")
