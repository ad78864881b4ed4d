"""Six sessions, each with what it covers, in both languages."""

from services.user_cessation.appointments.models import Kind
from services.user_cessation.session_templates.programme import PROGRAMME


def test_there_are_six_sessions_from_before_the_quit_day_to_four_weeks_after():
    assert list(PROGRAMME) == list(Kind)
    assert [kind.value for kind in PROGRAMME] == [
        "pre_quit",
        "quit_day",
        "week_1",
        "week_2",
        "week_3",
        "week_4",
    ]


def test_the_first_session_has_the_twelve_steps_of_its_source():
    codes = [point.code for point in PROGRAMME[Kind.PRE_QUIT].points]

    assert codes == [
        "readiness",
        "programme",
        "smoking_now",
        "past_attempts",
        "dependence",
        "co",
        "not_a_puff",
        "withdrawal",
        "medicines",
        "date",
        "promise",
        "prepare",
    ]


def test_every_session_names_each_point_once_in_both_languages_and_its_source():
    for template in PROGRAMME.values():
        codes = [point.code for point in template.points]
        assert len(set(codes)) == len(codes)
        assert all(point.words.en != point.words.vi for point in template.points)
        assert "NCSCT" in template.source


def test_members_and_coaches_read_them(api, make_member):
    items = api(make_member(), "GET", "/coaching/session-templates").json["items"]

    assert [item["kind"] for item in items] == [kind.value for kind in Kind]
    assert all(item["reviewed"] is False for item in items)
