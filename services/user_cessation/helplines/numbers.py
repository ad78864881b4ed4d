"""The help lines of each country we launch in, and what we say everywhere else.

A number is somebody's last hope: a wrong one is worse than none, so each names its publisher and
the day it was compared with a source. Those nobody has confirmed carry `reviewed=False`.
"""

from collections.abc import Mapping
from datetime import date

from services.user_cessation.helplines.models import HelpLine
from services.user_cessation.words import Words

COMPARED = date(2026, 11, 23)
COMPARED_LATER = date(2026, 11, 27)

BY_COUNTRY: Mapping[str, tuple[HelpLine, ...]] = {
    "US": (
        HelpLine(
            code="us-988",
            kind="crisis",
            name=Words(
                en="988 Suicide & Crisis Lifeline", vi="Đường dây khủng hoảng và phòng tự sát 988"
            ),
            number="988",
            text="Text 988",
            url="https://988lifeline.org",
            source="988lifeline.org",
            checked_on=COMPARED,
        ),
        HelpLine(
            code="us-911",
            kind="emergency",
            name=Words(en="Emergency services", vi="Cấp cứu"),
            number="911",
            source="911.gov",
        ),
        HelpLine(
            code="us-quit-now",
            kind="quitline",
            name=Words(en="State quitlines", vi="Tổng đài cai thuốc lá của các bang"),
            number="1-800-784-8669",
            url="https://smokefree.gov",
            hours=Words(en="Each state has its own hours.", vi="Mỗi bang có giờ làm việc riêng."),
            source="smokefree.gov; compared with cdc.gov",
            checked_on=COMPARED_LATER,
        ),
    ),
    "GB": (
        HelpLine(
            code="gb-samaritans",
            kind="crisis",
            name=Words(en="Samaritans", vi="Samaritans"),
            number="116 123",
            url="https://www.samaritans.org",
            source="samaritans.org",
            checked_on=COMPARED_LATER,
        ),
        HelpLine(
            code="gb-999",
            kind="emergency",
            name=Words(en="Emergency services", vi="Cấp cứu"),
            number="999",
            source="nhs.uk",
        ),
        HelpLine(
            code="gb-smokefree",
            kind="quitline",
            name=Words(
                en="National Smokefree Helpline (England)",
                vi="Tổng đài cai thuốc lá quốc gia (Anh)",
            ),
            number="0300 123 1044",
            url="https://www.nhs.uk/better-health/quit-smoking/",
            hours=Words(
                en="Monday to Friday 9:00–20:00, Saturday and Sunday 11:00–16:00.",
                vi="Thứ Hai đến thứ Sáu 9:00–20:00, thứ Bảy và Chủ nhật 11:00–16:00.",
            ),
            source="nhs.uk; councils in London print it as theirs",
        ),
    ),
    "AU": (
        HelpLine(
            code="au-lifeline",
            kind="crisis",
            name=Words(en="Lifeline", vi="Lifeline"),
            number="13 11 14",
            url="https://www.lifeline.org.au",
            source="lifeline.org.au; compared with lifelineh2h.org.au, a centre of theirs",
            checked_on=COMPARED_LATER,
        ),
        HelpLine(
            code="au-000",
            kind="emergency",
            name=Words(en="Emergency services", vi="Cấp cứu"),
            number="000",
            source="triplezero.gov.au; compared with lifelineh2h.org.au",
            checked_on=COMPARED_LATER,
        ),
        HelpLine(
            code="au-quitline",
            kind="quitline",
            name=Words(en="Quitline", vi="Tổng đài cai thuốc lá Quitline"),
            number="13 7848",
            url="https://www.quit.org.au",
            source="quit.org.au",
            checked_on=COMPARED,
        ),
    ),
    "VN": (
        HelpLine(
            code="vn-ngay-mai",
            kind="crisis",
            name=Words(en="Ngày Mai hotline", vi="Đường dây nóng Ngày Mai"),
            number="096 306 1414",
            url="https://duongdaynongngaymai.vn",
            hours=Words(
                en="Wednesday to Sunday, 13:00–20:30.", vi="Thứ Tư đến Chủ nhật, 13:00–20:30."
            ),
            source="duongdaynongngaymai.vn; number and hours as printed by tintuc.vdong.vn in 2022",
            checked_on=COMPARED_LATER,
        ),
        HelpLine(
            code="vn-115",
            kind="emergency",
            name=Words(en="Medical emergency", vi="Cấp cứu y tế"),
            number="115",
            source="moh.gov.vn; compared with vietnamplus.vn",
            checked_on=COMPARED_LATER,
        ),
        HelpLine(
            code="vn-quitline",
            kind="quitline",
            name=Words(
                en="Quitline of Bạch Mai Hospital",
                vi="Tổng đài tư vấn cai nghiện thuốc lá, Bệnh viện Bạch Mai",
            ),
            number="1800 6606",
            source="Bạch Mai Hospital, as printed by vnexpress.net, baolaocai.vn, vietnamplus.vn",
            checked_on=COMPARED,
        ),
    ),
}

ANYWHERE: tuple[HelpLine, ...] = (
    HelpLine(
        code="directory",
        kind="crisis",
        name=Words(
            en="Crisis lines near you. If in danger, call your local emergency number.",
            vi="Đường dây hỗ trợ gần bạn. Nếu nguy hiểm, hãy gọi số cấp cứu nơi bạn ở.",
        ),
        number=None,
        url="https://findahelpline.com",
        source="findahelpline.com",
    ),
)
"""For countries whose lines we do not know yet."""
