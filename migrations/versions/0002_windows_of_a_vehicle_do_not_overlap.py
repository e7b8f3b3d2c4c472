"""Windows of a vehicle do not overlap, save the two of one pair (I-04).

Revision: 0002, after 0001.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OVERLAP = """
    SELECT 1 FROM vehicle_claim WHERE vehicle = NEW.vehicle AND reservation <> NEW.reservation
    AND party <> NEW.party AND arrive_from < NEW.arrive_until AND NEW.arrive_from < arrive_until
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        # By a hash: GiST unpacks text for every comparison. Two given vehicles share one with a chance of 2^-64.
        op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        op.execute(
            "ALTER TABLE vehicle_claim ADD CONSTRAINT vehicle_claim_overlap"
            " EXCLUDE USING gist (hashtextextended(vehicle, 0) WITH =, tstzrange(arrive_from, arrive_until) WITH &&,"
            " hashtextextended(party, 0) WITH <>) WHERE (arrive_from IS NOT NULL)"
        )
        return
    for act in ("INSERT", "UPDATE"):
        op.execute(
            f"CREATE TRIGGER vehicle_claim_{act.lower()} BEFORE {act} ON vehicle_claim WHEN EXISTS ({_OVERLAP})"
            " BEGIN SELECT RAISE(ABORT, 'windows of a vehicle overlap'); END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE vehicle_claim DROP CONSTRAINT vehicle_claim_overlap")
        return
    for act in ("insert", "update"):
        op.execute(f"DROP TRIGGER vehicle_claim_{act}")
