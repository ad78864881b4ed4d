"""Deliveries as processes hand them to each other: bytes, each frame as it is."""

from collections.abc import Sequence
from struct import Struct

from services.social_media.sockets.fanout import Delivery

_HEADER = Struct(">HI")


def pack(deliveries: Sequence[Delivery]) -> bytes:
    parts: list[bytes] = []
    for delivery in deliveries:
        topic = delivery.topic.encode()
        parts += (_HEADER.pack(len(topic), len(delivery.frame)), topic, delivery.frame)
    return b"".join(parts)


def unpack(body: bytes) -> list[Delivery]:
    deliveries = []
    position = 0
    while position < len(body):
        topic_size, frame_size = _HEADER.unpack_from(body, position)
        frame_at = position + _HEADER.size + topic_size
        topic = body[position + _HEADER.size : frame_at].decode()
        position = frame_at + frame_size
        deliveries.append(Delivery(topic, body[frame_at:position]))
    return deliveries
