"""The real-time half of a worker, put together: it starts after the fork and ends with goodbyes."""

import time
from collections.abc import Sequence
from functools import partial
from typing import Any

import gevent
from gevent.event import Event as Signal
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.social_media.chat import requests
from services.social_media.chat.doorkeeper import Doorkeeper
from services.social_media.chat.drafts import Author
from services.social_media.chat.ferry import Ferry
from services.social_media.chat.limits import Limits
from services.social_media.chat.membership import ROOM
from services.social_media.chat.order import Order
from services.social_media.chat.passing import BY
from services.social_media.chat.places import Places
from services.social_media.chat.reader import MISSED, RELAYED, Reader, Relayed
from services.social_media.chat.regard import regards_of
from services.social_media.chat.session import Session
from services.social_media.chat.socket_models import Send
from services.social_media.chat.speaker import AGAIN, LOOK_AGAIN_AFTER, Speaker
from services.social_media.chat.spoken import Said
from services.social_media.chat.switchboard import CONTROL, House, Switchboard
from services.social_media.chat.tails import Tails
from services.social_media.chat.writer import Writer
from services.social_media.people.store import select_people
from services.social_media.presence.lobby import Lobby
from services.social_media.settings import SocialMediaSettings
from services.social_media.sockets.bridge import Bridge, host_of
from services.social_media.sockets.connection import Bounds
from services.social_media.sockets.fanout import ASIDES, Delivery
from services.social_media.sockets.hub import Hub
from services.social_media.sockets.mesh import Mesh
from services.social_media.sockets.reception import Reception
from services.social_media.sockets.shutdown import Farewell
from services.social_media.together import Together
from shared.auth.authenticator import Authenticator, Caller
from shared.models.problem import RateLimited
from shared.observability.logs import logger

log = logger("social_media")


class Realtime:
    def __init__(
        self, settings: SocialMediaSettings, db: Database[Any], authenticator: Authenticator
    ) -> None:
        self._settings = settings
        self._farewell = Farewell(self._say_goodbye)
        self._hub = Hub()
        self._missed = Signal()
        self._mesh = Mesh(settings.mesh_directory)
        self._tails = Tails(db)
        order: Order[Said] = Order()
        self._speaker = Speaker(db, self._hub, order)
        speaker = self._speaker
        host = host_of(settings.mesh_directory)
        self._bridge = Bridge(db, host) if settings.several_hosts else None
        self._writer = Writer(
            db,
            Places(db, order),
            speaker,
            self._tails,
            publish=self._mesh.publish,
            publish_everywhere=self.publish,
            host=host,
        )
        self._ferry = Ferry(self._mesh, self._hub, self._writer, speaker)
        doorkeeper = Doorkeeper(db)
        self._reader = Reader(
            db, settings.mesh_directory, host, doorkeeper, self._publish_on_this_host
        )
        self._lobby = Lobby(db, lambda person, online: self._board.announce(person, online))
        self._board = Switchboard(
            db=db,
            house=House(
                heartbeat=settings.heartbeat_s,
                hello_within=settings.hello_within_s,
                sockets_per_user=settings.sockets_per_user,
            ),
            authenticator=authenticator,
            regards=Together(partial(regards_of, db)),
            people=Together(partial(select_people, db)),
            hub=self._hub,
            order=order,
            ferry=self._ferry,
            lobby=self._lobby,
            doorkeeper=doorkeeper,
            limits=Limits(settings.frames_per_second, settings.frames_at_once),
            publish=self.publish,
        )
        self._hub.route(CONTROL, self._board.obey)
        self._hub.route(ROOM, self._board.ask_again)
        self._hub.route(ASIDES, self._board.heed_asides)
        self._hub.route(BY, self._board.pass_on)
        self._hub.route(RELAYED, Relayed(self._hub.deliver).hear)
        self._hub.route(MISSED, lambda *_: self._missed.set())
        self._hub.route(AGAIN, lambda place, _: gevent.spawn(self._make_sure, place))
        self.reception = Reception(
            Bounds(backlog=settings.backlog_bytes, heartbeat=settings.heartbeat_s),
            lambda connection: Session(self._board, connection),
            most=settings.sockets_per_worker,
        )

    def publish(self, deliveries: Sequence[Delivery]) -> None:
        """Let whoever is connected anywhere hear."""
        self._publish_on_this_host(deliveries)
        if self._bridge is not None:
            self._bridge.publish(deliveries)

    def say(self, author: Author, caller: Caller, request: Send) -> None:
        """Have a message stored for somebody who has no socket; its author hears the answer."""
        if not self._board.limits.allow((caller.user_id, True), time.monotonic()):
            raise RateLimited("You are sending too fast; wait a little.", retry_after=1)
        # It may have come to be just now, by this very request.
        self._board.doorkeeper.forget(request.conversation)
        requests.send(author, self._board, caller, request)

    def _publish_on_this_host(self, deliveries: Sequence[Delivery]) -> None:
        self._hub.deliver(deliveries)
        self._mesh.publish(deliveries)

    def _keep_up(self) -> None:
        """Tell what was not told, whenever somebody who had to tell it may be gone; for ever."""
        while True:
            self._missed.wait()
            self._missed.clear()
            try:
                self._speaker.catch_up(self._board.doorkeeper.look)
            except PyMongoError:
                log.warning("missed messages not looked up")
                gevent.sleep(LOOK_AGAIN_AFTER)
                self._missed.set()

    def _make_sure(self, place: str) -> None:
        """Tell a message that was sent again, if whoever stored it never did."""
        conversation, _, seq = place.partition(":")
        try:
            self._speaker.make_sure(conversation, int(seq), self._board.doorkeeper.look)
        except PyMongoError:
            self._missed.set()

    def start(self) -> None:
        self._mesh.listen(self._hub.deliver, self._missed.set)
        gevent.spawn(self._writer.run)
        gevent.spawn(self._ferry.run)
        gevent.spawn(self._tails.run)
        gevent.spawn(self._board.doorkeeper.run)
        gevent.spawn(self._lobby.run)
        gevent.spawn(self._keep_up)
        if self._bridge is not None:
            self._bridge.open()
            gevent.spawn(self._reader.run)
        gevent.spawn(self.reception.sweep)
        gevent.spawn(self._board.watch_standings, self._settings.standing_every_s)
        self._farewell.begin_on_signal()
        log.info("ready to serve")

    def stop(self) -> None:
        """Say goodbye to everyone who is connected; returns when they have gone."""
        self._farewell.finish()

    def _say_goodbye(self) -> None:
        self._reader.end()
        self.reception.drain(self._settings.drain_spread_s)
        self._mesh.close()
        if self._bridge is not None:
            self._bridge.close()
