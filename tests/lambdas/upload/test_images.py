"""Bytes become a picture of ours, or nothing; whatever they are, memory stays bounded."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from lambdas.upload import images
from lambdas.upload.models import Size
from lambdas.upload.rules import Refused

ROOT = Path(__file__).parents[3]
RED, BLUE = (220, 20, 20), (20, 20, 220)


def opened(content):
    return Image.open(BytesIO(content))


def png_of(width, height, chunks=()):
    """A PNG of black dots of one bit each, made without ever holding it."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(width // 8 + 2)) for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            *(chunk(kind, data) for kind, data in chunks),
            chunk(b"IDAT", rows + packer.flush()),
            chunk(b"IEND", b""),
        ]
    )


def webp_of(width, height):
    """A WebP of one colour, made without ever holding it."""
    target = BytesIO()
    Image.new("RGBA", (1, 1), (9, 9, 9, 99)).save(target, "WEBP", lossless=True)
    content = bytearray(target.getvalue())
    # Two times 14 bits, less one, and the bits that follow.
    flags = int.from_bytes(content[21:25], "little") >> 28
    content[21:25] = (width - 1 | height - 1 << 14 | flags << 28).to_bytes(4, "little")
    return bytes(content)


def reddish(pixel):
    return pixel[0] > 150 and pixel[2] < 100


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        pytest.param("PNG", "RGB", id="PNG"),
        pytest.param("PNG", "RGBA", id="PNG with transparency"),
        pytest.param("PNG", "P", id="PNG with a palette"),
        pytest.param("JPEG", "RGB", id="JPEG"),
        pytest.param("JPEG", "CMYK", id="JPEG for print"),
        pytest.param("WEBP", "RGB", id="WebP"),
    ],
)
def test_a_picture_of_every_kind_is_drawn_anew_in_both_sizes(picture, kind, mode):
    made = images.image_from(picture(kind, (3000, 1500), mode), f"image/{kind.lower()}")

    assert (made.width, made.height) == (2048, 1024)
    full, small = opened(made.renditions[Size.FULL]), opened(made.renditions[Size.SMALL])
    assert (full.format, full.size) == ("WEBP", (2048, 1024))
    assert (small.format, small.size) == ("WEBP", (320, 160))
    assert reddish(small.convert("RGB").getpixel((20, 80)))
    assert not reddish(small.convert("RGB").getpixel((300, 80)))
    assert 6 <= len(made.blurhash) <= 100


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16"])
def test_a_picture_without_colours_is_a_picture(mode):
    target = BytesIO()
    Image.new(mode, (40, 20), 1).save(target, "PNG")

    made = images.image_from(target.getvalue(), "image/png")

    assert opened(made.renditions[Size.FULL]).size == (40, 20)


def test_a_small_picture_is_not_enlarged(picture):
    made = images.image_from(picture(size=(1, 1)), "image/png")

    assert opened(made.renditions[Size.FULL]).size == (1, 1)
    assert opened(made.renditions[Size.SMALL]).size == (1, 1)


def test_a_sliver_keeps_a_breadth():
    target = BytesIO()
    Image.new("RGB", (9_000, 1)).save(target, "PNG")

    made = images.image_from(target.getvalue(), "image/png")

    assert (made.width, made.height) == (2048, 1)


def test_transparency_is_kept():
    target = BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(target, "PNG")

    made = images.image_from(target.getvalue(), "image/png")

    assert opened(made.renditions[Size.FULL]).convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize(
    ("orientation", "size", "red_corner"),
    [
        (1, (64, 32), (0, 0)),
        (2, (64, 32), (63, 0)),
        (3, (64, 32), (63, 31)),
        (6, (32, 64), (31, 0)),
        (8, (32, 64), (0, 63)),
    ],
)
def test_a_picture_is_turned_upright_before_its_orientation_is_forgotten(
    picture, orientation, size, red_corner
):
    exif = Image.Exif()
    exif[0x0112] = orientation

    made = images.image_from(picture("JPEG", exif=exif), "image/jpeg")

    full = opened(made.renditions[Size.FULL])
    assert full.size == size
    assert reddish(full.convert("RGB").getpixel(red_corner))


@pytest.mark.parametrize("block", [b"Exif\x00\x00", b"Exif\x00\x00garbage", b"Exif\x00\x00MM\x00*"])
def test_unreadable_metadata_is_no_reason_to_refuse_a_picture(picture, block):
    made = images.image_from(picture("JPEG", exif=block), "image/jpeg")

    assert made.width == 64


@pytest.mark.parametrize(
    ("size", "accepted"),
    [
        pytest.param((5_000, 5_000), True, id="25 megapixels"),
        pytest.param((5_000, 5_001), False, id="a row more"),
        pytest.param((25_000_001, 1), False, id="one very long row"),
    ],
)
def test_a_picture_has_at_most_so_many_pixels(size, accepted):
    content = png_of(*size)

    if accepted:
        assert images.image_from(content, "image/png").width == 2048
    else:
        with pytest.raises(Refused, match="too_many_pixels"):
            images.image_from(content, "image/png")


@pytest.mark.parametrize(
    "size",
    [
        pytest.param((4_000, 4_001), id="a row more than 16 megapixels"),
        pytest.param((16_383, 16_383), id="as large as they come"),
    ],
)
def test_a_webp_has_fewer_pixels_because_it_takes_more_memory(size):
    with pytest.raises(Refused, match="too_many_pixels"):
        images.image_from(webp_of(*size), "image/webp")


def test_a_picture_with_thousands_of_passes_is_refused_before_they_are_made(picture):
    progressive = picture("JPEG", progressive=True)
    last = progressive.rindex(b"\xff\xda")
    bomb = progressive[:-2] + progressive[last:-2] * 2_000 + b"\xff\xd9"

    assert images.image_from(progressive, "image/jpeg").width == 64
    with pytest.raises(Refused, match="damaged"):
        images.image_from(bomb, "image/jpeg")


def test_a_comment_that_unpacks_to_megabytes_is_not_unpacked():
    bomb = zlib.compress(bytes(20_000_000), 9)

    with pytest.raises(Refused, match="damaged"):
        images.image_from(png_of(10, 10, [(b"zTXt", b"Comment\x00\x00" + bomb)]), "image/png")


def test_the_same_bytes_always_make_the_same_picture(picture):
    content = picture("JPEG", (500, 300))

    assert images.image_from(content, "image/jpeg") == images.image_from(content, "image/jpeg")


MEASURE = """
import sys
from pathlib import Path
from lambdas.upload import images
from lambdas.upload.rules import Refused

def resident(name):
    status = Path("/proc/self/status").read_text()
    return int(status.partition(name + ":")[2].split()[0])

before = resident("VmRSS")
Path("/proc/self/clear_refs").write_text("5")
for announced, file in zip(sys.argv[1::2], sys.argv[2::2]):
    try:
        verdict = images.image_from(Path(file).read_bytes(), announced).width
    except Refused as refusal:
        verdict = str(refusal)
    print(announced, verdict, (resident("VmHWM") - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_stays_bounded_whatever_arrives(tmp_path):
    corpus = {
        "bomb.png": png_of(30_000, 30_000),
        # Of all pictures within our bounds it needs the most memory.
        "largest.webp": webp_of(4_000, 4_000),
        "bomb.webp": webp_of(16_383, 16_383),
    }
    arguments = []
    for name, content in corpus.items():
        (tmp_path / name).write_bytes(content)
        arguments += [f"image/{name[-4:].strip('.')}", str(tmp_path / name)]

    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *arguments],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    outcomes = [line.split() for line in done.stdout.splitlines()]
    assert [verdict for _, verdict, _ in outcomes] == ["too_many_pixels", "2048", "too_many_pixels"]
    assert max(int(megabytes) for _, _, megabytes in outcomes) < 400
