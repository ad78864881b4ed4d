"""What people send becomes a clean picture or nothing, whatever it is."""

import io
import json
import struct
import zipfile

import pytest
from PIL import Image, PngImagePlugin

FIVE_MEGABYTES = 5 * 1024 * 1024
HTML = b"<!doctype html><script>alert('canary-script')</script>"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


def picture_bytes(kind="PNG", **options):
    target = io.BytesIO()
    Image.effect_noise((200, 100), 50).convert("RGB").save(target, kind, **options)
    return target.getvalue()


def zipped():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("index.html", HTML)
    return target.getvalue()


def with_wrong_sum(png):
    """The first chunk of image data, its checksum off by one bit."""
    at = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[at - 4 : at])
    end = at + 4 + length
    return png[:end] + bytes([png[end] ^ 1]) + png[end + 1 :]


def animated_gif():
    return picture_bytes("GIF", save_all=True, append_images=[Image.new("RGB", (200, 100))])


HOSTILE = {
    "GIF": (animated_gif(), "image/png", "not_an_image"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "image/png",
            "not_an_image"),
    "HTML": (HTML, "image/jpeg", "not_an_image"),
    "PHP": (b"<?php system($_GET['c']); ?>", "image/png", "not_an_image"),
    "ZIP": (zipped(), "image/png", "not_an_image"),
    "PDF": (b"%PDF-1.7\n1 0 obj\n", "image/png", "not_an_image"),
    "EXE": (b"MZ\x90\x00" + bytes(200), "image/png", "not_an_image"),
    "ELF": (b"\x7fELF" + bytes(200), "image/png", "not_an_image"),
    "EICAR": (EICAR, "image/png", "not_an_image"),
    "TIFF": (picture_bytes("TIFF"), "image/jpeg", "not_an_image"),
    "BMP": (picture_bytes("BMP"), "image/jpeg", "not_an_image"),
    "AVIF in another's clothes": (picture_bytes("AVIF"), "image/webp", "not_an_image"),
    "HTML before a JPEG": (HTML + picture_bytes("JPEG"), "image/jpeg", "not_an_image"),
    "nothing at all": (b"", "image/png", "empty"),
    "JPEG called PNG": (picture_bytes("JPEG"), "image/png", "wrong_type"),
    "PNG called WebP": (picture_bytes("PNG"), "image/webp", "wrong_type"),
    "only a signature": (b"\x89PNG\r\n\x1a\n", "image/png", "damaged"),
    "a sound file that begins like WebP": (b"RIFF\x24\x00\x00\x00WEBPfmt ", "image/webp",
                                           "damaged"),
    "truncated PNG": (picture_bytes()[:-2_000], "image/png", "damaged"),
    "PNG without an end": (picture_bytes()[:-12], "image/png", "damaged"),
    "truncated JPEG": (picture_bytes("JPEG")[:-500], "image/jpeg", "damaged"),
    "truncated WebP": (picture_bytes("WEBP")[:-200], "image/webp", "damaged"),
    "PNG with a wrong checksum": (with_wrong_sum(picture_bytes()), "image/png", "damaged"),
    "a byte too large": (picture_bytes().ljust(FIVE_MEGABYTES + 1, b"\0"), "image/png",
                         "too_large"),
    "much too large": (bytes(3 * FIVE_MEGABYTES), "image/png", "too_large"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "content_type", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_sound_picture_is_rejected_and_deleted(
    submit, view, storage, events, content, content_type, reason
):
    upload_id = submit(content, content_type)

    shown = view(upload_id)
    assert (shown["state"], shown["reason"]) == ("rejected", reason)
    assert storage.stored() == []
    assert [(event["type"], event["reason"]) for event in events(upload_id)] == [
        ("media.rejected.v1", reason)
    ]


def test_a_picture_becomes_media_and_is_announced(submit, view, storage, events, member):
    upload_id = submit(picture_bytes("JPEG"), "image/jpeg", purpose="post_image")

    assert sorted(storage.stored()) == [
        f"media/{upload_id}/full.webp",
        f"media/{upload_id}/small.webp",
    ]
    (event,) = events(upload_id)
    assert (event["type"], event["user_id"]) == ("media.ready.v1", str(member))
    assert (event["purpose"], event["width"], event["height"]) == ("post_image", 200, 100)
    assert event["blurhash"] == view(upload_id)["picture"]["blurhash"]


def test_media_is_stored_as_a_picture_and_nothing_else(submit, storage):
    upload_id = submit(picture_bytes())

    for key in storage.stored():
        stored = storage.get(key)
        assert stored["ContentType"] == "image/webp"
        assert stored["ContentDisposition"] == "inline"
        assert stored["CacheControl"].startswith("private")
        assert upload_id in key


def test_nothing_is_left_of_a_photo_but_what_one_sees(submit, storage):
    exif = Image.Exif()
    exif[0x010F] = "canary-camera"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (21.0, 1.0, 42.0)
    photo = picture_bytes(
        "JPEG", exif=exif, comment=b"canary-comment", xmp=b"<x:xmpmeta>canary-xmp</x:xmpmeta>",
        icc_profile=b"canary-profile",
    )  # fmt: skip
    assert photo.count(b"canary") == 4

    submit(photo + HTML + zipped(), "image/jpeg")

    assert_only_pixels(storage)


def test_nothing_is_left_of_a_png_but_what_one_sees(submit, storage):
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "canary-comment")
    text.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>canary-xmp</x:xmpmeta>")
    target = io.BytesIO()
    Image.new("RGBA", (20, 20), (9, 9, 9, 99)).save(target, "PNG", pnginfo=text)
    assert target.getvalue().count(b"canary") == 2

    submit(target.getvalue() + HTML)

    assert_only_pixels(storage)


def test_nothing_is_left_of_a_webp_but_what_one_sees(submit, storage):
    exif = Image.Exif()
    exif[0x010F] = "canary-camera"
    sent = picture_bytes("WEBP", exif=exif, xmp=b"<x:xmpmeta>canary-xmp</x:xmpmeta>")
    assert sent.count(b"canary") == 2

    submit(sent, "image/webp")

    assert_only_pixels(storage)


def test_a_jpeg_that_is_also_a_web_page_is_only_a_picture_afterwards(submit, storage):
    polyglot = picture_bytes("JPEG", comment=b"*/-->" + HTML + b"<!--/*canary") + HTML
    assert b"canary" in polyglot

    submit(polyglot, "image/jpeg")

    assert_only_pixels(storage)


def assert_only_pixels(storage):
    assert len(storage.stored()) == 2
    for key in storage.stored():
        content = storage.content(key)
        assert b"canary" not in content
        assert b"script" not in content
        assert chunks_of(content) <= {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
        (length,) = struct.unpack("<I", content[4:8])
        assert len(content) == length + 8
        shown = Image.open(io.BytesIO(content))
        assert dict(shown.getexif()) == {}


def chunks_of(webp):
    found, at = set(), 12
    while at < len(webp):
        (length,) = struct.unpack("<I", webp[at + 4 : at + 8])
        found.add(webp[at : at + 4])
        at += 8 + length + length % 2
    return found


def test_uploads_are_counted_by_what_became_of_them(submit, capsys):
    submit(picture_bytes(), purpose="co_photo")
    submit(HTML)

    metrics = [
        json.loads(line) for line in capsys.readouterr().out.splitlines() if '"_aws"' in line
    ]
    ready, rejected = metrics
    assert (ready["UploadReady"], ready["purpose"]) == ([1.0], "co_photo")
    assert (rejected["UploadRejected"], rejected["reason"]) == ([1.0], "not_an_image")
    assert not {"user_id", "upload_id"} & (ready.keys() | rejected.keys())


def test_no_log_holds_what_was_sent(submit, member, log):
    submit(picture_bytes("JPEG", comment=b"canary-comment"), "image/jpeg")
    submit(b"canary-file")

    assert "upload ready" in log.getvalue()
    assert "upload rejected" in log.getvalue()
    assert "canary" not in log.getvalue()
    assert "people.example" not in log.getvalue()
