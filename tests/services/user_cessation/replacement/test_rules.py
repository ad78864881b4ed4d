"""Dates of a course and limits of a day, read off labels."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from services.user_cessation.medication.models import Smoker
from services.user_cessation.replacement import rules
from services.user_cessation.replacement.models import Course
from shared.models.problem import Invalid

TODAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


def smoker(**changes):
    return Smoker(
        **{
            "codes": [],
            "version": 2,
            "birth_date": date(1990, 1, 1),
            "time_zone": "UTC",
            "country": "US",
            "product": "cigarette",
            "units_per_day": Decimal("15"),
            "minutes_to_first": 20,
            **changes,
        }
    )


def course(product, label_code):
    return Course(product, label_code, TODAY, 1)


def test_a_course_steps_down_on_the_days_its_weeks_begin():
    document = rules.course(course("patch_24h", "us-patch-24h-21"))

    steps = [(step.strength, step.from_on, step.until_on) for step in document.steps]
    assert steps == [
        ("21 mg", date(2026, 3, 1), date(2026, 4, 11)),
        ("14 mg", date(2026, 4, 12), date(2026, 4, 25)),
        ("7 mg", date(2026, 4, 26), date(2026, 5, 9)),
    ]
    assert document.ends_on == date(2026, 5, 9)


@pytest.mark.parametrize("code", ["us-habitrol-14", "gb-patch-16h", "au-nicotinell-gum-2"])
def test_where_a_label_says_nothing_of_weeks_there_is_no_date(code):
    document = rules.course(course("patch_24h", code))

    assert document.ends_on is None
    assert {(step.from_on, step.until_on) for step in document.steps} <= {(None, None)}


@pytest.mark.parametrize(
    ("changes", "product", "label", "most"),
    [
        pytest.param({}, "gum", None, 24, id="S35: US gum"),
        pytest.param({}, "patch_24h", "us-patch-24h-21", None, id="a label without a limit"),
        pytest.param({}, "patch_24h", "us-habitrol-21", 1, id="one patch a day"),
        pytest.param({"country": "AU"}, "gum", None, 10, id="S38: unknown strength, the least"),
        pytest.param({"country": "AU"}, "gum", "au-nicotinell-gum-2", 20, id="S38: of 2 mg"),
        pytest.param({"country": "GB"}, "mouth_spray", None, 64, id="S37: mouth spray"),
        pytest.param({"country": "VN"}, "gum", None, None, id="no label of that country"),
        pytest.param({"codes": ["pregnant"]}, "gum", "us-gum-4", None, id="who had better ask"),
        pytest.param({"codes": None}, "gum", None, None, id="who was not asked"),
        pytest.param({"codes": ["dentures"]}, "gum", None, None, id="a form to ask about"),
        pytest.param({}, "gum", "us-gum-withdrawn", 24, id="a label that is no more"),
    ],
)
def test_the_limit_of_a_day_is_the_packs(changes, product, label, most):
    held = {product: course(product, label)} if label else {}

    assert rules.max_day(smoker(**changes), product, held, TODAY) == most


@pytest.mark.parametrize(
    ("total", "most", "warns"),
    [
        pytest.param(24, 24, False, id="as many as the pack says"),
        pytest.param(25, 24, True, id="one more"),
        pytest.param(200, None, False, id="no limit known"),
    ],
)
def test_a_warning_comes_with_the_first_piece_too_many(total, most, warns):
    assert bool(rules.warning(total, most)) == warns


def test_a_label_that_is_no_more_hides_its_course_alone():
    held = [course("gum", "us-gum-withdrawn"), course("lozenge", "us-lozenge-4")]

    items = rules.courses(smoker(), held, TODAY).items

    assert [each.product for each in items] == ["lozenge"]


@pytest.mark.parametrize(
    "used_at",
    [
        pytest.param(NOW + timedelta(minutes=6), id="the future"),
        pytest.param(NOW - timedelta(days=7, seconds=1), id="more than a week ago"),
    ],
)
def test_a_moment_out_of_reach_is_refused(used_at):
    with pytest.raises(Invalid):
        rules.moment_of(used_at, NOW)
