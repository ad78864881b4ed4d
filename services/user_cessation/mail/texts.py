"""What e-mails say: little, kindly, and nothing of anybody's health. The rest is in the app.

A text may name `{display_name}`, `{count}`, `{code}` and `{until}`; where an event does not bring
what its text names, the text of its category is taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from services.user_cessation.words import Words
from shared.models.notices import NotificationCategory as Category


@dataclass(frozen=True, slots=True)
class Text:
    subject: Words
    body: Words


BY_CATEGORY: Mapping[Category, Text] = {
    Category.SECURITY: Text(
        subject=Words(
            en="Something changed in your account",
            vi="Tài khoản của bạn có thay đổi",
        ),
        body=Words(
            en=(
                "Something about your sign-in or your account changed. If that was you, there is"
                " nothing to do. If not, change your password now."
            ),
            vi=(
                "Cách đăng nhập hoặc tài khoản của bạn vừa thay đổi. Nếu chính bạn đã làm, bạn"
                " không cần làm gì thêm. Nếu không, hãy đổi mật khẩu ngay."
            ),
        ),
    ),
    Category.BILLING: Text(
        subject=Words(
            en="About your membership",
            vi="Về gói thành viên của bạn",
        ),
        body=Words(
            en=(
                "Something about your membership or a payment changed. You find the details under"
                " Membership."
            ),
            vi=(
                "Gói thành viên hoặc thanh toán của bạn vừa thay đổi. Bạn xem chi tiết trong mục"
                " Gói thành viên."
            ),
        ),
    ),
    Category.COACHING: Text(
        subject=Words(
            en="News from your coaching",
            vi="Tin từ huấn luyện viên",
        ),
        body=Words(
            en="There is news about your coaching.",
            vi="Có tin mới về việc huấn luyện của bạn.",
        ),
    ),
    Category.PROGRESS: Text(
        subject=Words(
            en="There is something new to look at",
            vi="Có điều mới để xem",
        ),
        body=Words(
            en="Somebody you coach has shared something new.",
            vi="Một người bạn đang đồng hành vừa chia sẻ điều mới.",
        ),
    ),
    Category.APPOINTMENTS: Text(
        subject=Words(
            en="About your appointment",
            vi="Về buổi hẹn của bạn",
        ),
        body=Words(
            en="Something about your appointment changed. The time is in your calendar in the app.",
            vi="Buổi hẹn của bạn vừa có thay đổi. Giờ hẹn có trong lịch của ứng dụng.",
        ),
    ),
    Category.REMINDERS: Text(
        subject=Words(
            en="A reminder you asked for",
            vi="Lời nhắc bạn đã đặt",
        ),
        body=Words(
            en="You asked us to remind you. It is waiting in the app.",
            vi="Bạn đã nhờ chúng tôi nhắc. Lời nhắc đang chờ trong ứng dụng.",
        ),
    ),
    Category.PROGRAMME: Text(
        subject=Words(
            en="Your message for today",
            vi="Lời nhắn hôm nay",
        ),
        body=Words(
            en="Today's message of your programme is in the app.",
            vi="Lời nhắn hôm nay của chương trình đang ở trong ứng dụng.",
        ),
    ),
    Category.ACHIEVEMENTS: Text(
        subject=Words(
            en="Something to be proud of",
            vi="Một điều đáng tự hào",
        ),
        body=Words(
            en="There is something new to be proud of. Have a look.",
            vi="Bạn vừa có thêm một điều đáng tự hào. Hãy vào xem nhé.",
        ),
    ),
    Category.CONTACTS: Text(
        subject=Words(
            en="Somebody would like to be in touch",
            vi="Có người muốn kết nối",
        ),
        body=Words(
            en="There is news from people you have to do with.",
            vi="Có tin mới từ những người bạn quen.",
        ),
    ),
    Category.COMMUNITY: Text(
        subject=Words(
            en="News from the community",
            vi="Tin từ cộng đồng",
        ),
        body=Words(
            en="There are answers and posts you may like to see.",
            vi="Có bài viết và câu trả lời mà bạn có thể muốn xem.",
        ),
    ),
    Category.COHORT: Text(
        subject=Words(
            en="News from your room",
            vi="Tin từ phòng của bạn",
        ),
        body=Words(
            en="The others in your room have been writing.",
            vi="Những người cùng phòng vừa viết điều mới.",
        ),
    ),
    Category.MODERATION: Text(
        subject=Words(
            en="About something on Unlit",
            vi="Về một nội dung trên Unlit",
        ),
        body=Words(
            en="There is an answer from our moderators.",
            vi="Có câu trả lời từ người điều hành.",
        ),
    ),
}

TO_CLOSED = frozenset({"erasure.requested"})
"""Keys of what is also said to somebody whose account is shut: how to open it again."""

BY_KEY: Mapping[str, Text] = {
    "erasure.requested": Text(
        subject=Words(
            en="Your account will be erased",
            vi="Tài khoản của bạn sẽ bị xóa",
        ),
        body=Words(
            en=(
                "You asked us to erase your account and everything in it. Until {until} you can"
                " change your mind: choose “Keep my account” on the sign-in page and enter this"
                " code: {code} Keep this mail. With the same code you can see later that everything"
                " was erased. If this was not you, use the code now, then change your password."
            ),
            vi=(
                "Bạn đã yêu cầu xóa tài khoản và mọi thứ trong đó. Đến {until} bạn vẫn có thể đổi"
                " ý: chọn “Giữ tài khoản của tôi” ở trang đăng nhập và nhập mã này: {code} Hãy giữ"
                " lại thư này. Với cùng mã đó, sau này bạn có thể xem rằng mọi thứ đã được xóa. Nếu"
                " không phải bạn yêu cầu, hãy dùng mã ngay rồi đổi mật khẩu."
            ),
        ),
    ),
    "digest": Text(
        subject=Words(
            en="{count} new things for you",
            vi="{count} điều mới dành cho bạn",
        ),
        body=Words(
            en=(
                "We kept these together so as not to disturb you: {count} new things are waiting in"
                " the app."
            ),
            vi=(
                "Chúng tôi gom lại để không làm phiền bạn: có {count} điều mới đang chờ trong ứng"
                " dụng."
            ),
        ),
    ),
    "coach.assigned": Text(
        subject=Words(
            en="{display_name} is your coach now",
            vi="{display_name} là huấn luyện viên của bạn",
        ),
        body=Words(
            en="{display_name} is with you from now on. Say hello whenever you like.",
            vi="Từ nay {display_name} đồng hành cùng bạn. Bạn có thể nhắn lời chào bất cứ lúc nào.",
        ),
    ),
    "member.assigned": Text(
        subject=Words(
            en="{display_name} chose you as their coach",
            vi="{display_name} chọn bạn làm huấn luyện viên",
        ),
        body=Words(
            en=(
                "{display_name} would like you to be their coach. A first message from you means a"
                " lot."
            ),
            vi="{display_name} muốn bạn đồng hành. Lời nhắn đầu tiên của bạn rất có ý nghĩa.",
        ),
    ),
    "contact.requested": Text(
        subject=Words(
            en="{display_name} would like to be in touch",
            vi="{display_name} muốn kết nối với bạn",
        ),
        body=Words(
            en="{display_name} asked to be one of your contacts. It is up to you.",
            vi="{display_name} muốn thêm bạn vào danh bạ. Bạn toàn quyền quyết định.",
        ),
    ),
    "contact.accepted": Text(
        subject=Words(
            en="{display_name} said yes",
            vi="{display_name} đã đồng ý",
        ),
        body=Words(
            en="You and {display_name} can write to each other now.",
            vi="Từ nay bạn và {display_name} có thể nhắn cho nhau.",
        ),
    ),
    "reply.overdue": Text(
        subject=Words(
            en="A member is waiting for your answer",
            vi="Có người đang chờ bạn trả lời",
        ),
        body=Words(
            en="Somebody you coach has waited longer than you promised. A short line helps.",
            vi=(
                "Một người bạn đồng hành đã chờ lâu hơn thời gian bạn hứa. Một dòng ngắn cũng giúp"
                " ích."
            ),
        ),
    ),
    "appointment.confirmed": Text(
        subject=Words(
            en="Your appointment is confirmed",
            vi="Buổi hẹn của bạn đã được xác nhận",
        ),
        body=Words(
            en="Your appointment is confirmed. The time is in your calendar in the app.",
            vi="Buổi hẹn đã được xác nhận. Giờ hẹn có trong lịch của ứng dụng.",
        ),
    ),
    "membership.ended": Text(
        subject=Words(
            en="Your membership has ended",
            vi="Gói thành viên của bạn đã kết thúc",
        ),
        body=Words(
            en=(
                "Your membership has ended. Everything that helps you by itself stays free, and all"
                " you wrote is still there."
            ),
            vi=(
                "Gói thành viên đã kết thúc. Mọi công cụ tự hỗ trợ vẫn miễn phí và những gì bạn đã"
                " ghi vẫn còn đó."
            ),
        ),
    ),
}

FOOTER = Words(
    en="Open Unlit: {url}\nChoose what you hear of: {settings_url}",
    vi="Mở Unlit: {url}\nChọn những điều bạn muốn nhận: {settings_url}",
)
