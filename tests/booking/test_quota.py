"""Requests over quota cost nobody (I-23), and every refusal by a number of the rulebook names it (I-24)."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from serai.booking import actions, changes, refusals
from serai.booking.book import Book
from serai.booking.reservations import Count, Slot
from serai.core.desk import Command, Draft
from serai.core.errors import Kind, Refusal
from serai.sites.clauses import CLAUSES
from serai.sites.rulebook import Rulebook
from tests.booking.counter import ACME, BOLT, DRIVER, RIVAL, by, counter, own
from tests.worlds import NOON, OPERATOR, World, hold, reservation, slot_id, waiting

SITE = "CNMHN"


@pytest.fixture
async def two(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[list[World]]:
    """Two desks that know nothing of each other."""
    async with AsyncExitStack() as stack:
        folders = [tmp_path / name for name in ("calm", "flooded")]
        for each in folders:
            each.mkdir()
        yield [await stack.enter_async_context(counter(sqlite_template, each)) for each in folders]


def _id(number: int) -> str:
    return f"{SITE}-{number:026}"


def _honest() -> list[Command[Any]]:
    """What those do who keep to their quotas; ids are told, so that two ledgers can be the same."""
    made: list[Command[Any]] = [
        reservation(slot_id(20), f"YA000{n}", id=_id(n), **by(who)) for n, who in enumerate((DRIVER, ACME, BOLT))
    ]
    made += [hold(slot_id(20), "YH0001", "key:h", id=_id(10)), hold(slot_id(21), "YH0002", "key:i", id=_id(11))]
    made += [reservation(slot_id(20), "YW0001", id=_id(20), may_wait=True)]
    made += [waiting(SITE, "YW0002", NOON + timedelta(hours=8), NOON + timedelta(hours=9), id=_id(21))]
    made += [changes.Cancel(SITE, _id(0), own(DRIVER)), changes.Accept(SITE, _id(20), OPERATOR)]
    made += [changes.Move(SITE, _id(1), own(ACME), slot=slot_id(22)), changes.Accept(SITE, _id(21), OPERATOR)]
    return made


def _greedy(number: int) -> list[Command[Any]]:
    """All of this is refused, whatever the others have done by then."""
    again = waiting(SITE, "YG0001", NOON + timedelta(hours=1), NOON + timedelta(hours=12), **by(RIVAL))
    return [
        reservation(slot_id(21), "YG0001", **by(RIVAL)), again, hold(slot_id(16), "YG0003", RIVAL.scope),
        reservation(slot_id(14), f"YG1{number:03}", **by(replace(ACME, company="greedy", key="greedy"))),
        reservation(slot_id(12), f"YG2{number:03}"), reservation(f"{SITE}~export-general~20270122T1200~60", "YG3"),
        reservation(slot_id(17), f"YG4{number:03}"), changes.Move(SITE, _id(98), own(RIVAL), slot=slot_id(17)),
        changes.Cancel(SITE, _id(1), own(RIVAL)), changes.Decline(SITE, _id(97), own(RIVAL)),
    ]  # fmt: skip


async def _set_up(made: World) -> None:
    """Four places an hour; the greedy have all that they may have, and 17 o'clock is full."""
    await made.site(capacity=4)
    await made.reserve(slot_id(15), "YG0001", id=_id(97), **by(RIVAL))
    await made.reserve(slot_id(22), "YG0001", id=_id(98), **by(RIVAL))
    await made.desks.run(hold(slot_id(15), "YG0003", RIVAL.scope, id=_id(96)))
    await made.reserve(slot_id(14), "YG0004", id=_id(95), **by(replace(ACME, company="greedy", key="greedy")))
    for n in range(4):
        await made.reserve(slot_id(17), f"YF000{n}", id=_id(90 + n))


async def _told(made: World, command: Command[Any]) -> str:
    """What the one who asks is told, without what no two have alike."""
    try:
        answer = await made.desks.run(command)
    except Refusal as refusal:
        return f"refused: {refusal.code} {refusal.facts}"
    return str(answer)


async def test_i23_requests_over_quota_cost_nobody(two: list[World]) -> None:
    """The same day twice, once with a flood of refused requests between all others: not a byte is different."""
    answers: list[list[str]] = []
    for made, is_flooded in zip(two, (False, True), strict=True):
        await _set_up(made)
        told = []
        for number, honest in enumerate(_honest()):
            for each in _greedy(number) if is_flooded else ():
                assert (await _told(made, each)).startswith("refused"), each
            told.append(await _told(made, honest))
        answers.append(told)
    assert answers[0] == answers[1]
    ledgers = [[(each.seq, each.at, each.kind, each.body) for each in await made.ledger()] for made in two]
    assert ledgers[0] == ledgers[1]
    for table in ("slot_count", "hold", "vehicle_claim", "vehicle_mark"):
        calm, flooded = [sorted(map(str, await made.rows(f"SELECT * FROM {table}"))) for made in two]
        assert calm == flooded


async def test_i23_twin_a_refusal_that_leaves_something_is_found_out(
    two: list[World], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: for each vehicle that is refused, the desk remembers one place less."""
    real = actions.check_vehicle

    def check(draft: Draft, slot: Slot, known_by: Sequence[str], **more: str | None) -> None:
        try:
            real(draft, slot, known_by, **more)
        except Refusal:
            counts = draft.of(Book).counts
            known = counts.get(slot.id, Count(slot.capacity))
            counts[slot.id] = replace(known, held=known.held + 1)
            raise

    monkeypatch.setattr(actions, "check_vehicle", check)
    with pytest.raises(AssertionError, match=r"slot\.full"):
        await test_i23_requests_over_quota_cost_nobody(two)


def _classes() -> dict[str, type[Refusal]]:
    found: list[tuple[str, type[Refusal]]] = inspect.getmembers(refusals, inspect.isclass)
    here = [(name, each) for name, each in found if each.__module__ == refusals.__name__]
    return {name: each for name, each in here if not name.startswith("_")}


@pytest.mark.parametrize("name", sorted(_classes()))
def test_i24_a_refusal_names_its_rule_and_the_rulebook_has_it(name: str) -> None:
    kind = _classes()[name]
    if kind.kind is not Kind.MISSING:
        assert kind.rule in Rulebook.model_fields or kind.rule in CLAUSES
        assert kind().facts["rule"] == kind.rule
    assert kind.sentence().endswith(".")
    assert kind.code.count(".") == 1


MAKES: dict[str, Callable[[], Command[Any]]] = {
    "lead_minutes": lambda: reservation(slot_id(12), "YA0001"),
    "horizon_days": lambda: reservation(f"{SITE}~export-general~20270122T1200~60", "YA0001"),
    "open_per_vehicle": lambda: reservation(slot_id(18), "YG0001"),
    "hold_cooldown_minutes": lambda: hold(slot_id(16), "YG0003", RIVAL.scope),
    "company_share": lambda: reservation(
        slot_id(14), "YA0001", **by(replace(ACME, company="greedy", key="greedy"))
    ),
    "free_change_hours": lambda: changes.Move(SITE, _id(97), own(RIVAL), slot=slot_id(18)),
    "swaps": lambda: changes.SwapVehicle(SITE, _id(95), OPERATOR, vehicle_key="YZ0002:CN", salt="5a" * 16),
}  # fmt: skip


@pytest.mark.parametrize("rule", MAKES)
async def test_i24_the_desk_names_the_number_that_decides(two: list[World], rule: str) -> None:
    made = two[0]
    await _set_up(made)
    if rule == "swaps":
        await made.desks.run(changes.SwapVehicle(SITE, _id(95), OPERATOR, vehicle_key="YZ0001:CN", salt="5a" * 16))
    with pytest.raises(Refusal) as refused:
        await made.desks.run(MAKES[rule]())
    assert refused.value.problem()["rule"] == rule
