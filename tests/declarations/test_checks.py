"""The completeness check: what each mode asks for, by tables, and what holds of it whatever is declared."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.declarations.checks import MOST_LINES, Report, Stated, is_container, report
from serai.declarations.examples import EXAMPLES
from serai.declarations.modes import ALWAYS, MEMBERS, MODES
from serai.declarations.schemas import DeclarationRequest

Body = dict[str, Any]


def read(body: Body) -> Report:
    asked = DeclarationRequest.model_validate(body)
    return report(Stated(asked.mode, asked.direction, asked.content()))


def example(mode: str) -> Body:
    return copy.deepcopy(EXAMPLES[mode])


def without(body: Body, path: str) -> Body:
    part, _, name = path.partition(".")
    return body | {part: {key: value for key, value in body[part].items() if key != name}}


@pytest.mark.parametrize("mode", MODES)
def test_the_example_of_a_mode_is_complete(mode: str) -> None:
    found = read(example(mode))
    assert (found.findings, found.completeness) == ((), 1)


@pytest.mark.parametrize(("mode", "path"), [(m, path) for m in MODES for path in (*ALWAYS, *MODES[m].members)])
def test_a_mode_misses_each_of_its_members_by_its_place(mode: str, path: str) -> None:
    found = read(without(example(mode), path))
    assert [(each.code, each.at, each.blocks) for each in found.findings] == [("member.missing", path, True)]
    assert found.findings[0].cure == MEMBERS[path].cure
    assert found.completeness < 1


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_asks_for_no_more_than_its_table_says(mode: str) -> None:
    """What another mode asks for is no matter here."""
    asked = {*ALWAYS, *MODES[mode].members}
    body = example(mode)
    for path in MEMBERS.keys() - asked:
        assert path.split(".")[1] not in body[path.split(".")[0]], path
    assert read(body).met == read(body).demanded


def line(**changes: Any) -> Callable[[Body], Body]:
    return lambda body: body | {"lines": [body["lines"][0] | changes]}


WRONG: dict[str, tuple[str, Callable[[Body], Body], str, str]] = {
    "the way of a mode": ("1039", lambda body: body | {"direction": "import"}, "mode.direction", "direction"),
    "no goods": ("0110", lambda body: body | {"lines": []}, "lines.missing", "lines"),
    "too many": ("0110", lambda body: body | {"lines": body["lines"] * (MOST_LINES + 1)}, "lines.too_many", "lines"),
    "six digits of general trade": ("0110", line(hs="081060"), "hs.short", "lines.0.hs"),
    "six digits of an import": (
        "9610", lambda body: line(hs="940511")(body | {"direction": "import"}), "hs.short", "lines.0.hs",
    ),
    "net above gross": ("0110", line(quantity="18.2506", unit="TNE"), "weight.net_over_gross", "lines.0.gross_kg"),
    "worth nothing": ("0110", line(value={"amount": 0, "currency": "CNY"}), "value.zero", "lines.0.value"),
    "above the market's limit": (
        "1039", line(value={"amount": 15_000_001, "currency": "USD"}), "value.above_limit", "lines",
    ),
    "a digit of a container": (
        "0110", lambda body: body | {"transport": body["transport"] | {"containers": ["CSQU3054384"]}},
        "container.check_digit", "transport.containers.0",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_would_stop_it_at_the_gate_is_found_by_its_place(name: str) -> None:
    mode, spoil, code, at = WRONG[name]
    found = read(spoil(example(mode)))
    assert [(each.code, each.at) for each in found.findings] == [(code, at)]
    assert found.findings[0].text.endswith(".")
    assert found.findings[0].cure.endswith(".")
    assert found.blocks


RIGHT: dict[str, tuple[str, Callable[[Body], Body]]] = {
    "six digits of an e-commerce export": ("9810", line(hs="940511")),
    "as heavy as its packing": ("0110", line(quantity="18250.5")),
    "pieces are not weighed": ("9710", line(quantity=999_999)),
    "at the market's limit": ("1039", line(value={"amount": 15_000_000, "currency": "USD"})),
    "fifty lines": ("0110", lambda body: body | {"lines": body["lines"] * MOST_LINES}),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_not_complained_of(name: str) -> None:
    mode, change = RIGHT[name]
    assert read(change(example(mode))).findings == ()


def test_a_missing_plate_is_advice() -> None:
    found = read(without(example("9710"), "transport.plate"))
    assert [(each.code, each.blocks) for each in found.findings] == [("plate.missing", False)]
    assert found.completeness == 1


@pytest.mark.parametrize("number", ["CSQU3054383", "MSKU9070323", "TOLU4734787"])
def test_a_containers_number_has_its_check_digit(number: str) -> None:
    assert is_container(number)
    for digit in set("0123456789") - {number[-1]}:
        assert not is_container(number[:-1] + digit)


PATHS = sorted({path for mode in MODES.values() for path in (*ALWAYS, *mode.members)})


WAYS = ["export", "import", "transit", "empty"]


@given(st.sampled_from(sorted(MODES)), st.sets(st.sampled_from(PATHS)), st.sampled_from(WAYS), st.integers(0, 2))
def test_completeness_is_one_exactly_where_nothing_blocks(
    mode: str, missing: set[str], direction: str, lines: int
) -> None:
    body = example(mode) | {"direction": direction}
    body["lines"] = body["lines"] * lines
    for path in missing:
        body = without(body, path)
    found = read(body)
    assert 0 <= found.completeness <= 1
    assert (found.completeness == 1) == (not any(each.blocks for each in found.findings)) == (not found.blocks)
    gone = {each.at for each in found.findings if each.code == "member.missing"}
    assert gone == missing & {*ALWAYS, *MODES[mode].members}
    assert len({(each.code, each.at) for each in found.findings}) == len(found.findings)


@given(mode=st.sampled_from(sorted(MODES)), missing=st.lists(st.sampled_from(PATHS), min_size=1, unique=True))
def test_saying_more_never_makes_it_less_complete(mode: str, missing: list[str]) -> None:
    bodies = [example(mode)]
    for path in missing:
        bodies.append(without(bodies[-1], path))
    told = [read(body).completeness for body in bodies]
    assert told == sorted(told, reverse=True)


BAD_LINES: dict[str, dict[str, Any]] = {
    "hs": {"hs": "08106"}, "long hs": {"hs": "08106000001"}, "unit": {"unit": "STONE"}, "origin": {"origin": "XX"},
    "float": {"quantity": 1.5}, "nothing": {"quantity": "0.000"}, "negative": {"gross_kg": "-1"},
    "true": {"quantity": True},
    "too fine": {"quantity": "1.1234567"}, "money": {"value": {"amount": 1.5, "currency": "CNY"}},
    "debt": {"value": {"amount": -1, "currency": "CNY"}}, "currency": {"value": {"amount": 1, "currency": "yuan"}},
    "no description": {"description": " "}, "extra": {"colour": "red"},
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_LINES)
def test_a_line_that_cannot_be_right_is_not_read(name: str) -> None:
    with pytest.raises(ValueError, match="lines"):
        DeclarationRequest.model_validate(line(**BAD_LINES[name])(example("0110")))


def test_quantities_stay_as_exact_as_they_were_written() -> None:
    asked = DeclarationRequest.model_validate(line(quantity=7, gross_kg="123456789012.000001")(example("0110")))
    assert [(each["quantity"], each["gross_kg"]) for each in asked.content()["lines"]] == [("7", "123456789012.000001")]
