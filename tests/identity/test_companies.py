"""Companies: trusted, suspended, renamed; by an admin, with a version."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from serai.identity.rights import Role
from serai.identity.rules import CompanySuspended
from tests.identity.conftest import World

Another = Callable[..., World]


async def test_trust_and_suspension_act_on_the_companys_next_request(world: World) -> None:
    key = await world.key(Role.COMPANY, "Lancang Fresh")
    async with world.client(await world.key(Role.ADMIN)) as admin:
        company = (await world.door.caller_with(key)).company
        changed = await admin.patch(f"/v1/companies/{company}", json={"trusted": True})
        assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
        caller = await world.door.caller_with(key)
        assert caller.is_trusted
        assert world.door.allow("reservations.create", caller)
        await admin.patch(f"/v1/companies/{company}", json={"suspended": True})
    caller = await world.door.caller_with(key)
    assert caller.is_trusted, "what is absent stays as it is"
    with pytest.raises(CompanySuspended):
        world.door.allow("reservations.create", caller)


async def test_a_change_to_what_was_changed_meanwhile_is_refused(world: World) -> None:
    company = (await world.door.caller_with(await world.key(Role.COMPANY, "A"))).company
    async with world.client(await world.key(Role.ADMIN)) as admin:
        assert (
            await admin.patch(f"/v1/companies/{company}", json={"trusted": True}, headers={"If-Match": '"1"'})
        ).status_code == 200
        stale = await admin.patch(f"/v1/companies/{company}", json={"name": "B"}, headers={"If-Match": '"1"'})
        assert (stale.status_code, stale.json()["code"]) == (412, "version.stale")
        assert (await admin.get("/v1/companies")).json()["items"][0]["name"] == "A"


async def test_a_company_keeps_its_pseudonym_and_takes_no_others_name(world: World) -> None:
    one = await world.door.caller_with(await world.key(Role.COMPANY, "One"))
    await world.key(Role.COMPANY, "Two")
    async with world.client(await world.key(Role.ADMIN)) as admin:
        taken = await admin.patch(f"/v1/companies/{one.company}", json={"name": " TWO"})
        assert (taken.status_code, taken.json()["code"]) == (409, "company.name_taken")
        renamed = await admin.patch(f"/v1/companies/{one.company}", json={"name": "ONE"})
        assert (renamed.json()["name"], renamed.json()["pseudonym"]) == ("ONE", one.pseudonym)
        unknown = await admin.patch("/v1/companies/nothing", json={"trusted": True})
        assert (unknown.status_code, unknown.json()["code"]) == (404, "company.unknown")
    again = await world.door.caller_with(await world.key(Role.COMPANY, "one"))
    assert again.company == one.company


async def test_only_an_admin_sees_companies(world: World) -> None:
    for role in set(Role) - {Role.ADMIN}:
        async with world.client(await world.key(role, "A", "CNMHN")) as client:
            assert (await client.get("/v1/companies")).status_code == 403
