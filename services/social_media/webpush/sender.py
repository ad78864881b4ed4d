"""Waking browsers: encrypted for one of them (RFC 8291), signed by us (RFC 8292).

What travels says that there is something new, and which; never what. The page asks for the rest.
"""

import os
import socket
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import SplitResult

import http_ece
import orjson
import urllib3
from cryptography.hazmat.primitives.asymmetric import ec
from pymongo.database import Database

from services.social_media.delivery.actions import NotSent, NowhereToSend
from services.social_media.delivery.models import Outgoing, Parcel
from services.social_media.delivery.store import update_sent_to
from services.social_media.webpush import rules, store
from services.social_media.webpush.models import Subscription
from services.social_media.webpush.settings import PushSettings
from services.social_media.webpush.vapid import Vapid

PATIENCE = urllib3.Timeout(connect=2, read=5)
GONE = (404, 410)
KEPT_FOR_S = 24 * 3600
"""How long a push service keeps it for a browser that is off."""


class Sender:
    def __init__(self, settings: PushSettings) -> None:
        self._vapid = Vapid(settings.vapid_secret.get_secret_value(), settings.vapid_contact)
        self.stand_in = settings.push_stand_in

    @property
    def public_key(self) -> str:
        return self._vapid.public_key

    def push(self, db: Database[Any], parcel: Parcel, outgoing: Sequence[Outgoing]) -> None:
        """Wake every browser of the reader that has not heard yet; forget those that are gone.

        Raises NotSent when it may work later, NowhereToSend when there is none.
        """
        heard, failure = set(parcel.sent_to), None
        for device in store.select_subscriptions(db, parcel.user_id):
            if device.subscription_id in heard:
                continue
            status = self._tell(device, outgoing)
            if status in GONE:
                store.delete_subscription(db, parcel.user_id, device.subscription_id)
            elif 200 <= status < 300:
                update_sent_to(db, parcel.parcel_id, device.subscription_id)
                heard.add(device.subscription_id)
            else:
                failure = f"push service answered {status}" if status else "no answer"
        if failure:
            raise NotSent(failure)
        if not heard:
            raise NowhereToSend

    def _tell(self, device: Subscription, outgoing: Sequence[Outgoing]) -> int:
        """The status of the first message that was not taken, or of the last; 0 for no answer."""
        status = 0
        for message in outgoing:
            try:
                status = self._post(device, message)
            except (OSError, urllib3.exceptions.HTTPError):
                return 0
            if not 200 <= status < 300:
                break
        return status

    def _post(self, device: Subscription, message: Outgoing) -> int:
        url = rules.address_of(device.endpoint, self.stand_in)
        headers = {
            "Authorization": self._vapid.authorization(
                f"{url.scheme}://{url.netloc}", now_s=int(time.time())
            ),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "Host": url.netloc,
            "TTL": str(KEPT_FOR_S),
        }
        with self._connect(url) as pool:
            response = pool.request(
                "POST",
                url.path + (f"?{url.query}" if url.query else ""),
                body=_sealed(device, message),
                headers=headers,
                preload_content=False,
                redirect=False,
                retries=False,
                timeout=PATIENCE,
            )
            response.close()
            return int(response.status)

    def _connect(self, url: SplitResult) -> urllib3.HTTPConnectionPool:
        host = url.hostname or ""
        if url.scheme == "http":  # the stand-in, which production has none of
            return urllib3.HTTPConnectionPool(host, url.port)
        return urllib3.HTTPSConnectionPool(
            public_address(host), 443, server_hostname=host, assert_hostname=host
        )


def public_address(host: str) -> str:
    """An address of a host, when all it has are public. Who answers may change; this does not.

    Raises OSError when there is none.
    """
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(map(rules.is_public, addresses)):
        raise OSError(f"{host} is not on the Internet")
    return addresses[0]


def _sealed(device: Subscription, message: Outgoing) -> bytes:
    """What only that browser can read: an id, and nothing of what it is about."""
    sealed: bytes = http_ece.encrypt(
        orjson.dumps({"notification_id": message.notification_id}),
        salt=os.urandom(16),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=device.p256dh,
        auth_secret=device.auth,
        version="aes128gcm",
    )
    return sealed
