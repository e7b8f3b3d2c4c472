"""Keys over HTTP: made once, kept as digests, listed without secrets, revoked everywhere."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from serai.identity import access, actions
from serai.identity.rights import Role
from tests.identity.conftest import SECRET, World

Another = Callable[..., World]


async def test_a_key_is_made_shown_once_and_works(world: World) -> None:
    async with world.client(await world.key(Role.ADMIN)) as admin:
        made = await admin.post("/v1/keys", json={"role": "company", "company": "Lancang Fresh"})
        assert made.status_code == 201
        assert made.json().keys() == {"id", "key", "role"}
        assert made.json()["role"] == "company"
        listed = (await admin.get("/v1/keys")).text
    assert made.json()["id"] in listed
    assert made.json()["key"] not in listed
    async with world.client(made.json()["key"]) as company:
        shown = (await company.get("/v1/session")).json()["caller"]
    assert (shown["role"], shown["key"]) == ("company", made.json()["id"])


async def test_nothing_kept_gives_a_key_away(world: World) -> None:
    admin_key = await world.key(Role.ADMIN)
    async with world.client(admin_key) as admin:
        body = {"role": "driver", "phone": "+86 138 0013 8000"}
        made = (await admin.post("/v1/keys", json=body, headers={"Idempotency-Key": "once"})).json()["key"]
    kept = ""
    async with world.database.reading() as connection:
        for table in ("api_key", "idempotency_key"):
            kept += repr((await connection.execute(text(f"SELECT * FROM {table}"))).all())
    assert "driver" in kept
    for secret in (made, admin_key, "13800138000", SECRET):
        assert secret not in kept
        assert secret.split("_", 2)[-1] not in kept


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"role": "company"}, 422, "key.company_missing"),
        ({"role": "neighbour"}, 422, "key.site_missing"),
        ({"role": "pirate"}, 422, "request.invalid"),
        ({}, 422, "request.invalid"),
        ({"role": "admin", "id": "mine"}, 422, "request.invalid"),
        ({"role": "company", "company": "   "}, 422, "company.name_empty"),
        ({"role": "company", "company": "a\x00b"}, 422, "request.invalid"),
        ({"role": "company", "company": "x" * 201}, 422, "request.invalid"),
        ({"role": "operator", "site": "no site!"}, 422, "request.invalid"),
        ({"role": "driver", "phone": "call me"}, 422, "request.invalid"),
        ({"role": "driver", "scopes": ["everything"]}, 422, "key.scope_unknown"),
        ({"role": ["admin"]}, 422, "request.invalid"),
    ],
)
async def test_a_key_that_cannot_be_is_refused_and_changes_nothing(
    world: World, body: dict[str, Any], status: int, code: str
) -> None:
    async with world.client(await world.key(Role.ADMIN)) as admin:
        refused = await admin.post("/v1/keys", json=body)
        assert (refused.status_code, refused.json()["code"]) == (status, code)
        assert len((await admin.get("/v1/keys")).json()["items"]) == 1
        assert (await admin.get("/v1/companies")).json()["items"] == []


async def test_only_an_admin_makes_keys(world: World) -> None:
    for role in set(Role) - {Role.ADMIN}:
        async with world.client(await world.key(role, "A", "CNMHN")) as client:
            refused = await client.post("/v1/keys", json={"role": "driver"})
        assert (refused.status_code, refused.json()["code"]) == (403, "access.denied")
    async with world.client() as nobody:
        refused = await nobody.post("/v1/keys", json={"role": "driver"})
    assert (refused.status_code, refused.json()["code"]) == (401, "key.missing")


@pytest.mark.parametrize(
    "authorization",
    ["Bearer sk_aaaaaaaa_" + "A" * 43, "Bearer nonsense", "Bearer dk_R1_x", "Bearer", "Basic YTpi", "sk_x"],
)
async def test_a_bad_key_is_refused_even_where_none_is_needed(world: World, authorization: str) -> None:
    async with world.client(Authorization=authorization) as client:
        refused = await client.get("/v1/session")
    assert (refused.status_code, refused.json()["code"]) == (401, "key.unknown")


async def test_the_same_company_name_is_the_same_company(world: World) -> None:
    async with world.client(await world.key(Role.ADMIN)) as admin:
        for name in ("Lancang Fresh", " lancang  FRESH", "Other"):
            await admin.post("/v1/keys", json={"role": "company", "company": name})
        companies = (await admin.get("/v1/companies")).json()["items"]
    assert [company["name"] for company in companies] == ["Lancang Fresh", "Other"]


async def test_two_processes_that_name_a_company_at_once_name_one(world: World) -> None:
    await asyncio.gather(*(world.key(Role.COMPANY, "Lancang Fresh") for _ in range(8)))
    async with world.client(await world.key(Role.ADMIN)) as admin:
        assert len((await admin.get("/v1/companies")).json()["items"]) == 1


async def test_what_is_anothers_looks_like_nothing(world: World) -> None:
    theirs = await world.key(Role.COMPANY, "A")
    async with world.client(await world.key(Role.COMPANY, "B")) as other:
        listed = (await other.get("/v1/keys")).json()["items"]
        denied = await other.delete(f"/v1/keys/{theirs.split('_')[1]}")
        unknown = await other.delete("/v1/keys/aaaaaaaa")
    assert theirs.split("_")[1] not in {item["id"] for item in listed}
    assert len(listed) == 1
    assert denied.status_code == 404
    assert (denied.content, denied.headers["content-type"]) == (unknown.content, unknown.headers["content-type"])
    async with world.client(theirs) as company:
        assert (await company.get("/v1/keys")).status_code == 200


async def test_a_list_is_read_page_by_page(world: World) -> None:
    for _ in range(5):
        await world.key(Role.DRIVER)
    async with world.client(await world.key(Role.ADMIN)) as admin:
        seen: list[str] = []
        cursor: str | None = None
        while cursor is not None or not seen:
            page = (await admin.get("/v1/keys", params={"limit": 2, **({"cursor": cursor} if cursor else {})})).json()
            assert len(page["items"]) <= 2
            seen += [item["id"] for item in page["items"]]
            cursor = page["next"]
        assert (await admin.get("/v1/keys", params={"cursor": "?"})).json()["code"] == "cursor.unknown"
    assert len(seen) == len(set(seen)) == 6


# Idempotency: the answer holds a secret, so it is sealed.


async def test_i06_a_retry_gets_the_same_key_and_makes_no_second(world: World) -> None:
    async with world.client(await world.key(Role.ADMIN), **{"Idempotency-Key": "k-1"}) as admin:
        first = await admin.post("/v1/keys", json={"role": "driver"})
        again = await admin.post("/v1/keys", json={"role": "driver"})
        other = await admin.post("/v1/keys", json={"role": "operator"})
        assert len((await admin.get("/v1/keys")).json()["items"]) == 2
    assert (again.status_code, again.json()) == (201, first.json())
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.mismatch")


async def keys_from_copies(processes: list[World]) -> set[str]:
    admin_key = await processes[0].key(Role.ADMIN)

    async def post(through: World) -> str:
        async with through.client(admin_key, **{"Idempotency-Key": "k-2"}) as admin:
            return str((await admin.post("/v1/keys", json={"role": "driver"})).json()["key"])

    return set(await asyncio.gather(*(post(processes[each % 2]) for each in range(8))))


async def test_i06_copies_sent_at_once_make_one_key(world: World, another: Another) -> None:
    assert len(await keys_from_copies([world, another()])) == 1


async def test_i06_twin_without_taking_the_key_first_copies_make_several(
    world: World, another: Another, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def taken(*_: object) -> bool:
        return True

    monkeypatch.setattr(actions, "add_once", taken)
    assert len(await keys_from_copies([world, another()])) > 1


async def test_i06_a_refusal_is_asked_anew(world: World) -> None:
    async with world.client(await world.key(Role.ADMIN), **{"Idempotency-Key": "k-3"}) as admin:
        for _ in range(2):
            refused = await admin.post("/v1/keys", json={"role": "company"})
            assert refused.json()["code"] == "key.company_missing"
        assert (await admin.post("/v1/keys", json={"role": "driver"})).status_code == 201


# Revoking.


async def revoke(world: World, key: str) -> None:
    async with world.client(await world.key(Role.ADMIN)) as admin:
        gone = await admin.delete(f"/v1/keys/{key.split('_')[1]}")
    assert gone.status_code == 204


async def status_with(world: World, key: str) -> tuple[int, str]:
    async with world.client(key) as client:
        answer = await client.get("/v1/session")
    return answer.status_code, answer.json().get("code", "")


async def is_refused_within(world: World, key: str, seconds: float) -> bool:
    began = time.monotonic()
    for _ in range(int(seconds / 0.05)):
        if (await status_with(world, key))[0] != 200:
            return time.monotonic() - began < seconds
        await asyncio.sleep(0.05)
    return False


async def test_i30_a_revoked_key_ends_at_once_here(world: World) -> None:
    key = await world.key(Role.OPERATOR)
    assert await status_with(world, key) == (200, "")
    await revoke(world, key)
    assert await status_with(world, key) == (401, "key.revoked")


async def test_i30_a_revoked_key_ends_within_five_seconds_in_another_process(world: World, another: Another) -> None:
    elsewhere = another()
    key = await world.key(Role.OPERATOR)
    assert (await status_with(elsewhere, key))[0] == 200
    await revoke(world, key)
    assert await is_refused_within(elsewhere, key, 5)


async def test_i30_twin_what_is_remembered_for_ever_is_noticed(
    world: World, another: Another, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "_REMEMBERED_SECONDS", 3600.0)
    elsewhere = another()
    key = await world.key(Role.OPERATOR)
    assert (await status_with(elsewhere, key))[0] == 200
    await revoke(world, key)
    assert not await is_refused_within(elsewhere, key, 5)


async def test_i30_open_sockets_are_told_here_and_elsewhere(
    world: World, another: Another, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "_WATCH_SECONDS", 0.05)
    here: list[str] = []
    there: list[str] = []
    elsewhere = another()
    world.door.on_revoked(here.append)
    told = asyncio.Event()
    elsewhere.door.on_revoked(there.append)
    elsewhere.door.on_revoked(lambda _: told.set())
    watching = asyncio.create_task(elsewhere.door.watch())
    key = await world.key(Role.OPERATOR)
    await revoke(world, key)
    assert here == [key.split("_")[1]]
    await asyncio.wait_for(told.wait(), 5)
    await asyncio.sleep(0.2)
    watching.cancel()
    assert there == here, "told once, however often the watch looks"


async def test_a_key_revoked_while_it_was_being_read_is_not_remembered(
    world: World, another: Another, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = await world.key(Role.OPERATOR)
    load = world.door._load_key

    async def read_and_revoked(digest: str) -> Any:
        found = await load(digest)
        await revoke(another(), key)
        world.door.revoked([key.split("_")[1]])
        return found

    with monkeypatch.context() as at_once:
        at_once.setattr(world.door, "_load_key", read_and_revoked)
        assert (await status_with(world, key))[0] == 200
    assert await status_with(world, key) == (401, "key.revoked")


async def test_many_requests_at_once_read_the_key_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    key = await world.key(Role.OPERATOR)
    reads = 0
    load = world.door._load_key

    async def counted(digest: str) -> Any:
        nonlocal reads
        reads += 1
        return await load(digest)

    monkeypatch.setattr(world.door, "_load_key", counted)
    callers = await asyncio.gather(*(world.door.caller_with(key) for _ in range(50)))
    assert (len({caller.key for caller in callers}), reads) == (1, 1)


async def test_too_many_requests_are_told_to_wait(another: Another) -> None:
    slow = another(rate=50)
    async with slow.client(await slow.key(Role.OPERATOR)) as client:
        answers = [await client.get("/v1/session") for _ in range(60)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) <= 10
    assert refused
    assert refused[0].json()["code"] == "rate.exceeded"
    assert refused[0].headers["Retry-After"] == "1"


async def test_a_drivers_link_is_a_driver_of_one_reservation(world: World) -> None:
    caller = await world.door.caller_with(world.door.link("01K9ZZZZZZZZZZZZZZZZZZZZZZ"))
    assert (caller.role, caller.reservation) == (Role.DRIVER, "01K9ZZZZZZZZZZZZZZZZZZZZZZ")


async def test_a_second_person_can_be_looked_up_by_key_id(world: World) -> None:
    key_id = (await world.key(Role.OPERATOR, site="CNMHN")).split("_")[1]
    second = await world.door.caller_named(key_id)
    assert second is not None
    assert (second.role, second.site, second.scope) == (Role.OPERATOR, "CNMHN", f"key:{key_id}")
    assert await world.door.caller_named("aaaaaaaa") is None
