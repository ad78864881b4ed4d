"""What labels tell smokers apart by, and the words packs have for it."""

from services.user_cessation.medication.models import LabelRule, LabelStep
from services.user_cessation.words import Words

OVER_10_A_DAY = LabelRule("cigarettes_per_day", over=10)
UP_TO_10_A_DAY = LabelRule("cigarettes_per_day", up_to=10)
WITHIN_HALF_AN_HOUR = LabelRule("minutes_to_first", up_to=30)
LATER = LabelRule("minutes_to_first", over=30)

MORE_THAN_10 = Words(en="More than 10 cigarettes a day", vi="Hơn 10 điếu mỗi ngày")
TEN_OR_FEWER = Words(en="10 cigarettes a day or fewer", vi="10 điếu mỗi ngày trở xuống")
FIRST_WITHIN_30 = Words(
    en="First cigarette within 30 minutes of waking", vi="Điếu đầu tiên trong 30 phút sau khi dậy"
)
FIRST_AFTER_30 = Words(
    en="First cigarette more than 30 minutes after waking",
    vi="Điếu đầu tiên sau khi dậy hơn 30 phút",
)


def patches(*weeks: tuple[str, int | None, int | None]) -> tuple[LabelStep, ...]:
    """Strengths in turn, each with its first and last week."""
    return tuple(
        LabelStep(strength=strength, from_week=since, until_week=until)
        for strength, since, until in weeks
    )
