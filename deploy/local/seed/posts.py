"""What the demo people posted: in their cohort, or for everybody."""

from dataclasses import dataclass

from services.social_media.reactions.models import Reaction


@dataclass(frozen=True, slots=True)
class Post:
    author: str
    hours_ago: float
    text: str
    comments: tuple[tuple[str, str], ...] = ()
    """Who answered, and what."""
    reactions: tuple[tuple[str, Reaction], ...] = ()
    is_public: bool = False


POSTS = (
    Post(
        "tom", 98, "Week one is behind me again. Third time lucky, and this time with company.",
        (("aisha", "With company it is. Same here."), ("peter", "Good to read this, Tom.")),
        (("aisha", Reaction.SAME_HERE), ("diego", Reaction.WITH_YOU)),
    ),
    Post(
        "mai", 74, "Hai tháng không khói thuốc. Nếu bạn đang ở tuần đầu: tuần đầu khó nhất.",
        (("hanh", "Cảm ơn em, chị đang cần nghe câu này."),),
        (("hanh", Reaction.THANK_YOU), ("minh", Reaction.STRONG)),
        is_public=True,
    ),
    Post(
        "diego", 51, "Ran three kilometres without stopping. Slowly. Who cares.",
        (("fatima", "Three! In July you told us about the bus stop."),),
        (("fatima", Reaction.PROUD), ("tom", Reaction.STRONG), ("yuki", Reaction.PROUD)),
    ),
    Post(
        "emma", 27, "Hello, I am new. Day two. The car is the hardest place for me.",
        (
            ("peter", "Welcome! For me it is the car as well. Gum, and the radio very loud."),
            ("coach.sam", "Glad you are here, Emma."),
        ),
        (("tom", Reaction.WITH_YOU), ("peter", Reaction.SAME_HERE)),
    ),
    Post(
        "aisha", 6, "A bad night, no cigarette. I count that double.",
        (("emma", "It should count double."),),
        (("tom", Reaction.PROUD), ("diego", Reaction.WITH_YOU)),
    ),
)  # fmt: skip
