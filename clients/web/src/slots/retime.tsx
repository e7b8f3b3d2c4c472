import { useSignal } from "@preact/signals";
import type { Instant } from "../api/types";
import { DrawerHead } from "../console/drawer-head";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Check } from "../ui/check";
import { Button, Form, Refused, Skeleton } from "../ui/form";
import { clock, day, spanText } from "../ui/time";
import { say } from "../ui/toast";
import { t } from "../words/words";
import { useRead } from "./store";

interface Move {
  reservation: string;
  reference: string;
  from: Instant;
  to: Instant;
  shift_minutes: number;
}

export interface LanePlanned {
  lane: string;
  moves: Move[];
  unkept: { reservation: string; reference: string; because: string }[];
}

interface Plan {
  applied: boolean;
  lanes: LanePlanned[];
}

/** Who was displaced is given other times: first the plan, who moves by how much, then one act. */
export function Retime() {
  const site = useSite();
  const isWhole = useSignal(false);
  const { busy, fault, run } = useActing();
  const path = `/v1/sites/${site.site.code}/retimings`;
  const ask = (dry_run: boolean): Promise<Plan> => site.client.post<Plan>(path, { whole_day: isWhole.value, dry_run });
  const plan = useRead(`${isWhole.value}`, () => ask(true));
  const count = movesOf(plan.found);
  const send = async (): Promise<void> => {
    const done = await ask(false);
    site.bookings.value++;
    say(t("retime-done", { count: movesOf(done) }));
    site.open(null);
  };
  return (
    <>
      <DrawerHead title={t("retime-title")} under={t("retime-lead")} />
      <Form class="drawer-body" onSend={() => void run(send)}>
        <Check label={t("retime-whole")} value={isWhole} />
        <Refused fault={fault.value ?? plan.fault} />
        {!plan.found && !plan.fault && <Skeleton rows={4} />}
        {plan.found?.lanes.map((lane) => (
          <LanePlan key={lane.lane} {...lane} />
        ))}
        {plan.found && count === 0 && <p class="empty">{t("retime-none")}</p>}
        {count > 0 && (
          <div class="form-end">
            <Button look="primary" icon="check" submit busy={busy.value}>
              {t("retime-go", { count })}
            </Button>
          </div>
        )}
      </Form>
    </>
  );
}

const movesOf = (plan: Plan | null): number => plan?.lanes.reduce((sum, { moves }) => sum + moves.length, 0) ?? 0;

/** Who of a lane moves by how much, and who has no other time. */
export function LanePlan({ lane, moves, unkept }: LanePlanned) {
  return (
    <section class="block">
      <h3>{lane}</h3>
      <ul class="plan">
        {moves.map((move) => (
          <MoveRow key={move.reservation} move={move} />
        ))}
        {unkept.map(({ reservation, reference, because }) => (
          <li key={reservation}>
            <code class="reference">{reference}</code>
            <span>{t("retime-unkept")}</span>
            <span class="shift">{t(`unkept-${because.replace("_", "-")}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MoveRow({ move }: { move: Move }) {
  const { zone } = useSite();
  const isSameDay = day(move.from, zone) === day(move.to, zone);
  const shift = `${move.shift_minutes > 0 ? "+" : "−"}${spanText(Math.abs(move.shift_minutes))}`;
  return (
    <li>
      <code class="reference">{move.reference}</code>
      <span>
        <s>{clock(move.from, zone)}</s> {isSameDay ? "" : `${day(move.to, zone)}, `}
        <b>{clock(move.to, zone)}</b>
      </span>
      <span class="shift">{shift}</span>
    </li>
  );
}
