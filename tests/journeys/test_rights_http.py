"""The table of rights over HTTP: what it denies is denied at every address, and what it allows is not."""

from __future__ import annotations

import pytest

from serai.identity.rights import RIGHTS, Relation, Role, relation
from tests.corpus.operations import Operation
from tests.corpus.problems import check
from tests.corpus.town import Town

WITHOUT_A_ROUTE = {
    *(f"feeds.{feed}" for feed in ("queue", "company", "visit", "reservation", "yard", "site")),  # what sockets watch
    *("ledger.checkpoint", "ledger.proof", "ledger.consistency"),  # of a later issue: the ledger anyone can verify
}
WITHOUT_A_DOOR = {"health.live", "health.ready", "health.metrics", "documents.asyncapi"}
"""Answered to anybody without asking who it is."""
ROLES: list[Role | None] = [None, *Role]


def test_every_route_is_in_the_table_and_every_row_has_a_route(every: dict[str, Operation]) -> None:
    assert set(RIGHTS) - set(every) == WITHOUT_A_ROUTE
    assert set(every) - set(RIGHTS) == set()


def test_the_table_says_read_of_what_is_got_and_act_of_all_else(every: dict[str, Operation]) -> None:
    assert {name for name, each in every.items() if each.acts} == {name for name in every if RIGHTS[name].acts}


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_what_the_table_denies_is_denied_and_leaves_no_trace(
    here: Town, every: dict[str, Operation], role: Role | None
) -> None:
    """With a request that is right in all else; and before anything is said of what was sent or of what exists."""
    denied = [each for each in every.values() if relation(each.id, role) is Relation.NONE]
    with here.unchanged():
        for each in denied:
            for body in (each.body(here), {"no": "sense"}):
                problem = check(here.ask(each.method, each.url(here), role, json=body), 403 if role else 401)
                assert problem["code"] == ("access.denied" if role else "key.missing"), each.id
            unknown = each.url(here, **dict.fromkeys(each.parameters, "unknown"))
            check(here.ask(each.method, unknown, role, json=each.body(here)), 403 if role else 401)
    assert len(denied) == sum(right.relations[role] is Relation.NONE for name, right in RIGHTS.items() if name in every)


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_what_the_table_allows_is_not_denied(here: Town, every: dict[str, Operation], role: Role | None) -> None:
    """It may still find nothing of its own, or meet a rule; but the door is open."""
    for each in every.values():
        if relation(each.id, role) is not Relation.NONE:
            answer = here.ask(each.method, each.url(here), role, json=each.body(here))
            assert answer.status_code not in (401, 403), (each.id, answer.text)
            assert answer.status_code < 500, (each.id, answer.text)


def test_who_serves_the_site_is_let_through_to_the_end(here: Town, every: dict[str, Operation]) -> None:
    """For operators and devices the open door leads to an effect: at their own site it succeeds."""
    for role in (Role.OPERATOR, Role.DEVICE):
        for each in every.values():
            if relation(each.id, role) is Relation.SITE and each.id not in ("closures.lift", "reservations.list"):
                answer = here.ask(each.method, each.right(here), role, json=each.body(here))
                assert answer.is_success, (role, each.id, answer.text)


@pytest.mark.parametrize("header", ["Bearer nonsense", "Basic YTpi"])
def test_a_bad_key_is_never_taken_for_none(here: Town, every: dict[str, Operation], header: str) -> None:
    """What anybody may read is not given to who shows a key that is not known: the key may have been revoked."""
    for each in every.values():
        if each.id in WITHOUT_A_DOOR:
            continue
        answer = here.ask(each.method, each.url(here), None, json=each.body(here), headers={"Authorization": header})
        check(answer, 401)


def test_a_scoped_key_does_what_it_was_made_for_and_no_more(here: Town, every: dict[str, Operation]) -> None:
    wish = {"role": "operator", "site": "CNMHN", "scopes": ["queue.get"]}
    here.keys["narrow"] = here.make("POST", "/v1/keys", json=wish)["key"]
    for each in every.values():
        if each.id in WITHOUT_A_DOOR:
            continue
        answer = here.ask(each.method, each.url(here), "narrow", json=each.body(here))
        if each.id == "queue.get":
            assert answer.is_success
        else:
            check(answer, 403)


def test_a_revoked_key_is_refused_at_once_in_the_process_that_revoked_it(here: Town) -> None:
    made = here.make("POST", "/v1/keys", json={"role": "driver"})
    here.keys["gone"] = made["key"]
    assert here.ask("GET", "/v1/reservations", "gone").is_success
    here.make("DELETE", f"/v1/keys/{made['id']}")
    assert check(here.ask("GET", "/v1/reservations", "gone"), 401)["code"] == "key.revoked"
