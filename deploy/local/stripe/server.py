"""The stand-in's HTTP: the API under /v1, and the pages."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from deploy.local.stripe import billing, buying, idempotency, pages, reading
from deploy.local.stripe.errors import Declined, Missing, Refused
from deploy.local.stripe.events import Courier
from deploy.local.stripe.forms import Form, nested, only
from deploy.local.stripe.rendering import answer
from deploy.local.stripe.state import Json, State, new_id
from deploy.local.stripe.writing import WRITES, Write

TICK = 0.5
"""Seconds between looks at what has fallen due by the wall clock, and the most a crash forgets."""


class Server:
    def __init__(self, state: State, courier: Courier) -> None:
        self._state = state
        self._courier = courier

    def app(self) -> web.Application:
        app = web.Application()
        for write in WRITES:
            app.router.add_route(write.method, f"/v1/{write.path}", self._writing(write))
        for path in reading.COLLECTIONS:
            app.router.add_get(f"/v1/{path}", self._listing(path))
            app.router.add_get(f"/v1/{path}/{{id}}", self._retrieving(path))
        app.router.add_get("/c/pay/{id}", self._show_checkout)
        app.router.add_post("/c/pay/{id}", self._pay)
        app.router.add_get("/p/session/{id}", self._show_portal)
        app.router.add_post("/p/session/{id}", self._manage)
        app.router.add_get("/healthz", self._alive)
        app.router.add_route("*", "/{rest:.*}", self._unknown)
        app.cleanup_ctx.append(self._background)
        return app

    async def _background(self, _: web.Application) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(self._courier.run()), asyncio.create_task(self._live())]
        yield
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self._state.save()

    async def _live(self) -> None:
        """Let time pass for the customers who live by the wall clock."""
        while True:
            before = len(self._state.deliveries)
            buyers = {
                buyer["id"]
                for buyer in self._state.newest("customer")
                if not buyer.get("test_clock")
            }
            billing.advance(self._state, buyers, int(time.time()), lambda _: None)
            if len(self._state.deliveries) != before:
                self._changed()
            self._state.save()
            await asyncio.sleep(TICK)

    def _changed(self) -> None:
        self._state.changed = True
        self._courier.hurry()

    def _writing(self, write: Write) -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.Response:
            form = nested(_pairs(await request.text()))
            return self._answered(request, lambda: self._write(request, write, form))

        return handle

    def _write(self, request: web.Request, write: Write, form: Form) -> web.Response:
        key = request.headers.get("Idempotency-Key")
        mark = idempotency.fingerprint(request.method, request.path, form)
        if key and (before := idempotency.earlier(self._state, key, mark)):
            reply = web.json_response(before["body"], status=before["status"])
            reply.headers["Idempotent-Replayed"] = "true"
            return reply
        only(form, write.parameters)
        expand = form.pop("expand", [])
        try:
            made = write.perform(self._state, request.match_info.get("id", ""), form)
            status, body = 200, answer(self._state, made, expand)
        except Declined as refusal:
            status, body = refusal.status, refusal.document()
        if key:
            idempotency.remember(self._state, key, mark, status, body)
        self._changed()
        return web.json_response(body, status=status)

    def _listing(self, path: str) -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.Response:
            def read() -> web.Response:
                query = nested(request.query.items())
                expand = query.pop("expand", [])
                page = reading.list_of(self._state, path, query)
                return web.json_response(answer(self._state, page, expand))

            return self._answered(request, read)

        return handle

    def _retrieving(self, path: str) -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.Response:
            def read() -> web.Response:
                query = nested(request.query.items())
                kind = reading.COLLECTIONS[path].kind
                found = self._state.get(kind, request.match_info["id"])
                return web.json_response(answer(self._state, found, query.get("expand", [])))

            return self._answered(request, read)

        return handle

    def _answered(self, request: web.Request, act: Callable[[], web.Response]) -> web.Response:
        """Do what the request asks for, if it shows a test key."""
        try:
            scheme, _, key = request.headers.get("Authorization", "").partition(" ")
            if scheme != "Bearer" or not key.startswith("sk_test_"):
                raise Refused("Invalid API Key provided.", status=401)
            reply = act()
        except Refused as refusal:
            reply = web.json_response(refusal.document(), status=refusal.status)
        reply.headers["Request-Id"] = new_id("req")
        return reply

    async def _show_checkout(self, request: web.Request) -> web.Response:
        return self._checkout_page(self._session(request, "checkout.session"), None)

    async def _pay(self, request: web.Request) -> web.Response:
        session = self._session(request, "checkout.session")
        card = str((await request.post()).get("card", ""))
        try:
            buying.pay(self._state, session, card)
        except Refused as refusal:
            return self._checkout_page(session, str(refusal))
        self._changed()
        there = session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"])
        return web.Response(status=303, headers={"Location": there})

    def _checkout_page(self, session: Json, problem: str | None) -> web.Response:
        if session["status"] != "open":
            return _html(pages.over(session))
        priced = self._state.get("price", self._state.purchases[session["id"]]["price"])
        product = self._state.get("product", priced["product"])
        return _html(pages.checkout(session, product, problem), 402 if problem else 200)

    async def _show_portal(self, request: web.Request) -> web.Response:
        session = self._session(request, "billing_portal.session")
        theirs = [
            found
            for found in self._state.newest("subscription")
            if found["customer"] == session["customer"]
        ]
        names = {product["id"]: product["name"] for product in self._state.newest("product")}
        return _html(pages.portal(session, theirs, names))

    async def _manage(self, request: web.Request) -> web.Response:
        session = self._session(request, "billing_portal.session")
        form = await request.post()
        what, _, subscription_id = str(form.get("do", "")).partition(":")
        try:
            if what == "card":
                buying.change_card(self._state, session["customer"], str(form.get("card", "")))
            else:
                buying.end_or_resume(
                    self._state, session["customer"], subscription_id, ending=what == "cancel"
                )
        except Refused as refusal:
            raise web.HTTPBadRequest(text=str(refusal)) from refusal
        self._changed()
        return web.Response(status=303, headers={"Location": request.path})

    def _session(self, request: web.Request, kind: str) -> Json:
        try:
            return self._state.get(kind, request.match_info["id"])
        except Missing as error:
            raise web.HTTPNotFound from error

    async def _alive(self, _: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def _unknown(self, request: web.Request) -> web.Response:
        here = f"{request.method}: {request.path}"
        refusal = Refused(f"Unrecognized request URL ({here}).", status=404)
        return web.json_response(refusal.document(), status=404)


def _pairs(body: str) -> list[tuple[str, str]]:
    return parse_qsl(body, keep_blank_values=True)


def _html(page: str, status: int = 200) -> web.Response:
    return web.Response(text=page, status=status, content_type="text/html", charset="utf-8")
