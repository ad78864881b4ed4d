"""What the demo members have prepared, and written down for themselves."""

from dataclasses import dataclass

from services.user_cessation.checklist.models import RemovedIn, Told
from services.user_cessation.cravings.circumstances import Activity, Company, Feeling, Strategy

NOT_YET = RemovedIn()
ALL_CLEARED = RemovedIn(home="done", car="done", work="done")


@dataclass(frozen=True, slots=True)
class Urge:
    """A craving that passed, so many hours ago."""

    hours_ago: int
    intensity: int
    after: int
    company: Company
    activity: Activity
    feeling: Feeling
    strategy: Strategy


@dataclass(frozen=True, slots=True)
class Entry:
    days_ago: int
    mood: int
    text: str
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    reasons: tuple[str, ...]
    pairs: tuple[tuple[str, str, Strategy], ...]
    told: tuple[Told, ...] = ()
    removed: RemovedIn = NOT_YET
    urges: tuple[Urge, ...] = ()
    entries: tuple[Entry, ...] = ()


NOTES = {
    "mai": Notes(
        reasons=("Để chạy bộ với con mà không hụt hơi", "Tiền thuốc thành tiền đi Đà Lạt"),
        pairs=(
            ("Sau ly cà phê sáng", "tôi đổi sang trà và ra ban công", Strategy.DRINK),
            ("Khi sếp nhắn lúc tối muộn", "tôi thở sâu mười hơi rồi mới trả lời",
             Strategy.DEEP_BREATH),
        ),
        told=(Told.PARTNER, Told.FRIENDS),
        removed=ALL_CLEARED,
        urges=(
            Urge(5, 3, 1, Company.ALONE, Activity.COFFEE_TEA, Feeling.HAPPY, Strategy.DRINK),
            Urge(53, 4, 2, Company.COLLEAGUES, Activity.BREAK, Feeling.STRESSED, Strategy.WALK),
            Urge(126, 6, 2, Company.FRIENDS, Activity.ALCOHOL, Feeling.HAPPY, Strategy.TALK),
        ),
        entries=(
            Entry(12, 7, "Tuần này chỉ thèm hai lần. Trước đây hai lần là trước bữa sáng."),
            Entry(2, 8, "Con bảo áo mẹ thơm. Mình giữ câu đó cho những ngày khó.", shared=True),
        ),
    ),
    "hanh": Notes(
        reasons=("Muốn ngủ ngon trở lại", "Cháu ngoại sắp ra đời"),
        pairs=(("Khi bạn cà phê mời thuốc", "tôi nói: hôm nay thì không", Strategy.TALK),),
        told=(Told.FAMILY,),
        removed=RemovedIn(home="done"),
        urges=(
            Urge(9, 9, 6, Company.FRIENDS, Activity.COFFEE_TEA, Feeling.STRESSED, Strategy.DELAY),
            Urge(30, 8, 5, Company.ALONE, Activity.BED, Feeling.ANXIOUS, Strategy.SURF_URGE),
            Urge(58, 8, 7, Company.ALONE, Activity.WAKING, Feeling.DOWN, Strategy.DEEP_BREATH),
        ),
        entries=(Entry(1, 4, "Đêm qua ngủ được bốn tiếng. Vẫn không hút.", shared=True),),
    ),
    "tom": Notes(
        reasons=("My daughter asked me to", "Eight hundred euros a quarter"),
        pairs=(
            ("If an argument heats up", "I leave the room for five minutes", Strategy.WALK),
            ("If somebody offers me one at a party", "I hold a glass in that hand",
             Strategy.DRINK),
        ),
        told=(Told.FAMILY, Told.COLLEAGUES),
        removed=ALL_CLEARED,
        urges=(
            Urge(28, 5, 2, Company.COLLEAGUES, Activity.BREAK, Feeling.BORED, Strategy.TALK),
            Urge(75, 7, 3, Company.FAMILY, Activity.JUST_EATEN, Feeling.ANNOYED, Strategy.WALK),
        ),
        entries=(Entry(4, 7, "The barbecue was fine. I even stood next to the smokers."),),
    ),
    "emma": Notes(
        reasons=("To be able to sing again", "I do not want to need anything that much"),
        pairs=(("If I get into the car", "I chew gum before I start it", Strategy.DISTRACT),),
        told=(Told.FRIENDS,),
        removed=RemovedIn(home="done", car="done", work="none"),
        urges=(Urge(7, 8, 4, Company.ALONE, Activity.DRIVING, Feeling.ANXIOUS,
                    Strategy.DISTRACT),),
    ),
    "noah": Notes(
        reasons=("Mornings without coughing",),
        pairs=(("If I wake up wanting one", "I shower first", Strategy.DELAY),),
        told=(Told.PARTNER,),
        entries=(Entry(1, 5, "Five days to go. Nervous, and looking forward to it."),),
    ),
}  # fmt: skip
