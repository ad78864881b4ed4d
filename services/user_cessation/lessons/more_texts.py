"""The second half of the lessons; they take up what the first half began."""

from services.user_cessation.lessons.models import Lesson
from services.user_cessation.words import Words

SECOND: tuple[Lesson, ...] = (
    Lesson(
        "the_watcher",
        Words(en="The one who watches", vi="Người quan sát"),
        Words(
            en="You have had ten thousand moods, and somebody was there through all of them: you. "
            "Weather passes over a mountain and the mountain stays. When an urge comes, you "
            "are not the storm. You are where it happens.",
            vi="Bạn đã trải qua hàng vạn tâm trạng, và luôn có một người ở đó: chính bạn. Mưa gió "
            "đi qua, ngọn núi vẫn ở lại. Khi cơn thèm đến, bạn không phải cơn bão. Bạn là nơi "
            "nó đi qua.",
        ),
        Words(
            en="For one minute, name whatever comes by: a sound, a thought, an itch. Let each "
            "pass.",
            vi="Trong một phút, gọi tên những gì đi qua: tiếng động, ý nghĩ, cơn ngứa. Để chúng "
            "qua.",
        ),
        3,
    ),
    Lesson(
        "here_and_now",
        Words(en="Come back to now", vi="Trở về hiện tại"),
        Words(
            en="Urges live in “later” and “again”. The chair, the floor, the light in the window "
            "live now. Every time you come back to them, you practise leaving the urge to "
            "itself.",
            vi="Cơn thèm sống trong “lát nữa” và “lại”. Cái ghế, sàn nhà, ánh sáng ngoài cửa sổ "
            "sống ở hiện tại. Mỗi lần trở về với chúng, bạn tập để cơn thèm một mình.",
        ),
        Words(
            en="Name five things you see, four you can touch, three you hear.",
            vi="Kể tên năm thứ bạn thấy, bốn thứ bạn chạm được, ba âm thanh bạn nghe.",
        ),
        3,
    ),
    Lesson(
        "old_signposts",
        Words(en="Old signposts", vi="Những biển chỉ đường cũ"),
        Words(
            en="Coffee, the bus stop, the end of a meal: for years each of them pointed to a "
            "cigarette. They will point there a while longer. Each time you walk on, the paint "
            "fades a little.",
            vi="Ly cà phê, trạm xe buýt, cuối bữa ăn: nhiều năm liền chúng chỉ về điếu thuốc. "
            "Chúng còn chỉ như vậy một thời gian. Mỗi lần bạn đi tiếp, nước sơn lại phai một "
            "chút.",
        ),
        Words(
            en="Pick the signpost you will pass next. Decide what your hands do there instead.",
            vi="Chọn biển báo bạn sắp đi qua. Quyết định tay mình sẽ làm gì ở đó thay vào.",
        ),
        4,
    ),
    Lesson(
        "kind_after_a_slip",
        Words(en="Kind after a slip", vi="Dịu dàng sau một lần lỡ"),
        Words(
            en="A slip is one cigarette, not a verdict. What you learned is still there, and so "
            "are the days before it. Talk to yourself as you would to a friend who called you "
            "about it.",
            vi="Một lần lỡ là một điếu thuốc, không phải một bản án. Điều bạn đã học vẫn còn, "
            "những ngày trước đó cũng vậy. Hãy nói với mình như với một người bạn gọi kể "
            "chuyện đó.",
        ),
        Words(
            en="Write the two sentences you would say to that friend.",
            vi="Viết hai câu bạn sẽ nói với người bạn ấy.",
        ),
        4,
    ),
    Lesson(
        "one_small_step",
        Words(en="One small step", vi="Một bước nhỏ"),
        Words(
            en="Willingness is not a feeling that has to come first. It is a step you take while "
            "the urge is there. Small counts: open the window, drink the water, send the "
            "message.",
            vi="Sẵn lòng không phải là cảm giác phải có trước. Nó là bước bạn đi trong khi cơn "
            "thèm còn đó. Bước nhỏ cũng tính: mở cửa sổ, uống cốc nước, gửi tin nhắn.",
        ),
        Words(
            en="Choose one step now, and do it before you leave this page.",
            vi="Chọn một bước ngay bây giờ và làm trước khi rời trang này.",
        ),
        3,
    ),
)
