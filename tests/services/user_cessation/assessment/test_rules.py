"""Scores against worked examples, item by item and boundary by boundary."""

from datetime import UTC, datetime

import pytest

from services.user_cessation.assessment import rules
from services.user_cessation.assessment.catalogue import FORMS, offered
from services.user_cessation.assessment.forms.dependence import FTCD, HSI
from services.user_cessation.assessment.forms.mood import PHQ2
from services.user_cessation.assessment.forms.readiness import CONFIDENCE, IMPORTANCE
from services.user_cessation.assessment.forms.withdrawal import CANDIDATES, CORE, MTWS
from services.user_cessation.assessment.models import Band, Number
from services.user_cessation.words import Words
from shared.models.problem import Invalid

NOTHING = Words(en="", vi="")
OTHER_HSI_BANDS = (Band("low", 2, NOTHING), Band("medium", 4, NOTHING), Band("high", 6, NOTHING))


def ftcd(minutes, refrain, hardest, cigarettes, morning, ill):
    return {
        "minutes_to_first": minutes,
        "hard_to_refrain": refrain,
        "hardest_to_give_up": hardest,
        "cigarettes_per_day": cigarettes,
        "more_in_morning": morning,
        "when_ill": ill,
    }


def hsi(minutes, cigarettes):
    return {"minutes_to_first": minutes, "cigarettes_per_day": cigarettes}


def mtws(core, candidates=None):
    answers = dict(zip(CORE, core, strict=True))
    return answers | (dict(zip(CANDIDATES, candidates, strict=True)) if candidates else {})


@pytest.mark.parametrize(
    ("answers", "total", "band"),
    [
        pytest.param(ftcd(5, "yes", "first", 31, "yes", "yes"), 10, "very_high", id="the most"),
        pytest.param(ftcd(61, "no", "other", 10, "no", "no"), 0, "very_low", id="the least"),
        pytest.param(ftcd(30, "no", "first", 10, "yes", "no"), 4, "low", id="NCI acceptance test"),
        pytest.param(ftcd(30, "yes", "first", 21, "yes", "no"), 7, "high", id="7 is high"),
        pytest.param(ftcd(60, "no", "other", 11, "no", "no"), 2, "very_low", id="2 is very low"),
        pytest.param(ftcd(5, "yes", "first", 10, "no", "no"), 5, "medium", id="5 is medium"),
        pytest.param(ftcd(5, "yes", "first", 31, "no", "no"), 8, "very_high", id="8 is very high"),
        pytest.param(ftcd(30, "yes", "other", 10, "no", "no"), 3, "low", id="3 is low"),
        pytest.param(ftcd(5, "yes", "first", 11, "no", "no"), 6, "high", id="6 is high"),
    ],
)
def test_ftcd(answers, total, band):
    scored = rules.score(FTCD, answers)

    assert (scored.scores, scored.band) == ({"total": total}, band)


@pytest.mark.parametrize("missing", [item.code for item in FTCD.items])
def test_an_ftcd_with_a_gap_has_no_score(missing):
    answers = ftcd(5, "yes", "first", 31, "yes", "yes")
    del answers[missing]

    with pytest.raises(Invalid) as refusal:
        rules.score(FTCD, answers)

    assert refusal.value.extra["errors"] == [
        {"field": f"answers.{missing}", "message": "is missing"}
    ]


@pytest.mark.parametrize(
    ("answers", "total", "band", "other_band"),
    [
        pytest.param(hsi(5, 31), 6, "high", "high", id="5 min, 31 a day"),
        pytest.param(hsi(6, 15), 3, "medium", "medium", id="6 min, 15 a day"),
        pytest.param(hsi(61, 10), 0, "low", "low", id="61 min, 10 a day"),
        pytest.param(hsi(60, 20), 2, "medium", "low", id="60 min, 20 a day: the tables disagree"),
        pytest.param(hsi(5, 10), 3, "medium", "medium", id="5 min, 10 a day"),
        pytest.param(hsi(31, 10), 1, "low", "low", id="31 min, 10 a day"),
        pytest.param(hsi(5, 21), 5, "high", "high", id="5 min, 21 a day"),
        pytest.param(hsi(30, 30), 4, "medium", "medium", id="30 min, 30 a day"),
        pytest.param(hsi(1440, 200), 3, "medium", "medium", id="the largest numbers"),
        pytest.param(hsi(0, 0), 3, "medium", "medium", id="the smallest numbers"),
    ],
)
def test_hsi(answers, total, band, other_band):
    scored = rules.score(HSI, answers)

    assert (scored.scores, scored.band) == ({"total": total}, band)
    assert rules.band(OTHER_HSI_BANDS, total).code == other_band


@pytest.mark.parametrize(
    ("answers", "scores", "band"),
    [
        pytest.param(
            mtws([3, 4, 2, 3, 0, 2, 0, 2, 0], [1, 2, 1, 2, 3, 2]),
            {"total9": 16, "total8": 13, "mean8": 1.625, "craving": 3, "total15": 27},
            "mild",
            id="NCI acceptance test",
        ),
        pytest.param(
            mtws([4] * 9, [0] * 6),
            {"total9": 36, "total8": 32, "mean8": 4.0, "craving": 4, "total15": 36},
            "moderate",
            id="all of the core",
        ),
        pytest.param(
            mtws([1] * 9),
            {"total9": 9, "total8": 8, "mean8": 1.0, "craving": 1, "total15": None},
            None,
            id="the core alone has no total of fifteen",
        ),
        pytest.param(
            mtws([0] * 9, [0] * 6) | {"craving": 4},
            {"total9": 4, "total8": 0, "mean8": 0.0, "craving": 4, "total15": 4},
            "slight",
            id="craving is in no total of eight",
        ),
    ],
)
def test_mtws(answers, scores, band):
    scored = rules.score(MTWS, answers)

    assert (scored.scores, scored.band) == (scores, band)


@pytest.mark.parametrize(
    ("total15", "band"),
    [
        (0, "slight"),
        (15, "slight"),
        (16, "mild"),
        (30, "mild"),
        (31, "moderate"),
        (45, "moderate"),
        (46, "severe"),
        (60, "severe"),
    ],
)
def test_bands_of_fifteen_items_follow_the_one_in_print(total15, band):
    assert rules.band(MTWS.bands, total15).code == band


@pytest.mark.parametrize("missing", CORE)
def test_a_missing_core_item_leaves_no_total(missing):
    answers = mtws([3, 4, 2, 3, 0, 2, 0, 2, 0], [1, 2, 1, 2, 3, 2])
    del answers[missing]

    with pytest.raises(Invalid):
        rules.score(MTWS, answers)


@pytest.mark.parametrize(
    ("first", "second", "total", "band"),
    [
        pytest.param(0, 0, 0, "below", id="0 and 0"),
        pytest.param(1, 1, 2, "below", id="1 and 1"),
        pytest.param(2, 1, 3, "talk", id="2 and 1"),
        pytest.param(3, 3, 6, "talk", id="3 and 3"),
    ],
)
def test_phq2(first, second, total, band):
    scored = rules.score(PHQ2, {"interest": first, "low_mood": second})

    assert (scored.scores, scored.band) == ({"total": total}, band)


@pytest.mark.parametrize("form", [CONFIDENCE, IMPORTANCE], ids=lambda form: form.code)
@pytest.mark.parametrize("number", [0, 4, 10])
def test_a_ruler_is_its_own_score(form, number):
    scored = rules.score(form, {form.items[0].code: number})

    assert (scored.scores, scored.band) == ({"total": number}, None)


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        pytest.param(HSI, hsi(-1, 10), id="below nothing"),
        pytest.param(HSI, hsi(1441, 10), id="longer than a day"),
        pytest.param(HSI, hsi("5", 10), id="text for a number"),
        pytest.param(HSI, hsi(5, 10) | {"when_ill": "yes"}, id="another form's question"),
        pytest.param(FTCD, ftcd(5, "maybe", "first", 31, "yes", "yes"), id="no such choice"),
        pytest.param(FTCD, ftcd(5, 1, "first", 31, "yes", "yes"), id="points for a choice"),
        pytest.param(PHQ2, {"interest": 4, "low_mood": 0}, id="beyond the scale"),
        pytest.param(CONFIDENCE, {"confidence": 11}, id="beyond ten"),
    ],
)
def test_an_answer_nobody_can_give_is_refused(form, answers):
    with pytest.raises(Invalid):
        rules.score(form, answers)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_every_form_is_sound(form):
    codes = [item.code for item in form.items]
    highest = sum(
        (max((points for _, points in item.asks.steps), default=item.asks.most))
        if isinstance(item.asks, Number)
        else max(choice.points for choice in item.asks)
        for item in form.items
    )

    assert len(set(codes)) == len(codes)
    assert all(set(total.items) <= set(codes) for total in form.totals)
    assert [band.up_to for band in form.bands] == sorted(band.up_to for band in form.bands)
    assert not form.bands or form.bands[-1].up_to == highest
    assert form.source
    assert not form.reviewed


@pytest.mark.parametrize(("enabled", "codes"), [(False, set()), (True, {"FTCD"})])
def test_what_belongs_to_somebody_is_off_until_permitted(enabled, codes):
    shown = {form.code for form in offered(ftcd_enabled=enabled)}

    assert shown == {"HSI", "MTWS", "PHQ-2", "CONFIDENCE", "IMPORTANCE"} | codes


@pytest.mark.parametrize(
    ("taken_at", "zone", "days"),
    [
        pytest.param(datetime(2026, 3, 1, 8, tzinfo=UTC), "UTC", 0, id="the moment itself"),
        pytest.param(datetime(2026, 2, 28, 23, tzinfo=UTC), "UTC", -1, id="the evening before"),
        pytest.param(datetime(2026, 3, 1, 18, tzinfo=UTC), "Asia/Ho_Chi_Minh", 1, id="their night"),
    ],
)
def test_days_since_quitting_are_the_members_own(taken_at, zone, days):
    quit_at = datetime(2026, 3, 1, 8, tzinfo=UTC)

    assert rules.days_since_quit(taken_at, quit_at, zone) == days
