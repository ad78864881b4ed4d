"""What becomes of a text for what it says: recognised through disguises, never by accident."""

import time
from datetime import UTC, datetime

import pytest

from services.social_media.moderation import rules
from services.social_media.moderation.danger import DANGERS
from services.social_media.moderation.lists import TERMS
from services.social_media.moderation.models import (
    Breach,
    CrisisLevel,
    Outcome,
    Reason,
    Surface,
    Trust,
    Verdict,
)
from shared.auth.roles import Role
from shared.models.problem import Invalid, RateLimited

IMMINENT, URGENT, INFO = CrisisLevel.IMMINENT, CrisisLevel.URGENT, CrisisLevel.INFO


def judge(text, surface=Surface.POST, trust=Trust.TRUSTED):
    return rules.judge(text, surface, trust)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        pytest.param("I want to die", URGENT, id="as it is"),
        pytest.param("I WANT TO DIE!!!", URGENT, id="shouted"),
        pytest.param("i w4nt to d1e", URGENT, id="digits for letters"),
        pytest.param("I want\u200b to d\u00adie", URGENT, id="invisible characters"),
        pytest.param("ＫＩＬＬ　ｍｙｓｅｌｆ", URGENT, id="full width"),
        pytest.param("I could kiiiilllll myself", URGENT, id="keys held down"),
        pytest.param("k i l l myself", URGENT, id="spelled out"),
        pytest.param("kìll mysélf", URGENT, id="marks on English"),
        pytest.param("kіll mуsеlf", URGENT, id="Cyrillic letters"),
        pytest.param("I don’t want to live", URGENT, id="a typographer's apostrophe"),
        pytest.param("s.u.i.c.i.d.e note", IMMINENT, id="dots"),
        pytest.param("I am going to kill myself", IMMINENT, id="the gravest of two"),
        pytest.param("my uncle died by suicide", INFO, id="speaking of it"),
        pytest.param("Em muốn tự tử", URGENT, id="Vietnamese"),
        pytest.param("EM MUỐN TỰ TỬ", URGENT, id="Vietnamese shouted"),
        pytest.param("không muốn sống nữa", URGENT, id="with marks"),
        pytest.param("khong muon song nua", URGENT, id="without marks"),
        pytest.param("tối nay tôi sẽ tự tử", IMMINENT, id="soon"),
    ],
)
def test_what_sounds_like_danger_is_heard(text, level):
    assert judge(text).crisis is level


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("I'd kill for a smoke, I'm dying for one", id="how craving is spoken of"),
        pytest.param("Thèm thuốc muốn chết", id="craving, in Vietnamese"),
        pytest.param("Mình bỏ thuốc từ từ thôi", id="slowly"),
        pytest.param("minh muon tu tu giam", id="slowly, without marks"),
        pytest.param("ai tu van giup em", id="counselling, without marks"),
        pytest.param("ran 5 kms today", id="kilometres"),
        pytest.param("Smoking nearly killed me", id="killed by smoking"),
        pytest.param("I'm cutting myself down to 5 a day", id="cutting down"),
        pytest.param("ca nha cai thuoc, ban hut thuoc chua", id="quitting, asking, without marks"),
        pytest.param("ăn hạt óc chó thay cho thuốc", id="walnuts"),
        pytest.param("ban vape hay hut thuoc", id="you, not selling, without marks"),
        pytest.param("Day 10. I feel great e.g. I can run.Then I rest", id="full stops"),
        pytest.param("the classic assassin from Scunthorpe", id="words within words"),
    ],
)
def test_what_is_harmless_stays(text):
    assert judge(text, trust=Trust.NEW) == Verdict()


@pytest.mark.parametrize("danger", DANGERS, ids=lambda danger: danger.phrase)
def test_every_phrase_of_danger_is_recognised(danger):
    level = judge(f"… {danger.phrase.upper()}, …").crisis

    assert level is not None
    assert list(CrisisLevel).index(level) >= list(CrisisLevel).index(danger.level)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.phrase)
def test_every_listed_term_has_its_reason(term):
    verdict = judge(f"so {term.phrase} then")

    assert term.reason in verdict.reasons
    assert list(Outcome).index(verdict.outcome) >= list(Outcome).index(term.outcome)


@pytest.mark.parametrize(
    ("text", "surface", "outcome"),
    [
        pytest.param("cheap vapes here", Surface.POST, Outcome.HOLD, id="a post waits"),
        pytest.param("cheap vapes here", Surface.MESSAGE, Outcome.FLAG, id="a message goes"),
        pytest.param("cheap vapes", Surface.NAME, Outcome.BOUNCE, id="a name is not taken"),
        pytest.param("what a f4gg0t", Surface.MESSAGE, Outcome.BOUNCE, id="hate nowhere"),
        pytest.param("b.l.o.c.k is bit.ly/x", Surface.POST, Outcome.HOLD, id="a shortener"),
        pytest.param("https://www.iqos.com/vn", Surface.POST, Outcome.BOUNCE, id="a maker"),
        pytest.param("see my-vape-shop.com", Surface.POST, Outcome.HOLD, id="a seller"),
        pytest.param("https://notbit.ly.example.org", Surface.POST, Outcome.ALLOW, id="not below"),
    ],
)
def test_what_becomes_of_it_depends_on_where_it_appears(text, surface, outcome):
    assert judge(text, surface).outcome is outcome


def test_nobody_in_danger_is_turned_away_for_their_words():
    verdict = judge("cheap vapes, you faggots, I want to die", Surface.POST, Trust.NEW)

    assert (verdict.outcome, verdict.crisis) == (Outcome.FLAG, URGENT)
    assert verdict.reasons[0] is Reason.SELF_HARM
    verdict.refuse_if_bounced()


@pytest.mark.parametrize(
    ("links", "trust", "outcome"),
    [
        (1, Trust.NEW, Outcome.HOLD),
        (2, Trust.NEW, Outcome.HOLD),
        (3, Trust.NEW, Outcome.BOUNCE),
        (3, Trust.KNOWN, Outcome.ALLOW),
        (4, Trust.KNOWN, Outcome.HOLD),
        (10, Trust.TRUSTED, Outcome.ALLOW),
        (11, Trust.TRUSTED, Outcome.HOLD),
        (21, Trust.TRUSTED, Outcome.BOUNCE),
    ],
)
def test_links_are_for_those_the_house_knows(links, trust, outcome):
    text = " ".join(f"https://example.org/{number}" for number in range(links))

    assert judge(text, trust=trust).outcome is outcome


def test_links_to_where_help_is_cost_nothing():
    assert judge("https://www.smokefree.gov and nhs.uk", trust=Trust.NEW) == Verdict()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "(JavaScript:x)", "data:text/html,x"])
def test_what_would_run_is_no_link(link):
    verdict = judge(f"click {link}")

    with pytest.raises(Invalid) as caught:
        verdict.refuse_if_bounced()
    assert caught.value.code == "unsafe_link"


def test_a_refusal_says_why():
    with pytest.raises(Invalid) as caught:
        judge("what a faggot").refuse_if_bounced()

    assert (caught.value.code, caught.value.extra) == ("words_not_allowed", {"reasons": ["hate"]})


def test_who_was_too_fast_is_told_when_to_come_back():
    now = datetime(2026, 3, 1, 12, 59, 30, tzinfo=UTC)

    verdict = rules.too_fast(Verdict(), Surface.POST, now)

    with pytest.raises(RateLimited) as caught:
        verdict.refuse_if_bounced()
    assert caught.value.headers == {"Retry-After": "31"}
    assert verdict.breach is Breach.TOO_FAST


def test_danger_written_fast_waits_for_a_moderator_instead_of_being_lost():
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    verdict = rules.too_fast(judge("I want to die"), Surface.POST, now)

    assert (verdict.outcome, verdict.crisis) == (Outcome.HOLD, URGENT)


@pytest.mark.parametrize(
    ("role", "good", "trust"),
    [
        (Role.MEMBER, 0, Trust.NEW),
        (Role.MEMBER, 4, Trust.NEW),
        (Role.MEMBER, 5, Trust.KNOWN),
        (Role.MEMBER, 49, Trust.KNOWN),
        (Role.MEMBER, 50, Trust.TRUSTED),
        (Role.COACH, 0, Trust.TRUSTED),
    ],
)
def test_trust_is_earned_by_good_posts(role, good, trust):
    assert rules.trust_from(role, good) is trust


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * 4_000, id="one letter"),
        pytest.param("a " * 2_000, id="letters apart"),
        pytest.param("kill my" * 571, id="beginnings"),
        pytest.param("i want to " * 400, id="phrases that never end"),
        pytest.param("http://" * 571, id="schemes"),
        pytest.param("http://[" * 500, id="addresses nobody can read"),
        pytest.param("a." * 2_000, id="dots"),
        pytest.param("ạ̣̣̣" * 800, id="marks upon marks"),
        pytest.param("\ufdfa" * 4_000, id="characters that unfold"),
        pytest.param("!@$|" * 1_000, id="signs"),
    ],
)
def test_no_text_takes_long(text):
    began = time.perf_counter()

    judge(text, trust=Trust.NEW)

    assert time.perf_counter() - began < 1
