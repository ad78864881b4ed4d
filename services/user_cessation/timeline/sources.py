"""Who says what comes back when, and whom we follow in which country."""

from collections.abc import Mapping

from services.user_cessation.timeline.models import Evidence, EvidenceSource
from services.user_cessation.words import Words

SOURCES: Mapping[Evidence, EvidenceSource] = {
    Evidence.CDC: EvidenceSource(
        evidence=Evidence.CDC,
        name=Words(
            en="US Centers for Disease Control and Prevention",
            vi="Trung tâm Kiểm soát và Phòng ngừa Dịch bệnh Hoa Kỳ",
        ),
        published="2020",
        url="https://www.cdc.gov/tobacco/about/benefits-of-quitting.html",
    ),
    Evidence.WHO: EvidenceSource(
        evidence=Evidence.WHO,
        name=Words(en="World Health Organization", vi="Tổ chức Y tế Thế giới"),
        published="2020",
        url="https://www.who.int/news-room/questions-and-answers/item/tobacco-health-benefits-of-smoking-cessation",
    ),
    Evidence.NHS: EvidenceSource(
        evidence=Evidence.NHS,
        name=Words(en="UK National Health Service", vi="Dịch vụ Y tế Quốc gia Anh"),
        published="2025",
        url="https://www.nhs.uk/better-health/quit-smoking/",
    ),
    Evidence.ACS: EvidenceSource(
        evidence=Evidence.ACS,
        name=Words(en="American Cancer Society", vi="Hiệp hội Ung thư Hoa Kỳ"),
        published="2020",
        url="https://www.cancer.org/cancer/risk-prevention/tobacco/benefits-of-quitting-smoking-over-time.html",
    ),
}

BY_COUNTRY: Mapping[str, Evidence] = {"US": Evidence.CDC, "GB": Evidence.NHS}
ELSEWHERE = Evidence.WHO

DIFFER = Words(
    en="Sources differ about this time.",
    vi="Các nguồn không thống nhất về thời điểm này.",
)
CAUTION = Words(
    en="These times come from many people together. Yours may differ.",
    vi="Các mốc này được rút ra từ rất nhiều người. Của bạn có thể khác.",
)
