"""Thirty small tasks, in our own words: each takes minutes, costs nothing and can wait a day."""

from services.user_cessation.missions.models import Mission
from services.user_cessation.words import Words


def _task(code: str, en: str, vi: str) -> Mission:
    return Mission(code, Words(en=en, vi=vi))


MISSIONS: tuple[Mission, ...] = (
    _task(
        "last_ashtray",
        "Put the last ashtray out of the house.",
        "Mang chiếc gạt tàn cuối cùng ra khỏi nhà.",
    ),
    _task(
        "tell_one",
        "Tell one person that you began today.",
        "Kể với một người rằng hôm nay bạn bắt đầu.",
    ),
    _task(
        "water_bottle",
        "Keep a bottle of water within reach all day.",
        "Để một chai nước trong tầm tay cả ngày.",
    ),
    _task(
        "other_way",
        "Take another way past the place where you used to smoke.",
        "Đi đường khác qua chỗ bạn từng hút.",
    ),
    _task("first_wave", "Sit out one urge with the timer.", "Chờ một cơn thèm qua cùng đồng hồ."),
    _task(
        "busy_hands",
        "Find something for your hands, and put it in your pocket.",
        "Tìm một món cho đôi tay và để trong túi.",
    ),
    _task(
        "one_week",
        "Write one sentence about this week in your journal.",
        "Viết một câu về tuần này vào nhật ký.",
    ),
    _task(
        "clean_coat",
        "Air the coat that smells of smoke, or wash it.",
        "Phơi hoặc giặt chiếc áo còn mùi khói.",
    ),
    _task(
        "new_morning",
        "Change one thing about the first half hour of the day.",
        "Thay đổi một điều trong nửa giờ đầu ngày.",
    ),
    _task(
        "ten_breaths",
        "Ten slow breaths, before you need them.",
        "Mười hơi thở chậm, trước khi bạn cần.",
    ),
    _task(
        "after_meal",
        "Leave the table right after a meal and walk five minutes.",
        "Rời bàn ngay sau bữa ăn và đi bộ năm phút.",
    ),
    _task(
        "thank_someone",
        "Thank somebody who put up with you these days.",
        "Cảm ơn một người đã chịu đựng bạn mấy ngày nay.",
    ),
    _task(
        "count_it",
        "Look at the money you kept, and name what it is for.",
        "Xem số tiền giữ lại được và đặt tên cho nó.",
    ),
    _task(
        "two_weeks",
        "Do something nice that costs what a pack did.",
        "Tự thưởng điều gì đó bằng giá một bao thuốc.",
    ),
    _task(
        "say_no",
        "Practise aloud how you turn down a cigarette.",
        "Tập nói to cách bạn từ chối một điếu thuốc.",
    ),
    _task(
        "stairs",
        "Take the stairs once, and notice your breath.",
        "Leo cầu thang một lần và để ý hơi thở.",
    ),
    _task("old_friend", "Meet somebody who never smoked.", "Gặp một người chưa từng hút thuốc."),
    _task(
        "top_trigger",
        "Look up your most common trigger and write an if-then for it.",
        "Xem điều khiến bạn thèm nhất và viết một câu nếu-thì.",
    ),
    _task("sleep_early", "Go to bed half an hour earlier.", "Đi ngủ sớm hơn nửa giờ."),
    _task(
        "read_reasons",
        "Read your reasons once, slowly.",
        "Đọc lại lý do của bạn một lần, thật chậm.",
    ),
    _task(
        "three_weeks",
        "Tell your group or your coach what helped most.",
        "Kể với nhóm hoặc người đồng hành điều gì giúp nhất.",
    ),
    _task(
        "taste", "Eat something slowly and name three tastes.", "Ăn chậm một món và gọi tên ba vị."
    ),
    _task(
        "plan_party",
        "Plan the next evening out: who, what you drink, when you leave.",
        "Lên kế hoạch buổi đi chơi tới: với ai, uống gì, về lúc nào.",
    ),
    _task("lesson_again", "Read one lesson again.", "Đọc lại một bài học."),
    _task(
        "move_ten",
        "Move for ten minutes, any way you like.",
        "Vận động mười phút, theo cách bạn thích.",
    ),
    _task(
        "help_one",
        "Encourage one person who is a day behind you.",
        "Động viên một người đi sau bạn một ngày.",
    ),
    _task(
        "old_pack",
        "Check coat pockets and drawers for a forgotten pack.",
        "Kiểm tra túi áo và ngăn kéo xem còn bao thuốc nào.",
    ),
    _task(
        "four_weeks",
        "Write to yourself of four weeks ago.",
        "Viết thư cho chính bạn của bốn tuần trước.",
    ),
    _task(
        "what_next",
        "Choose what you do with the time you used to smoke.",
        "Chọn việc cho khoảng thời gian từng để hút.",
    ),
    _task(
        "thirty",
        "Look back: thirty days. Tell somebody.",
        "Nhìn lại: ba mươi ngày. Hãy kể với ai đó.",
    ),
)
