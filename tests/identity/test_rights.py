"""The table of rights, cell by cell, and what must be true of it whatever its cells say."""

from __future__ import annotations

import pytest

from serai.core.errors import Refusal
from serai.identity.rights import RIGHTS, Relation, Role, read_table, relation
from serai.identity.rules import ANYBODY, AccessDenied, Belonging, Caller, KeyMissing, allowed, reaches

CALLERS: dict[Role | None, Caller] = {
    None: ANYBODY,
    Role.DRIVER: Caller(Role.DRIVER, key="driver", phone="mark"),
    Role.COMPANY: Caller(Role.COMPANY, key="company", company="A", pseudonym="C-A"),
    Role.OPERATOR: Caller(Role.OPERATOR, key="operator", site="CNMHN"),
    Role.DEVICE: Caller(Role.DEVICE, key="device", site="CNMHN"),
    Role.AUTHORITY: Caller(Role.AUTHORITY, key="authority", site="CNMHN"),
    Role.AUDITOR: Caller(Role.AUDITOR, key="auditor", site="CNMHN"),
    Role.NEIGHBOUR: Caller(Role.NEIGHBOUR, key="neighbour", site="CNMHN"),
    Role.ADMIN: Caller(Role.ADMIN, key="admin"),
}


def own(caller: Caller) -> Belonging:
    """Something of the caller's own, at a site that it does not serve."""
    return Belonging(site="LABTN", company=caller.company, made_by=caller.scope, phone=caller.phone)


HERE = Belonging(site="CNMHN", company="B", made_by="company:B", phone="other")
ELSEWHERE = Belonging(site="LABTN", company="B", made_by="company:B", phone="other")
REACHED = {
    Relation.ANY: (True, True, True),
    Relation.OWN: (True, False, False),
    Relation.SITE: (False, True, False),
    Relation.NONE: (False, False, False),
}

CELLS = [(operation, role) for operation in RIGHTS for role in CALLERS]


@pytest.mark.parametrize(("operation", "role"), CELLS, ids=lambda value: str(value or "public"))
def test_a_role_reaches_what_its_cell_says_and_nothing_more(operation: str, role: Role | None) -> None:
    caller = CALLERS[role]
    cell = relation(operation, role)
    if cell is Relation.NONE:
        with pytest.raises(AccessDenied if role else KeyMissing):
            allowed(operation, caller)
    else:
        assert allowed(operation, caller) is cell
    reached = tuple(reaches(cell, caller, thing) for thing in (own(caller), HERE, ELSEWHERE))
    assert reached == REACHED[cell]


@pytest.mark.parametrize("role", CALLERS, ids=str)
def test_what_is_not_listed_is_refused_to_everybody(role: Role | None) -> None:
    for operation in ("reservations.steal", "", "reservations"):
        with pytest.raises(Refusal) as refused:
            allowed(operation, CALLERS[role])
        assert refused.value.kind.value == (403 if role else 401)


def test_what_the_public_may_do_everybody_may() -> None:
    public = [right for right in RIGHTS.values() if right.relations[None] is not Relation.NONE]
    assert public
    assert all(set(right.relations.values()) == {Relation.ANY} for right in public)


def test_nobody_without_a_key_acts_except_to_sign_in_or_out() -> None:
    acts = {name for name, right in RIGHTS.items() if right.acts and right.relations[None] is not Relation.NONE}
    assert acts == {"session.create", "session.delete"}


def test_drivers_and_companies_reach_only_their_own() -> None:
    private = [right for right in RIGHTS.values() if right.relations[None] is Relation.NONE]
    for role in (Role.DRIVER, Role.COMPANY):
        assert {right.relations[role] for right in private} <= {Relation.OWN, Relation.NONE}


_OF_AN_AUTHORITY = ("declarations.decide", "visits.inspect", "visits.inspected", "inspections.pick")


@pytest.mark.parametrize("role", [Role.AUTHORITY, Role.AUDITOR, Role.NEIGHBOUR])
def test_who_only_looks_on_changes_nothing(role: Role) -> None:
    """But for a value that a draw needs from outside, which nobody of the site may give, for declarations and
    inspections, and for what the neighbour itself accepts."""
    private = {name for name, right in RIGHTS.items() if right.acts and right.relations[None] is Relation.NONE}
    assert {name for name in private if relation(name, role) is not Relation.NONE} == {
        "tickets.create",
        "draws.outside",
        *(_OF_AN_AUTHORITY if role is Role.AUTHORITY else ()),
        *(("acceptance.report",) if role is Role.NEIGHBOUR else ()),
    }


SETTING_UP = (
    *("sites.create", "sites.change", "yards.put", "calendars.put", "rulebooks.put"),
    *("clock.set", "keys.create", "companies.change"),
)


@pytest.mark.parametrize("operation", SETTING_UP)
def test_only_an_admin_sets_the_house_up(operation: str) -> None:
    having = {role for role, cell in RIGHTS[operation].relations.items() if cell is not Relation.NONE}
    assert having == {Role.ADMIN}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("operation does public driver\na.b read any any\na.b read any any", "twice"),
        ("operation does public driver\na.b read any", "zip"),
        ("operation does public driver\na.b write any any", "neither"),
        ("operation does public pirate\na.b read any any", "pirate"),
        ("operation does public driver\na.b read any most", "most"),
    ],
)
def test_a_table_that_cannot_be_read_is_a_fault(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_table(text)
