import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { asProblem } from "../api/problem";
import { DrawerHead } from "../console/drawer-head";
import { useSite } from "../site/site";
import { useActing } from "../ui/acting";
import { Check } from "../ui/check";
import { Button, Field, Form, Refused, Skeleton } from "../ui/form";
import { rulesHref } from "../ui/rules";
import { say } from "../ui/toast";
import { t } from "../words/words";
import { fenceOf, type Fence, PLATES, pointsText, type Plates } from "./fence";

interface Book {
  version: number;
  effective_from: string;
  plates: Plates;
  geofence: Fence | null;
  [member: string]: unknown;
}

/** By which numbers plate readers act, and where drivers may check in by phone: a new version of the rulebook. */
export function GateRules() {
  const site = useSite();
  const read = useSignal<{ found: Book; tag: string | null } | null>(null);
  const fault = useSignal<unknown>(null);
  const path = `/v1/sites/${site.site.code}/rulebook`;
  const load = (): Promise<void> =>
    site.client.tagged<Book>(path).then(
      (answer) => void (read.value = answer),
      (caught) => void (fault.value = caught),
    );
  useEffect(() => void load(), [path]);
  return (
    <>
      <DrawerHead
        title={t("gate-rules")}
        under={
          <a href={rulesHref(site.site.code, "plates")} target="_blank" rel="noopener">
            {t("gate-rules-lead")}
          </a>
        }
      />
      <div class="drawer-body">
        <Refused fault={fault.value} />
        {!read.value && !fault.value && <Skeleton rows={5} />}
        {read.value && <Fields key={read.value.found.version} book={read.value.found} tag={read.value.tag} again={load} />}
      </div>
    </>
  );
}

function Fields({ book, tag, again }: { book: Book; tag: string | null; again(): Promise<void> }) {
  const site = useSite();
  const { busy, fault, run } = useActing();
  const plates = Object.fromEntries(PLATES.map((name) => [name, useSignal(String(book.plates[name]))])) as Record<
    keyof Plates,
    Signal<string>
  >;
  const isFenced = useSignal(book.geofence !== null);
  const points = useSignal(pointsText(book.geofence));
  const within = useSignal(String(book.geofence?.within_m ?? 200));
  const accuracy = useSignal(String(book.geofence?.accuracy_m ?? 100));
  const fence = isFenced.value ? fenceOf(points.value, within.value, accuracy.value) : null;
  const isReadable = !isFenced.value || fence !== null;
  const send = async (): Promise<void> => {
    const { version: _version, effective_from: _from, ...members } = book;
    const given = Object.fromEntries(PLATES.map((name) => [name, Number(plates[name].value)]));
    const path = `/v1/sites/${site.site.code}/rulebook`;
    await site.client.put(path, { ...members, plates: given, geofence: fence }, { match: tag });
    say(t("gate-rules-saved"));
    await again();
  };
  return (
    <Form class="gate-rules" onSend={() => isReadable && void run(send)}>
      <h3>{t("plates-title")}</h3>
      <div class="gate-rules-numbers">
        {PLATES.map((name) => (
          <Field key={name} label={t(`plates-${name.replace("_", "-")}`)} value={plates[name]} type="number" inputMode="numeric" required />
        ))}
      </div>
      <h3>{t("fence-title")}</h3>
      <Check label={t("fence-on")} value={isFenced} />
      {isFenced.value && (
        <>
          <Points value={points} isWrong={!isReadable && points.value.trim() !== ""} />
          <div class="gate-rules-numbers">
            <Field label={t("fence-within")} value={within} type="number" inputMode="numeric" required />
            <Field label={t("fence-accuracy")} value={accuracy} type="number" inputMode="numeric" required />
          </div>
        </>
      )}
      <Refused fault={fault.value} />
      {fault.value !== null && asProblem(fault.value).code === "version.stale" && (
        <Button onClick={() => void again()}>{t("gate-rules-again")}</Button>
      )}
      <div class="form-end">
        <Button look="primary" icon="check" submit busy={busy.value} disabled={!isReadable}>
          {t("gate-rules-save")}
        </Button>
      </div>
    </Form>
  );
}

/** One point a line, as maps show them. */
function Points({ value, isWrong }: { value: Signal<string>; isWrong: boolean }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t("fence-points")}</label>
      <textarea
        id={id}
        rows={4}
        spellcheck={false}
        value={value.value}
        placeholder={"21.1896, 101.6862"}
        aria-invalid={isWrong}
        aria-describedby={`${id}-hint`}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
      <p class={isWrong ? "hint needed" : "hint"} id={`${id}-hint`}>
        {t(isWrong ? "fence-points-wrong" : "fence-points-hint")}
      </p>
    </div>
  );
}
