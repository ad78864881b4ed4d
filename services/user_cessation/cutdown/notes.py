"""What is known about cutting down, for whoever chooses it."""

from services.user_cessation.words import Fact, Words

ABRUPT_WORKS_BETTER = Fact(
    code="abrupt-works-better",
    words=Words(
        en="Stopping all at once works better for most people: in a study, those who cut down "
        "tried to quit less often, and each week of delay made a slip likelier. If fewer a day "
        "suits you, keep it short.",
        vi="Với đa số, bỏ hẳn một lần hiệu quả hơn: trong một nghiên cứu, người giảm dần ít thử bỏ "
        "hơn, và mỗi tuần trì hoãn khiến dễ hút lại hơn. Nếu giảm dần hợp với bạn, hãy làm trong "
        "thời gian ngắn.",
    ),
    source="Hughes et al. 2010",
)
