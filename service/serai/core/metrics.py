"""Counts that operators of the service watch; every name is documented in docs/metrics.md."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

COMMANDS = Counter("serai_commands_total", "Commands that a desk carried out, by outcome.", ["outcome"])
BATCHES = Histogram(
    "serai_batch_commands", "Commands in one transaction.", buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
)
SPLITS = Counter("serai_batches_split_total", "Batches that met an unexpected error and were run again one by one.")
ENTRIES = Counter("serai_ledger_entries_total", "Facts written to a ledger.")
FOREIGN = Counter("serai_ledger_entries_followed_total", "Facts that other processes wrote and this one read.")
BELL_HEARD = Gauge(
    "serai_bell_heard",
    "1 while the bell is heard, 0 while ledgers are polled instead.",
    multiprocess_mode="livemin",
)
BELL_LOST = Counter("serai_bell_lost_total", "How often the bell's connection was lost.")
LEASES = Gauge("serai_leases", "Sites for which this process carries out what falls due.", multiprocess_mode="livesum")
MESSAGES = Counter(
    "serai_messages_total", "Messages to drivers, by what they tell and what became of them.", ["kind", "outcome"]
)
INSPECTIONS = Gauge(
    "serai_inspections",
    "Vehicles that are to be inspected: those that wait for it, those in a bay for it, and those detained after it.",
    ["site", "state"],
    multiprocess_mode="livesum",
)
UNPOWERED = Gauge(
    "serai_unpowered_vehicles",
    "Vehicles that stand without the power that they need.",
    ["site"],
    multiprocess_mode="livesum",
)
RENDEZVOUS = Gauge(
    "serai_rendezvous_waiting",
    "Rendezvous of which one vehicle waits for the other.",
    ["site"],
    multiprocess_mode="livesum",
)
TRANSFERS = Counter(
    "serai_transfers_total",
    "Places that go over to other sites, by what became of them.",
    ["outcome"],
)
