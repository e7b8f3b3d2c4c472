"""Declarations at a desk, on both databases: the machine, whose they are, and what the ledger does not say."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.core.errors import Refusal, Stale
from serai.declarations import actions, rules
from serai.declarations.examples import EXAMPLES
from serai.declarations.rules import DECISIONS, MACHINE, STANDING, Declaration
from serai.identity.rights import Relation
from tests.declarations.clerk import ACME, BOLT, CUSTOMS, SALT, decide, make, own, stated, submitted
from tests.worlds import NOON, world


def known(status: str, **changes: object) -> Declaration:
    content = stated().content()
    made = Declaration(
        "CNMHN-1", "CNMHN", status, "9710", "export", "acme", "", NOON, None, None, None, 1, "company:acme", content
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", MACHINE)
@pytest.mark.parametrize("decision", DECISIONS)
def test_a_decision_follows_the_published_machine(status: str, decision: str) -> None:
    if DECISIONS[decision] in MACHINE[status]:
        rules.check_decision(known(status), decision)
    else:
        with pytest.raises(rules.DeclarationUndecidable) as refused:
            rules.check_decision(known(status), decision)
        assert {DECISIONS[each] for each in refused.value.facts["may"]} == MACHINE[status] & set(DECISIONS.values())


@given(st.lists(st.sampled_from(["change", "submit", *DECISIONS]), max_size=12))
def test_i05_any_acts_in_any_order_stay_on_the_machine(acts: list[str]) -> None:
    """What is refused changes nothing; what is done goes one step of the machine."""
    status = "draft"
    for act in acts:
        before, one = status, known(status)
        try:
            if act == "change":
                rules.check_change(one)
                status = "draft"
            elif act == "submit":
                rules.check_submit(one)
                status = "submitted"
            else:
                rules.check_decision(one, act)
                status = DECISIONS[act]
        except Refusal:
            continue
        assert status in MACHINE[before]
    assert (status in STANDING) == (status not in ("draft", "rejected"))


def test_the_machine_has_one_beginning_and_one_end() -> None:
    assert {after for each in MACHINE.values() for after in each} == set(MACHINE)
    assert [status for status, after in MACHINE.items() if not after] == ["released"]


async def test_a_declaration_from_its_draft_to_its_release(database_url: str) -> None:
    async with world(database_url) as port:
        await port.site()
        made = await port.desks.run(replace(make(), content={}))
        with pytest.raises(rules.DeclarationIncomplete) as refused:
            await port.desks.run(actions.Submit(made.site, made.id, own()))
        assert "member.missing" in {each["code"] for each in refused.value.facts["check"]}
        content = stated(plate="云A12345").content()
        changed = await port.desks.run(actions.Change(made.site, made.id, own(), content=content, salt=SALT))
        assert changed.report.completeness == 1
        assert changed.plate == "云A12345"
        await port.desks.run(actions.Submit(made.site, made.id, own()))
        for decision, status in (("detain", "detained"), ("inspect", "inspecting"), ("release", "released")):
            assert (await port.desks.run(decide(made.id, decision, note="as told"))).status == status
        (row,) = await port.rows("SELECT status, reason, note, mode, company FROM declaration")
        assert dict(row) == {
            "status": "released", "reason": "papers", "note": "as told", "mode": "9710", "company": "acme",
        }  # fmt: skip
        with pytest.raises(rules.DeclarationUndecidable):
            await port.desks.run(decide(made.id, "reject"))


async def test_submitted_twice_or_decided_twice_is_once(database_url: str) -> None:
    async with world(database_url) as port:
        await port.site()
        made = await submitted(port)
        again = await port.desks.run(actions.Submit(made.site, made.id, own()))
        assert again == made
        first = await port.desks.run(decide(made.id, "accept"))
        assert await port.desks.run(decide(made.id, "accept")) == first


async def test_what_is_submitted_is_locked_and_what_is_rejected_is_mended(database_url: str) -> None:
    async with world(database_url) as port:
        await port.site()
        made = await submitted(port)
        change = actions.Change(made.site, made.id, own(), content=stated(plate="云A1").content(), salt=SALT)
        with pytest.raises(rules.DeclarationLocked):
            await port.desks.run(change)
        await port.desks.run(decide(made.id, "reject"))
        with pytest.raises(rules.DeclarationRejected):
            await port.desks.run(actions.Submit(made.site, made.id, own()))
        mended = await port.desks.run(change)
        assert (mended.status, mended.reason) == ("draft", "papers")
        assert (await port.desks.run(actions.Submit(made.site, made.id, own()))).status == "submitted"


async def test_of_two_changes_of_one_version_the_second_is_stale(database_url: str) -> None:
    async with world(database_url) as port:
        await port.site()
        made = await port.desks.run(make())
        match = frozenset({str(made.version)})
        change = actions.Change(made.site, made.id, own(), match, content={"lines": []}, salt=SALT)
        await port.desks.run(change)
        with pytest.raises(Stale):
            await port.desks.run(change)


async def test_i29_to_others_it_is_not_there(database_url: str) -> None:
    """To another company never; to an authority not while it is a draft, and at another site never."""
    async with world(database_url) as port:
        await port.site()
        made = await port.desks.run(make())
        elsewhere = replace(CUSTOMS, site="LABTN")
        askers = [own(BOLT), actions.Asker(CUSTOMS, Relation.SITE), actions.Asker(elsewhere, Relation.SITE)]
        for asker in askers:
            with pytest.raises(rules.DeclarationUnknown):
                await port.desks.run(actions.Submit(made.site, made.id, asker))
        await port.desks.run(actions.Submit(made.site, made.id, own(ACME)))
        assert [each.reaches(replace(made, status="submitted")) for each in askers] == [False, True, False]


async def test_i28_the_ledger_says_nothing_of_what_is_in_it(database_url: str) -> None:
    """It has the way and the mode, and a commitment that the content and its salt prove."""
    async with world(database_url) as port:
        await port.site()
        made = await submitted(port, "1039", "云A12345")
        await port.desks.run(decide(made.id, "inspect", note="the seal of 云A12345 is broken"))
        entries = [each for each in await port.ledger() if each.kind.startswith("declaration.")]
        assert [each.kind for each in entries] == ["declaration.made", "declaration.submitted", "declaration.decided"]
        told = b"".join(each.body for each in entries).decode()
        words = ["云A12345", "seal", "LED", "9405110000", "Kunming", "4800000", "CMR-26-118840", "YW-0001"]
        assert [word for word in words if word in told] == []
        body = orjson.loads(entries[0].body)
        assert body["commitment"] == rules.commitment(SALT, made.content)
        assert body["commitment"] != rules.commitment("other", made.content)
        assert {"mode", "direction", "company"} <= set(body)


@pytest.mark.parametrize("mode", EXAMPLES)
async def test_a_declaration_of_every_mode_can_be_submitted(mode: str, sqlite_url: str) -> None:
    async with world(sqlite_url) as port:
        await port.site()
        assert (await submitted(port, mode)).status == "submitted"
