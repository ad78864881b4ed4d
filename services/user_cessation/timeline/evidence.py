"""What each evidence set says comes back after stopping, and when.

A source that says "minutes" or "some days" is given a time here, and its note says so. The claim in
old leaflets that lungs gain 30 % contradicts the NHS and is left out.
"""

from datetime import timedelta

from services.user_cessation.timeline import texts
from services.user_cessation.timeline.models import Evidence, Milestone, Recovery, Span
from services.user_cessation.words import Words


def _hours(count: int) -> Span:
    return Span(timedelta(hours=count))


def _days(count: int) -> Span:
    return Span(timedelta(days=count))


def _weeks(count: int) -> Span:
    return Span(timedelta(weeks=count))


def _months(count: int) -> Span:
    return Span(months=count)


def _years(count: int) -> Span:
    return Span(months=12 * count)


TWENTY_MINUTES = Span(timedelta(minutes=20))

_CDC = (
    Milestone(
        Evidence.CDC,
        Recovery.HEART_RATE,
        TWENTY_MINUTES,
        None,
        "falls",
        texts.HEART_RATE,
        texts.SOME_MINUTES,
    ),
    Milestone(
        Evidence.CDC,
        Recovery.NICOTINE,
        _hours(24),
        None,
        "falls",
        Words(en="No nicotine is left in the blood.", vi="Trong máu không còn nicotin."),
        Words(
            en="Some NHS trusts give this 48 hours.",
            vi="Một số bệnh viện NHS nêu mốc 48 giờ.",
        ),
    ),
    Milestone(
        Evidence.CDC,
        Recovery.CARBON_MONOXIDE,
        _hours(48),
        _days(7),
        "falls",
        texts.CO_NORMAL,
        texts.SOME_DAYS,
    ),
    Milestone(Evidence.CDC, Recovery.COUGH, _months(1), _months(12), "falls", texts.COUGH),
    Milestone(
        Evidence.CDC, Recovery.HEART_ATTACK, _years(1), _years(2), "falls", texts.HEART_ATTACK
    ),
    Milestone(
        Evidence.CDC,
        Recovery.HEART_DISEASE,
        _years(3),
        _years(6),
        "falls",
        texts.HEART_DISEASE_HALVED,
    ),
    Milestone(
        Evidence.CDC,
        Recovery.MOUTH_AND_THROAT,
        _years(5),
        _years(10),
        "falls",
        texts.MOUTH_AND_THROAT_HALVED,
    ),
    Milestone(Evidence.CDC, Recovery.STROKE, _years(5), _years(10), "falls", texts.STROKE),
    Milestone(
        Evidence.CDC,
        Recovery.LUNG_CANCER,
        _years(10),
        _years(15),
        "falls",
        texts.LUNG_CANCER_HALVED,
    ),
    Milestone(Evidence.CDC, Recovery.OTHER_CANCERS, _years(10), None, "falls", texts.OTHER_CANCERS),
    Milestone(
        Evidence.CDC,
        Recovery.HEART_DISEASE_END,
        _years(15),
        None,
        "falls",
        texts.LIKE_NON_SMOKER_HEART,
    ),
    Milestone(Evidence.CDC, Recovery.CANCERS_END, _years(20), None, "falls", texts.CANCERS_END),
    Milestone(
        Evidence.CDC,
        Recovery.CERVICAL_CANCER,
        _years(20),
        None,
        "falls",
        Words(
            en="The risk of cervical cancer that smoking added is about half.",
            vi="Phần nguy cơ ung thư cổ tử cung do thuốc lá gây ra còn khoảng một nửa.",
        ),
    ),
)

_WHO = (
    Milestone(
        Evidence.WHO,
        Recovery.HEART_RATE,
        TWENTY_MINUTES,
        None,
        "falls",
        texts.HEART_RATE_AND_PRESSURE,
    ),
    Milestone(Evidence.WHO, Recovery.CARBON_MONOXIDE, _hours(12), None, "falls", texts.CO_NORMAL),
    Milestone(
        Evidence.WHO, Recovery.CIRCULATION, _weeks(2), _weeks(12), "improves", texts.CIRCULATION
    ),
    Milestone(Evidence.WHO, Recovery.COUGH, _months(1), _months(9), "falls", texts.COUGH),
    Milestone(
        Evidence.WHO, Recovery.HEART_DISEASE, _years(1), None, "falls", texts.HEART_DISEASE_HALVED
    ),
    Milestone(
        Evidence.WHO, Recovery.STROKE, _years(5), _years(15), "falls", texts.LIKE_NON_SMOKER_STROKE
    ),
    Milestone(
        Evidence.WHO, Recovery.LUNG_CANCER, _years(10), None, "falls", texts.LUNG_CANCER_HALVED
    ),
    Milestone(Evidence.WHO, Recovery.OTHER_CANCERS, _years(10), None, "falls", texts.OTHER_CANCERS),
    Milestone(
        Evidence.WHO,
        Recovery.HEART_DISEASE_END,
        _years(15),
        None,
        "falls",
        texts.LIKE_NON_SMOKER_HEART,
    ),
)

_NHS = (
    Milestone(Evidence.NHS, Recovery.HEART_RATE, TWENTY_MINUTES, None, "falls", texts.HEART_RATE),
    Milestone(
        Evidence.NHS,
        Recovery.OXYGEN,
        _hours(8),
        None,
        "improves",
        Words(
            en="Oxygen is recovering, and carbon monoxide is down by half.",
            vi="Oxy trong máu đang hồi phục, khí CO giảm một nửa.",
        ),
    ),
    Milestone(Evidence.NHS, Recovery.CARBON_MONOXIDE, _hours(48), None, "falls", texts.CO_NORMAL),
    Milestone(
        Evidence.NHS,
        Recovery.TASTE_AND_SMELL,
        _hours(48),
        None,
        "improves",
        Words(
            en="Taste and smell are coming back, and the lungs clear themselves.",
            vi="Vị giác và khứu giác tốt hơn, phổi bắt đầu tự làm sạch.",
        ),
    ),
    Milestone(
        Evidence.NHS,
        Recovery.BREATHING,
        _hours(72),
        None,
        "improves",
        Words(
            en="Breathing comes easier, and there is more energy.",
            vi="Thở dễ hơn và có nhiều sức hơn.",
        ),
    ),
    Milestone(
        Evidence.NHS,
        Recovery.CIRCULATION,
        _weeks(2),
        _weeks(12),
        "improves",
        Words(en="Blood flows better.", vi="Máu lưu thông tốt hơn."),
    ),
    Milestone(
        Evidence.NHS,
        Recovery.COUGH,
        _months(3),
        _months(9),
        "falls",
        Words(
            en="Less coughing and wheezing; the lungs may gain up to a tenth.",
            vi="Ít ho và khò khè hơn; chức năng phổi có thể tăng đến 10%.",
        ),
    ),
    Milestone(
        Evidence.NHS,
        Recovery.HEART_DISEASE,
        _years(1),
        None,
        "falls",
        Words(
            en="The risk of a heart attack is about half that of somebody who went on.",
            vi="Nguy cơ nhồi máu cơ tim còn khoảng một nửa so với người tiếp tục hút.",
        ),
    ),
    Milestone(
        Evidence.NHS,
        Recovery.LUNG_CANCER,
        _years(10),
        None,
        "falls",
        Words(
            en="The risk of dying from lung cancer is about half that of somebody who went on.",
            vi="Nguy cơ tử vong do ung thư phổi còn khoảng một nửa so với người tiếp tục hút.",
        ),
    ),
)

_ACS = (
    Milestone(
        Evidence.ACS,
        Recovery.HEART_RATE,
        TWENTY_MINUTES,
        None,
        "falls",
        texts.HEART_RATE_AND_PRESSURE,
    ),
    Milestone(
        Evidence.ACS,
        Recovery.CARBON_MONOXIDE,
        _hours(48),
        _days(7),
        "falls",
        texts.CO_NORMAL,
        texts.SOME_DAYS,
    ),
    Milestone(
        Evidence.ACS, Recovery.CIRCULATION, _weeks(2), _weeks(12), "improves", texts.CIRCULATION
    ),
    Milestone(Evidence.ACS, Recovery.COUGH, _months(1), _months(12), "falls", texts.COUGH),
    Milestone(
        Evidence.ACS, Recovery.HEART_ATTACK, _years(1), _years(2), "falls", texts.HEART_ATTACK
    ),
    Milestone(
        Evidence.ACS,
        Recovery.MOUTH_AND_THROAT,
        _years(5),
        _years(10),
        "falls",
        texts.MOUTH_AND_THROAT_HALVED,
    ),
    Milestone(Evidence.ACS, Recovery.STROKE, _years(5), _years(10), "falls", texts.STROKE),
    Milestone(
        Evidence.ACS,
        Recovery.LUNG_CANCER,
        _years(10),
        _years(15),
        "falls",
        texts.LUNG_CANCER_HALVED,
    ),
    Milestone(
        Evidence.ACS,
        Recovery.HEART_DISEASE_END,
        _years(15),
        None,
        "falls",
        texts.LIKE_NON_SMOKER_HEART,
    ),
)

MILESTONES: tuple[Milestone, ...] = (*_CDC, *_WHO, *_NHS, *_ACS)
