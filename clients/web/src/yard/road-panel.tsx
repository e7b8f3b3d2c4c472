import { DrawerHead } from "../console/drawer-head";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Fact, Facts } from "../ui/facts";
import { Button, Refused } from "../ui/form";
import { say } from "../ui/toast";
import { t } from "../words/words";

export function RoadPanel({ id }: { id: string }) {
  const site = useSite();
  const { busy, fault, run } = useActing();
  const road = site.yard.drawing.value?.roads.find((other) => other.id === id);
  const isBlocked = site.yard.state.value.roads[id] === "blocked";
  const users = site.yard.ways.value.filter((way) => road && way.path.includes(road.from) && way.path.includes(road.to)).length;
  const set = (): void =>
    void run(async () => {
      await site.yard.setRoad(id, isBlocked ? "open" : "blocked");
      say(t(isBlocked ? "road-was-opened" : "road-was-blocked", { road: id }));
    });
  return (
    <>
      <DrawerHead title={t("road-title", { road: id })} under={road?.isOneWay ? t("one-way") : t("two-way")} />
      <div class="drawer-body">
        <Facts>
          <Fact name={t("status")}>{t(isBlocked ? "road-blocked" : "road-open")}</Fact>
          {road?.lengthM != null && <Fact name={t("length")}>{Math.round(road.lengthM)} m</Fact>}
          <Fact name={t("road-users")}>{users}</Fact>
        </Facts>
        <div class="acts-block">
          <Refused fault={fault.value} />
          <div class="act-row">
            <Button look={isBlocked ? "primary" : "danger"} icon={isBlocked ? "open" : "block"} busy={busy.value} onClick={set}>
              {t(isBlocked ? "road-open-act" : "road-block-act")}
            </Button>
          </div>
          <p class="hint">{t("road-hint")}</p>
        </div>
      </div>
    </>
  );
}
