"""What people write when they may be about to hurt themselves, as data.

Chosen to be quick to offer help and slow to call somebody: at worst the author sees a card with
numbers to ring. Talk of craving is full of dying ("dying for a smoke", `thèm muốn chết`), so no
phrase here is one of those. Clinicians have to confirm every phrase and level (`reviewed`).
"""

from dataclasses import dataclass

from services.social_media.moderation.lists import Language
from services.social_media.moderation.models import CrisisLevel


@dataclass(frozen=True, slots=True)
class Danger:
    phrase: str
    language: Language
    level: CrisisLevel
    needs_marks: bool = False
    reviewed: bool = False

    @property
    def code(self) -> str:
        return f"danger-{self.language}-{self.phrase.replace(' ', '-')}"


def _phrases(
    level: CrisisLevel, language: Language, *phrases: str, needs_marks: bool = False
) -> list[Danger]:
    return [Danger(phrase, language, level, needs_marks) for phrase in phrases]


DANGERS: tuple[Danger, ...] = (
    *_phrases(
        CrisisLevel.IMMINENT, "en",
        "going to kill myself", "gonna kill myself", "about to kill myself", "kill myself tonight",
        "kill myself today", "kill myself now", "going to end my life", "end my life tonight",
        "going to end it tonight", "ending it tonight", "suicide note",
        "goodbye letter to my family", "swallowed all my pills",
    ),
    *_phrases(
        CrisisLevel.IMMINENT, "vi",
        "thư tuyệt mệnh", "uống hết thuốc ngủ", "uống thuốc ngủ tự tử",
        "kết thúc cuộc đời mình tối nay",
    ),
    *_phrases(
        CrisisLevel.IMMINENT, "vi",
        "sắp tự tử", "sẽ tự tử", "tự tử đêm nay", "tự tử tối nay", "tự tử hôm nay",
        needs_marks=True,
    ),
    *_phrases(
        CrisisLevel.URGENT, "en",
        "kill myself", "want to end my life", "ending my life", "take my own life",
        "taking my own life", "want to die", "wanna die", "wish i was dead", "wish i were dead",
        "better off dead", "better off without me", "dont want to live", "do not want to live",
        "dont want to be alive", "dont want to be here anymore", "no reason to live",
        "nothing to live for", "i am suicidal", "im suicidal", "feel suicidal", "feeling suicidal",
        "want to hurt myself", "want to harm myself", "want to cut myself", "take all my pills",
        "taken all my pills", "took all my pills",
    ),
    *_phrases(
        CrisisLevel.URGENT, "vi",
        "tôi muốn chết", "mình muốn chết", "em muốn chết", "anh muốn chết", "chết cho xong",
        "chết đi cho rồi", "không muốn sống nữa", "không thiết sống", "chẳng muốn sống",
        "hết muốn sống", "không còn lý do để sống", "kết liễu đời mình",
        "kết thúc cuộc đời mình", "tự làm đau mình", "tự làm hại mình", "rạch tay",
    ),
    *_phrases(CrisisLevel.URGENT, "vi", "muốn tự tử", needs_marks=True),
    *_phrases(
        CrisisLevel.INFO, "en",
        "suicide", "suicidal", "self harm", "selfharm", "overdosed", "end my life", "hurt myself",
        "hurting myself", "harm myself", "harming myself", "cut myself",
    ),
    *_phrases(
        CrisisLevel.INFO, "vi",
        "tự sát", "quyên sinh", "chỉ muốn chết", "muốn chết quách", "muốn biến mất khỏi thế giới",
        "sống làm gì nữa",
    ),
    *_phrases(CrisisLevel.INFO, "vi", "tự tử", "tự vẫn", needs_marks=True),
)  # fmt: skip
"""`tu tu` and `tu van` without their marks are `từ từ`, slowly, and `tư vấn`, counselling."""
