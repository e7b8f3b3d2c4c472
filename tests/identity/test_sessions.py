"""Signing in to the console: a strict cookie, a token for acts, and an end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from serai.identity import actions
from serai.identity.actions import KeyWish
from serai.identity.rights import Role
from serai.identity.rules import EmailTaken
from tests.identity.conftest import World

Another = Callable[..., World]
PASSWORD = "correct horse battery staple"


async def sign_in(client: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    answer = await client.post("/v1/session", json=body)
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def add_person(world: World, email: str = "Noy@example.org") -> str:
    async with world.database.writing() as connection:
        wish = KeyWish(Role.OPERATOR, site="CNMHN")
        return await actions.add_person(connection, name="Noy", email=email, password=PASSWORD, wish=wish)


async def test_a_session_has_the_rights_of_its_key(world: World) -> None:
    key = await world.key(Role.ADMIN)
    async with world.client() as page:
        shown = await sign_in(page, key=key)
        assert shown["caller"]["role"] == "admin"
        assert (await page.get("/v1/session")).json() == shown
        made = await page.post("/v1/keys", json={"role": "driver"}, headers={"X-CSRF-Token": shown["csrf"]})
        assert made.status_code == 201


@pytest.mark.parametrize("environment", ["development", "production"])
async def test_the_cookie_is_out_of_reach_of_scripts_and_foreign_pages(another: Another, environment: str) -> None:
    world = another(environment=environment)
    async with world.client() as page:
        answer = await page.post("/v1/session", json={"key": await world.key(Role.OPERATOR)})
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert ("Secure" in cookie) is (environment == "production")


@pytest.mark.parametrize("csrf", [None, "", "wrong", "é"])
async def test_an_act_without_the_sessions_token_is_refused(world: World, csrf: str | None) -> None:
    async with world.client() as page:
        await sign_in(page, key=await world.key(Role.ADMIN))
        headers = {} if csrf is None else {b"X-CSRF-Token": csrf.encode("latin-1")}
        refused = await page.post("/v1/keys", json={"role": "driver"}, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (403, "session.csrf")
        assert (await page.get("/v1/keys")).status_code == 200, "reading needs no token"


async def test_the_token_of_another_session_does_not_count(world: World) -> None:
    key = await world.key(Role.ADMIN)
    async with world.client() as one, world.client() as other:
        await sign_in(one, key=key)
        foreign = (await sign_in(other, key=key))["csrf"]
        refused = await one.post("/v1/keys", json={"role": "driver"}, headers={"X-CSRF-Token": foreign})
    assert refused.json()["code"] == "session.csrf"


async def test_signing_out_ends_the_session_and_tells_its_sockets(world: World) -> None:
    told: list[str] = []
    world.door.on_revoked(told.append)
    async with world.client() as page:
        shown = await sign_in(page, key=await world.key(Role.ADMIN))
        cookie = page.cookies["serai_session"]
        gone = await page.delete("/v1/session", headers={"X-CSRF-Token": shown["csrf"]})
        assert gone.status_code == 204
        assert "serai_session" not in page.cookies
    async with world.client(Cookie=f"serai_session={cookie}") as thief:
        assert (await thief.get("/v1/session")).json()["caller"]["role"] is None
        assert (await thief.get("/v1/keys")).json()["code"] == "key.missing"
    assert told == [shown["caller"]["key"]]


async def test_i30_revoking_a_key_ends_the_sessions_opened_with_it(world: World) -> None:
    told: list[str] = []
    world.door.on_revoked(told.append)
    key = await world.key(Role.OPERATOR)
    async with world.client() as page, world.client(await world.key(Role.ADMIN)) as admin:
        session = (await sign_in(page, key=key))["caller"]["key"]
        await admin.delete(f"/v1/keys/{key.split('_')[1]}")
        assert (await page.get("/v1/session")).json()["caller"]["role"] is None
    assert set(told) == {session, key.split("_")[1]}


async def test_a_person_signs_in_with_a_password(world: World) -> None:
    person = await add_person(world)
    async with world.client() as page:
        shown = await sign_in(page, email=" noy@EXAMPLE.org", password=PASSWORD)
        assert (shown["caller"]["role"], shown["caller"]["site"]) == ("operator", "CNMHN")
        session = await world.door.caller_named(shown["caller"]["key"])
    assert session is not None
    assert session.scope == f"person:{person}"


@pytest.mark.parametrize("email", ["noy@example.org", "nobody@example.org"])
async def test_a_wrong_password_and_an_unknown_person_look_alike(world: World, email: str) -> None:
    await add_person(world)
    async with world.client() as page:
        refused = await page.post("/v1/session", json={"email": email, "password": "wrong"})
        assert (refused.status_code, refused.json()["code"]) == (401, "session.refused")
        assert "set-cookie" not in refused.headers


async def test_passwords_cannot_be_tried_one_after_another(another: Another) -> None:
    world = another(rate=50)
    async with world.client() as page:
        wrong = {"email": "noy@example.org", "password": "wrong"}
        statuses = [(await page.post("/v1/session", json=wrong)).status_code for _ in range(11)]
    assert statuses == [401] * 10 + [429]


async def test_an_address_signs_in_one_person(world: World) -> None:
    await add_person(world)
    with pytest.raises(EmailTaken):
        await add_person(world, "NOY@example.org ")


@pytest.mark.parametrize(
    "body", [{}, {"email": "a@b"}, {"password": "x"}, {"key": "k", "email": "a@b", "password": "x"}, {"key": None}]
)
async def test_signing_in_both_ways_or_neither_is_refused(world: World, body: dict[str, Any]) -> None:
    async with world.client() as page:
        refused = await page.post("/v1/session", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "request.invalid")


async def test_signing_in_again_needs_no_token_of_the_old_session(world: World) -> None:
    key = await world.key(Role.OPERATOR)
    async with world.client() as page:
        await sign_in(page, key=key)
        await sign_in(page, key=key)
