"""How strongly someone depends on cigarettes: two forms that share their two best questions.

The points are Heatherton's (1991). Both sets of bands are one choice among several in print.
"""

from services.user_cessation.assessment.models import Band, Choice, Form, Item, Number, Total
from services.user_cessation.words import Words

NO_OR_YES = (
    Choice("no", 0, Words(en="No", vi="Không")),
    Choice("yes", 1, Words(en="Yes", vi="Có")),
)

MINUTES_TO_FIRST = Item(
    "minutes_to_first",
    Words(
        en="Once you are awake, how many minutes pass before you smoke?",
        vi="Sau khi thức dậy, bao nhiêu phút thì bạn hút điếu đầu tiên?",
    ),
    # Sources print both "up to 5" and "5 to 30"; five minutes scores as the shorter time.
    Number(0, 1440, steps=((5, 3), (30, 2), (60, 1), (1440, 0))),
)
CIGARETTES_PER_DAY = Item(
    "cigarettes_per_day",
    Words(
        en="How many cigarettes is a usual day?",
        vi="Một ngày bình thường bạn hút bao nhiêu điếu?",
    ),
    Number(0, 200, steps=((10, 0), (20, 1), (30, 2), (200, 3))),
)

HSI = Form(
    code="HSI",
    version=1,
    title=Words(en="How strong is the habit?", vi="Mức độ lệ thuộc của bạn?"),
    asks=Words(
        en="Two questions about the days on which you smoke as usual.",
        vi="Hai câu hỏi về những ngày bạn hút như thường lệ.",
    ),
    items=(MINUTES_TO_FIRST, CIGARETTES_PER_DAY),
    totals=(Total("total", ("minutes_to_first", "cigarettes_per_day")),),
    banded="total",
    bands=(
        Band("low", 1, Words(en="A light dependence.", vi="Mức lệ thuộc nhẹ.")),
        Band(
            "medium",
            4,
            Words(
                en="A medium dependence. Support and medicines make quitting easier.",
                vi="Mức lệ thuộc trung bình. Sự hỗ trợ và thuốc giúp việc cai dễ hơn.",
            ),
        ),
        Band(
            "high",
            6,
            Words(
                en="A strong dependence. Ask a pharmacist or doctor what can help you.",
                vi="Mức lệ thuộc mạnh. Hãy hỏi dược sĩ hoặc bác sĩ xem điều gì có thể giúp bạn.",
            ),
        ),
    ),
    notice=Words(
        en="Below ten cigarettes a day this says little about you.",
        vi="Nếu bạn hút dưới mười điếu mỗi ngày, kết quả này nói lên rất ít.",
    ),
    source="Heaviness of Smoking Index: Heatherton et al. 1989; PhenX 330201; bands as NIDA prints",
)

FTCD = Form(
    code="FTCD",
    version=1,
    title=Words(en="Cigarette dependence, in six questions", vi="Mức lệ thuộc, qua sáu câu hỏi"),
    asks=Words(
        en="Think of the days on which you smoke as usual.",
        vi="Hãy nghĩ về những ngày bạn hút như thường lệ.",
    ),
    items=(
        MINUTES_TO_FIRST,
        Item(
            "hard_to_refrain",
            Words(
                en="Is it hard for you to hold off in places where nobody may smoke?",
                vi="Bạn có thấy khó nhịn ở những nơi cấm hút thuốc không?",
            ),
            NO_OR_YES,
        ),
        Item(
            "hardest_to_give_up",
            Words(
                en="Which one would you miss the most?",
                vi="Điếu nào bạn khó bỏ nhất?",
            ),
            (
                Choice("first", 1, Words(en="The morning's first", vi="Điếu đầu tiên buổi sáng")),
                Choice("other", 0, Words(en="Another one", vi="Điếu khác")),
            ),
        ),
        CIGARETTES_PER_DAY,
        Item(
            "more_in_morning",
            Words(
                en="Do the first hours of your day hold more cigarettes than the rest?",
                vi="Bạn có hút nhiều hơn trong những giờ đầu sau khi thức dậy không?",
            ),
            NO_OR_YES,
        ),
        Item(
            "when_ill",
            Words(
                en="Do you smoke even on days when illness keeps you in bed?",
                vi="Bạn có hút cả khi ốm phải nằm trên giường không?",
            ),
            NO_OR_YES,
        ),
    ),
    totals=(
        Total(
            "total",
            (
                "minutes_to_first",
                "hard_to_refrain",
                "hardest_to_give_up",
                "cigarettes_per_day",
                "more_in_morning",
                "when_ill",
            ),
        ),
    ),
    banded="total",
    bands=(
        Band("very_low", 2, Words(en="A very light dependence.", vi="Mức lệ thuộc rất nhẹ.")),
        Band("low", 4, Words(en="A light dependence.", vi="Mức lệ thuộc nhẹ.")),
        Band("medium", 5, Words(en="A medium dependence.", vi="Mức lệ thuộc trung bình.")),
        Band("high", 7, Words(en="A strong dependence.", vi="Mức lệ thuộc mạnh.")),
        Band("very_high", 10, Words(en="A very strong dependence.", vi="Mức lệ thuộc rất mạnh.")),
    ),
    source="Fagerström Test for Cigarette Dependence: Heatherton et al. 1991; own wording",
    needs_permission=True,
)
