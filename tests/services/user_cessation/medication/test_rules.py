"""Labels as packs have them, shown to whom they are meant for and to nobody who had better ask."""

from datetime import date
from decimal import Decimal

import pytest

from services.user_cessation.medication import cautions, rules
from services.user_cessation.medication.catalogue import BY_CODE, LABELS
from services.user_cessation.medication.models import Smoker

TODAY = date(2026, 3, 1)


def smoker(**changes):
    """An adult in the United States who was asked, and for whom no caution holds."""
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


def strengths(info, product, brand=None):
    return [
        label.strength for label in info.labels if (label.product, label.brand) == (product, brand)
    ]


@pytest.mark.parametrize(
    ("changes", "product", "brand", "expected"),
    [
        pytest.param(
            {"units_per_day": Decimal(10)}, "patch_24h", None, ["14 mg"], id="B12: US patch CPD 10"
        ),
        pytest.param(
            {"units_per_day": Decimal(11)}, "patch_24h", None, ["21 mg"], id="B12: US patch CPD 11"
        ),
        pytest.param(
            {"units_per_day": Decimal("10.5")}, "patch_24h", None, ["21 mg"], id="more than 10"
        ),
        pytest.param(
            {"units_per_day": Decimal(10)}, "patch_24h", "Habitrol", ["14 mg"], id="S34: step 2"
        ),
        pytest.param({"minutes_to_first": 30}, "gum", None, ["4 mg"], id="B12: US gum TTFC 30"),
        pytest.param({"minutes_to_first": 31}, "gum", None, ["2 mg"], id="B12: US gum TTFC 31"),
        pytest.param({"minutes_to_first": 30}, "lozenge", None, ["4 mg"], id="S36: US lozenge 30"),
        pytest.param({"minutes_to_first": 31}, "lozenge", None, ["2 mg"], id="S36: US lozenge 31"),
        pytest.param(
            {"country": "AU", "units_per_day": Decimal(20)},
            "gum",
            "Nicotinell",
            ["4 mg"],
            id="S38: AU gum from 20 a day",
        ),
        pytest.param(
            {"country": "AU", "units_per_day": Decimal("19.9")},
            "gum",
            "Nicotinell",
            ["2 mg"],
            id="S38: AU gum below 20",
        ),
        pytest.param(
            {"country": "GB", "minutes_to_first": 31}, "lozenge", None, ["2 mg"], id="S37: lozenge"
        ),
        pytest.param({"country": "UK"}, "gum", None, ["2 mg or 4 mg"], id="as people call it"),
    ],
)
def test_the_row_is_the_one_the_pack_names(changes, product, brand, expected):
    info = rules.information(smoker(**changes), TODAY)

    assert info.standing == "information"
    assert info.card == cautions.CONFIRM
    assert strengths(info, product, brand) == expected


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"birth_date": date(2008, 3, 2)}, id="B12: age 17"),
        pytest.param({"birth_date": date(2008, 3, 2), "codes": None}, id="17, not even asked"),
        *(
            pytest.param({"codes": [code]}, id=f"B12: {code}")
            for code in (
                "pregnant",
                "breast_feeding",
                "heart",
                "stroke",
                "kidney",
                "liver",
                "diabetes",
                "medicines",
            )
        ),
    ],
)
def test_who_had_better_ask_sees_a_card_and_no_row(changes):
    info = rules.information(smoker(**changes), TODAY)

    assert (info.standing, info.card) == ("professional", cautions.PROFESSIONAL)
    assert (info.labels, info.facts, info.needs) == ([], [], [])


def test_nobody_sees_a_row_before_they_were_asked():
    info = rules.information(smoker(codes=None), TODAY)

    assert (info.standing, info.card, info.labels) == ("ask_first", cautions.ASK_FIRST, [])


@pytest.mark.parametrize(
    ("code", "left_out"),
    [
        pytest.param("dentures", {"gum"}, id="B12: dentures and gum"),
        pytest.param("skin", {"patch_24h", "patch_16h"}, id="B12: skin and patches"),
    ],
)
def test_a_caution_about_a_form_leaves_out_that_form(code, left_out):
    info = rules.information(smoker(codes=[code]), TODAY)

    products = {label.product for label in info.labels}
    assert set(info.ask_about) == left_out
    assert products
    assert not products & left_out


@pytest.mark.parametrize("country", ["VN", "FI", None])
def test_a_country_we_know_nothing_of_has_no_row(country):
    info = rules.information(smoker(country=country), TODAY)

    assert (info.standing, info.card, info.labels) == ("information", cautions.NO_LABELS, [])


def test_what_a_profile_lacks_is_named_instead_of_guessed():
    info = rules.information(smoker(minutes_to_first=None), TODAY)

    assert info.needs == ["minutes_to_first"]
    assert {label.product for label in info.labels} == {"patch_24h"}


@pytest.mark.parametrize("product", ["vape", "pouch", "smokeless", "other", None])
def test_labels_count_cigarettes_so_nothing_else_is_counted_as_one(product):
    info = rules.information(smoker(product=product), TODAY)

    assert info.labels == []
    assert info.needs == ["cigarettes_per_day", "minutes_to_first"]


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        pytest.param("2008-03-01", "2026-03-01", 18, id="B17: on the birthday"),
        pytest.param("2008-03-02", "2026-03-01", 17, id="B17: a day before it"),
        pytest.param("2008-02-29", "2026-03-01", 18, id="B17: a leap day's child"),
        pytest.param("2008-02-29", "2026-02-28", 17, id="and not a day earlier"),
        pytest.param("2013-03-01", "2026-03-01", 13, id="B17: thirteen"),
    ],
)
def test_age_is_counted_in_full_years(born, today, years):
    assert rules.age(date.fromisoformat(born), date.fromisoformat(today)) == years


@pytest.mark.parametrize(
    ("code", "weeks", "max_day"),
    [
        pytest.param(
            "us-patch-24h-21",
            [("21 mg", 1, 6), ("14 mg", 7, 8), ("7 mg", 9, 10)],
            None,
            id="S33: over 10 a day",
        ),
        pytest.param(
            "us-patch-24h-14", [("14 mg", 1, 6), ("7 mg", 7, 8)], None, id="S33: up to 10 a day"
        ),
        pytest.param(
            "us-habitrol-21", [("21 mg", 1, 4), ("14 mg", 5, 6), ("7 mg", 7, 8)], 1, id="S34"
        ),
        pytest.param("us-gum-4", [("4 mg", 1, 6), ("4 mg", 7, 9), ("4 mg", 10, 12)], 24, id="S35"),
        pytest.param(
            "us-lozenge-2", [("2 mg", 1, 6), ("2 mg", 7, 9), ("2 mg", 10, 12)], 20, id="S36"
        ),
        pytest.param("gb-gum", [], 15, id="S37: gum"),
        pytest.param("gb-lozenge-4", [], 12, id="S37: lozenge"),
        pytest.param("gb-mouth-spray", [], 64, id="S37: mouth spray"),
        pytest.param("au-nicotinell-gum-2", [], 20, id="S38: 20 pieces of 2 mg"),
        pytest.param("au-nicotinell-gum-4", [], 10, id="S38: 10 pieces of 4 mg"),
    ],
)
def test_a_row_says_what_its_source_says(code, weeks, max_day):
    label = BY_CODE[code]

    steps = [(step.strength, step.from_week, step.until_week) for step in label.steps]
    assert (steps, label.max_day) == (weeks, max_day)


def test_every_row_names_a_source_a_link_and_a_code_of_its_own():
    assert len(BY_CODE) == len(LABELS)
    assert all(label.source and label.url.startswith("https://") for label in LABELS)
    assert {label.country for label in LABELS} == {"US", "GB", "AU"}
    assert not any(label.reviewed for label in LABELS)
