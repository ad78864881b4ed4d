"""From bytes somebody sent to a picture we made: decoded in full, drawn anew, written as WebP."""

import warnings
from io import BytesIO

import blurhash
from PIL import ExifTags, Image
from PIL.Image import Resampling, Transpose

from lambdas.upload import models, rules
from lambdas.upload.models import ContentType, Size
from lambdas.upload.rules import Refused
from lambdas.upload.signatures import sniffed
from shared.models.media import Refusal

MOST_SCANS = 100
"""Passes of a progressive JPEG. Cameras make ten; every one costs a visit to each pixel."""

_START_OF_SCAN = b"\xff\xda"
_QUALITY = 82
_BLURHASH_EDGE = 32

_UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
"""What undoes each EXIF orientation."""


def image_from(content: bytes, announced: str) -> models.Image:
    """Judge an upload, announced as one type, and draw it anew. Raises Refused."""
    kind = _checked(content, announced)
    try:
        with warnings.catch_warnings():
            # A decoder's remarks about the bytes; its verdict is an exception.
            warnings.simplefilter("ignore")
            picture = _drawn(content, kind)
    except Refused:
        raise
    except Image.DecompressionBombError as error:
        raise Refused(Refusal.TOO_MANY_PIXELS) from error
    except Exception as error:
        # Decoders fail on hostile bytes in any way they like; whichever it is, this is no picture.
        raise Refused(Refusal.DAMAGED) from error

    sizes = {size: _fitted(picture, edge) for size, edge in rules.EDGES.items()}
    full = sizes[Size.FULL]
    return models.Image(
        width=full.width,
        height=full.height,
        blurhash=_blurhash(sizes[Size.SMALL]),
        renditions={size: _webp(image) for size, image in sizes.items()},
    )


def _checked(content: bytes, announced: str) -> ContentType:
    """The type of bytes that may be given to a decoder."""
    if not content:
        raise Refused(Refusal.EMPTY)
    if len(content) > rules.LARGEST_BYTES:
        raise Refused(Refusal.TOO_LARGE)
    found = sniffed(content)
    if found is None:
        raise Refused(Refusal.NOT_AN_IMAGE)
    if found != announced:
        raise Refused(Refusal.WRONG_TYPE)
    if found is ContentType.JPEG and content.count(_START_OF_SCAN) > MOST_SCANS:
        raise Refused(Refusal.DAMAGED)
    return found


def _drawn(content: bytes, kind: ContentType) -> Image.Image:
    """The picture at most our full size, and upright."""
    with Image.open(BytesIO(content), formats=[kind.name]) as image:
        if image.width * image.height > rules.MOST_PIXELS[kind]:
            raise Refused(Refusal.TOO_MANY_PIXELS)
        if kind is ContentType.PNG:
            _check_sums(content)
        image.load()
        turn = _turn(image)
        picture = _fitted(_plain(image), rules.EDGES[Size.FULL])
    return picture.transpose(turn) if turn is not None else picture


def _turn(image: Image.Image) -> Transpose | None:
    """What makes the picture upright. One without a readable orientation is shown as it is."""
    try:
        return _UPRIGHT.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:
        return None


def _check_sums(content: bytes) -> None:
    # Decoding alone would not look at the checksums of a PNG's chunks.
    with Image.open(BytesIO(content), formats=[ContentType.PNG.name]) as image:
        image.verify()


def _plain(image: Image.Image) -> Image.Image:
    """The picture in red, green and blue, with transparency if it has any."""
    if image.mode.startswith("I"):
        # 16 bits of grey.
        image = image.convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _fitted(image: Image.Image, edge: int) -> Image.Image:
    size = rules.fitted(image.width, image.height, edge)
    return image if size == image.size else image.resize(size, Resampling.LANCZOS)


def _webp(image: Image.Image) -> bytes:
    # The encoder writes what it is given, and it is not given metadata or a colour profile.
    target = BytesIO()
    image.save(target, "WEBP", quality=_QUALITY, method=4)
    return target.getvalue()


def _blurhash(image: Image.Image) -> str:
    tiny = _fitted(image, _BLURHASH_EDGE).convert("RGB")
    pixels, row = tiny.tobytes(), tiny.width * 3
    rows = [
        [tuple(pixels[at : at + 3]) for at in range(start, start + row, 3)]
        for start in range(0, len(pixels), row)
    ]
    return str(blurhash.encode(rows, components_x=4, components_y=3))
