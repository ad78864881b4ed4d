"""Who is still let in, who may read in a conversation, who may speak; asked for every message."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.believed import Believed, keep_renewing
from services.social_media.chat import store
from services.social_media.chat.models import Room
from services.social_media.people.actions import SignIn, ended_among, who_may_talk
from services.social_media.sanctions.actions import silenced_among
from shared.models.ids import UserId
from shared.models.problem import Forbidden, NotFound

Pair = tuple[UserId, UserId]


class ReadOnly(Forbidden):
    def __init__(self) -> None:
        super().__init__("This conversation has ended; it can still be read.", code="read_only")


class Doorkeeper:
    def __init__(self, db: Database[Any]) -> None:
        self._db = db
        self._ended: Believed[SignIn, bool] = Believed(self._ask_ended)
        self._silenced: Believed[UserId, bool] = Believed(self._ask_silenced)
        self._rooms: Believed[UUID, Room | None] = Believed(self._ask_rooms)
        self._in_touch: Believed[Pair, bool] = Believed(self._ask_in_touch)

    def run(self) -> None:
        """Keep what is believed new, for ever."""
        keep_renewing([self._ended, self._silenced, self._rooms, self._in_touch])

    def has_ended(self, sign_in: SignIn) -> bool:
        """Whether nobody may come in by it any more."""
        return self._ended.about(sign_in)

    def is_silenced(self, person: UserId) -> bool:
        """Whether somebody may not write for a while."""
        return self._silenced.about(person)

    def room(self, conversation: UUID, person: UserId) -> Room:
        """A conversation the person is in; for others there is none."""
        room = self.look(conversation)
        if room is None or person not in room.people:
            raise NotFound("There is no such conversation.")
        return room

    def room_to_speak_in(self, conversation: UUID, person: UserId) -> Room:
        """The conversation, when the person may say something there."""
        room = self.room(conversation, person)
        if room.read_only:
            raise ReadOnly
        if not self.are_in_touch(room):
            raise Forbidden("You are no longer in touch with each other.")
        return room

    def look(self, conversation: UUID) -> Room | None:
        """A conversation, for whoever has it told to the people in it."""
        return self._rooms.about(conversation)

    def are_in_touch(self, room: Room) -> bool:
        """Whether those in it may talk with each other; in a room everyone may."""
        if not room.is_direct:
            return True
        one, other = room.people
        return self._in_touch.about((one, other))

    def forget(self, conversation: UUID) -> None:
        """Ask again: something has changed, maybe even who may talk in it."""
        room = self._rooms.known(conversation)
        if room is not None and room.is_direct:
            one, other = room.people
            self._in_touch.forget((one, other))
        self._rooms.forget(conversation)

    def forget_who_talks(self, person: UserId) -> None:
        """Ask again with whom somebody may talk: they block somebody, or no more."""
        self._in_touch.forget_where(lambda pair: person in pair)

    def _ask_ended(self, sign_ins: Collection[SignIn]) -> dict[SignIn, bool]:
        ended = ended_among(self._db, sign_ins)
        return {sign_in: sign_in in ended for sign_in in sign_ins}

    def _ask_silenced(self, people: Collection[UserId]) -> dict[UserId, bool]:
        silenced = silenced_among(self._db, people, now=datetime.now(UTC))
        return {person: person in silenced for person in people}

    def _ask_rooms(self, conversations: Collection[UUID]) -> dict[UUID, Room | None]:
        rooms = store.select_rooms(self._db, conversations)
        return {conversation: rooms.get(conversation) for conversation in conversations}

    def _ask_in_touch(self, pairs: Collection[Pair]) -> dict[Pair, bool]:
        allowed = who_may_talk(self._db, pairs)
        return {pair: pair in allowed for pair in pairs}
