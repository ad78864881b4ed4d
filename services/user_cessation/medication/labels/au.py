"""Labels of Australia."""

from datetime import date

from services.user_cessation.medication.models import LabelRule, NrtLabel, NrtProduct
from services.user_cessation.words import Words

COMPARED = date(2026, 11, 26)

LABELS = tuple(
    NrtLabel(
        code=f"au-nicotinell-gum-{strength[0]}",
        country="AU",
        product=NrtProduct.GUM,
        brand="Nicotinell",
        strength=strength,
        rule=rule,
        for_whom=for_whom,
        steps=(),
        max_day=most,
        note=None,
        source="Nicotinell Australia",
        url="https://www.nicotinell.com.au/nicotinell-gum/",
        checked_on=COMPARED,
    )
    for strength, rule, for_whom, most in (
        (
            "4 mg",
            LabelRule("cigarettes_per_day", at_least=20),
            Words(en="20 cigarettes a day or more", vi="Từ 20 điếu mỗi ngày"),
            10,
        ),
        (
            "2 mg",
            LabelRule("cigarettes_per_day", below=20),
            Words(en="Fewer than 20 cigarettes a day", vi="Dưới 20 điếu mỗi ngày"),
            20,
        ),
    )
)
