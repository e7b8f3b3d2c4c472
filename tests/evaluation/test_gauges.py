"""What operators of the service see of inspections, power, rendezvous and transfers: what is, at who looks after it."""

from __future__ import annotations

from prometheus_client import REGISTRY

from serai.app import LOADERS
from serai.core.db import Database
from serai.core.leases import Leases
from serai.core.readers import Readers
from serai.evaluation import gauges
from serai.evaluation.gauges import Gauges
from serai.ledger.actions import Ledger
from tests.guidance.test_inspecting import end, order, power, stood
from tests.guidance.world import SITE, yard
from tests.rendezvous.world import dock
from tests.transfers.test_carrying import TO
from tests.transfers.world import SHORT, crowd, ports


def shown(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def inspections() -> tuple[float, ...]:
    states = ("waiting", "in_work", "detained")
    return tuple(shown("serai_inspections", site=SITE, state=state) for state in states)


def watching(database: Database, leases: Leases | None = None) -> Gauges:
    return Gauges(database, Readers(database, Ledger(), LOADERS), leases)


class Held(Leases):
    """The leases of a process that are what they are said to be."""

    sites: frozenset[str] = frozenset({SITE})

    def held(self) -> frozenset[str]:
        return self.sites


async def test_inspections_and_lost_power_are_shown_as_they_are(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        first, _ = await stood(site, "A1", "B105"), await stood(site, "R1", "B201", "fresh")
        await order(site, first)
        await order(site, await site.arrive("A2"))
        await watching(site.world.database).look()
        assert inspections() == (2, 0, 0), "nobody stands where it is inspected"
        await site.park(first, "B101")
        for number in range(201, 211):
            await power(site, f"B{number}", "off")
        await watching(site.world.database).look()
        assert inspections() == (1, 1, 0)
        assert shown("serai_unpowered_vehicles", site=SITE) == 1
        await end(site, first, "detained")
        await watching(site.world.database).look()
        assert inspections() == (1, 0, 1)


async def test_who_no_longer_looks_after_a_site_shows_nothing_of_it(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        leases = Held(site.world.database, Ledger())
        looking = watching(site.world.database, leases)
        await order(site, await stood(site, "A1", "B105"))
        await looking.look()
        assert sum(inspections()) == 1
        leases.sites = frozenset()
        await looking.look()
        assert sum(inspections()) == 0


async def test_a_rendezvous_is_shown_while_one_waits_for_the_other(sqlite_url: str) -> None:
    async with dock(sqlite_url, automatic=True) as site:
        one, other, _ = await site.two()
        for come, waiting in ((one, 1), (other, 0)):
            await site.come(come)
            await site.wait(10)
            await watching(site.world.database).look()
            assert shown("serai_rendezvous_waiting", site=SITE) == waiting


async def test_what_becomes_of_transfers_is_counted_by_who_commits_it(sqlite_url: str) -> None:
    async with ports(sqlite_url) as made:
        made.desks.parts.followers.append(gauges.count)
        before = {outcome: shown("serai_transfers_total", outcome=outcome) for outcome in ("promised", "carried")}
        visits = await crowd(made, 12)
        async with made.client() as http:
            assert (await http.post(f"/visits/{visits[-1]}/transfer", json=TO)).status_code == 200
        await made.advance(100)
        await made.check_in("A0011", SHORT)
        for outcome, count in before.items():
            assert shown("serai_transfers_total", outcome=outcome) == count + 1
