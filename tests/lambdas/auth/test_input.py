"""What the endpoints refuse to read."""

import json
import time
import uuid

import pytest

LONGEST_NAME = "n" * 80
LONGEST_ADDRESS = f"{'a' * 60}@{'b' * 60}.exampl"


@pytest.fixture
def refused(post, make_form):
    """Register with one field changed; the fields that were named as wrong."""

    def fields(**changes):
        reply = post("/auth/register", make_form(**changes))
        assert reply.code == (422, "invalid"), reply.text
        return [error["field"] for error in reply.json["errors"]]

    return fields


@pytest.mark.parametrize(
    "field",
    [
        "email",
        "password",
        "display_name",
        "birth_date",
        "time_zone",
        "country",
        "locale",
        "consents",
    ],
)
@pytest.mark.parametrize("value", [None, 1, 1.5, True, [], {"$ne": 1}, "\x00"], ids=repr)
def test_a_field_of_the_wrong_kind_is_named(refused, field, value):
    wrong = refused(**{field: value})

    assert wrong
    assert all(name.split(".")[0] == field for name in wrong)


@pytest.mark.parametrize(
    "field",
    ["email", "password", "display_name", "birth_date", "time_zone", "country", "locale"],
)
def test_every_field_must_be_given(post, make_form, field):
    form = make_form()
    del form[field]

    reply = post("/auth/register", form)

    assert reply.code == (422, "invalid")
    assert [error["field"] for error in reply.json["errors"]] == [field]


@pytest.mark.parametrize(
    "email",
    [
        "",
        "plain",
        "@people.example",
        "a@",
        "a b@people.example",
        " a@people.example",
        "a@people.example\n",
        "Mai <mai@people.example>",
        "a@b@people.example",
        "a@localhost",
        "á@people.example",
        "a@bücher.example",
        "a\x00@people.example",
        f"{'a' * 65}@people.example",
        "a" + LONGEST_ADDRESS,
    ],
)
def test_what_is_no_address_is_refused(refused, email):
    assert refused(email=email) == ["email"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("password", "ninechars", id="password too short"),
        pytest.param("password", "pq7" * 85 + "xy", id="password too long"),
        pytest.param("password", "unlit12345", id="password too easy"),
        pytest.param("display_name", "", id="name empty"),
        pytest.param("display_name", "   ", id="name blank"),
        pytest.param("display_name", LONGEST_NAME + "n", id="name too long"),
        pytest.param("display_name", "a\x00b", id="name with NUL"),
        pytest.param("birth_date", "1990-02-30", id="no such day"),
        pytest.param("birth_date", "1899-12-31", id="too long ago"),
        pytest.param("birth_date", "1990-5-7", id="date in another form"),
        pytest.param("birth_date", "1990-05-17T00:00:00Z", id="a moment"),
        pytest.param("birth_date", "infinity", id="infinity"),
        pytest.param("time_zone", "Mars/Olympus", id="no such zone"),
        pytest.param("time_zone", "../../etc/passwd", id="a path"),
        pytest.param("time_zone", "asia/ho_chi_minh", id="zone in lower case"),
        pytest.param("country", "XX", id="no such country"),
        pytest.param("country", "vn", id="country in lower case"),
        pytest.param("locale", "fr", id="a language we do not speak"),
    ],
)
def test_a_value_out_of_bounds_is_refused(refused, field, value):
    assert refused(**{field: value}) == [field]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"display_name": LONGEST_NAME}, id="longest name"),
        pytest.param({"display_name": "🦊" * 80}, id="longest name, outside the first plane"),
        pytest.param({"password": "ten letter"}, id="shortest password"),
        pytest.param({"email": LONGEST_ADDRESS}, id="longest address"),
        pytest.param({"birth_date": "1900-01-01"}, id="oldest person"),
    ],
)
def test_a_value_at_its_bound_is_taken(post, make_form, changes):
    assert post("/auth/register", make_form(**changes)).status == 202


def test_the_longest_password_reaches_cognito_whole(post, make_form, cognito):
    password = "".join(chr(0x1F300 + number) for number in range(256))
    asked = cognito("SignUp", {"UserSub": str(uuid.uuid4())})

    reply = post("/auth/register", make_form(password=password))

    assert reply.status == 202
    assert asked.parameters[0]["Password"] == password


@pytest.mark.parametrize(
    "change",
    [
        {"role": "admin"},
        {"user_id": "018f8b1e-0000-7000-8000-000000000000"},
        {"__proto__": {}},
        {"consents": {"terms": True, "health_data": True, "coach_sharing": True, "sudo": True}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_nobody_gives_themselves_what_is_not_theirs(refused, change):
    assert len(refused(**change)) == 1


@pytest.mark.parametrize("value", ["true", 1, None], ids=repr)
def test_consent_is_yes_or_no(refused, value):
    given = {"terms": True, "health_data": True, "coach_sharing": value}

    assert refused(consents=given) == ["consents.coach_sharing"]


@pytest.mark.parametrize(
    "path",
    [
        "/auth/register",
        "/auth/confirm",
        "/auth/resend",
        "/auth/login",
        "/auth/refresh",
        "/auth/logout",
        "/auth/forgot",
        "/auth/reset",
    ],
)
@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("", id="nothing"),
        pytest.param("{", id="half"),
        pytest.param("[]", id="a list"),
        pytest.param("null", id="null"),
        pytest.param('{"email": NaN}', id="NaN"),
        pytest.param('{"email": "a", "email": "b"}', id="a key twice"),
        pytest.param('{"email": "\\ud800"}', id="half a character"),
        pytest.param("[" * 60 + "]" * 60, id="too deep"),
        pytest.param('{"a": ' * 60 + "1" + "}" * 60, id="objects too deep"),
        pytest.param(b'{"email": "\xff"}', id="not UTF-8"),
    ],
)
def test_what_is_not_strict_json_is_malformed(post, path, raw):
    assert post(path, raw=raw).code == (400, "malformed")


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_read(post, make_form, media_type):
    reply = post("/auth/register", make_form(), Content_Type=media_type)

    assert reply.code == (415, "unsupported_media_type")


def test_json_may_name_its_alphabet(post, make_form):
    reply = post("/auth/register", make_form(), Content_Type="Application/JSON; charset=utf-8")

    assert reply.status == 202


def test_json_may_arrive_in_base64(post, make_form):
    assert post("/auth/register", raw=json.dumps(make_form()).encode()).status == 202


@pytest.mark.parametrize("kind", [str, str.encode], ids=["text", "base64"])
@pytest.mark.parametrize(("size", "code"), [(65_536, "invalid"), (65_537, "too_large")])
def test_a_body_has_a_largest_size(post, kind, size, code):
    body = '{"email": "' + "x" * (size - 13) + '"}'
    assert len(body) == size

    assert post("/auth/resend", raw=kind(body)).json["code"] == code


def test_a_huge_password_is_refused_at_once(post, make_form, cognito):
    asked = cognito("SignUp")
    started = time.perf_counter()

    reply = post("/auth/register", make_form(password="x" * 100_000))

    assert reply.status == 413
    assert time.perf_counter() - started < 0.5
    assert asked.parameters == []


@pytest.mark.parametrize("path", ["/auth/confirm", "/auth/reset"])
@pytest.mark.parametrize("code", ["", " ", "12 34", "1" * 65, "1\x002", 123456, None], ids=repr)
def test_what_cannot_be_a_code_is_refused(post, email, path, code):
    form = {"email": email, "code": code, "password": "seven plinths of oak"}
    if path == "/auth/confirm":
        del form["password"]

    reply = post(path, form)

    assert reply.code == (422, "invalid")
    assert [error["field"] for error in reply.json["errors"]] == ["code"]


@pytest.mark.parametrize(
    "changes",
    [{"client": "toaster"}, {"password": ""}, {"password": "x" * 257}, {"remember": True}],
    ids=str,
)
def test_what_cannot_be_credentials_is_refused(post, member, changes):
    assert post("/auth/login", {**member.credentials, **changes}).code == (422, "invalid")


def test_an_answer_does_not_repeat_what_was_sent(post, make_form):
    reply = post("/auth/register", make_form(password="canary"))

    assert reply.status == 422
    assert "canary" not in reply.text
