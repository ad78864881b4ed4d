"""The sentences people agree to: when they register, and whenever they think again.

A consent must be provable, so each answer is stored with the version and the hash of the
sentence as it was shown. Change a sentence, change the version.
"""

import hashlib
from enum import StrEnum

VERSION = "2026-11"


class ConsentPurpose(StrEnum):
    """What one can agree to, each by itself."""

    TERMS = "terms"
    HEALTH_DATA = "health_data"
    COACH_SHARING = "coach_sharing"
    COMMUNITY = "community"
    RESEARCH = "research"
    MARKETING = "marketing"
    PLACE = "place"


_SENTENCES = {
    "en": {
        "terms": "I accept the terms of use and the privacy notice of Unlit.",
        "health_data": "Unlit may process what I enter about my smoking and my health"
        " in order to help me quit.",
        "coach_sharing": "My coach may see my progress, check-ins and slips.",
        "community": "Other members may see what I share in groups and in the feed.",
        "research": "Researchers may use my data after my name has been removed.",
        "marketing": "Unlit may write to me about news and offers.",
        "place": "Unlit may keep about where I was, to a kilometre, when I log a craving"
        " and ask for that.",
    },
    "vi": {
        "terms": "Tôi chấp nhận điều khoản sử dụng và thông báo về quyền riêng tư của Unlit.",
        "health_data": "Unlit được xử lý thông tin tôi nhập về việc hút thuốc và sức khỏe của tôi"
        " để giúp tôi bỏ thuốc.",
        "coach_sharing": "Huấn luyện viên của tôi được xem tiến trình, điểm danh và lần hút lại"
        " của tôi.",
        "community": "Các thành viên khác được xem những gì tôi chia sẻ trong nhóm"
        " và trên bảng tin.",
        "research": "Các nhà nghiên cứu được dùng dữ liệu của tôi sau khi đã bỏ tên tôi.",
        "marketing": "Unlit được viết cho tôi về tin tức và ưu đãi.",
        "place": "Unlit được lưu vị trí của tôi, chính xác khoảng một ki-lô-mét, khi tôi ghi lại"
        " cơn thèm và muốn như vậy.",
    },
}


def sentence(purpose: str, locale: str) -> str:
    return _SENTENCES[locale][purpose]


def sentence_sha256(purpose: str, locale: str) -> bytes:
    return hashlib.sha256(sentence(purpose, locale).encode()).digest()
