"""Labels of the United States."""

from datetime import date

from services.user_cessation.medication.labels.whom import (
    FIRST_AFTER_30,
    FIRST_WITHIN_30,
    LATER,
    MORE_THAN_10,
    OVER_10_A_DAY,
    TEN_OR_FEWER,
    UP_TO_10_A_DAY,
    WITHIN_HALF_AN_HOUR,
    patches,
)
from services.user_cessation.medication.models import LabelStep, NrtLabel, NrtProduct
from services.user_cessation.words import Words

COMPARED = date(2026, 11, 26)

NINE_A_DAY = Words(
    en="One every 1 to 2 hours, at least 9 a day", vi="Mỗi 1–2 giờ một viên, ít nhất 9 viên/ngày"
)
ONE_TO_TWO = Words(en="One every 1 to 2 hours", vi="Mỗi 1–2 giờ một viên")
TWO_TO_FOUR = Words(en="One every 2 to 4 hours", vi="Mỗi 2–4 giờ một viên")
FOUR_TO_EIGHT = Words(en="One every 4 to 8 hours", vi="Mỗi 4–8 giờ một viên")


def _twelve_weeks(strength: str, at_first: Words) -> tuple[LabelStep, ...]:
    return (
        LabelStep(strength=strength, from_week=1, until_week=6, use=at_first),
        LabelStep(strength=strength, from_week=7, until_week=9, use=TWO_TO_FOUR),
        LabelStep(strength=strength, from_week=10, until_week=12, use=FOUR_TO_EIGHT),
    )


PATCHES = tuple(
    NrtLabel(
        code=f"us-patch-24h-{strength[:2]}",
        country="US",
        product=NrtProduct.PATCH_24H,
        brand=None,
        strength=strength,
        rule=rule,
        for_whom=for_whom,
        steps=steps,
        max_day=None,
        note=None,
        source="QuitNet",
        url="https://support.quitnet.com/hc/en-us/articles/203032465-How-long-should-I-stay-on-the-patch-",
        checked_on=COMPARED,
    )
    for strength, rule, for_whom, steps in (
        (
            "21 mg",
            OVER_10_A_DAY,
            MORE_THAN_10,
            patches(("21 mg", 1, 6), ("14 mg", 7, 8), ("7 mg", 9, 10)),
        ),
        ("14 mg", UP_TO_10_A_DAY, TEN_OR_FEWER, patches(("14 mg", 1, 6), ("7 mg", 7, 8))),
    )
)

HABITROL = tuple(
    NrtLabel(
        code=f"us-habitrol-{strength[:2]}",
        country="US",
        product=NrtProduct.PATCH_24H,
        brand="Habitrol",
        strength=strength,
        rule=rule,
        for_whom=for_whom,
        steps=steps,
        max_day=1,
        note=None,
        source="Habitrol",
        url="https://habitrol.com/shop",
        checked_on=COMPARED,
    )
    for strength, rule, for_whom, steps in (
        (
            "21 mg",
            OVER_10_A_DAY,
            MORE_THAN_10,
            patches(("21 mg", 1, 4), ("14 mg", 5, 6), ("7 mg", 7, 8)),
        ),
        # The maker says where to start, and nothing of the weeks from there.
        (
            "14 mg",
            UP_TO_10_A_DAY,
            TEN_OR_FEWER,
            patches(("14 mg", None, None), ("7 mg", None, None)),
        ),
    )
)

GUM = tuple(
    NrtLabel(
        code=f"us-gum-{strength[0]}",
        country="US",
        product=NrtProduct.GUM,
        brand=None,
        strength=strength,
        rule=rule,
        for_whom=for_whom,
        steps=_twelve_weeks(strength, NINE_A_DAY),
        max_day=24,
        note=None,
        source="QuitNet",
        url="https://support.quitnet.com/hc/en-us/articles/203092555-How-long-and-how-often-should-I-use-the-gum-",
        checked_on=COMPARED,
    )
    for strength, rule, for_whom in (
        ("4 mg", WITHIN_HALF_AN_HOUR, FIRST_WITHIN_30),
        ("2 mg", LATER, FIRST_AFTER_30),
    )
)

LOZENGES = tuple(
    NrtLabel(
        code=f"us-lozenge-{strength[0]}",
        country="US",
        product=NrtProduct.LOZENGE,
        brand=None,
        strength=strength,
        rule=rule,
        for_whom=for_whom,
        steps=_twelve_weeks(strength, ONE_TO_TWO),
        max_day=20,
        note=None,
        source="QuitNet; US nicotine lozenge label (NDC 72162-2288)",
        url="https://support.quitnet.com/hc/en-us/articles/202403059-How-do-I-decide-what-dose-of-lozenge-to-use-",
        checked_on=COMPARED,
    )
    for strength, rule, for_whom in (
        ("4 mg", WITHIN_HALF_AN_HOUR, FIRST_WITHIN_30),
        ("2 mg", LATER, FIRST_AFTER_30),
    )
)

LABELS = (*PATCHES, *HABITROL, *GUM, *LOZENGES)
