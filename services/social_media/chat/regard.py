"""What somebody wants to hear of others over their sockets."""

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.social_media.blocks.actions import unheard_by
from services.social_media.chat.passing import Matter
from services.social_media.manners.actions import manners_of
from shared.models.ids import UserId


@dataclass(frozen=True, slots=True)
class Regard:
    unheard: frozenset[str] = frozenset()
    """Ids of those whose words in rooms are kept from them."""
    shows: frozenset[Matter] = frozenset({Matter.CHANGED, Matter.READ, Matter.TYPING})
    """What they show of themselves, and so are shown of others."""


USUAL = Regard()
"""One for all who never chose: there are many."""


def regard_of(db: Database[Any], person: UserId) -> Regard:
    manners = manners_of(db, person)
    shows = {Matter.CHANGED}
    if manners.read_receipts:
        shows.add(Matter.READ)
    if manners.typing:
        shows.add(Matter.TYPING)
    if manners.presence:
        shows.add(Matter.PRESENCE)
    regard = Regard(frozenset(map(str, unheard_by(db, person))), frozenset(shows))
    return USUAL if regard == USUAL else regard
