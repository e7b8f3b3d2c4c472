from __future__ import annotations

from itertools import permutations
from random import Random

import pytest

from serai.guidance.assignment import FORBIDDEN, cheapest
from tests.scale import scaled


def brute(costs: list[list[int]]) -> tuple[int, int]:
    """The fewest rows left out and the least cost with these."""
    columns = [*range(len(costs[0])), *([None] * len(costs))]
    found = []
    for chosen in set(permutations(columns, len(costs))):
        pairs = [costs[row][column] for row, column in enumerate(chosen) if column is not None]
        if all(cost < FORBIDDEN for cost in pairs):
            found.append((len(costs) - len(pairs), sum(pairs)))
    return min(found)


@pytest.mark.parametrize("seed", range(scaled(400)))
def test_as_many_as_possible_at_the_least_cost(seed: int) -> None:
    random = Random(seed)
    rows, columns = random.randint(1, 4), random.randint(1, 4)
    costs = [[FORBIDDEN if random.random() < 0.3 else random.randrange(9) for _ in range(columns)] for _ in range(rows)]
    found = cheapest(costs)
    taken = [column for column in found if column is not None]
    assert len(set(taken)) == len(taken)
    cost = sum(costs[row][column] for row, column in enumerate(found) if column is not None)
    assert (found.count(None), cost) == brute(costs)


def test_nobody_and_nothing() -> None:
    assert cheapest([]) == []
    assert cheapest([[], []]) == [None, None]
