"""What to try while a wave lasts.

Four of them are the "four D's" quitlines teach (quitnow.ca). First comes what the person wrote
themselves on a calm day, last come other people: neither needs a new idea in a bad moment.
"""

from services.user_cessation.cravings.circumstances import Strategy
from services.user_cessation.waves.models import Step
from services.user_cessation.words import Words

WAVE = Words(
    en="An urge is like a wave: it rises, it peaks, it falls. You only have to outlast this one.",
    vi="Cơn thèm như con sóng: dâng lên, tới đỉnh, rồi hạ xuống. Bạn chỉ cần chờ con sóng này qua.",
)

STEPS: tuple[Step, ...] = (
    Step(
        "own_reasons",
        "own_reasons",
        Words(en="Why I began", vi="Vì sao tôi bắt đầu"),
        Words(
            en="Read your reasons and look at your picture.",
            vi="Đọc lại lý do và nhìn bức ảnh của bạn.",
        ),
    ),
    Step(
        "if_then",
        "if_then",
        Words(en="My own plan", vi="Kế hoạch của tôi"),
        Words(
            en="You decided what to do when this comes. Do that.",
            vi="Bạn đã định sẵn sẽ làm gì khi điều này đến. Hãy làm điều đó.",
        ),
    ),
    Step(
        "delay",
        "technique",
        Words(en="Delay", vi="Trì hoãn"),
        Words(
            en="Decide nothing until the timer is over. Not never: just not now.",
            vi="Chưa quyết định gì cho đến khi hết giờ. Không phải mãi mãi: chỉ là chưa phải lúc "
            "này.",
        ),
        Strategy.DELAY,
        300,
    ),
    Step(
        "distract",
        "technique",
        Words(en="Distract", vi="Đổi hướng chú ý"),
        Words(
            en="Give your hands something: dishes, a puzzle, a walk to the corner.",
            vi="Cho đôi tay việc gì đó: rửa bát, giải đố, đi bộ ra đầu ngõ.",
        ),
        Strategy.DISTRACT,
    ),
    Step(
        "deep_breath",
        "technique",
        Words(en="Deep breaths", vi="Hít thở sâu"),
        Words(
            en="Ten slow breaths, deep into the belly.",
            vi="Mười hơi thở chậm, sâu xuống bụng.",
        ),
        Strategy.DEEP_BREATH,
    ),
    Step(
        "drink",
        "technique",
        Words(en="Drink water", vi="Uống nước"),
        Words(en="A glass of water, in small sips.", vi="Một cốc nước, uống từng ngụm nhỏ."),
        Strategy.DRINK,
    ),
    Step(
        "breathing",
        "breathing",
        Words(en="Breathe with the circle", vi="Thở theo vòng tròn"),
        Words(
            en="In while it grows, out while it shrinks, a little longer out than in.",
            vi="Hít vào khi nó lớn dần, thở ra khi nó nhỏ lại, thở ra dài hơn hít vào một chút.",
        ),
        Strategy.SURF_URGE,
        60,
    ),
    Step(
        "people",
        "people",
        Words(en="Write to somebody", vi="Nhắn cho ai đó"),
        Words(
            en="Tell your coach or your group that it is hard right now. You need not be polite.",
            vi="Nói với người đồng hành hoặc nhóm rằng lúc này khó khăn. Không cần khách sáo.",
        ),
        Strategy.TALK,
    ),
)
