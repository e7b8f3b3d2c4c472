"""Who may do what: the reviewed table of role, relation and operation. What is not in it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a key or a person may be. Nobody at all (no key) is written None."""

    DRIVER = "driver"
    COMPANY = "company"
    OPERATOR = "operator"
    DEVICE = "device"
    AUTHORITY = "authority"
    AUDITOR = "auditor"
    NEIGHBOUR = "neighbour"
    ADMIN = "admin"


class Relation(StrEnum):
    """How a thing must stand to the caller for the right to hold."""

    ANY = "any"
    OWN = "own"  # it made it, it is its company's, or it was named in it
    SITE = "site"  # it happens at a site the caller serves
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Right:
    """One operation: whether it changes something, whether a suspended company keeps it, and who has it how."""

    acts: bool
    when_suspended: bool
    relations: Mapping[Role | None, Relation]


# act*: an act that a suspended company keeps, because refusing it would hurt somebody else.
_TABLE: Final = """
operation               does  public driver company operator device authority auditor neighbour admin
health.live             read  any    any    any     any      any    any       any     any       any
health.ready            read  any    any    any     any      any    any       any     any       any
health.metrics          read  any    any    any     any      any    any       any     any       any
documents.asyncapi      read  any    any    any     any      any    any       any     any       any
clock.get               read  any    any    any     any      any    any       any     any       any
clock.set               act   -      -      -       -        -      -         -       -         any
sites.list              read  any    any    any     any      any    any       any     any       any
sites.get               read  any    any    any     any      any    any       any     any       any
sites.create            act   -      -      -       -        -      -         -       -         any
sites.zone_change       read  -      -      -       site     -      -         site    -         any
sites.change            act   -      -      -       -        -      -         -       -         any
yards.get               read  any    any    any     any      any    any       any     any       any
yards.put               act   -      -      -       -        -      -         -       -         any
yards.check             act   -      -      -       site     -      -         -       -         any
yards.replay            read  -      -      -       site     -      -         any     -       any
yards.releases          read  -      -      -       site     -      -         -       -         any
yards.redraw            act   -      -      -       -        -      -         -       -         any
calendars.get           read  any    any    any     any      any    any       any     any       any
calendars.put           act   -      -      -       -        -      -         -       -         any
calendars.preview       act   -      -      -       site     -      -         -       -         any
passes.keys             read  any    any    any     any      any    any       any     any       any
rulebooks.get           read  any    any    any     any      any    any       any     any       any
rulebooks.text          read  any    any    any     any      any    any       any     any       any
rulebooks.put           act   -      -      -       -        -      -         -       -         any
boards.get              read  any    any    any     any      any    any       any     any       any
screens.get             read  any    any    any     any      any    any       any     any       any
slots.list              read  any    any    any     any      any    any       any     any       any
slot_bands.list         read  any    any    any     any      any    any       any     any       any
draws.list              read  any    any    any     any      any    any       any     any       any
draws.get               read  any    any    any     any      any    any       any     any       any
draws.outside           act   -      -      -       -        -      site      site    any       -
closures.list           read  any    any    any     any      any    any       any     any       any
closures.preview        read  -      -      -       site     -      -         -       -         any
closures.create         act   -      -      -       site     -      -         -       -         any
sites.switch_mode       act   -      -      -       site     -      -         -       -         any
retimings.create        act   -      -      -       site     -      -         -       -         any
closures.lift           act   -      -      -       site     -      -         -       -         any
staffing.get            read  -      -      -       site     -      -         site    -         any
capacity_advice.get     read  -      -      -       site     -      -         site    -         any
staffing.put            act   -      -      -       site     -      -         -       -         any
staffing.preview        act   -      -      -       site     -      -         -       -         any
holds.create            act   -      own    own     site     -      -         -       -         any
reservations.create     act   -      own    own     site     -      -         -       -         any
reservations.bulk       act   -      -      own     site     -      -         -       -         any
reservations.pair       act   -      own    own     site     -      -         -       -         any
reservations.list       read  -      own    own     site     -      -         -       -         any
reservations.get        read  -      own    own     site     -      -         -       -         any
reservations.qr         read  -      own    own     site     -      -         -       -         any
reservations.ticket     read  -      own    own     site     -      -         -       -         any
reservations.cancel     act*  -      own    own     site     -      -         -       -         any
reservations.move       act   -      own    own     site     -      -         -       -         any
reservations.extend     act   -      own    own     site     -      -         -       -         any
reservations.swap_vehicle act -      -      own     site     -      -         -       -         any
reservations.accept     act   -      own    own     site     -      -         -       -         any
reservations.decline    act*  -      own    own     site     -      -         -       -         any
reservations.forgive    act   -      -      -       site     -      -         -       -         any
reservations.appeal     act   -      own    own     site     -      -         -       -         any
appeals.list            read  -      -      -       site     -      -         -       -         any
appeals.decide          act   -      -      -       site     -      -         -       -         any
rendezvous.propose      act   -      own    own     site     -      -         -       -         any
rendezvous.get          read  -      own    own     site     -      -         -       -         any
rendezvous.accept       act   -      own    own     site     -      -         -       -         any
rendezvous.decline      act*  -      own    own     site     -      -         -       -         any
rendezvous.cancel       act*  -      own    own     site     -      -         -       -         any
reservations.declare    act   -      own    own     site     -      -         -       -         any
declarations.create     act   -      -      own     -        -      -         -       -         any
declarations.list       read  -      -      own     -        -      site      -       -         any
declarations.get        read  -      -      own     -        -      site      -       -         any
declarations.change     act   -      -      own     -        -      -         -       -         any
declarations.submit     act   -      -      own     -        -      -         -       -         any
declarations.decide     act   -      -      -       -        -      site      -       -         any
standing.create         act   -      -      own     site     -      -         -       -         any
standing.preview        act   -      -      own     site     -      -         -       -         any
standing.list           read  -      -      own     site     -      -         -       -         any
standing.get            read  -      -      own     site     -      -         -       -         any
standing.end            act*  -      -      own     site     -      -         -       -         any
visits.check_in         act   -      own    -       site     site   -         -       -         any
visits.list             read  -      own    own     site     -      site      -       -         any
visits.get              read  -      own    own     site     -      site      -       -         any
visits.explanation      read  -      own    own     site     -      -         site    -         any
visits.guidance         read  -      own    own     site     -      -         -       -         any
visits.dispute          act   -      own    -       site     -      -         -       -         any
visits.qr               read  -      own    own     site     -      -         -       -         any
visits.at_gate          act   -      -      -       site     site   -         -       -         any
visits.admit            act   -      -      -       site     site   -         -       -         any
visits.park             act   -      -      -       site     site   -         -       -         any
visits.release          act   -      -      -       site     site   -         -       -         any
visits.depart           act   -      -      -       site     site   -         -       -         any
visits.leave            act*  -      own    -       site     site   -         -       -         any
visits.elsewhere        read  -      own    own     site     -      -         -       -         any
visits.transfer         act   -      own    own     site     -      -         -       -         any
transfers.list          read  -      -      -       site     -      -         -       -         any
visits.turn_away        act   -      -      -       site     site   -         -       -         any
visits.correct          act   -      -      -       site     -      -         -       -         any
visits.inspect          act   -      -      -       -        -      site      -       -         any
visits.inspected        act   -      -      -       -        -      site      -       -         any
inspections.list        read  -      -      -       site     -      site      -       -         any
inspections.pick        act   -      -      -       -        -      site      -       -         any
queue.get               read  -      -      -       site     -      -         -       -         any
queue.print             read  -      -      -       site     -      -         -       -         any
paper_lines.take_in     act   -      -      -       site     -      -         -       -         any
messages.list           read  -      -      -       site     -      -         -       -         any
messages.get            read  -      own    own     site     -      -         -       -         any
messages.want           act   -      own    own     site     -      -         -       -         any
messages.reply          act   -      -      -       site     site   -         -       -         any
calls.create            act   -      -      -       site     -      -         -       -         any
calls.get               read  -      -      -       site     -      site      site    -         any
calls.switch            act   -      -      -       site     -      -         -       -         any
calls.stop              act   -      -      -       site     -      -         -       -         any
calls.resume            act   -      -      -       site     -      -         -       -         any
calls.withdraw          act   -      -      -       site     -      -         -       -         any
calls.repeat            act   -      -      -       site     -      -         -       -         any
acceptance.report       act   -      -      -       site     -      -         -       site      any
readings.create         act   -      -      -       site     site   -         -       -         any
readings.list           read  -      -      -       site     -      -         -       -         any
readings.confirm        act   -      -      -       site     -      -         -       -         any
readings.dismiss        act   -      -      -       site     -      -         -       -         any
overrides.list          read  any    any    any     any      any    any       any     any       any
overrides.asked         read  -      -      -       site     -      -         site    -         any
overrides.ask           act   -      -      -       site     -      -         -       -         any
overrides.confirm       act   -      -      -       site     -      -         -       -         any
bays.list               read  -      -      -       site     -      -         -       -         any
bays.set_status         act   -      -      -       site     site   -         -       -         any
bays.set_power          act   -      -      -       site     site   -         -       -         any
roads.set_status        act   -      -      -       site     site   -         -       -         any
ledger.entries          read  any    any    any     any      any    any       any     any       any
ledger.checkpoint       read  any    any    any     any      any    any       any     any       any
ledger.proof            read  any    any    any     any      any    any       any     any       any
ledger.consistency      read  any    any    any     any      any    any       any     any       any
companies.list          read  -      -      -       -        -      -         -       -         any
companies.change        act   -      -      -       -        -      -         -       -         any
keys.create             act   -      -      -       -        -      -         -       -         any
keys.list               read  -      -      own     -        -      -         -       -         any
keys.revoke             act*  -      -      own     -        -      -         -       -         any
tickets.create          act*  -      own    own     own      own    own       own     own       any
session.create          act*  any    any    any     any      any    any       any     any       any
session.get             read  any    any    any     any      any    any       any     any       any
session.delete          act*  any    any    any     any      any    any       any     any       any
feeds.queue             read  any    any    any     any      any    any       any     any       any
feeds.company           read  -      -      own     -        -      -         -       -         any
feeds.visit             read  -      own    own     site     -      -         -       -         any
feeds.reservation       read  -      own    own     site     -      -         -       -         any
feeds.yard              read  -      -      -       site     -      -         -       -         any
feeds.site              read  -      -      -       site     -      site      -       -         any
"""


def read_table(text: str) -> dict[str, Right]:
    """The table as rights by operation; ValueError where a line does not have the header's columns."""
    header, *lines = [line.split() for line in text.strip().splitlines()]
    columns: list[Role | None] = [None if name == "public" else Role(name) for name in header[2:]]
    rights: dict[str, Right] = {}
    for operation, does, *cells in lines:
        if operation in rights:
            raise ValueError(f"{operation} is listed twice")
        if does not in ("read", "act", "act*"):
            raise ValueError(f"{operation}: {does} is neither read, act nor act*")
        relations = [Relation.NONE if cell == "-" else Relation(cell) for cell in cells]
        rights[operation] = Right(does != "read", does != "act", dict(zip(columns, relations, strict=True)))
    return rights


RIGHTS: Final[Mapping[str, Right]] = read_table(_TABLE)


def relation(operation: str, role: Role | None) -> Relation:
    """How the role must stand to what the operation touches; NONE for an operation that is not listed."""
    right = RIGHTS.get(operation)
    return Relation.NONE if right is None else right.relations[role]
