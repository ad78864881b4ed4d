"""Which kind of picture some bytes begin like. Nothing else is asked: no name, no header."""

from lambdas.upload.models import ContentType


def sniffed(content: bytes) -> ContentType | None:
    """The type the first bytes belong to, if it is one we take."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return ContentType.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return ContentType.JPEG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return ContentType.WEBP
    return None
