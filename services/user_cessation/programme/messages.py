"""The library, in our own words: two weeks before to six weeks after, then three, six and twelve
months.

Sparse: in trials, more messages helped no more. None commands, none shames; each says one thing.
The days are those of `schedule.days`, by which the clock announces them.
"""

from services.user_cessation.programme.models import Basis, Message
from services.user_cessation.words import Words

MESSAGES: tuple[Message, ...] = (
    Message(
        "before_14",
        -14,
        Words(
            en="Two weeks to go. Tell one person about your day; people who know can help.",
            vi="Còn hai tuần. Hãy kể với một người về ngày của bạn; ai biết thì có thể giúp.",
        ),
        Basis.GUIDELINE,
    ),
    Message(
        "before_10",
        -10,
        Words(
            en="Today, just notice: what came right before each cigarette? That is worth knowing.",
            vi="Hôm nay chỉ cần để ý: điều gì đến ngay trước mỗi điếu? Biết vậy rất có ích.",
        ),
        Basis.STANDARD,
    ),
    Message(
        "before_7",
        -7,
        Words(
            en="One week. A pharmacist can tell you which medicines could make it easier.",
            vi="Còn một tuần. Dược sĩ có thể cho bạn biết thuốc nào giúp việc bỏ dễ hơn.",
        ),
        Basis.MEDICINES,
    ),
    Message(
        "before_4",
        -4,
        Words(
            en="Pick your hardest moment and write: if it comes, then I will …",
            vi="Chọn lúc khó nhất của bạn và viết: nếu nó đến, thì tôi sẽ …",
        ),
        Basis.GUIDELINE,
        reminds=True,
    ),
    Message(
        "before_2",
        -2,
        Words(
            en="Look around home, car and work. What could go before your day?",
            vi="Nhìn quanh nhà, xe và chỗ làm. Thứ gì có thể dọn đi trước ngày của bạn?",
        ),
        Basis.GUIDELINE,
    ),
    Message(
        "before_1",
        -1,
        Words(
            en="Tomorrow is your day. Most people find “not a puff” easier than “just one”.",
            vi="Mai là ngày của bạn. Nhiều người thấy “không hơi nào” dễ hơn “chỉ một điếu”.",
        ),
        Basis.STANDARD,
    ),
    Message(
        "day_0",
        0,
        Words(
            en="Today. One urge at a time: each rises, and passes by itself in minutes.",
            vi="Hôm nay. Từng cơn thèm một: nó dâng lên rồi tự qua sau ít phút.",
        ),
        Basis.ACCEPTANCE,
        reminds=True,
    ),
    Message(
        "day_1",
        1,
        Words(
            en="The first night is behind you. How is it going?",
            vi="Đêm đầu tiên đã qua. Mọi việc thế nào rồi?",
        ),
        Basis.GUIDELINE,
        asks=True,
    ),
    Message(
        "day_2",
        2,
        Words(
            en="Restless or short-tempered? That is the body getting used to it, and it eases.",
            vi="Bồn chồn hay dễ cáu? Cơ thể đang quen dần, rồi sẽ dịu đi.",
        ),
        Basis.STANDARD,
    ),
    Message(
        "day_3",
        3,
        Words(
            en="Three days: often the hardest. What helped most so far? How is it going?",
            vi="Ba ngày: thường là lúc khó nhất. Điều gì giúp bạn nhiều nhất? Mọi việc thế nào?",
        ),
        Basis.GUIDELINE,
        asks=True,
    ),
    Message(
        "day_5",
        5,
        Words(
            en="Next time an urge comes, watch it for a minute as if it were weather.",
            vi="Lần tới khi cơn thèm đến, hãy nhìn nó một phút như nhìn thời tiết.",
        ),
        Basis.ACCEPTANCE,
    ),
    Message(
        "day_7",
        7,
        Words(
            en="A week since your day. How is it going? Every urge you let pass counts.",
            vi="Một tuần kể từ ngày của bạn. Mọi việc thế nào? Mỗi cơn thèm qua đi đều đáng kể.",
        ),
        Basis.GUIDELINE,
        asks=True,
    ),
    Message(
        "day_10",
        10,
        Words(
            en="Using a patch, gum or other medicine? It works best for the whole course.",
            vi="Bạn đang dùng miếng dán, kẹo ngậm hay thuốc? Dùng đủ đợt sẽ hiệu quả nhất.",
        ),
        Basis.MEDICINES,
    ),
    Message(
        "day_14",
        14,
        Words(
            en="Two weeks. How is it going? If you smoked, that is one moment, and not the end.",
            vi="Hai tuần. Mọi việc thế nào? Nếu bạn có hút, đó chỉ là một lúc, chưa phải kết thúc.",
        ),
        Basis.LAPSES,
        asks=True,
    ),
    Message(
        "day_18",
        18,
        Words(
            en="Think of a party, a drink, an old friend who smokes: what will you do there?",
            vi="Nghĩ tới bữa tiệc, chén rượu, người bạn cũ còn hút: lúc ấy bạn sẽ làm gì?",
        ),
        Basis.STANDARD,
        reminds=True,
    ),
    Message(
        "day_22",
        22,
        Words(
            en="Three weeks. Urges come less often now; the odd strong one still passes.",
            vi="Ba tuần. Cơn thèm thưa dần; thỉnh thoảng có cơn mạnh, rồi cũng qua.",
        ),
        Basis.ACCEPTANCE,
    ),
    Message(
        "day_28",
        28,
        Words(
            en="Four weeks since your day. How is it going? Whatever the answer, we are here.",
            vi="Bốn tuần kể từ ngày của bạn. Mọi việc thế nào? Dù sao, chúng tôi vẫn ở đây.",
        ),
        Basis.GUIDELINE,
        asks=True,
    ),
    Message(
        "day_35",
        35,
        Words(
            en="Why did you begin? Read your own reasons once more; they are still yours.",
            vi="Vì sao bạn bắt đầu? Đọc lại lý do của mình; chúng vẫn là của bạn.",
        ),
        Basis.ACCEPTANCE,
    ),
    Message(
        "day_42",
        42,
        Words(
            en="Six weeks. From here we write rarely. Help stays one tap away.",
            vi="Sáu tuần. Từ đây chúng tôi ít nhắn hơn. Trợ giúp vẫn chỉ cách một chạm.",
        ),
        Basis.TEXTS,
    ),
    Message(
        "month_3",
        0,
        Words(
            en="Three months since your day. How is it going?",
            vi="Ba tháng kể từ ngày của bạn. Mọi việc thế nào rồi?",
        ),
        Basis.GUIDELINE,
        months=3,
        asks=True,
    ),
    Message(
        "month_6",
        0,
        Words(
            en="Half a year since your day. How is it going? We ask once more, in half a year.",
            vi="Nửa năm kể từ ngày của bạn. Mọi việc thế nào? Nửa năm nữa chúng tôi hỏi lần cuối.",
        ),
        Basis.GUIDELINE,
        months=6,
        asks=True,
    ),
    Message(
        "month_12",
        0,
        Words(
            en="A year since your day. How is it going? This is our last question.",
            vi="Một năm kể từ ngày của bạn. Mọi việc thế nào? Đây là câu hỏi cuối cùng.",
        ),
        Basis.RUSSELL,
        months=12,
        asks=True,
    ),
)
