/** What is chosen in the yard's editor, property by property. */
import type { YardFeature, YardProperties } from "../api/types";
import { Button } from "../ui/form";
import { t } from "../words/words";
import { BayActs } from "../yard/bay-panel";
import { RoadActs } from "../yard/road-panel";
import { cornerAdded, cornerRemoved, cornersOf, holdOf, movedTo } from "./areas";
import { apart, lengthOf, type LonLat, placeOf, renamed, roleOf, told, turnsAt, without } from "./document";
import { Choice, Numeric, Text, Tick } from "./fields";
import type { PlanStore } from "./store";

const KINDS = ["general", "reefer", "long", "hazmat", "inspection"];
const NEAR = 8;

type Tell = (properties: { [K in keyof YardProperties]?: YardProperties[K] | undefined }) => void;

interface PartProps {
  store: PlanStore;
  feature: YardFeature;
  tell: Tell;
}

export function Inspector({ store }: { store: PlanStore }) {
  const id = store.selected.value;
  const feature = store.plan.value.features.get(id ?? "");
  if (!feature) return <p class="hint plan-nothing">{t("plan-nothing")}</p>;
  const tell: Tell = (properties) => store.step(told(store.plan.value, feature.id, properties));
  const { role } = feature.properties;
  const at = holdOf(store.plan.value, feature.id);
  const remove = (): void => store.step(without(store.plan.value, feature.id));
  return (
    <section class="plan-inspector" key={feature.id} aria-label={feature.id}>
      <h3>
        {t(`plan-${role}`)} <b>{feature.id}</b>
      </h3>
      {role === "bay" && <BayFields store={store} feature={feature} tell={tell} />}
      {role === "road" && <RoadFields store={store} feature={feature} tell={tell} />}
      {role === "node" && <Turns store={store} feature={feature} tell={tell} />}
      {role === "area" && <AreaFields store={store} feature={feature} tell={tell} />}
      {at && <Position store={store} id={feature.id} at={at} />}
      {role === "bay" && store.isSaved(feature.id) && (
        <BayActs id={feature.id} status={store.site.yard.state.value.bays[feature.id]?.status ?? "free"} />
      )}
      {role === "road" && store.isSaved(feature.id) && <RoadActs id={feature.id} />}
      {role !== "gate" && (
        <Button look="danger" icon="close" onClick={remove}>
          {t("plan-remove")}
        </Button>
      )}
    </section>
  );
}

function BayFields({ store, feature, tell }: PartProps) {
  const { properties: p, id } = feature;
  const rename = (to: string): void => {
    const next = renamed(store.plan.value, id, to);
    if (next === store.plan.value) return;
    store.step(next);
    store.selected.value = to;
  };
  const nodes = nearby(store, feature, "node");
  const own = p.node !== undefined && !nodes.includes(p.node) ? [p.node] : [];
  return (
    <>
      <div class="pair">
        <Text label={t("plan-id")} value={id} change={rename} />
        <Choice
          label={t("plan-kind")}
          value={p.kind ?? "general"}
          options={KINDS.map((value) => ({ value, text: t(`kind-${value}`) }))}
          change={(kind) => tell({ kind })}
        />
      </div>
      <Choice
        label={t("plan-beside")}
        value={p.node ?? ""}
        options={[{ value: "", text: t("plan-on-the-way") }, ...[...own, ...nodes].map((value) => ({ value, text: value }))]}
        change={(node) => tell({ node: node || undefined })}
      />
      <Limits p={p} tell={tell} />
      <div class="ticks">
        <Tick label={t("power")} value={p.power ?? p.kind === "reefer"} change={(power) => tell({ power })} />
        <Tick label={t("plan-through")} value={p.drive_through ?? false} change={(on) => tell({ drive_through: on || undefined })} />
        <Tick label={t("plan-exclusive")} value={p.exclusive ?? false} change={(on) => tell({ exclusive: on || undefined })} />
      </div>
      <Others
        label={t("plan-behind")}
        hint={t("plan-behind-hint")}
        named={p.blocked_by}
        store={store}
        feature={feature}
        change={(blocked_by) => tell({ blocked_by })}
      />
      <Others
        label={t("plan-neighbours")}
        hint={t("plan-neighbours-hint")}
        named={p.neighbours}
        store={store}
        feature={feature}
        change={(ids) => mutual(store, feature, "neighbours", ids ?? [])}
      />
      <Others
        label={t("plan-pairs")}
        hint={t("plan-pairs-hint")}
        named={p.pairs_with}
        store={store}
        feature={feature}
        change={(ids) => mutual(store, feature, "pairs_with", ids ?? [])}
      />
    </>
  );
}

/** Such bays name each other: whoever is named or named no longer is told so in the same step. */
function mutual(store: PlanStore, bay: YardFeature, list: "neighbours" | "pairs_with", ids: readonly string[]): void {
  const before = bay.properties[list] ?? [];
  const plan = [...new Set([...before, ...ids])].reduce((made, other) => {
    const theirs = made.features.get(other)?.properties[list] ?? [];
    const rest = theirs.filter((id) => id !== bay.id);
    const now = ids.includes(other) ? [...rest, bay.id].sort() : rest;
    return told(made, other, { [list]: now.length > 0 ? now : undefined });
  }, store.plan.value);
  store.step(told(plan, bay.id, { [list]: ids.length > 0 ? [...ids].sort() : undefined }));
}

interface OthersProps {
  label: string;
  hint: string;
  named: readonly string[] | undefined;
  store: PlanStore;
  feature: YardFeature;
  change(ids: string[] | undefined): void;
}

/** Other bays, of which the nearest are offered. */
function Others({ label, hint, named = [], store, feature, change }: OthersProps) {
  const near = nearby(store, feature, "bay");
  const toggle = (id: string): void => {
    const ids = named.includes(id) ? named.filter((other) => other !== id) : [...named, id].sort();
    change(ids.length > 0 ? ids : undefined);
  };
  return (
    <fieldset class="plan-others">
      <legend>{label}</legend>
      <p class="hint">{hint}</p>
      <div>
        {[...new Set([...named, ...near])].map((id) => (
          <button key={id} type="button" aria-pressed={named.includes(id)} onClick={() => toggle(id)}>
            {id}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function nearby(store: PlanStore, feature: YardFeature, role: "bay" | "node"): string[] {
  const at = placeOf(store.plan.value, feature.id);
  if (!at) return [];
  return [...store.plan.value.features.keys()]
    .filter((id) => id !== feature.id && roleOf(store.plan.value, id) === role)
    .map((id) => ({ id, far: apart(at, placeOf(store.plan.value, id) ?? at) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, NEAR)
    .map(({ id }) => id);
}

function RoadFields({ store, feature, tell }: PartProps) {
  const { properties: p, id, geometry } = feature;
  const line = geometry?.type === "LineString" ? geometry.coordinates : [];
  const turn = (): void => {
    const { from = "", to = "" } = p;
    const back = told(store.plan.value, id, { from: to, to: from });
    const shape = geometry?.type === "LineString" ? { ...geometry, coordinates: [...line].reverse() } : geometry;
    store.step({ ...back, features: new Map(back.features).set(id, { ...back.features.get(id)!, geometry: shape }) });
  };
  return (
    <>
      <p class="plan-way">
        {p.from} {p.one_way ? "→" : "↔"} {p.to}
      </p>
      <div class="ticks">
        <Tick label={t("one-way")} value={p.one_way ?? false} change={(on) => tell({ one_way: on || undefined })} />
        {p.one_way && (
          <Button icon="turn" onClick={turn}>
            {t("plan-reverse")}
          </Button>
        )}
      </div>
      <div class="pair">
        <Numeric
          label={t("length")}
          unit="m"
          value={p.length_m ?? Math.round(lengthOf(line) * 10) / 10}
          change={(length_m) => tell({ length_m })}
        />
        <Numeric label={t("plan-speed")} unit="km/h" value={p.speed_kmh} change={(speed_kmh) => tell({ speed_kmh })} />
      </div>
      <Limits p={p} tell={tell} />
      <Text label={t("plan-sign")} value={p.name ?? ""} change={(name) => tell({ name: name || undefined })} />
    </>
  );
}

function AreaFields({ store, feature, tell }: PartProps) {
  const less = cornerRemoved(store.plan.value, feature.id);
  return (
    <>
      <Text label={t("plan-id")} value={feature.properties.name ?? ""} change={(name) => tell({ name: name || undefined })} />
      <Numeric
        label={t("plan-drive")}
        unit="min"
        value={feature.properties.drive_minutes}
        change={(drive_minutes) => tell({ drive_minutes })}
      />
      <div class="ticks">
        <span class="hint">{t("plan-corners", { count: cornersOf(feature).length })}</span>
        <Button icon="plus" label={t("plan-corner-more")} onClick={() => store.step(cornerAdded(store.plan.value, feature.id))} />
        <Button icon="minus" label={t("plan-corner-less")} disabled={less === store.plan.value} onClick={() => store.step(less)} />
      </div>
    </>
  );
}

function Limits({ p, tell }: { p: YardProperties; tell: Tell }) {
  return (
    <div class="triple">
      <Numeric label={t("plan-height")} unit="m" value={p.max_height_m} change={(max_height_m) => tell({ max_height_m })} />
      <Numeric label={t("plan-weight")} unit="kg" value={p.max_weight_kg} change={(max_weight_kg) => tell({ max_weight_kg })} />
      <Numeric label={t("plan-length")} unit="m" value={p.max_length_m} change={(max_length_m) => tell({ max_length_m })} />
    </div>
  );
}

/** Which turns may be made at a node: a tick is a way that is open. */
function Turns({ store, feature, tell }: PartProps) {
  const banned = feature.properties.no_turns ?? [];
  const isBanned = ([a, b]: [string, string]): boolean => banned.some(([from, into]) => from === a && into === b);
  const set = (turn: [string, string], open: boolean): void => {
    const rest = banned.filter(([a, b]) => a !== turn[0] || b !== turn[1]);
    const next = open ? rest : [...rest, turn];
    tell({ no_turns: next.length > 0 ? next : undefined });
  };
  const turns = turnsAt(store.plan.value, feature.id);
  if (turns.length === 0) return null;
  return (
    <fieldset class="plan-turns">
      <legend>{t("plan-turns")}</legend>
      {turns.map((turn) => (
        <Tick
          key={turn.join(" ")}
          label={turn[0] === turn[1] ? t("plan-turn-round", { road: turn[0] }) : `${turn[0]} → ${turn[1]}`}
          value={!isBanned(turn)}
          change={(open) => set(turn, open)}
        />
      ))}
    </fieldset>
  );
}

function Position({ store, id, at }: { store: PlanStore; id: string; at: LonLat }) {
  const go = (to: LonLat): void => {
    if (to.every(Number.isFinite)) store.step(movedTo(store.plan.value, id, to));
  };
  return (
    <div class="pair">
      <Numeric label={t("plan-lat")} unit="°" value={at[1]} change={(lat) => go([at[0], lat ?? at[1]])} />
      <Numeric label={t("plan-lon")} unit="°" value={at[0]} change={(lon) => go([lon ?? at[0], at[1]])} />
    </div>
  );
}
