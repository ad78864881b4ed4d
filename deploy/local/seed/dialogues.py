"""What the demo people have written to each other: who, how many hours after the last, what."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    sender: str
    hours_later: float
    text: str


@dataclass(frozen=True, slots=True)
class Dialogue:
    one: str
    other: str
    begins_days_ago: int
    lines: tuple[Line, ...]
    unread: int = 0
    """How many of the last lines the other of the two has not read yet."""


DIALOGUES = (
    Dialogue("coach.linh", "mai", 57, (
        Line("coach.linh", 0, "Chào Mai, chị là Linh. Ngày đầu tiên của em thế nào rồi?"),
        Line("mai", 2, "Dạ khó nhất là buổi sáng, sau ly cà phê ạ."),
        Line("coach.linh", 0.3, "Thử uống cà phê ở chỗ khác, hoặc đổi sang trà một tuần nhé."),
        Line("mai", 30, "Em đổi sang trà rồi, đỡ hẳn luôn chị."),
        Line("coach.linh", 700, "Một tháng rồi! Em thấy điều gì giúp em nhiều nhất?"),
        Line("mai", 1.5, "Em nghĩ là ghi lại mỗi tối. Nhìn lại thấy mình đi được xa."),
        Line("coach.linh", 610, "Sắp tròn hai tháng rồi, chị tự hào về em lắm."),
    ), unread=1),
    Dialogue("coach.linh", "hanh", 13, (
        Line("hanh", 0, "Hôm qua tôi hút lại rồi cô ạ. Tôi thấy xấu hổ."),
        Line("coach.linh", 0.5, "Không sao đâu chị. Một lần trượt không xoá đi tất cả."),
        Line("coach.linh", 0.1, "Lúc đó chị đang ở đâu, với ai?"),
        Line("hanh", 3, "Ngồi cà phê với mấy người bạn, ai cũng hút."),
        Line("coach.linh", 20, "Lần tới mình thử hẹn bạn ở chỗ không hút thuốc nhé?"),
        Line("hanh", 200, "Mấy hôm nay tôi mất ngủ, khó quá."),
    ), unread=1),
    Dialogue("coach.sam", "tom", 44, (
        Line("coach.sam", 0, "Welcome, Tom. What made you pick this date?"),
        Line("tom", 5, "My daughter asked me to. Hard to argue with a six-year-old."),
        Line("coach.sam", 1, "That is a good reason to keep in your pocket for the bad moments."),
        Line("tom", 270, "Had three after a fight with my brother. Feels like starting over."),
        Line("coach.sam", 2, "It is not: 11 days and one evening. What would help next time?"),
        Line("tom", 20, "Getting out of the room. I know that now."),
        Line("tom", 700, "Weekend was fine, even at the barbecue!"),
    ), unread=1),
    Dialogue("coach.sam", "aisha", 29, (
        Line("aisha", 0, "Is it normal to be this tired?"),
        Line("coach.sam", 1.2, "Very. Your body misses a stimulant. It passes in a week or two."),
        Line("aisha", 100, "Better now. Sleeping like a stone."),
    )),
    Dialogue("coach.sam", "diego", 20, (
        Line("coach.sam", 0, "Three smoke-free days already. How are the evenings?"),
        Line("diego", 9, "Long! I started running again, badly."),
        Line("coach.sam", 3, "Badly counts."),
    )),
    Dialogue("coach.sam", "emma", 3, (
        Line("coach.sam", 0, "First day. Which craving do you expect to be the worst?"),
        Line("emma", 4, "Driving home. I always vaped in the car."),
        Line("coach.sam", 0.5, "Clean the car tonight, and put gum where it used to be."),
        Line("emma", 26, "Did it. The car smells of lemon and I made it home."),
    )),
    Dialogue("coach.linh", "noah", 5, (
        Line("coach.linh", 0, "Hi Noah, five more days. Shall we plan the first morning?"),
        Line("noah", 8, "Yes please. Mornings scare me a bit."),
    )),
    Dialogue("coach.sam", "fatima", 39, (
        Line("fatima", 0, "There is a wedding next month. Everyone will smoke."),
        Line("coach.sam", 6, "Let us practise saying no, out loud, before you go."),
        Line("fatima", 470, "I had two. But I stopped at two, and I told my sister why."),
        Line("coach.sam", 3, "Telling her was the brave part."),
    )),
    Dialogue("coach.linh", "peter", 9, (
        Line("peter", 0, "Second try. Last time the road got me: eight hours of driving."),
        Line("coach.linh", 2, "Then we plan the road first. When is the next long drive?"),
        Line("peter", 1, "In two weeks."),
    )),
    Dialogue("coach.linh", "grace", 49, (
        Line("coach.linh", 0, "Welcome, Grace! I am here whenever you need me."),
        Line("grace", 20, "Thank you! So far so good."),
        Line("coach.linh", 500, "However it is going, Grace, I am glad to listen."),
    ), unread=1),
    Dialogue("mai", "hanh", 8, (
        Line("mai", 0, "Chị Hạnh ơi, em cũng từng mất ngủ tuần thứ hai, rồi sẽ qua chị ạ."),
        Line("hanh", 3, "Cảm ơn em, nghe vậy chị đỡ lo."),
        Line("mai", 100, "Tối nay chị thử đi bộ một vòng trước khi ngủ nha."),
    ), unread=1),
)  # fmt: skip

FRIENDS = (("mai", "hanh"), ("tom", "aisha"))
"""Contacts: the first asked, the second agreed."""

ASKED = (("diego", "tom"), ("emma", "aisha"))
"""The first asked, the second has not answered yet."""
