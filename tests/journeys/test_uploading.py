"""A photo goes in with the place it was taken, and comes out without."""

import io

import httpx
import pytest
from PIL import Image

from tests.journeys.person import Person

GPS = 0x8825


@pytest.fixture
def photo():
    """A JPEG that says where it was taken."""
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (16.0, 28.0, 0.0), 3: "E", 4: (107.0, 35.0, 0.0)}
    file = io.BytesIO()
    Image.new("RGB", (800, 600), (20, 120, 90)).save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_a_photo_is_drawn_anew_without_its_place(platform, photo, eventually):
    with Person(platform.web).join() as mai:
        ticket = mai.http.post(
            "/uploads", json={"purpose": "avatar", "content_type": "image/jpeg"}
        ).json()
        sent = httpx.post(
            ticket["url"],
            data=ticket["fields"],
            files={"file": ("holiday.jpg", photo, "image/jpeg")},
        )
        address = f"/uploads/{ticket['upload_id']}"
        eventually(lambda: mai.http.get(address).json()["state"] != "pending")
        upload = mai.http.get(address).json()
        drawn = httpx.get(upload["picture"]["renditions"][0]["url"])

    assert sent.status_code == 204
    assert upload["state"] == "ready"
    assert drawn.headers["content-type"] == "image/webp"
    assert dict(Image.open(io.BytesIO(drawn.content)).getexif()) == {}


def test_what_is_no_picture_is_refused_with_a_reason(platform, eventually):
    with Person(platform.web).join() as mai:
        ticket = mai.http.post(
            "/uploads", json={"purpose": "avatar", "content_type": "image/png"}
        ).json()
        page = b"<html><script>alert(1)</script></html>"
        httpx.post(ticket["url"], data=ticket["fields"], files={"file": ("a", page, "image/png")})
        address = f"/uploads/{ticket['upload_id']}"
        eventually(lambda: mai.http.get(address).json()["state"] != "pending")

        upload = mai.http.get(address).json()

    assert (upload["state"], upload["reason"]) == ("rejected", "not_an_image")
