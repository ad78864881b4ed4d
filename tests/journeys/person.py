"""Somebody at a browser: registers, signs in, keeps the cookie, holds a socket open.

Speaks only what the gateway offers, over real HTTP and a real WebSocket.
"""

import json
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import httpx
from websockets.sync.client import ClientConnection, connect

PASSWORD = "a quiet lake at five in the morning"
PATIENCE = 20.0
"""Seconds a person waits for anything before giving up."""

BETWEEN_LOOKS = 0.1
"""Seconds between two looks at something that arrives by itself and tells nobody."""

REGISTRATION = {
    "birth_date": "1990-05-17",
    "time_zone": "Asia/Ho_Chi_Minh",
    "country": "VN",
    "locale": "en",
    "consents": {"terms": True, "health_data": True, "coach_sharing": True},
}


class Person:
    def __init__(self, url: str, *, email: str | None = None, name: str = "Mai") -> None:
        """`url` is the gateway's, such as http://localhost:8080."""
        self.url = url
        self.email = email or f"{uuid.uuid4().hex}@unlit.example"
        self.name = name
        self.http = httpx.Client(
            base_url=f"{url}/api/v1", timeout=PATIENCE, headers={"Origin": url}
        )
        self.cookie = ""
        self.user_id = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    # Signing up and in

    def register(self) -> httpx.Response:
        body = {
            "email": self.email,
            "password": PASSWORD,
            "display_name": self.name,
            **REGISTRATION,
        }
        return self.http.post("/auth/register", json=body)

    def code_from_mail(self) -> str:
        """The code in the newest mail to this person, read from the local mailbox."""
        mail = re.compile(
            rf"<article>(?:(?!</article>).)*?to {re.escape(self.email)},.*?\b(\d{{6}})\b", re.S
        )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            page = httpx.get(f"{self.url}/mailbox", timeout=PATIENCE).text  # newest first
            if found := mail.search(page):
                return found[1]
            time.sleep(BETWEEN_LOOKS)
        raise AssertionError(f"no code was mailed to {self.email}")

    def confirm(self) -> httpx.Response:
        code = self.code_from_mail()
        return self.http.post("/auth/confirm", json={"email": self.email, "code": code})

    def sign_in(self, password: str = PASSWORD) -> httpx.Response:
        reply = self.http.post("/auth/login", json={"email": self.email, "password": password})
        self._remember(reply)
        return reply

    def refresh(self) -> httpx.Response:
        reply = self.http.post("/auth/refresh", json={}, headers={"Cookie": self.cookie})
        self._remember(reply)
        return reply

    def sign_out(self) -> httpx.Response:
        return self.http.post("/auth/logout", json={}, headers={"Cookie": self.cookie})

    def join(self) -> Self:
        """Register, confirm and sign in; be known everywhere, which takes an event's journey."""
        for step in (self.register, self.confirm, self.sign_in):
            step().raise_for_status()
        deadline = time.monotonic() + PATIENCE
        while not self.http.get("/notifications").is_success:
            assert time.monotonic() < deadline, "the community never heard of them"
            time.sleep(BETWEEN_LOOKS)
        return self

    def _remember(self, reply: httpx.Response) -> None:
        if not reply.is_success:
            return
        for header in reply.headers.get_list("set-cookie"):
            if header.startswith("__Host-refresh="):
                self.cookie = header.partition(";")[0]
        document = reply.json()
        self.user_id = document["user"]["user_id"]
        self.http.headers["Authorization"] = f"Bearer {document['access_token']}"

    @property
    def token(self) -> str:
        return self.http.headers["Authorization"].removeprefix("Bearer ")

    # Quitting

    def check_in(self, **answers: Any) -> httpx.Response:
        body = {"client_id": str(uuid.uuid4()), "smoke_free": True, **answers}
        return self.http.post("/check-ins", json=body)

    def choose_coach(self, coach_id: str) -> None:
        self.http.put("/coaching/coach", json={"coach_id": coach_id}).raise_for_status()

    # Talking

    def conversation_with(self, other_id: str) -> str:
        """The id of the conversation with somebody, as soon as the two may talk."""
        deadline = time.monotonic() + PATIENCE
        while True:
            reply = self.http.post("/conversations", json={"with": other_id})
            if reply.is_success:
                conversation_id: str = reply.json()["conversation_id"]
                return conversation_id
            # Who may talk to whom arrives by event, a moment after the coach was chosen.
            assert reply.status_code == 404, reply.text
            assert time.monotonic() < deadline, "they were never allowed to talk"
            time.sleep(BETWEEN_LOOKS)

    @contextmanager
    def socket(self, resume: dict[str, int] | None = None) -> Iterator["Socket"]:
        """An open socket that has said hello and is live."""
        address = self.url.replace("http", "ws", 1) + "/ws"
        with connect(address, origin=self.url, open_timeout=PATIENCE) as connection:  # type: ignore[arg-type]
            socket = Socket(connection)
            socket.send(type="hello", token=self.token, resume=resume or {})
            socket.until("live")
            yield socket


class Socket:
    """One open connection. `seen` keeps every frame, in the order it came."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.seen: list[dict[str, Any]] = []

    def send(self, **frame: Any) -> None:
        self.connection.send(json.dumps(frame))

    def until(self, type_: str, **fields: Any) -> dict[str, Any]:
        """Read until a frame of that type with those fields came; return it."""
        deadline = time.monotonic() + PATIENCE
        while True:
            frame = json.loads(self.connection.recv(timeout=deadline - time.monotonic()))
            self.seen.append(frame)
            if frame["type"] == type_ and fields.items() <= frame.items():
                return frame

    def say(self, conversation: str, text: str, client_id: str | None = None) -> dict[str, Any]:
        """Send a message and return its acknowledgement."""
        client_id = client_id or str(uuid.uuid4())
        self.send(type="message.send", client_id=client_id, conversation=conversation, text=text)
        return self.until("message.ack", client_id=client_id)

    def messages(self) -> list[tuple[int, str]]:
        """(seq, text) of every message seen so far."""
        return [(f["seq"], f["text"]) for f in self.seen if f["type"] == "message.new"]
