"""How much quitting matters to someone, and how sure they are that they can: one number each.

Asked again over time, because a falling confidence is what comes before the next cigarette.
"""

from services.user_cessation.assessment.models import Form, Item, Number, Total
from services.user_cessation.words import Words

ZERO_TO_TEN = Number(0, 10)
SOURCE = "Single-item rulers, as used in motivational interviewing"

CONFIDENCE = Form(
    code="CONFIDENCE",
    version=1,
    title=Words(en="How sure are you?", vi="Bạn tự tin đến mức nào?"),
    asks=Words(en="0 is not at all, 10 is completely.", vi="0 là không hề, 10 là hoàn toàn."),
    items=(
        Item(
            "confidence",
            Words(
                en="How sure are you that you can stay smoke-free?",
                vi="Bạn tự tin đến mức nào rằng mình có thể không hút thuốc?",
            ),
            ZERO_TO_TEN,
        ),
    ),
    totals=(Total("total", ("confidence",)),),
    source=SOURCE,
)

IMPORTANCE = Form(
    code="IMPORTANCE",
    version=1,
    title=Words(en="How much does it matter?", vi="Điều này quan trọng đến mức nào?"),
    asks=Words(en="0 is not at all, 10 is above all else.", vi="0 là không hề, 10 là trên hết."),
    items=(
        Item(
            "importance",
            Words(
                en="How much does quitting matter to you right now?",
                vi="Lúc này, việc cai thuốc quan trọng với bạn đến mức nào?",
            ),
            ZERO_TO_TEN,
        ),
    ),
    totals=(Total("total", ("importance",)),),
    source=SOURCE,
)
