"""What is uploaded for, and why an upload is refused: words the web app and the events share."""

from enum import StrEnum


class Purpose(StrEnum):
    AVATAR = "avatar"
    POST_IMAGE = "post_image"
    CHAT_ATTACHMENT = "chat_attachment"
    REASON_PHOTO = "reason_photo"
    CO_PHOTO = "co_photo"


class Refusal(StrEnum):
    """Why an upload became nothing. Each is something the app can explain."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_AN_IMAGE = "not_an_image"
    WRONG_TYPE = "wrong_type"
    """A picture, but not of the type that was announced."""
    TOO_MANY_PIXELS = "too_many_pixels"
    DAMAGED = "damaged"
    EXPIRED = "expired"
    """Nothing arrived in time."""
