import type { RoadStatus } from "../api/types";
import { DrawerHead } from "../console/drawer-head";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Fact, Facts } from "../ui/facts";
import { Button, Refused } from "../ui/form";
import { say } from "../ui/toast";
import { t } from "../words/words";

const ACTS = {
  open: { name: "road-open-act", done: "road-was-opened", look: "primary", icon: "open" },
  slow: { name: "road-slow-act", done: "road-was-slowed", look: "quiet", icon: "clock" },
  blocked: { name: "road-block-act", done: "road-was-blocked", look: "danger", icon: "block" },
} as const;

export function RoadPanel({ id }: { id: string }) {
  const site = useSite();
  const road = site.yard.drawing.value?.roads.find((other) => other.id === id);
  const status = site.yard.state.value.roads[id] ?? "open";
  const disputed = site.yard.state.value.disputed?.[id] ?? 0;
  const users = site.yard.ways.value.filter((way) => road && way.path.includes(road.from) && way.path.includes(road.to)).length;
  return (
    <>
      <DrawerHead title={t("road-title", { road: id })} under={road?.isOneWay ? t("one-way") : t("two-way")} />
      <div class="drawer-body">
        <Facts>
          <Fact name={t("status")}>{t(`road-${status}`)}</Fact>
          {road?.lengthM != null && <Fact name={t("length")}>{Math.round(road.lengthM)} m</Fact>}
          <Fact name={t("road-users")}>{users}</Fact>
          {disputed > 0 && <Fact name={t("road-disputed")}>{disputed}</Fact>}
        </Facts>
        <RoadActs id={id} />
      </div>
    </>
  );
}

export function RoadActs({ id }: { id: string }) {
  const { yard } = useSite();
  const { busy, fault, run } = useActing();
  const status = yard.state.value.roads[id] ?? "open";
  const isDisputed = (yard.state.value.disputed?.[id] ?? 0) > 0;
  const set = (next: RoadStatus): void =>
    void run(async () => {
      await yard.setRoad(id, next);
      say(t(ACTS[next].done, { road: id }));
    });
  const others = (["open", "slow", "blocked"] as const).filter((next) => next !== status || isDisputed);
  return (
    <div class="acts-block">
      <Refused fault={fault.value} />
      <div class="act-row">
        {others.map((next) => (
          <Button key={next} look={ACTS[next].look} icon={ACTS[next].icon} busy={busy.value} onClick={() => set(next)}>
            {t(ACTS[next].name)}
          </Button>
        ))}
      </div>
      <p class="hint">{t(isDisputed ? "road-disputed-hint" : "road-hint")}</p>
    </div>
  );
}
