"""What can be earned. Effort and honesty count as much as days; nothing is ever taken away."""

from services.user_cessation.achievements.models import Achievement, Measure
from services.user_cessation.words import Words

ACHIEVEMENTS: tuple[Achievement, ...] = (
    Achievement(
        "first_day",
        Measure.SMOKE_FREE_DAYS,
        1,
        Words(en="The first day", vi="Ngày đầu tiên"),
        Words(en="A day without smoking.", vi="Một ngày không hút thuốc."),
    ),
    Achievement(
        "first_week",
        Measure.SMOKE_FREE_DAYS,
        7,
        Words(en="A week", vi="Một tuần"),
        Words(en="Seven days in a row.", vi="Bảy ngày liên tiếp."),
    ),
    Achievement(
        "first_month",
        Measure.SMOKE_FREE_DAYS,
        30,
        Words(en="A month", vi="Một tháng"),
        Words(en="Thirty days in a row.", vi="Ba mươi ngày liên tiếp."),
    ),
    Achievement(
        "hundred_days",
        Measure.SMOKE_FREE_DAYS,
        100,
        Words(en="A hundred days", vi="Một trăm ngày"),
        Words(en="A hundred days in a row.", vi="Một trăm ngày liên tiếp."),
    ),
    Achievement(
        "first_year",
        Measure.SMOKE_FREE_DAYS,
        365,
        Words(en="A year", vi="Một năm"),
        Words(en="All the seasons, smoke-free.", vi="Đủ bốn mùa không khói thuốc."),
    ),
    Achievement(
        "first_wave",
        Measure.URGES_PASSED,
        1,
        Words(en="The first wave", vi="Con sóng đầu tiên"),
        Words(en="An urge came, and went.", vi="Cơn thèm đến rồi đi."),
    ),
    Achievement(
        "ten_waves",
        Measure.URGES_PASSED,
        10,
        Words(en="Ten waves", vi="Mười con sóng"),
        Words(en="Ten urges that passed.", vi="Mười cơn thèm đã qua."),
    ),
    Achievement(
        "hundred_waves",
        Measure.URGES_PASSED,
        100,
        Words(en="A hundred waves", vi="Một trăm con sóng"),
        Words(en="A hundred urges that passed.", vi="Một trăm cơn thèm đã qua."),
    ),
    Achievement(
        "honest",
        Measure.SLIPS_TOLD,
        1,
        Words(en="Honest", vi="Trung thực"),
        Words(
            en="You told us about a hard moment. That takes courage, and helps next time.",
            vi="Bạn đã kể về một lúc khó khăn. Điều đó cần can đảm và có ích cho lần sau.",
        ),
    ),
    Achievement(
        "back_again",
        Measure.TIMES_BACK,
        1,
        Words(en="Back again", vi="Trở lại"),
        Words(en="A slip, and you went on.", vi="Một lần lỡ, và bạn đi tiếp."),
    ),
    Achievement(
        "ten_check_ins",
        Measure.CHECK_INS,
        10,
        Words(en="Ten check-ins", vi="Mười lần điểm danh"),
        Words(en="Ten days you looked back on.", vi="Mười ngày bạn nhìn lại."),
    ),
    Achievement(
        "first_lesson",
        Measure.LESSONS,
        1,
        Words(en="Curious", vi="Ham học"),
        Words(en="Your first lesson in riding out urges.", vi="Bài học đầu tiên về vượt cơn thèm."),
    ),
    Achievement(
        "all_lessons",
        Measure.LESSONS,
        10,
        Words(en="Surfer", vi="Người lướt sóng"),
        Words(en="Every lesson, from the first wave on.", vi="Mọi bài học, từ con sóng đầu tiên."),
    ),
    Achievement(
        "seven_missions",
        Measure.MISSIONS,
        7,
        Words(en="Small steps", vi="Những bước nhỏ"),
        Words(en="Seven missions done.", vi="Bảy nhiệm vụ đã xong."),
    ),
    Achievement(
        "thirty_missions",
        Measure.MISSIONS,
        30,
        Words(en="Thirty steps", vi="Ba mươi bước"),
        Words(
            en="Every mission of the first thirty days.", vi="Mọi nhiệm vụ của ba mươi ngày đầu."
        ),
    ),
)
