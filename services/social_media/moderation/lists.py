"""The words and addresses that get a text looked at, held back or returned, as data.

Vietnamese is matched with its marks or wholly without; where a phrase without marks means something
harmless as well, `needs_marks` asks for them: `tu tu` is far more often `từ từ`, slowly. English is
matched whatever marks somebody puts on it. A phrase is whole words, in order.
"""

from dataclasses import dataclass
from typing import Literal

from services.social_media.moderation.models import Outcome, Reason

Language = Literal["en", "vi"]


@dataclass(frozen=True, slots=True)
class Term:
    phrase: str
    language: Language
    outcome: Outcome
    reason: Reason
    needs_marks: bool = False


def _terms(
    language: Language,
    outcome: Outcome,
    reason: Reason,
    *phrases: str,
    needs_marks: bool = False,
) -> list[Term]:
    return [Term(phrase, language, outcome, reason, needs_marks) for phrase in phrases]


FLAG, HOLD, BOUNCE = Outcome.FLAG, Outcome.HOLD, Outcome.BOUNCE

TERMS: tuple[Term, ...] = (
    # Whoever came here to stop is not to be sold what they are stopping.
    *_terms(
        "en", HOLD, Reason.SELLING_TOBACCO,
        "cigarettes for sale", "vapes for sale", "vape for sale", "vape shop", "selling vapes",
        "selling cigarettes", "cheap cigarettes", "cheap vapes", "duty free cigarettes",
        "buy my cigarettes", "nicotine pouches for sale", "snus for sale",
    ),
    *_terms(
        "vi", HOLD, Reason.SELLING_TOBACCO,
        "bán thuốc lá điện tử", "thuốc lá giá rẻ", "thuốc lá giá sỉ", "pod giá rẻ", "vape giá rẻ",
        "ship thuốc lá", "thuốc lá xách tay",
    ),
    # Without marks, selling is spelled like the word for you.
    *_terms(
        "vi", HOLD, Reason.SELLING_TOBACCO,
        "bán thuốc lá", "bán vape", "bán pod", needs_marks=True,
    ),
    *_terms(
        "en", FLAG, Reason.MEDICAL_MISINFORMATION,
        "stop taking your medication", "stop your medication", "patches are poison",
        "patches cause cancer", "varenicline kills", "smoking is good for you",
        "smoking cures", "nicotine cures", "detox cures", "doctors are lying",
        "vaping is harmless", "miracle cure",
    ),
    *_terms(
        "vi", FLAG, Reason.MEDICAL_MISINFORMATION,
        "ngưng thuốc bác sĩ kê", "miếng dán gây ung thư", "hút thuốc tốt cho", "vape vô hại",
        "thuốc lá điện tử vô hại", "chữa khỏi một trăm phần trăm",
    ),
    *_terms(
        "vi", FLAG, Reason.MEDICAL_MISINFORMATION,
        "hút thuốc chữa", "thần dược", needs_marks=True,
    ),
    *_terms(
        "en", BOUNCE, Reason.HATE,
        "nigger", "niggers", "faggot", "faggots", "kike", "kikes", "wetback", "gook", "gooks",
    ),
    *_terms(
        "en", HOLD, Reason.HARASSMENT,
        "kill yourself", "kys", "go die", "fuck you", "fuck off", "piece of shit",
        "i will find you", "i know where you live",
    ),
    *_terms(
        "vi", HOLD, Reason.HARASSMENT,
        "đi chết đi", "chết đi mày", "địt mẹ", "đụ má", "đồ óc chó", "thằng chó", "con đĩ",
        "tao giết mày", "tao biết nhà mày",
    ),
    *_terms(
        "en", FLAG, Reason.HARASSMENT,
        "you are pathetic", "youre pathetic", "you are a loser", "youre a loser",
        "you have no willpower", "shut up", "you are disgusting", "youre disgusting",
    ),
    *_terms(
        "vi", FLAG, Reason.HARASSMENT,
        "đồ thất bại", "đồ vô dụng", "câm mồm",
    ),
    *_terms("vi", FLAG, Reason.HARASSMENT, "đồ ngu", needs_marks=True),
    *_terms(
        "en", HOLD, Reason.SPAM,
        "crypto giveaway", "free bitcoin", "double your money", "work from home and earn",
        "click the link in my bio", "onlyfans", "payday loan", "online casino",
    ),
    *_terms(
        "vi", HOLD, Reason.SPAM,
        "kiếm tiền online", "việc nhẹ lương cao", "vay tiền nhanh", "cá độ bóng đá",
        "lô đề online",
    ),
    *_terms("vi", HOLD, Reason.SPAM, "nhà cái", needs_marks=True),
    *_terms(
        "en", FLAG, Reason.SPAM,
        "whatsapp me", "dm me for", "add me on telegram", "promo code", "affiliate link",
    ),
    *_terms("vi", FLAG, Reason.SPAM, "inbox giá", "kết bạn zalo", "nhắn zalo", "mã giảm giá"),
    *_terms("en", HOLD, Reason.SEXUAL, "send nudes", "sex chat", "hookup tonight"),
    *_terms("vi", HOLD, Reason.SEXUAL, "gửi ảnh nóng", "chat sex", "gái gọi"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Domain:
    """An address and everything below it."""

    name: str
    outcome: Outcome
    reason: Reason


DOMAINS: tuple[Domain, ...] = (
    # Where a shortened link leads, nobody sees before they are there.
    *(
        Domain(name, HOLD, Reason.SPAM)
        for name in ("bit.ly", "tinyurl.com", "goo.gl", "ow.ly", "is.gd", "cutt.ly", "rb.gy")
    ),
    *(Domain(name, FLAG, Reason.SPAM) for name in ("t.me", "wa.me", "zalo.me", "discord.gg")),
    *(
        Domain(name, BOUNCE, Reason.SELLING_TOBACCO)
        for name in ("marlboro.com", "iqos.com", "juul.com", "vuse.com", "zyn.com", "velo.com")
    ),
    Domain("onlyfans.com", BOUNCE, Reason.SEXUAL),
)  # fmt: skip

SELLERS = (
    "vape",
    "vaping",
    "ecig",
    "eliquid",
    "cigarette",
    "tobacco",
    "thuocla",
    "snus",
    "nicotinepouch",
)
"""A name of an address with one of these in it is held: nearly all of them sell."""

HELPFUL = frozenset(
    {
        "smokefree.gov", "cdc.gov", "cancer.gov", "nih.gov", "who.int", "nhs.uk", "ash.org.uk",
        "quit.org.au", "truthinitiative.org", "becomeanex.org", "cochrane.org", "vinacosh.gov.vn",
        "bachmai.gov.vn", "988lifeline.org", "samaritans.org",
    }
)  # fmt: skip
"""Links to these, and to what is below them, count as none."""
