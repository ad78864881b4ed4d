"""What somebody in danger is told: texts that were agreed on before, since nobody finds good words
within minutes. They name no diagnosis, promise nothing we cannot do, and never blame.
"""

from services.user_cessation.words import Fact, Words

_PROTOCOL = "Structure after the Help Texts crisis protocol (helptexts.com); own wording"

TEMPLATES: tuple[Fact, ...] = (
    Fact(
        code="we_read_it",
        words=Words(
            en=(
                "We read what you wrote, and we are glad you said it. It sounds very hard right"
                " now. We are people, not a machine, and we would like to know how you are. Are you"
                " safe at this moment? If you are in danger, please call your local emergency"
                " number now. Under Help you find whom else to call, and when they answer."
            ),
            vi=(
                "Chúng tôi đã đọc những gì bạn viết và mừng vì bạn đã nói ra. Nghe như lúc này bạn"
                " đang rất khó khăn. Chúng tôi là người thật, không phải máy, và muốn biết bạn thế"
                " nào. Ngay lúc này bạn có an toàn không? Nếu bạn đang gặp nguy hiểm, hãy gọi số"
                " cấp cứu nơi bạn ở ngay. Trong mục Trợ giúp có những nơi khác để gọi và giờ họ"
                " nghe máy."
            ),
        ),
        source=_PROTOCOL,
    ),
    Fact(
        code="call_now",
        words=Words(
            en=(
                "We are worried that you may be in danger now. Please call your local emergency"
                " number, or ask somebody near you to call. You do not have to be alone with this:"
                " go to where other people are, and put away what you could hurt yourself with."
            ),
            vi=(
                "Chúng tôi lo rằng bạn có thể đang gặp nguy hiểm. Xin hãy gọi số cấp cứu nơi bạn ở,"
                " hoặc nhờ ai đó gần bạn gọi. Bạn không phải một mình với điều này: hãy đến nơi có"
                " người khác, và cất đi những thứ bạn có thể dùng để làm đau mình."
            ),
        ),
        source=_PROTOCOL,
    ),
    Fact(
        code="someone_to_talk_to",
        words=Words(
            en=(
                "Thank you for answering. There are people who listen to exactly this, without"
                " judging: under Help you find their numbers, and when they answer. Would you call"
                " one of them? We are here too, though not at every hour."
            ),
            vi=(
                "Cảm ơn bạn đã trả lời. Có những người lắng nghe đúng những điều này mà không phán"
                " xét: trong mục Trợ giúp có số và giờ nghe máy của họ. Bạn gọi cho một nơi nhé?"
                " Chúng tôi cũng ở đây, dù không phải mọi lúc."
            ),
        ),
        source=_PROTOCOL,
    ),
    Fact(
        code="still_here",
        words=Words(
            en=(
                "We have not heard from you and think of you. You need not explain anything. A"
                " single word tells us that you are there. The emergency number answers at any"
                " hour; under Help you find who else does."
            ),
            vi=(
                "Chúng tôi chưa nghe tin bạn và đang nghĩ đến bạn. Bạn không cần giải thích gì. Chỉ"
                " một chữ cũng cho chúng tôi biết bạn vẫn ở đó. Số cấp cứu luôn có người nghe máy;"
                " trong mục Trợ giúp có những nơi khác."
            ),
        ),
        source=_PROTOCOL,
    ),
    Fact(
        code="take_care",
        words=Words(
            en=(
                "It was good to hear that you are safe. Quitting can make dark days darker for a"
                " while; that passes, and it is no failing of yours. If it comes back, write or"
                " call at once, and tell a doctor about it."
            ),
            vi=(
                "Thật mừng khi biết bạn an toàn. Bỏ thuốc có thể làm những ngày u ám nặng nề hơn"
                " một thời gian; điều đó sẽ qua và không phải lỗi của bạn. Nếu nó trở lại, hãy viết"
                " hoặc gọi ngay, và nói với bác sĩ."
            ),
        ),
        source=_PROTOCOL,
    ),
)

CODES = frozenset(template.code for template in TEMPLATES)
