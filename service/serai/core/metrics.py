"""Counts that operators of the service watch; every name is documented in docs/metrics.md."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

COMMANDS = Counter("serai_commands_total", "Commands that a desk carried out, by outcome.", ["outcome"])
BATCHES = Histogram(
    "serai_batch_commands", "Commands in one transaction.", buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
)
SPLITS = Counter("serai_batches_split_total", "Batches that met an unexpected error and were run again one by one.")
ENTRIES = Counter("serai_ledger_entries_total", "Facts written to a ledger.")
