"""Two questions about mood, for those who want them. The answer is never the name of an illness.

Three points or more suggest a talk with a professional (Kroenke 2003: it then finds 83 of 100, and
passes over 92 of 100 who need no such talk).
"""

from services.user_cessation.assessment.models import Band, Choice, Form, Item, Total
from services.user_cessation.words import Words

HOW_OFTEN = (
    Choice(0, 0, Words(en="Never", vi="Không lần nào")),
    Choice(1, 1, Words(en="On some days", vi="Vài ngày")),
    Choice(2, 2, Words(en="On most days", vi="Hơn một nửa số ngày")),
    Choice(3, 3, Words(en="Almost daily", vi="Gần như mỗi ngày")),
)

PHQ2 = Form(
    code="PHQ-2",
    version=1,
    title=Words(en="How have you been?", vi="Dạo này bạn thế nào?"),
    asks=Words(
        en="In the past two weeks, how often did this trouble you?",
        vi="Trong hai tuần qua, những điều sau làm bạn phiền lòng bao nhiêu lần?",
    ),
    items=(
        Item(
            "interest",
            Words(
                en="Nothing much felt worth doing or gave me joy",
                vi="Không còn thấy hứng thú hay vui với việc gì",
            ),
            HOW_OFTEN,
        ),
        Item(
            "low_mood",
            Words(en="Feeling low or without hope", vi="Cảm thấy buồn bã hoặc không có hy vọng"),
            HOW_OFTEN,
        ),
    ),
    totals=(Total("total", ("interest", "low_mood")),),
    banded="total",
    bands=(
        Band(
            "below",
            2,
            Words(
                en="Thank you for looking after yourself. Ask again whenever you like.",
                vi="Cảm ơn bạn đã quan tâm đến mình. Hãy làm lại bất cứ khi nào bạn muốn.",
            ),
        ),
        Band(
            "talk",
            6,
            Words(
                en="Talking with a doctor or counsellor could do you good. You deserve support.",
                vi="Bác sĩ hoặc chuyên gia tâm lý có thể giúp bạn. Bạn xứng đáng được hỗ trợ.",
            ),
            offer="coach",
        ),
    ),
    notice=Words(
        en="Optional. It only shows whether a talk might help; nobody here can tell you more.",
        vi="Không bắt buộc. Bài này chỉ cho biết trò chuyện có thể giúp bạn hay không.",
    ),
    help_first=True,
    source="PHQ-2: Kroenke, Spitzer & Williams 2003; own wording",
)
