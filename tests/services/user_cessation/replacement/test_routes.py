"""Following a pack and noting each piece, over HTTP."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

COURSES, USES = "/medication/courses", "/medication/uses"


def today():
    return datetime.now(UTC).date()


def use(**changes):
    return {"client_id": str(uuid.uuid4()), "product": "gum", "amount": 2, **changes}


def follow(label_code, **changes):
    return {"label_code": label_code, "started_on": today().isoformat(), **changes}


@pytest.fixture
def smoker(api, make_member):
    """A member in the United States who answered the questions, with `codes` holding."""

    def make(*codes, **changes):
        member = make_member(units_per_day="15", **changes)
        api(member, "PUT", "/profile", {"time_zone": "UTC", "country": "US"})
        api(member, "PUT", "/medication/cautions", {"codes": list(codes)})
        return member

    return make


def test_a_course_has_the_dates_of_its_steps_and_is_a_revision(api, smoker):
    member = smoker()

    reply = api(member, "PUT", f"{COURSES}/patch_24h", follow("us-patch-24h-21"))

    assert (reply.status_code, reply.headers["ETag"]) == (200, '"1"')
    assert reply.json["steps"][1]["from_on"] == (today() + timedelta(weeks=6)).isoformat()
    assert api(member, "GET", COURSES).json["items"] == [reply.json]
    [revision] = api(member, "GET", "/quit-plan/revisions").json["items"]
    assert (revision["area"], revision["turn"]) == ("medication", "added")


def test_a_change_insists_on_the_version_that_was_read(api, smoker):
    member, path = smoker(), f"{COURSES}/gum"
    early = api(member, "PUT", path, follow("us-gum-4"), If_Match='"1"')
    api(member, "PUT", path, follow("us-gum-4"))

    first = api(member, "PUT", path, follow("us-gum-2"), If_Match='"1"')
    late = api(member, "DELETE", path, If_Match='"1"')
    stopped = api(member, "DELETE", path, If_Match='"2"')

    statuses = [each.status_code for each in (early, first, late, stopped)]
    assert statuses == [412, 200, 412, 204]
    assert api(member, "GET", COURSES).json["items"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param(follow("gb-gum"), "label_code", id="another country's"),
        pytest.param(follow("us-lozenge-2"), "label_code", id="another product's"),
        pytest.param(follow("nothing"), "label_code", id="one that never was"),
        pytest.param(follow("us-gum-4", started_on="1899-12-31"), "started_on", id="before 1900"),
        pytest.param(follow("us-gum-4", started_on="9999-12-31"), "started_on", id="far ahead"),
        pytest.param(follow("us-gum-4", started_on="2026-02-30"), "started_on", id="no such day"),
        pytest.param(follow("us-gum-4", started_on=0), "started_on", id="a number"),
        pytest.param(follow("us-gum-4", dose=3), "dose", id="a dose of their own"),
    ],
)
def test_a_course_that_makes_no_sense_is_refused(api, smoker, rows, body, field):
    member = smoker()

    reply = api(member, "PUT", f"{COURSES}/gum", body)

    assert (reply.status_code, reply.json["errors"][0]["field"]) == (422, field)
    assert rows("cessation.nrt_courses", user_id=member) == []


@pytest.mark.parametrize(
    ("path", "codes", "status"),
    [
        pytest.param("gum", ["heart"], 409, id="who had better ask"),
        pytest.param("gum", ["dentures"], 422, id="a form to ask about"),
        pytest.param("cigar", [], 422, id="no such product"),
    ],
)
def test_what_may_not_be_seen_may_not_be_followed(api, smoker, path, codes, status):
    reply = api(smoker(*codes), "PUT", f"{COURSES}/{path}", follow("us-gum-4"))

    assert reply.status_code == status


def test_an_answer_given_later_hides_the_course_and_its_limit(api, smoker):
    member = smoker()
    api(member, "PUT", f"{COURSES}/gum", follow("us-gum-4"))

    api(member, "PUT", "/medication/cautions", {"codes": ["pregnant"]})

    courses = api(member, "GET", COURSES).json
    assert (courses["standing"], courses["items"]) == ("professional", [])
    noted = api(member, "POST", USES, use(amount=30)).json
    assert (noted["day_total"], noted["max_day"], noted["warning"]) == (30, None, None)


def test_a_day_adds_up_until_the_pack_says_it_is_too_much(api, smoker):
    member = smoker()
    api(member, "PUT", f"{COURSES}/gum", follow("us-gum-4"))

    enough = api(member, "POST", USES, use(amount=24)).json
    other = api(member, "POST", USES, use(product="lozenge", amount=1)).json
    too_much = api(member, "POST", USES, use(amount=1)).json

    assert (enough["day_total"], enough["max_day"], enough["warning"]) == (24, 24, None)
    assert (other["day_total"], other["warning"]) == (1, None)
    assert too_much["day_total"] == 25
    assert too_much["warning"]["en"]


def test_a_repeated_use_is_the_first_one(api, smoker, rows, at_once):
    member = smoker()
    body = use()

    replies = at_once([lambda: api(member, "POST", USES, body)] * 6)
    later = api(member, "POST", USES, {**body, "amount": 9})

    assert sorted(reply.status_code for reply in replies) == [200] * 5 + [201]
    assert (later.status_code, later.json["amount"], later.json["day_total"]) == (200, 2, 2)
    assert len(rows("cessation.nrt_uses", user_id=member)) == 1


def test_a_day_is_the_members_own(api, make_member):
    member = make_member(time_zone="Pacific/Kiritimati")
    moment = datetime.now(UTC) - timedelta(days=1)

    noted = api(member, "POST", USES, use(used_at=moment.isoformat())).json

    assert noted["local_date"] == (moment + timedelta(hours=14)).date().isoformat()


@pytest.mark.parametrize(
    "change",
    [
        *(pytest.param({"amount": wrong}, id=f"amount {wrong!r}") for wrong in (0, -1, 201, 1.5)),
        *(pytest.param({"amount": wrong}, id=f"{wrong!r}") for wrong in ("2", True, None, 2**53)),
        pytest.param({"product": "cigarette"}, id="no such product"),
        pytest.param({"day_total": 1}, id="a total of their own"),
        pytest.param({"used_at": "1899-01-01T00:00:00Z"}, id="before 1900"),
        pytest.param({"used_at": "2026-01-01T00:00:00"}, id="without an offset"),
        pytest.param(
            {"used_at": (datetime.now(UTC) + timedelta(hours=1)).isoformat()}, id="the future"
        ),
    ],
)
def test_a_use_that_makes_no_sense_is_refused(api, smoker, rows, change):
    member = smoker()

    reply = api(member, "POST", USES, use(**change))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.nrt_uses", user_id=member) == []


def test_uses_and_days_are_read_page_by_page(api, smoker):
    member = smoker()
    for days in (4, 1, 2):
        moment = (datetime.now(UTC) - timedelta(days=days)).isoformat()
        api(member, "POST", USES, use(used_at=moment, amount=days))
        api(member, "POST", USES, use(used_at=moment, product="lozenge", amount=1))

    first = api(member, "GET", f"{USES}?limit=4").json
    rest = api(member, "GET", f"{USES}?limit=4&after={first['next']}").json
    days = api(member, "GET", "/medication/days?limit=2").json
    older = api(member, "GET", f"/medication/days?limit=2&after={days['next']}").json

    amounts = [each["amount"] for each in first["items"] + rest["items"]]
    assert sorted(amounts[:2]) == [1, 1]
    assert sorted(amounts[4:]) == [1, 4]
    assert (len(first["items"]), rest["next"]) == (4, None)
    assert [day["amounts"] for day in days["items"] + older["items"]] == [
        {"gum": 1, "lozenge": 1},
        {"gum": 2, "lozenge": 1},
        {"gum": 4, "lozenge": 1},
    ]
    assert older["next"] is None


def test_a_use_needs_a_profile(api, make_person):
    reply = api(make_person(), "POST", USES, use())

    assert (reply.status_code, reply.json["code"]) == (409, "no_profile")
