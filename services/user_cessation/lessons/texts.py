"""Lessons in riding out urges, in our own words.

They teach acceptance: an urge may be there and need not be obeyed. A trial of an app that taught
this against one that taught avoiding found 28 of 100 abstinent after a year against 21 (iCanQuit,
JAMA Internal Medicine 2020). None of its material is used.
"""

from services.user_cessation.lessons.models import Lesson
from services.user_cessation.words import Words

FIRST: tuple[Lesson, ...] = (
    Lesson(
        "the_wave",
        Words(en="An urge is a wave", vi="Cơn thèm là một con sóng"),
        Words(
            en="A wave does not ask to be fought. It rises, it breaks, it runs out on the sand. An "
            "urge does the same, usually within a few minutes, whether you smoke or not. Smoking "
            "only teaches it to come back.",
            vi="Con sóng không cần ai chống lại. Nó dâng lên, vỡ ra rồi tan trên cát. Cơn thèm "
            "cũng vậy, thường chỉ trong vài phút, dù bạn hút hay không. Hút thuốc chỉ dạy nó "
            "quay lại.",
        ),
        Words(
            en="With the next urge, start the timer and watch where on the wave you are.",
            vi="Lần thèm tới, hãy bật đồng hồ và xem mình đang ở đâu trên con sóng.",
        ),
        3,
    ),
    Lesson(
        "where_it_lives",
        Words(en="Where does it live?", vi="Nó ở đâu trong người?"),
        Words(
            en="An urge is a feeling in the body before it is a thought. A tight throat, restless "
            "hands, a pull in the chest. Looked at closely, it has a place, a size, edges. "
            "What has edges is smaller than you.",
            vi="Cơn thèm là cảm giác trong người trước khi là ý nghĩ: họng thắt lại, tay bồn chồn, "
            "ngực nao nao. Nhìn kỹ, nó có chỗ, có kích cỡ, có đường viền. Cái gì có đường viền thì "
            "nhỏ hơn bạn.",
        ),
        Words(
            en="Close your eyes. Find the place where it is strongest and draw its outline in your "
            "mind.",
            vi="Nhắm mắt lại. Tìm chỗ nó mạnh nhất và vẽ đường viền của nó trong đầu.",
        ),
        4,
    ),
    Lesson(
        "make_room",
        Words(en="Make room", vi="Nhường chỗ cho nó"),
        Words(
            en="Pushing a feeling away takes all your strength, and it pushes back. You may let it "
            "sit in the room instead, like a guest you did not invite. You need not like it. You "
            "need not serve it.",
            vi="Xua đuổi một cảm giác tốn hết sức lực, và nó sẽ đẩy lại. Bạn có thể để nó ngồi "
            "trong phòng, như vị khách không mời. Không cần thích nó. Cũng không cần phục vụ "
            "nó.",
        ),
        Words(
            en="Breathe in towards the place where you feel it, as if the breath made space around "
            "it. Five breaths.",
            vi="Hít vào hướng tới nơi bạn cảm thấy nó, như thể hơi thở mở rộng chỗ quanh nó. Năm "
            "hơi.",
        ),
        4,
    ),
    Lesson(
        "only_a_thought",
        Words(en="It is only a thought", vi="Đó chỉ là một ý nghĩ"),
        Words(
            en="“I need one now” sounds like an order. It is a sentence your mind made. Minds make "
            "thousands a day, and most are forgotten by evening. A sentence can be heard without "
            "being followed.",
            vi="“Tôi cần một điếu ngay” nghe như mệnh lệnh. Nó là một câu do đầu óc tạo ra. Đầu "
            "óc tạo ra hàng nghìn câu mỗi ngày, hầu hết bị quên trước khi trời tối. Ta có thể "
            "nghe một câu mà không làm theo.",
        ),
        Words(
            en="Say: “I notice the thought that I need one now.” Then say it in a silly voice.",
            vi="Hãy nói: “Tôi nhận ra ý nghĩ rằng mình cần một điếu.” Rồi nói lại bằng giọng buồn "
            "cười.",
        ),
        3,
    ),
    Lesson(
        "what_matters",
        Words(en="What it is for", vi="Để làm gì"),
        Words(
            en="Not smoking is not a goal; it is a way to something. Breath for the stairs, "
            "mornings with a child, a body that is your own. An urge asks what you want for "
            "five minutes. What matters asks what you want for years.",
            vi="Không hút thuốc không phải đích đến mà là con đường: hơi thở để leo cầu thang, "
            "buổi sáng bên con, một cơ thể của chính mình. Cơn thèm hỏi bạn muốn gì trong năm "
            "phút. Điều quan trọng hỏi bạn muốn gì trong nhiều năm.",
        ),
        Words(
            en="Write down one thing you want to be able to do in five years.",
            vi="Viết ra một điều bạn muốn làm được sau năm năm nữa.",
        ),
        5,
    ),
)
