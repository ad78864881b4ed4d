"""The people of the demo, and what each of them has been through.

Invented, but believable: some never slipped, some did and went on, one is still getting ready,
one tried before, and one has gone quiet.
"""

from dataclasses import dataclass
from datetime import date

from shared.auth.roles import Role

PASSWORD = "one-day-at-a-time"

_DOMAIN = "unlit.example"


@dataclass(frozen=True, slots=True)
class Smoking:
    """How somebody smoked before."""

    product: str
    units_per_day: float
    pack_size: int
    minutes_to_first: int
    pack_price_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Slip:
    days_ago: int
    cigarettes: int
    trigger: str
    confidence: int


@dataclass(frozen=True, slots=True)
class Story:
    """A member's way so far. Days count back from the first start, in the member's own zone."""

    smoking: Smoking | None
    quit_days_ago: int | None
    """Negative: still ahead. None: no date set."""
    coach: str | None
    slips: tuple[Slip, ...] = ()
    diligence: float = 0.9
    """How many of their days they check in."""
    quiet_since_days_ago: int = 0
    """They have not been seen since; 0: they are here."""
    tried_days_ago: int | None = None
    """When an earlier attempt began, if there was one."""
    shares_progress: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    login: str
    display_name: str
    role: Role
    about: str
    born: date
    locale: str
    time_zone: str
    country: str
    joined_days_ago: int
    story: Story | None = None
    headline: str = ""
    languages: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.login}@{_DOMAIN}"


ADMIN = Person(
    "admin", "Alex Morgan", Role.ADMIN, "administrator",
    date(1984, 3, 9), "en", "Europe/London", "GB", 75,
)  # fmt: skip

COACHES = (
    Person(
        "coach.linh", "Linh Nguyễn", Role.COACH, "coach of five members",
        date(1988, 7, 21), "vi", "Asia/Ho_Chi_Minh", "VN", 74,
        headline="Ten years of tobacco counselling in Huế and Ho Chi Minh City",
        languages=("vi", "en"),
    ),
    Person(
        "coach.sam", "Sam Rivera", Role.COACH, "coach of six members",
        date(1979, 11, 2), "en", "America/New_York", "US", 74,
        headline="Former smoker; acceptance and commitment therapy",
        languages=("en", "es"),
    ),
)  # fmt: skip

MEMBERS = (
    Person(
        "mai", "Mai Trần", Role.MEMBER, "member, smoke-free for 58 days",
        date(1991, 1, 30), "vi", "Asia/Ho_Chi_Minh", "VN", 63,
        Story(Smoking("cigarette", 15, 20, 10, 28_000, "VND"), 58, "coach.linh", diligence=1.0),
    ),
    Person(
        "tom", "Tom Becker", Role.MEMBER, "member, two slips and still going",
        date(1982, 5, 14), "en", "Europe/Berlin", "DE", 60,
        Story(
            Smoking("cigarette", 20, 20, 5, 820, "EUR"), 45, "coach.sam",
            (Slip(33, 3, "an argument", 5), Slip(17, 1, "a party", 7)),
        ),
    ),
    Person(
        "aisha", "Aisha Khan", Role.MEMBER, "member, a month in",
        date(1995, 9, 3), "en", "Europe/London", "GB", 41,
        Story(
            Smoking("roll_up", 12, 40, 30, 1590, "GBP"), 30, "coach.sam",
            (Slip(26, 2, "stress at work", 4),),
        ),
    ),
    Person(
        "diego", "Diego Hernández", Role.MEMBER, "member, three weeks in",
        date(1989, 12, 19), "en", "America/Mexico_City", "MX", 35,
        Story(Smoking("cigarette", 10, 20, 60, 7500, "MXN"), 21, "coach.sam", diligence=0.75),
    ),
    Person(
        "hanh", "Hạnh Lê", Role.MEMBER, "member, having a hard time",
        date(1976, 4, 8), "vi", "Asia/Ho_Chi_Minh", "VN", 25,
        Story(
            Smoking("cigarette", 25, 20, 4, 30_000, "VND"), 14, "coach.linh",
            (
                Slip(11, 4, "coffee with friends", 4),
                Slip(6, 2, "no sleep", 3),
                Slip(2, 3, "a bad day", 3),
            ),
        ),
    ),
    Person(
        "yuki", "Yuki Sato", Role.MEMBER, "member, who keeps progress to herself",
        date(1998, 2, 11), "en", "Asia/Tokyo", "JP", 66,
        Story(
            Smoking("cigarette", 8, 20, 45, 600, "JPY"), 60, "coach.sam",
            diligence=0.8, shares_progress=False,
        ),
    ),
    Person(
        "emma", "Emma Johnson", Role.MEMBER, "member, in her first days",
        date(2001, 6, 27), "en", "America/New_York", "US", 9,
        Story(Smoking("vape", 6, 1, 15, 1299, "USD"), 3, "coach.sam", diligence=1.0),
    ),
    Person(
        "noah", "Noah Wilson", Role.MEMBER, "member, whose quit day is ahead",
        date(1993, 10, 5), "en", "Australia/Sydney", "AU", 6,
        Story(Smoking("cigarette", 18, 25, 20, 4500, "AUD"), -5, "coach.linh", diligence=1.0),
    ),
    Person(
        "fatima", "Fatima Al-Sabah", Role.MEMBER, "member, one slip at a wedding",
        date(1987, 8, 16), "en", "Asia/Kuwait", "KW", 52,
        Story(
            Smoking("cigarette", 14, 20, 25, 1250, "KWD"), 40, "coach.sam",
            (Slip(20, 2, "a wedding", 6),),
        ),
    ),
    Person(
        "peter", "Piotr Kowalski", Role.MEMBER, "member, on a second attempt",
        date(1970, 12, 1), "en", "Europe/Warsaw", "PL", 62,
        Story(
            Smoking("cigarette", 22, 20, 6, 1950, "PLN"), 10, "coach.linh",
            (Slip(44, 5, "a long drive", 3), Slip(43, 8, "gave in", 2)),
            tried_days_ago=55,
        ),
    ),
    Person(
        "grace", "Grace Wanjiru", Role.MEMBER, "member, who has gone quiet",
        date(1990, 3, 25), "en", "Africa/Nairobi", "KE", 57,
        Story(
            Smoking("cigarette", 9, 20, 40, 35000, "KES"), 50, "coach.linh",
            quiet_since_days_ago=34,
        ),
    ),
    Person(
        "minh", "Minh Phạm", Role.MEMBER, "member since the day before yesterday",
        date(2003, 7, 7), "vi", "Asia/Ho_Chi_Minh", "VN", 2,
        Story(None, None, None),
    ),
)  # fmt: skip

EVERYONE = (ADMIN, *COACHES, *MEMBERS)

INTRODUCED = (ADMIN, *COACHES, *(person for person in MEMBERS if person.login in ("mai", "hanh")))
"""Whom the table at the end of `make run` names."""
