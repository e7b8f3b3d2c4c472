"""The cheapest way to give each of some rows a column of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

FORBIDDEN: Final = 1 << 50
"""The cost of a pair that must not be."""
_NOBODY: Final = -1


def cheapest(costs: Sequence[Sequence[int]]) -> list[int | None]:
    """For each row its column, so that as many rows as possible have one and the total cost is least.

    Shortest augmenting paths with potentials, O(rows² x columns). Rows without a column come out as None. Equal costs
    go to the lower column, so the answer depends on nothing but the table.
    """
    if not costs:
        return []
    rows, real = len(costs), len(costs[0])
    # A spare column for each row makes every table feasible; taking it costs more than any bay.
    table = [[*row, *([FORBIDDEN] * rows)] for row in costs]
    owner = _augmented(table, real + rows)
    found: list[int | None] = [None] * rows
    for column, row in enumerate(owner[:real]):
        if row != _NOBODY and costs[row][column] < FORBIDDEN:
            found[row] = column
    return found


def _augmented(table: Sequence[Sequence[int]], columns: int) -> list[int]:
    """The row that owns each column. One column more than there are holds the row that is looking for one."""
    of_row = [0] * len(table)
    of_column = [0] * (columns + 1)
    owner = [_NOBODY] * (columns + 1)
    for row in range(len(table)):
        owner[columns] = row
        slack = [FORBIDDEN * FORBIDDEN] * columns
        came = [columns] * columns
        done = [False] * (columns + 1)
        at = columns
        while owner[at] != _NOBODY:
            done[at] = True
            reduced = of_row[owner[at]]
            for column, cost in enumerate(table[owner[at]]):
                if not done[column] and cost - reduced - of_column[column] < slack[column]:
                    slack[column], came[column] = cost - reduced - of_column[column], at
            step, at = min((slack[column], column) for column in range(columns) if not done[column])
            for column in range(columns + 1):
                if done[column]:
                    of_row[owner[column]] += step
                    of_column[column] -= step
                elif column < columns:
                    slack[column] -= step
        while at != columns:
            owner[at], at = owner[came[at]], came[at]
        owner[columns] = _NOBODY
    return owner
