"""After seven days of smoking in a row: the question whether this attempt is over."""

from datetime import date

from pydantic import Field

from services.user_cessation.words import Words
from shared.models.base import Day, Input, Model

WORDS = Words(
    en="This week was a hard one. Do you want to go on with this quit date, or rest and set a new "
    "one? Either is fine, and nothing you achieved goes away.",
    vi="Tuần này thật khó khăn. Bạn muốn tiếp tục với ngày bỏ thuốc này, hay nghỉ một chút rồi "
    "chọn ngày mới? Cách nào cũng được, và những gì bạn đạt được vẫn còn.",
)


class RelapseOut(Model):
    asked_about: date | None = Field(
        description="The seventh day of smoking in a row; null while there is nothing to ask."
    )
    words: Words | None


class GoOnIn(Input):
    asked_about: Day
