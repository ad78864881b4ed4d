"""How each of many people regards the others, looked up in one go."""

import uuid
from datetime import UTC, datetime

from services.social_media.blocks import store as blocks
from services.social_media.chat.passing import Matter
from services.social_media.chat.regard import USUAL, regards_of
from services.social_media.manners.models import Manners
from services.social_media.manners.store import upsert_manners
from shared.models.ids import UserId

NOW = datetime(2026, 11, 27, tzinfo=UTC)


def test_each_of_many_is_told_apart(db):
    blocker, blocked, muter, muted, shy, nobody = (UserId(uuid.uuid4()) for _ in range(6))
    blocks.upsert_block(db, blocker, blocked, at=NOW)
    blocks.upsert_block(db, muter, blocker, at=NOW)
    blocks.upsert_mute(db, muter, muted, at=NOW)
    upsert_manners(db, shy, Manners(read_receipts=False, typing=False, presence=True))

    found = regards_of(db, [blocker, blocked, muter, muted, shy, nobody])

    apart = {person: set(regard.asides.apart) for person, regard in found.items()}
    assert apart == {
        blocker: {blocked, muter},
        blocked: {blocker},
        muter: {blocker},
        muted: set(),
        shy: set(),
        nobody: set(),
    }
    assert found[muter].unheard == {str(blocker), str(muted)}
    assert found[blocked].unheard == {str(blocker)}
    assert found[shy].shows == {Matter.CHANGED, Matter.PRESENCE}
    assert found[muted] is found[nobody] is USUAL
