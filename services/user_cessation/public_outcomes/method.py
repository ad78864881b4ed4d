"""How our outcomes are counted, in plain words. Whoever shows the figures shows these with them."""

from services.user_cessation.public_outcomes.models import MethodNote, StandardSource
from services.user_cessation.words import Words

METHOD: tuple[MethodNote, ...] = (
    MethodNote(
        code="everybody",
        words=Words(
            en="Every attempt counts whose quit day came. Whoever gave no answer counts as"
            " smoking, and so does whoever gave up.",
            vi="Mọi lần bỏ thuốc đã tới ngày bỏ đều được tính. Ai không trả lời được tính là còn"
            " hút, ai bỏ cuộc cũng vậy.",
        ),
    ),
    MethodNote(
        code="told_before",
        words=Words(
            en="An attempt somebody told us of only afterwards is not counted: those who began to"
            " smoke again at once would never have told us.",
            vi="Lần bỏ thuốc chỉ được kể lại về sau thì không tính: ai hút lại ngay sẽ không bao"
            " giờ kể với chúng tôi.",
        ),
    ),
    MethodNote(
        code="standard",
        words=Words(
            en="After four weeks, not smoking means not a single puff from day 15 to day 28. After"
            " six and twelve months it means five cigarettes at most since the quit day.",
            vi="Sau bốn tuần, không hút nghĩa là không một hơi nào từ ngày 15 đến ngày 28. Sau sáu"
            " và mười hai tháng, nghĩa là nhiều nhất năm điếu kể từ ngày bỏ.",
        ),
    ),
    MethodNote(
        code="verified",
        words=Words(
            en="Verified means that a coach also saw a breath test below 10 ppm of carbon monoxide"
            " at that time, and that the last one was. Without it an attempt counts as not"
            " verified; a number somebody only typed in proves nothing.",
            vi="Đã kiểm chứng nghĩa là huấn luyện viên còn tận mắt thấy kết quả đo hơi thở dưới 10"
            " ppm khí CO vào lúc đó, và lần đo cuối là như vậy. Không có thì tính là chưa kiểm"
            " chứng; con số tự nhập không chứng minh được gì.",
        ),
    ),
    MethodNote(
        code="a_day",
        words=Words(
            en="Carbon monoxide leaves the body in about a day. A breath test shows that somebody"
            " has not smoked lately. It cannot show six months.",
            vi="Khí CO rời cơ thể trong khoảng một ngày. Đo hơi thở cho thấy gần đây không hút. Nó"
            " không thể cho thấy cả sáu tháng.",
        ),
    ),
    MethodNote(
        code="excluded",
        words=Words(
            en="Left out is only who died, or moved where nobody finds them. A person of our"
            " support team records it. Silence is never a reason.",
            vi="Chỉ người đã mất, hoặc đã chuyển đi không ai tìm được, mới không tính. Nhân viên hỗ"
            " trợ ghi lại việc đó. Im lặng không bao giờ là lý do.",
        ),
    ),
    MethodNote(
        code="erased",
        words=Words(
            en="Whoever has their account erased leaves these figures at the next count, from those"
            " who quit and from those who tried alike.",
            vi="Ai xoá tài khoản sẽ rời khỏi các con số này ở lần đếm tới, cả ở số người bỏ được"
            " lẫn số người đã thử.",
        ),
    ),
    MethodNote(
        code="few",
        words=Words(
            en="Of fewer than ten attempts we say nothing: that would be about chance, and about"
            " single people. We count once a month.",
            vi="Dưới mười lần bỏ thuốc thì chúng tôi không nói gì: đó sẽ là chuyện may rủi và"
            " chuyện của từng người. Chúng tôi đếm mỗi tháng một lần.",
        ),
    ),
    MethodNote(
        code="not_compared",
        words=Words(
            en="Nobody knows how many of them would have quit without us: these figures compare"
            " with nobody.",
            vi="Không ai biết bao nhiêu người trong số họ vẫn bỏ được nếu không có chúng tôi: các"
            " con số này không so sánh với ai.",
        ),
    ),
)

SOURCES: tuple[StandardSource, ...] = (
    StandardSource(
        name=Words(
            en="West and others 2005: the Russell Standard",
            vi="West và cộng sự 2005: Chuẩn Russell",
        ),
        url="https://pubmed.ncbi.nlm.nih.gov/15733243/",
    ),
    StandardSource(
        name=Words(
            en="SRNT 2022: how abstinence is defined in trials",
            vi="SRNT 2022: cách định nghĩa việc không hút trong thử nghiệm",
        ),
        url="https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9633719/",
    ),
    StandardSource(
        name=Words(
            en="NCSCT: the English standard treatment programme",
            vi="NCSCT: chương trình điều trị chuẩn của Anh",
        ),
        url="https://www.ncsct.co.uk/publications/ncsct-standard-treatment-programme",
    ),
)
