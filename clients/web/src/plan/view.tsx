/** The yard redrawn by hand: the drawing, what is chosen in it, what is wrong with it, and one act that saves it all. */
import { useEffect, useMemo } from "preact/hooks";
import { hrefOf } from "../console/route";
import { isAdmin } from "../session/session";
import { useSite } from "../site/site";
import { Button, Refused, Segments, Skeleton } from "../ui/form";
import { Icon } from "../ui/icons";
import { say } from "../ui/toast";
import { t } from "../words/words";
import { Canvas } from "./canvas";
import { asFile } from "./document";
import { Faults } from "./faults";
import { Inspector } from "./inspector";
import { PlanStore, type Tool } from "./store";

const TOOLS: readonly Tool[] = ["move", "bay", "node", "road", "area"];

export function PlanView() {
  const site = useSite();
  const store = useMemo(() => new PlanStore(site), [site]);
  useEffect(() => () => store.close(), [store]);
  useEffect(() => guarded(store), [store]);
  return (
    <section class="panel plan-view" aria-labelledby="plan-title">
      <header class="panel-head">
        <a class="button plain only-icon" href={hrefOf(site.site.code, "yard")} aria-label={t("plan-back")} title={t("plan-back")}>
          <Icon name="left" />
        </a>
        <h2 id="plan-title">{t("plan")}</h2>
        <Segments
          label={t("plan-tools")}
          chosen={store.tool.value}
          options={TOOLS.map((value) => ({ value, text: value === "move" ? t("plan-move") : `+ ${t(`plan-${value}`)}` }))}
          choose={(tool) => store.use(tool)}
        />
        <Steps store={store} />
      </header>
      <Refused fault={store.fault.value} />
      {!store.isRead.value && !store.fault.value && <Skeleton rows={6} />}
      {store.isRead.value && (
        <div class="plan-body">
          <Canvas store={store} />
          <div class="plan-side">
            <Inspector store={store} />
            <Faults store={store} />
            <Saving store={store} />
          </div>
        </div>
      )}
    </section>
  );
}

/** What was not saved is not lost by a slip of the hand; Ctrl+Z takes a step back. */
function guarded(store: PlanStore): () => void {
  const onLeave = (event: BeforeUnloadEvent): void => {
    if (store.isChanged.value) event.preventDefault();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || (event.target as HTMLElement).closest("input, select")) return;
    if (event.key.toLowerCase() !== "z" && event.key.toLowerCase() !== "y") return;
    event.preventDefault();
    if (event.key.toLowerCase() === "y" || event.shiftKey) store.redo();
    else store.undo();
  };
  addEventListener("beforeunload", onLeave);
  addEventListener("keydown", onKey);
  return () => {
    removeEventListener("beforeunload", onLeave);
    removeEventListener("keydown", onKey);
  };
}

function Steps({ store }: { store: PlanStore }) {
  return (
    <div class="plan-steps">
      <Button icon="undo" label={t("plan-undo")} disabled={store.before.value.length === 0} onClick={() => store.undo()} />
      <Button icon="redo" label={t("plan-redo")} disabled={store.after.value.length === 0} onClick={() => store.redo()} />
      <Button icon="file" onClick={() => exported(store)}>
        {t("plan-export")}
      </Button>
    </div>
  );
}

/** The yard as it is drawn now, as the file that can be put again. */
function exported(store: PlanStore): void {
  const text = JSON.stringify(asFile(store.plan.value), null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/geo+json" }));
  link.download = `${store.site.site.code}-yard.geojson`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Saving({ store }: { store: PlanStore }) {
  const { put, remove } = store.changes.value;
  const save = (): void => void store.save().then((isSaved) => isSaved && say(t("plan-saved")));
  if (store.isStale.value)
    return (
      <div class="ask plan-save">
        <p class="notice is-warning" role="alert">
          <Icon name="alert" />
          {t("plan-stale")}
        </p>
        <div class="form-end">
          <Button onClick={() => exported(store)}>{t("plan-export-mine")}</Button>
          <Button look="primary" icon="turn" onClick={() => void store.read()}>
            {t("plan-read-again")}
          </Button>
        </div>
      </div>
    );
  if (!store.isChanged.value) return null;
  const isSound = store.isChecked.value && store.faults.value.length === 0;
  return (
    <div class="plan-save">
      <Refused fault={store.saving.fault.value} />
      {!isAdmin.value && <p class="hint">{t("plan-not-yours")}</p>}
      <div class="form-end">
        <span class="hint">{t("plan-changes", { count: put.length + remove.length })}</span>
        <Button look="primary" icon="check" busy={store.saving.busy.value} disabled={!isAdmin.value || !isSound} onClick={save}>
          {t("plan-save")}
        </Button>
      </div>
    </div>
  );
}
