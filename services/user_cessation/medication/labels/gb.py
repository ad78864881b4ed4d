"""Labels of Great Britain."""

from services.user_cessation.medication.labels.whom import (
    FIRST_AFTER_30,
    FIRST_WITHIN_30,
    LATER,
    WITHIN_HALF_AN_HOUR,
    patches,
)
from services.user_cessation.medication.models import NrtLabel, NrtProduct
from services.user_cessation.words import Words

COUNCIL = "Quit4Good, Warwickshire County Council"
COUNCIL_URL = "https://quit4good.warwickshire.gov.uk"

LOZENGES = tuple(
    NrtLabel(
        code=f"gb-lozenge-{strength[0]}",
        country="GB",
        product=NrtProduct.LOZENGE,
        brand=None,
        strength=strength,
        rule=rule,
        for_whom=for_whom,
        steps=(),
        max_day=12,
        note=None,
        source=COUNCIL,
        url=COUNCIL_URL,
        checked_on=None,
    )
    for strength, rule, for_whom in (
        ("4 mg", WITHIN_HALF_AN_HOUR, FIRST_WITHIN_30),
        ("2 mg", LATER, FIRST_AFTER_30),
    )
)

OTHERS = (
    NrtLabel(
        code="gb-gum",
        country="GB",
        product=NrtProduct.GUM,
        brand=None,
        strength="2 mg or 4 mg",
        rule=None,
        for_whom=None,
        steps=(),
        max_day=15,
        note=Words(
            en="The pack says which strength is meant for whom.",
            vi="Bao bì ghi rõ hàm lượng nào dành cho ai.",
        ),
        source=COUNCIL,
        url=COUNCIL_URL,
        checked_on=None,
    ),
    NrtLabel(
        code="gb-mouth-spray",
        country="GB",
        product=NrtProduct.MOUTH_SPRAY,
        brand=None,
        strength=None,
        rule=None,
        for_whom=None,
        steps=(),
        max_day=64,
        note=Words(
            en="1 or 2 sprays at a time, at most 4 an hour.",
            vi="Mỗi lần 1–2 nhát xịt, tối đa 4 nhát mỗi giờ.",
        ),
        source=COUNCIL,
        url=COUNCIL_URL,
        checked_on=None,
    ),
    NrtLabel(
        code="gb-patch-16h",
        country="GB",
        product=NrtProduct.PATCH_16H,
        brand=None,
        strength="15 mg",
        rule=None,
        for_whom=None,
        steps=patches(("15 mg", None, None), ("10 mg", None, None), ("5 mg", None, None)),
        max_day=None,
        note=Words(
            en="Taken off at bedtime. Newer packs begin with 25 mg.",
            vi="Gỡ ra trước khi ngủ. Bao bì mới hơn bắt đầu từ 25 mg.",
        ),
        source="BMJ 2004;328:454, as the IPCRG prints it",
        url="https://www.theipcrg.org",
        checked_on=None,
    ),
)

LABELS = (*LOZENGES, *OTHERS)
