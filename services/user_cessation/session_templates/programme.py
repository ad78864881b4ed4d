"""The six sessions, in our own words, after the UK's National Centre for Smoking Cessation and
Training (standard treatment programme; PMC7611646, table 1) and what the Joint Commission calls
practical counselling: situations of danger, skills to cope, and basic information.
"""

from collections.abc import Mapping

from services.user_cessation.appointments.models import Kind
from services.user_cessation.session_templates.models import Point, Template
from services.user_cessation.words import Words

NCSCT = "NCSCT standard treatment programme (PMC7611646), paraphrased"


def _point(code: str, en: str, vi: str) -> Point:
    return Point(code, Words(en=en, vi=vi))


HOW_IT_WENT = _point(
    "how_it_went", "How the days since we met have been", "Những ngày qua của bạn thế nào"
)
SMOKED = _point(
    "smoked",
    "Whether anything was smoked, and what was learned from it",
    "Có hút lại không, và rút ra được điều gì",
)
CO = _point(
    "co",
    "Carbon monoxide in breath, where there is a device",
    "Đo khí CO trong hơi thở, nếu có máy",
)
CRAVINGS = _point(
    "cravings",
    "Cravings and withdrawal: what comes, and what lets it pass",
    "Cơn thèm và các triệu chứng: điều gì xuất hiện, điều gì giúp nó qua đi",
)
MEDICINE = _point(
    "medicine",
    "How the medicine is used; questions go to a pharmacist or doctor",
    "Đang dùng thuốc hỗ trợ ra sao; thắc mắc thì hỏi dược sĩ hoặc bác sĩ",
)
DANGER = _point(
    "danger",
    "Situations ahead that could be hard, and a plan for each",
    "Những tình huống khó sắp tới, và cách ứng phó với từng tình huống",
)
NOT_A_PUFF = _point(
    "not_a_puff",
    "Why not even one puff makes it easier",
    "Vì sao không hút dù chỉ một hơi lại giúp việc bỏ thuốc dễ hơn",
)
NEXT = _point("next", "A short summary, and when to meet next", "Tóm tắt ngắn, và hẹn lần gặp tới")

PROGRAMME: Mapping[Kind, Template] = {
    template.kind: template
    for template in (
        Template(
            Kind.PRE_QUIT,
            Words(en="Getting ready", vi="Chuẩn bị"),
            (
                _point(
                    "readiness",
                    "Whether now is the time, and what speaks for it",
                    "Bây giờ có phải lúc thích hợp không, và vì sao",
                ),
                _point(
                    "programme",
                    "What the programme is, and what it asks",
                    "Chương trình gồm những gì và cần gì ở bạn",
                ),
                _point(
                    "smoking_now",
                    "How much is smoked now, and when",
                    "Hiện nay hút bao nhiêu và khi nào",
                ),
                _point(
                    "past_attempts",
                    "Earlier attempts: what helped, what was hard",
                    "Những lần bỏ trước: điều gì giúp ích, điều gì khó",
                ),
                _point(
                    "dependence",
                    "How dependence works, and what the form says of it",
                    "Sự lệ thuộc nicotin diễn ra thế nào, và kết quả đánh giá",
                ),
                CO,
                NOT_A_PUFF,
                _point(
                    "withdrawal",
                    "What may be felt in the first weeks, and that it passes",
                    "Những gì có thể cảm thấy trong vài tuần đầu, và rồi sẽ qua",
                ),
                _point(
                    "medicines",
                    "Which medicines there are, and whom to ask about them",
                    "Có những loại thuốc hỗ trợ nào, và hỏi ai",
                ),
                _point("date", "Setting the date", "Chọn ngày bỏ thuốc"),
                _point(
                    "promise",
                    "A promise to oneself, in one's own words",
                    "Một lời hứa với chính mình, bằng lời của mình",
                ),
                _point(
                    "prepare",
                    "What to prepare, whom to tell, and a summary",
                    "Cần chuẩn bị gì, nói với ai, và tóm tắt",
                ),
            ),
            NCSCT,
        ),
        Template(
            Kind.QUIT_DAY,
            Words(en="The day", vi="Ngày bỏ thuốc"),
            (
                _point(
                    "ready",
                    "That today is the day, and what was prepared",
                    "Hôm nay là ngày đó, và đã chuẩn bị những gì",
                ),
                CO,
                MEDICINE,
                CRAVINGS,
                DANGER,
                _point(
                    "company",
                    "Who helps, and how to let others know",
                    "Ai sẽ giúp, và nói với mọi người thế nào",
                ),
                NOT_A_PUFF,
                _point("promise", "The promise, once more", "Nhắc lại lời hứa"),
                NEXT,
            ),
            NCSCT,
        ),
        Template(
            Kind.WEEK_1,
            Words(en="One week", vi="Một tuần"),
            (HOW_IT_WENT, SMOKED, CO, MEDICINE, CRAVINGS, DANGER, NOT_A_PUFF, NEXT),
            NCSCT,
        ),
        Template(
            Kind.WEEK_2,
            Words(en="Two weeks", vi="Hai tuần"),
            (
                HOW_IT_WENT,
                SMOKED,
                CO,
                MEDICINE,
                CRAVINGS,
                _point(
                    "routines",
                    "Routines that changed, and those still to change",
                    "Những thói quen đã đổi và cần đổi",
                ),
                DANGER,
                NEXT,
            ),
            NCSCT,
        ),
        Template(
            Kind.WEEK_3,
            Words(en="Three weeks", vi="Ba tuần"),
            (
                HOW_IT_WENT,
                SMOKED,
                CO,
                MEDICINE,
                CRAVINGS,
                _point("gains", "What is better already", "Điều gì đã tốt hơn"),
                _point(
                    "ending",
                    "What comes when our meetings end",
                    "Điều gì tiếp theo khi các buổi gặp kết thúc",
                ),
                NEXT,
            ),
            NCSCT,
        ),
        Template(
            Kind.WEEK_4,
            Words(en="Four weeks", vi="Bốn tuần"),
            (
                HOW_IT_WENT,
                SMOKED,
                CO,
                _point(
                    "medicine_end",
                    "How long the medicine goes on, and whom to ask",
                    "Dùng thuốc đến khi nào, và hỏi ai",
                ),
                DANGER,
                _point(
                    "staying",
                    "Being somebody who does not smoke",
                    "Trở thành người không hút thuốc",
                ),
                _point(
                    "if_ever",
                    "What to do if a cigarette happens: come back, nothing is lost",
                    "Nếu lỡ hút một điếu: hãy quay lại, không mất gì cả",
                ),
                _point(
                    "summary",
                    "What was achieved, and where to find help from now on",
                    "Những gì đã đạt được, và tìm trợ giúp ở đâu từ nay",
                ),
            ),
            NCSCT,
        ),
    )
}
