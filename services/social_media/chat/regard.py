"""What somebody wants to hear of others over their sockets."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.social_media.blocks.actions import NOBODY, Asides, asides_of
from services.social_media.chat.passing import Matter
from services.social_media.manners.actions import manners_of
from services.social_media.manners.models import Manners
from shared.models.ids import UserId


@dataclass(frozen=True, slots=True)
class Regard:
    unheard: frozenset[str] = frozenset()
    """Ids of those whose words in rooms are kept from them."""
    shows: frozenset[Matter] = frozenset({Matter.CHANGED, Matter.READ, Matter.TYPING})
    """What they show of themselves, and so are shown of others."""
    asides: Asides = NOBODY


USUAL = Regard()
"""One for all who never chose: there are many."""


def regards_of(db: Database[Any], people: Collection[UserId]) -> dict[UserId, Regard]:
    manners, asides = manners_of(db, people), asides_of(db, people)
    return {person: _regard(manners[person], asides[person]) for person in people}


def _regard(manners: Manners, asides: Asides) -> Regard:
    shows = {Matter.CHANGED}
    if manners.read_receipts:
        shows.add(Matter.READ)
    if manners.typing:
        shows.add(Matter.TYPING)
    if manners.presence:
        shows.add(Matter.PRESENCE)
    regard = Regard(frozenset(map(str, asides.unheard)), frozenset(shows), asides)
    return USUAL if regard == USUAL else regard
