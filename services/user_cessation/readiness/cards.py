"""Five things to think about for those who do not want to quit yet. None of them presses anybody.

The five R's of the US Public Health Service guideline, in our own words.
"""

from services.user_cessation.readiness.models import ReadinessCard
from services.user_cessation.words import Words

SOURCE = "Five R's: US Public Health Service, Treating Tobacco Use and Dependence; own wording"

CARDS = (
    ReadinessCard(
        code="relevance",
        title=Words(en="What is it to you?", vi="Điều đó có ý nghĩa gì với bạn?"),
        words=Words(
            en="If you smoked less or not at all, what would be different in your own days? Think "
            "of the people around you, your health, your money. Your reasons count, nobody else's.",
            vi="Nếu bạn hút ít hơn hoặc không hút nữa, ngày của bạn sẽ khác thế nào? Hãy nghĩ đến "
            "những người quanh bạn, sức khỏe, tiền bạc. Chỉ lý do của chính bạn mới quan trọng.",
        ),
        source=SOURCE,
    ),
    ReadinessCard(
        code="risks",
        title=Words(en="What worries you?", vi="Điều gì khiến bạn lo?"),
        words=Words(
            en="Is there something about smoking that bothers you, now or for later? Name it the "
            "way you would to a friend. You need not do anything about it today.",
            vi="Có điều gì về việc hút thuốc làm bạn băn khoăn, bây giờ hay về sau? Hãy gọi tên nó "
            "như khi kể với một người bạn. Hôm nay bạn chưa cần làm gì cả.",
        ),
        source=SOURCE,
    ),
    ReadinessCard(
        code="rewards",
        title=Words(en="What would you gain?", vi="Bạn sẽ được gì?"),
        words=Words(
            en="Breath on the stairs, the taste of food, money for something you want, a morning "
            "without looking for a lighter. Which one would please you most?",
            vi="Leo cầu thang đỡ hụt hơi, ăn ngon hơn, có tiền cho điều mình muốn, một buổi sáng "
            "không phải tìm bật lửa. Điều nào làm bạn vui nhất?",
        ),
        source=SOURCE,
    ),
    ReadinessCard(
        code="roadblocks",
        title=Words(en="What stands in the way?", vi="Điều gì đang cản trở?"),
        words=Words(
            en="Stress, company, weight, or an attempt that was hard? For each of these there is "
            "help: medicines, a coach, a plan for the difficult moment.",
            vi="Căng thẳng, bạn bè, cân nặng, hay một lần thử khó khăn? Mỗi điều đều có cách hỗ "
            "trợ: thuốc, người đồng hành, kế hoạch cho lúc khó.",
        ),
        source=SOURCE,
    ),
    ReadinessCard(
        code="repetition",
        title=Words(en="Look again some day", vi="Hôm nào đó hãy xem lại"),
        words=Words(
            en="Most people who quit for good tried more than once. This page stays here, and you "
            "decide when to open it again.",
            vi="Đa số người bỏ hẳn thuốc đã thử nhiều lần. Trang này vẫn ở đây, và bạn tự quyết "
            "định khi nào mở lại.",
        ),
        source=SOURCE,
    ),
)

CUT_DOWN = Words(
    en="If you like, smoke a little less for now. It counts as a beginning.",
    vi="Nếu muốn, bạn có thể hút ít đi một chút. Đó cũng là một khởi đầu.",
)
