"""What the body and the mind do while nicotine leaves, from 0 (none) to 4 (severe).

Nine core items and six candidates of the Minnesota scale. Its authors advised in 1998 that craving
does not belong into a total, so `total8` and `mean8` leave it out and are what we show; `total9`
and `total15` are kept because others print those. The form is not called "withdrawal" in front of
people, because a name suggests its answers.
"""

from services.user_cessation.assessment.models import Band, Choice, Form, Item, Total
from services.user_cessation.words import Words

STRENGTH = (
    Choice(0, 0, Words(en="None", vi="Không có")),
    Choice(1, 1, Words(en="Slight", vi="Rất nhẹ")),
    Choice(2, 2, Words(en="Mild", vi="Nhẹ")),
    Choice(3, 3, Words(en="Moderate", vi="Vừa")),
    Choice(4, 4, Words(en="Severe", vi="Nặng")),
)

CORE = {
    "anger": Words(en="Easily angered or annoyed", vi="Dễ cáu giận, khó chịu"),
    "anxiety": Words(en="Anxious or nervous", vi="Lo âu, căng thẳng"),
    "low_mood": Words(en="Sad or in low spirits", vi="Buồn bã, tâm trạng đi xuống"),
    "craving": Words(en="Wanting to smoke", vi="Thèm hút thuốc"),
    "concentration": Words(en="Hard to keep my mind on things", vi="Khó tập trung"),
    "appetite": Words(en="Hungrier, or putting on weight", vi="Ăn ngon miệng hơn hoặc tăng cân"),
    "sleep": Words(
        en="Trouble falling asleep, or waking at night", vi="Khó ngủ hoặc thức giấc ban đêm"
    ),
    "restlessness": Words(en="Unable to keep still", vi="Bồn chồn, không ngồi yên được"),
    "impatience": Words(en="Impatient", vi="Thiếu kiên nhẫn"),
}
CANDIDATES = {
    "constipation": Words(en="Constipated", vi="Táo bón"),
    "dizziness": Words(en="Dizzy", vi="Chóng mặt"),
    "cough": Words(en="Coughing", vi="Ho"),
    "dreams": Words(en="Vivid dreams or nightmares", vi="Mơ nhiều hoặc gặp ác mộng"),
    "nausea": Words(en="Sick to the stomach", vi="Buồn nôn"),
    "sore_throat": Words(en="A sore throat", vi="Đau họng"),
}

MTWS = Form(
    code="MTWS",
    version=1,
    title=Words(en="How was your last day?", vi="Ngày vừa qua của bạn thế nào?"),
    asks=Words(
        en="How much of each did you feel in the past 24 hours?",
        vi="Trong 24 giờ qua, bạn cảm thấy những điều sau ở mức nào?",
    ),
    items=(
        *(Item(code, words, STRENGTH) for code, words in CORE.items()),
        *(Item(code, words, STRENGTH, required=False) for code, words in CANDIDATES.items()),
    ),
    totals=(
        Total("total8", tuple(code for code in CORE if code != "craving")),
        Total("mean8", tuple(code for code in CORE if code != "craving"), divided_by=8),
        Total("craving", ("craving",)),
        Total("total9", tuple(CORE)),
        Total("total15", (*CORE, *CANDIDATES)),
    ),
    banded="total15",
    # Only 16 to 30 is in print (smokefree.gov); the others continue it in equal steps.
    bands=(
        Band(
            "slight",
            15,
            Words(en="Little discomfort right now.", vi="Hiện tại ít khó chịu."),
        ),
        Band(
            "mild",
            30,
            Words(
                en="Some discomfort. For most people it fades over a few weeks.",
                vi="Có phần khó chịu. Với đa số, cảm giác này giảm dần sau vài tuần.",
            ),
        ),
        Band(
            "moderate",
            45,
            Words(
                en="Quite some discomfort. A pharmacist or your coach may know what eases it.",
                vi="Khá khó chịu. Dược sĩ hoặc người đồng hành có thể biết cách làm dịu.",
            ),
            offer="coach",
        ),
        Band(
            "severe",
            60,
            Words(
                en="A lot of discomfort. You need not go through it alone: ask a professional.",
                vi="Rất khó chịu. Bạn không phải chịu đựng một mình: hãy hỏi người có chuyên môn.",
            ),
            offer="coach",
        ),
    ),
    source="Minnesota Tobacco Withdrawal Scale, revised (PhenX 721001); Hughes & Hatsukami 1998",
)
