import { useEffect } from "preact/hooks";
import { DrawerHead } from "../console/drawer-head";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Button, Refused } from "../ui/form";
import { Fact, Facts } from "../ui/facts";
import { clock } from "../ui/time";
import { say } from "../ui/toast";
import { has, t } from "../words/words";
import { notBefore } from "./bay";

export function BayPanel({ id }: { id: string }) {
  const site = useSite();
  const bay = site.yard.drawing.value?.bays.find((other) => other.id === id);
  const state = site.yard.state.value.bays[id];
  const status = state?.status ?? "free";
  const visit = state?.visit ?? null;
  const off = state?.unpowered_at;
  useEffect(() => {
    if (visit) void site.visits.ask([visit]);
  }, [visit]);
  const kind = bay?.kind ?? "general";
  return (
    <>
      <DrawerHead title={t("bay-title", { bay: id })} under={has(`kind-${kind}`) ? t(`kind-${kind}`) : kind} />
      <div class="drawer-body">
        <Facts>
          <Fact name={t("status")}>
            <i class={`swatch is-${status}`} aria-hidden="true" /> {t(`bay-${status}`)}
          </Fact>
          {status === "occupied" && <Until id={id} />}
          {bay && bay.blockedBy.length > 0 && (
            <Fact name={t("plan-behind")}>
              {bay.blockedBy.map((other) => `${other} (${t(`bay-${site.yard.state.value.bays[other]?.status ?? "free"}`)})`).join(", ")}
            </Fact>
          )}
          {bay?.power && <Fact name={t("power")}>{off ? t("power-off-since", { at: clock(Date.parse(off), site.zone) }) : t("yes")}</Fact>}
        </Facts>
        {visit && (
          <button type="button" class="found" onClick={() => site.open({ is: "visit", id: visit })}>
            <b class="plate">{site.visits.plate(visit) ?? "…"}</b>
            <span>{t(status === "given" || status === "kept" ? `bay-${status}-long` : "open-visit")}</span>
          </button>
        )}
        <BayActs id={id} status={status} />
        {bay?.power && <PowerAct id={id} isOff={Boolean(off)} />}
      </div>
    </>
  );
}

/** When the bay is expected to be empty, and how sure that is. */
function Until({ id }: { id: string }) {
  const { yard, zone, now } = useSite();
  const release = yard.releases.value.get(id);
  if (!release) return null;
  const at = (instant: string): string => clock(notBefore(now.value, instant), zone);
  return (
    <Fact name={t("bay-free-expected")}>
      {release.overdue ? (
        t("bay-overdue")
      ) : (
        <>
          <b>{`${at(release.earliest)}–${at(release.latest)}`}</b>
          <small class="across">{t("bay-free-likely", { likely: at(release.likely) })}</small>
        </>
      )}
    </Fact>
  );
}

function PowerAct({ id, isOff }: { id: string; isOff: boolean }) {
  const site = useSite();
  const { busy, fault, run } = useActing();
  const set = (): void =>
    void run(async () => {
      await site.yard.setPower(id, isOff ? "on" : "off");
      say(t(isOff ? "power-is-on" : "power-is-off", { bay: id }));
    });
  return (
    <div class="acts-block">
      <Refused fault={fault.value} />
      <div class="act-row">
        <Button icon={isOff ? "check" : "alert"} busy={busy.value} onClick={set}>
          {t(isOff ? "power-on" : "power-off")}
        </Button>
      </div>
    </div>
  );
}

export function BayActs({ id, status }: { id: string; status: string }) {
  const site = useSite();
  const { busy, fault, run } = useActing();
  const set = (next: "free" | "closed" | "occupied") => () =>
    void run(async () => {
      await site.yard.setBay(id, next);
      say(t("bay-was-set", { bay: id, status: t(`bay-${next}`) }));
    });
  return (
    <div class="acts-block">
      <Refused fault={fault.value} />
      <div class="act-row">
        {status === "closed" && (
          <Button look="primary" icon="open" busy={busy.value} onClick={set("free")}>
            {t("bay-open")}
          </Button>
        )}
        {status === "occupied" && (
          <Button icon="check" busy={busy.value} onClick={set("free")}>
            {t("bay-empty")}
          </Button>
        )}
        {status === "free" && (
          <Button icon="truck" busy={busy.value} onClick={set("occupied")}>
            {t("bay-taken")}
          </Button>
        )}
        {status !== "closed" && (
          <Button look="danger" icon="block" busy={busy.value} onClick={set("closed")}>
            {t("bay-close")}
          </Button>
        )}
      </div>
      <p class="hint">{t("bay-hint")}</p>
    </div>
  );
}
