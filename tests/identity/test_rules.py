"""Callers, scopes and names, by tables of cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.identity.rights import RIGHTS, Relation, Role
from serai.identity.rules import (
    ANYBODY,
    Belonging,
    Caller,
    CompanyNameEmpty,
    CompanyNeeded,
    CompanySuspended,
    OutOfScope,
    ScopeUnknown,
    SiteNeeded,
    allowed,
    demand_holder,
    link_caller,
    operations_in,
    reaches,
    same_name,
    tidy_name,
)

COMPANY = Caller(Role.COMPANY, key="k1", company="A")


@pytest.mark.parametrize(
    ("caller", "scope"),
    [
        (COMPANY, "company:A"),
        (Caller(Role.COMPANY, key="k2", company="A"), "company:A"),
        (Caller(Role.DRIVER, key="k3", phone="mark"), "phone:mark"),
        (Caller(Role.DRIVER, key="k3", company="A"), "key:k3"),
        (link_caller("R1"), "link:R1"),
        (Caller(Role.OPERATOR, key="k4"), "key:k4"),
        (Caller(Role.OPERATOR, key="session:S", holder="k4", is_session=True), "key:k4"),
        (Caller(Role.OPERATOR, key="session:S", person="P", is_session=True), "person:P"),
        (ANYBODY, "public"),
    ],
)
def test_the_scope_is_the_company_or_person_not_the_key(caller: Caller, scope: str) -> None:
    assert caller.scope == scope


@pytest.mark.parametrize(
    ("caller", "thing", "is_own"),
    [
        (COMPANY, Belonging(company="A"), True),
        (COMPANY, Belonging(company="B"), False),
        (COMPANY, Belonging(company=None), False),
        (COMPANY, Belonging(company="B", made_by="company:A"), False),
        (Caller(Role.COMPANY, key="k"), Belonging(company=None), False),
        (link_caller("R1"), Belonging(reservation="R1"), True),
        (link_caller("R1"), Belonging(reservation="R2"), False),
        (link_caller("R1"), Belonging(made_by="link:R1"), True),
        (Caller(Role.DRIVER, key="k", phone="m"), Belonging(phone="m"), True),
        (Caller(Role.DRIVER, key="k", phone="m"), Belonging(phone="n"), False),
        (Caller(Role.DRIVER, key="k"), Belonging(phone=None, reservation=None), False),
        (Caller(Role.DRIVER, key="k"), Belonging(made_by="key:k"), True),
        (Caller(Role.DRIVER, key="k", company="A"), Belonging(company="A"), False),
        (ANYBODY, Belonging(made_by="public"), False),
    ],
)
def test_own_is_what_it_made_or_was_named_in(caller: Caller, thing: Belonging, is_own: bool) -> None:
    assert reaches(Relation.OWN, caller, thing) is is_own


def test_a_key_without_a_site_serves_all_sites() -> None:
    assert Caller(Role.OPERATOR).serves("CNMHN")
    assert Caller(Role.OPERATOR, site="CNMHN").serves("CNMHN")
    assert not Caller(Role.OPERATOR, site="LABTN").serves("CNMHN")
    assert not reaches(Relation.SITE, Caller(Role.OPERATOR), Belonging(site=None))


def test_a_suspended_company_reads_and_cancels_but_asks_for_nothing_new() -> None:
    suspended = Caller(Role.COMPANY, key="k", company="A", is_suspended=True)
    kept = set()
    for operation, right in RIGHTS.items():
        if right.relations[Role.COMPANY] is Relation.NONE:
            continue
        try:
            allowed(operation, suspended)
        except CompanySuspended:
            continue
        kept.add(operation)
    assert {"reservations.list", "reservations.cancel", "visits.get", "tickets.create"} <= kept
    assert not {"holds.create", "reservations.create", "reservations.move"} & kept


def test_scopes_narrow_a_key_and_never_widen_it() -> None:
    reading = Caller(Role.COMPANY, key="k", company="A", operations=operations_in(["read", "reservations.cancel"]))
    assert allowed("reservations.list", reading) is Relation.OWN
    assert allowed("reservations.cancel", reading) is Relation.OWN
    with pytest.raises(OutOfScope):
        allowed("reservations.create", reading)
    booking = operations_in(["reservations.*"])
    assert booking is not None
    assert booking == {name for name in RIGHTS if name.startswith("reservations.")}
    assert operations_in([]) is None


@pytest.mark.parametrize("scope", ["reservations", "*", ".*", "reservation.*", "reservations.steal", ""])
def test_a_scope_that_means_nothing_is_refused(scope: str) -> None:
    with pytest.raises(ScopeUnknown) as refused:
        operations_in(["read", scope])
    assert refused.value.facts == {"unknown": [scope]}


def test_a_companys_key_names_a_company_and_a_neighbours_a_site() -> None:
    with pytest.raises(CompanyNeeded):
        demand_holder(Role.COMPANY, None, "CNMHN")
    with pytest.raises(SiteNeeded):
        demand_holder(Role.NEIGHBOUR, "A", None)
    for role in set(Role) - {Role.COMPANY, Role.NEIGHBOUR}:
        demand_holder(role, None, None)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Lancang Fresh", "  lancang   FRESH ", True),
        ("Lancang Fresh", "Lancang　Ｆｒｅｓｈ", True),  # full width letters and space
        ("云南物流", "云南物流 ", True),
        ("Straße", "STRASSE", True),
        ("Lancang Fresh", "Lancang-Fresh", False),
        ("云南物流", "云南物流公司", False),
    ],
)
def test_the_same_name_is_the_same_company(one: str, other: str, is_same: bool) -> None:
    assert (same_name(one) == same_name(other)) is is_same


@given(st.text(min_size=1).filter(str.strip))
def test_comparing_names_twice_changes_nothing_more(name: str) -> None:
    assert same_name(tidy_name(name)) == same_name(name)
    assert same_name(f" {name}\t") == same_name(name)


@pytest.mark.parametrize("name", ["", "  ", "\u3000\t"])
def test_a_company_has_a_visible_name(name: str) -> None:
    with pytest.raises(CompanyNameEmpty):
        tidy_name(name)
