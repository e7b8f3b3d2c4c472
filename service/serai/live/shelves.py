"""Where papers are kept while somebody watches them, and what stands behind each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

from serai.core.events import Entry
from serai.live.board import Board
from serai.live.feed import Subscription
from serai.live.frames import Position
from serai.live.papers import Paper, Papers
from serai.live.views import YARD_KINDS, named

KINDS: Final = ("visit", "reservation", "company")
"""The feeds that are papers."""

SEARCHED: Final = 20_000
"""How many entries are searched for what a reader that comes back follows; beyond, it is told the state anyway."""


class _AtSite:
    """A paper about something at one site, whose ledger is its position."""

    def __init__(self, name: str, board: Board, papers: Papers) -> None:
        self.name = name
        self.board = board
        self._papers = papers

    @property
    def epoch(self) -> str:
        return self.board.epoch

    @property
    def at(self) -> int:
        return self.board.told

    async def foreign(self, after: Position) -> str | None:
        return await self.board.foreign(after)

    async def concerned(self, after: int) -> int | None:
        until = self.board.told
        if until - after > SEARCHED:
            return until
        entries = await self.board.between(after, until)
        return max((entry.seq for entry in entries if self.is_concerned(entry)), default=None)

    def is_concerned(self, entry: Entry) -> bool:
        raise NotImplementedError


class _OfVisit(_AtSite):
    """A visit's paper: read from the tables, with its place as of the queue feed's boundary."""

    def __init__(self, name: str, board: Board, papers: Papers) -> None:
        super().__init__(name, board, papers)
        self._way = board.views.way_of(name)

    def is_led_anew(self) -> bool:
        """Whether its way is another one than when this was asked last."""
        before, self._way = self._way, self.board.views.way_of(self.name)
        return self._way != before

    @property
    def at(self) -> int:
        return self.board.views.queue.boundary

    def is_concerned(self, entry: Entry) -> bool:
        return self.name in self.board.views.about(entry.event) or entry.kind in YARD_KINDS

    async def read(self) -> Callable[[], Mapping[str, Any]] | None:
        paper = await self._papers.visit(self.name)
        if paper is None:
            return None
        beside = {"guidance": paper.guidance, "elsewhere": paper.elsewhere}
        return lambda: self.board.views.of_visit(self.name, paper.visit, beside)


class _OfReservation(_AtSite):
    """A reservation's paper: whatever happens to it names it."""

    def is_concerned(self, entry: Entry) -> bool:
        return self.name in self.board.views.about(entry.event)

    async def read(self) -> Callable[[], Mapping[str, Any]] | None:
        paper = await self._papers.reservation(self.name)
        if paper is None:
            return None
        return lambda: {"reservation": paper.reservation}


class _Ledgers:
    """All sites' ledgers as one position, for feeds that belong to no single site: the sum of what each has reached."""

    def __init__(self, papers: Papers) -> None:
        self._papers = papers
        self._heads: dict[str, int] = {}
        self.epoch = ""

    @property
    def at(self) -> int:
        return sum(self._heads.values())

    def heard(self, site: str, seq: int) -> None:
        self._heads[site] = max(seq, self._heads.get(site, 0))

    async def read(self) -> None:
        heads = await self._papers.heads()
        for site, (_, seq) in heads.items():
            self.heard(site, seq)
        if not self.epoch:
            epochs = "".join(f"{site}:{epoch};" for site, (epoch, _) in sorted(heads.items()))
            self.epoch = sha256(epochs.encode()).hexdigest()[:26]


class _OfCompany:
    """A company's paper, across sites."""

    def __init__(self, company: str, ledgers: _Ledgers, papers: Papers) -> None:
        self.company = company
        self._ledgers = ledgers
        self._papers = papers
        self._named: frozenset[str] = frozenset()

    @property
    def epoch(self) -> str:
        return self._ledgers.epoch

    @property
    def at(self) -> int:
        return self._ledgers.at

    async def foreign(self, after: Position) -> str | None:
        if after.epoch != self.epoch:
            return "epoch"
        if after.seq > self.at:
            await self._ledgers.read()
        return "ahead" if after.seq > self.at else None

    async def concerned(self, after: int) -> int | None:
        return self.at if self.at > after else None

    def is_concerned(self, entry: Entry) -> bool:
        event = entry.event
        return getattr(event, "company", None) == self.company or not self._named.isdisjoint(named(event))

    async def read(self) -> Callable[[], Mapping[str, Any]] | None:
        state = await self._papers.company(self.company)
        if state is None:
            return None
        self._named = frozenset(each["id"] for member in ("reservations", "visits") for each in state[member])
        return lambda: state


class Shelves:
    """The papers somebody watches, by feed."""

    def __init__(self, papers: Papers, board: Callable[[str], Awaitable[Board]]) -> None:
        self._papers = papers
        self._board = board
        self._ledgers = _Ledgers(papers)
        self._visits: dict[str, tuple[Paper, _OfVisit]] = {}
        self._reservations: dict[str, tuple[Paper, _OfReservation]] = {}
        self._companies: dict[str, tuple[Paper, _OfCompany]] = {}

    async def paper(self, feed: str) -> Paper | None:
        """The paper of a visit, a reservation or a company; None if there is no such thing."""
        kind, _, name = feed.partition(":")
        if kind == "visit":
            return await self._paper_of_visit(feed, name)
        return await (self._paper_of_company if kind == "company" else self._paper_of_reservation)(feed, name)

    async def _paper_of_visit(self, feed: str, visit: str) -> Paper | None:
        if feed not in self._visits:
            read = await self._papers.visit(visit)
            if read is None:
                return None
            source = _OfVisit(visit, await self._board(read.site), self._papers)
            self._visits.setdefault(feed, (Paper(feed, source), source))
        return self._visits[feed][0]

    async def _paper_of_reservation(self, feed: str, reservation: str) -> Paper | None:
        if feed not in self._reservations:
            read = await self._papers.reservation(reservation)
            if read is None:
                return None
            source = _OfReservation(reservation, await self._board(read.site), self._papers)
            self._reservations.setdefault(feed, (Paper(feed, source), source))
        return self._reservations[feed][0]

    async def _paper_of_company(self, feed: str, company: str) -> Paper | None:
        if feed not in self._companies:
            await self._ledgers.read()
            source = _OfCompany(company, self._ledgers, self._papers)
            self._companies.setdefault(feed, (Paper(feed, source), source))
        return self._companies[feed][0]

    def add(self, paper: Paper, subscription: Subscription) -> None:
        paper.readers[id(subscription)] = subscription

    def remove(self, subscription: Subscription) -> None:
        """Take a reader off; a paper that nobody watches is put away."""
        feed = subscription.feed
        for shelf in (self._visits, self._reservations, self._companies):
            kept = shelf.get(feed)
            if kept is not None:
                kept[0].readers.pop(id(subscription), None)
                if not kept[0].readers:
                    del shelf[feed]

    def site_of(self, feed: str) -> str | None:
        kept = self._visits.get(feed)
        return kept[1].board.site if kept else None

    def published(self, board: Board, entries: Sequence[Entry]) -> None:
        """A board has told of these entries: tell the visits and reservations they concern."""
        for entry in entries:
            about = board.views.about(entry.event)
            for kept in (
                *(self._visits.get(f"visit:{each}") for each in about),
                *(self._reservations.get(f"reservation:{each}") for each in about),
            ):
                if kept is not None and kept[1].board is board:
                    kept[0].touch(entry.seq)
        moved = [entry.seq for entry in entries if entry.kind in YARD_KINDS]
        for paper, source in self._visits.values() if moved else ():
            if source.board is board and source.is_led_anew():
                paper.touch(moved[-1])

    def follow(self, site: str, entries: Sequence[Entry]) -> None:
        """Entries were committed: tell the companies they concern."""
        if not self._companies or not entries:
            return
        self._ledgers.heard(site, entries[-1].seq)
        for paper, source in self._companies.values():
            if any(map(source.is_concerned, entries)):
                paper.touch(self._ledgers.at)

    async def close(self) -> None:
        for paper, _ in (*self._visits.values(), *self._reservations.values(), *self._companies.values()):
            await paper.close()
