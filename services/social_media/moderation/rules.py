"""What becomes of a text: its words, its links, its author's pace and trust.

Pure: no clock, no database, no web.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from services.social_media.moderation import links
from services.social_media.moderation.danger import DANGERS
from services.social_media.moderation.folding import Folded, fold
from services.social_media.moderation.lists import DOMAINS, HELPFUL, SELLERS, TERMS, Domain, Term
from services.social_media.moderation.models import (
    Breach,
    CrisisLevel,
    Outcome,
    Reason,
    Surface,
    Trust,
    Verdict,
)
from services.social_media.moderation.phrases import Phrases
from shared.auth.roles import Role

GOOD_POSTS: Mapping[Trust, int] = {Trust.KNOWN: 5, Trust.TRUSTED: 50}
"""Posts and comments that stayed, by which somebody comes to be trusted so far."""

MOST_LINKS: Mapping[Trust, int] = {Trust.NEW: 0, Trust.KNOWN: 3, Trust.TRUSTED: 10}
"""With more than this a text waits for a moderator."""

MOST_LINKS_EVER = 20
NEW_LINKS_BOUNCE = 2
"""More links than this from somebody new are not taken at all."""

PER_HOUR: Mapping[Surface, Mapping[Trust, int]] = {
    Surface.POST: {Trust.NEW: 5, Trust.KNOWN: 20, Trust.TRUSTED: 60},
    Surface.COMMENT: {Trust.NEW: 20, Trust.KNOWN: 60, Trust.TRUSTED: 200},
    Surface.NAME: {Trust.NEW: 10, Trust.KNOWN: 20, Trust.TRUSTED: 20},
}
"""Messages are paced where they come in."""

HOUR = timedelta(hours=1)

_STRICTNESS = tuple(Outcome)
_SEVERITY = tuple(CrisisLevel)

_NOTHING = Verdict(Outcome.ALLOW)
"""On nearly every text, wherever it appears."""

_TERMS = Phrases(TERMS)
_DANGERS = Phrases(DANGERS)


def trust_from(role: Role, good: int) -> Trust:
    """How far to trust somebody with so many good posts. Staff are trusted by their office."""
    if role is not Role.MEMBER:
        return Trust.TRUSTED
    return max(trust for trust in Trust if good >= GOOD_POSTS.get(trust, 0))


def judge(text: str, surface: Surface, trust: Trust) -> Verdict:
    """What becomes of a text for what it says, however fast its author is writing."""
    folded = fold(text)
    crisis = crisis_in(folded)
    domains, counted = _addresses_in(text)
    listed: list[Term | Domain] = [*_TERMS.found_in(folded), *domains]
    is_unsafe = links.has_unsafe_link(text)
    if not (listed or counted or crisis or is_unsafe):
        return _NOTHING
    outcome = _strictest(found.outcome for found in listed)
    reasons = tuple(dict.fromkeys(found.reason for found in listed))
    breach = None
    if is_unsafe:
        outcome, breach = Outcome.BOUNCE, Breach.UNSAFE_LINK
    elif (limit := _over_links(counted, trust)) is not Outcome.ALLOW:
        outcome = _strictest([outcome, limit])
        reasons = tuple(dict.fromkeys((*reasons, Reason.SPAM)))
        breach = Breach.TOO_MANY_LINKS
    return settle(Verdict(outcome, reasons, breach, crisis), surface)


def settle(verdict: Verdict, surface: Surface) -> Verdict:
    """Fit a verdict to where the text appears, and to how its author may be.

    Somebody in danger is never turned away: at most a moderator reads it first. What is said to a
    few people at once cannot wait for one, and a name that would have to wait is not taken.
    """
    outcome, reasons, breach = verdict.outcome, verdict.reasons, verdict.breach
    if verdict.crisis in (CrisisLevel.URGENT, CrisisLevel.IMMINENT):
        reasons = tuple(dict.fromkeys((Reason.SELF_HARM, *reasons)))
        barred = breach in (Breach.MUTED, Breach.TOO_FAST, Breach.UNSAFE_LINK)
        outcome = Outcome.HOLD if barred and surface is not Surface.MESSAGE else Outcome.FLAG
    elif outcome is Outcome.HOLD and surface is Surface.MESSAGE:
        outcome = Outcome.FLAG
    elif outcome is Outcome.HOLD and surface is Surface.NAME:
        outcome = Outcome.BOUNCE
    return Verdict(outcome, reasons, breach, verdict.crisis, verdict.retry_after)


def too_fast(verdict: Verdict, surface: Surface, now: datetime) -> Verdict:
    """The verdict on a text by somebody who has written enough for this hour."""
    left = hour_of(now) + HOUR - now
    breached = Verdict(
        Outcome.BOUNCE,
        verdict.reasons,
        Breach.TOO_FAST,
        verdict.crisis,
        retry_after=int(left.total_seconds()) + 1,
    )
    return settle(breached, surface)


def silenced(verdict: Verdict, surface: Surface) -> Verdict:
    """The verdict on a text by somebody who may not write for a while."""
    breached = Verdict(Outcome.BOUNCE, verdict.reasons, Breach.MUTED, verdict.crisis)
    return settle(breached, surface)


def hour_of(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def crisis_in(folded: Folded) -> CrisisLevel | None:
    """The gravest level of what sounds like danger, or none."""
    found = [danger.level for danger in _DANGERS.found_in(folded)]
    return max(found, key=_SEVERITY.index) if found else None


def _addresses_in(text: str) -> tuple[list[Domain], int]:
    """The listed addresses in a text, and how many links count."""
    listed: list[Domain] = []
    counted = 0
    for host in links.hosts_in(text):
        if any(links.is_below(host, name) for name in HELPFUL):
            continue
        counted += 1
        listed += [domain for domain in DOMAINS if links.is_below(host, domain.name)]
        if any(part in host.replace("-", "") for part in SELLERS):
            listed.append(Domain(host, Outcome.HOLD, Reason.SELLING_TOBACCO))
    return listed, counted


def _over_links(count: int, trust: Trust) -> Outcome:
    if count > MOST_LINKS_EVER or (trust is Trust.NEW and count > NEW_LINKS_BOUNCE):
        return Outcome.BOUNCE
    return Outcome.HOLD if count > MOST_LINKS[trust] else Outcome.ALLOW


def _strictest(outcomes: Iterable[Outcome]) -> Outcome:
    return max(outcomes, key=_STRICTNESS.index, default=Outcome.ALLOW)
