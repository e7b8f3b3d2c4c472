import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { asProblem } from "../api/problem";
import { Button, Field, Form, Refused } from "../ui/form";
import { Icon } from "../ui/icons";
import { LanguageChoice } from "../ui/language";
import { Mark } from "../ui/mark";
import { clock } from "../ui/time";
import { t } from "../words/words";
import { forget, keepKey } from "./kept";
import { ReservationPage } from "./reservation";
import { ReserveFlow } from "./reserve";
import { TONGUES } from "./tongues";
import { DriverView } from "./view";
import { VisitPage } from "./visit";

export function Page({ linkKey }: { linkKey: string | null }) {
  const key = useSignal(linkKey);
  const view = useMemo(() => (key.value ? new DriverView(key.value) : null), [key.value]);
  return (
    <>
      <header class="bar">
        <Mark small />
        <span class="bar-site">{view?.site.value?.name}</span>
        <LanguageChoice tongues={TONGUES} />
      </header>
      {view && <Offline view={view} />}
      <main class="column">
        {view ? (
          <Inside view={view} />
        ) : (
          <Start
            begin={(given) => {
              keepKey(given);
              key.value = given;
            }}
          />
        )}
      </main>
    </>
  );
}

function Inside({ view }: { view: DriverView }) {
  const again = useSignal(false);
  if (!view.isLoaded.value)
    return (
      <p class="quiet" role="status">
        {t("loading")}
      </p>
    );
  const problem = view.fault.value ? asProblem(view.fault.value) : null;
  if (problem?.status === 401 || problem?.status === 403) return <Stale />;
  if (!again.value && view.visit)
    return (
      <VisitPage
        view={view}
        again={() => {
          again.value = true;
        }}
      />
    );
  if (!again.value && view.reservation.value)
    return (
      <ReservationPage
        view={view}
        again={() => {
          again.value = true;
        }}
      />
    );
  return (
    <>
      <Refused fault={view.fault.value} />
      <ReserveFlow
        view={view}
        done={() => {
          again.value = false;
        }}
      />
    </>
  );
}

function Stale() {
  return (
    <section class="tile">
      <h1>{t("link-old")}</h1>
      <p>{t("link-old-lead")}</p>
      <Button
        onClick={() => {
          forget();
          location.reload();
        }}
      >
        {t("start-over")}
      </Button>
    </section>
  );
}

function Offline({ view }: { view: DriverView }) {
  const isCut = view.link.value === "cut" || (view.fault.value !== null && asProblem(view.fault.value).isUnreachable);
  if (!isCut) return null;
  const { seenAt, site } = view;
  return (
    <p class="offline" role="status">
      <Icon name="unlink" />
      <span>{seenAt.value !== null && site.value ? t("offline-since", { time: clock(seenAt.value, site.value.zone) }) : t("offline")}</span>
    </p>
  );
}

function Start({ begin }: { begin(key: string): void }) {
  const key = useSignal("");
  return (
    <Form class="tile" onSend={() => begin(key.value.trim())}>
      <h1>{t("start-title")}</h1>
      <p>{t("start-lead")}</p>
      <Field label={t("start-key")} value={key} required />
      <Button look="primary" submit disabled={!key.value.trim()}>
        {t("start-go")}
      </Button>
    </Form>
  );
}
