import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Client } from "../api/client";
import { asProblem, Problem } from "../api/problem";
import type { Session, Site } from "../api/types";
import { useActing } from "../ui/acting";
import { Button, Field, Form, Refused } from "../ui/form";
import { home } from "../ui/time";
import { language, setLanguage, t } from "../words/words";
import { CheckIn } from "./check-in";
import { TONGUE_OF } from "./fragment";
import { keepPost, type Post } from "./kept";
import { TONGUES } from "./tongues";

/** A touch screen at the gate: whoever comes checks in by a code or a plate. Signed in by a device's key. */
export function Kiosk({ given }: { given: Post | null }) {
  const post = useSignal(given);
  const site = useSignal<Site | null>(null);
  const fault = useSignal<unknown>(null);
  const client = useMemo(() => new Client({ key: post.value?.key ?? "" }, () => language.value), [post.value]);
  useEffect(() => {
    if (post.value === null) return;
    void open(client, post.value).then(
      (found) => {
        [site.value, home.value, fault.value] = [found, found.zone, null];
        speak(found);
      },
      (caught) => void (fault.value = caught),
    );
  }, [client]);
  if (post.value === null || fault.value) return <SetUp fault={fault.value} put={(made) => void (post.value = made)} />;
  if (site.value === null) return <p class="kiosk-wait">{t("kiosk-starting")}</p>;
  return <CheckIn client={client} site={site.value} area={post.value.area} onReset={() => speak(site.value!)} />;
}

/** The site, for a device of its own gate and nobody else: whoever walks up must not find an operator's key. */
async function open(client: Client, { site }: Post): Promise<Site> {
  const { caller } = await client.get<Session>("/v1/session");
  if (caller.role !== "device") throw new Problem(403, "access.denied", "");
  return client.get<Site>(`/v1/sites/${encodeURIComponent(site)}`);
}

/** The language of the country, until somebody chooses another. */
function speak(site: Site): void {
  const tag = TONGUE_OF[site.country] ?? "en";
  void setLanguage(
    TONGUES.find((tongue) => tongue.tag === tag)!,
    false,
  );
}

function SetUp({ fault, put }: { fault: unknown; put(post: Post): void }) {
  const [key, site] = [useSignal(""), useSignal("")];
  const { busy, run } = useActing();
  const send = async (): Promise<void> => {
    const post = { key: key.value.trim(), site: site.value.trim() };
    await open(new Client({ key: post.key }, () => language.value), post);
    keepPost(post);
    put(post);
  };
  const asked = useSignal<unknown>(null);
  const tryIt = (): void =>
    void run(() =>
      send().catch((caught: unknown) => {
        asked.value = caught;
        throw caught;
      }),
    );
  const said = asked.value ?? fault;
  return (
    <main class="kiosk kiosk-set-up">
      <h1>{t("kiosk-set-up")}</h1>
      <p>{t("kiosk-set-up-lead")}</p>
      <Form class="stack" onSend={tryIt}>
        <Field label={t("kiosk-site")} value={site} required autofocus />
        <Field label={t("kiosk-key")} value={key} type="password" required />
        {said ? asProblem(said).code === "access.denied" ? <p role="alert">{t("kiosk-not-a-device")}</p> : <Refused fault={said} /> : null}
        <Button look="primary" submit busy={busy.value} disabled={!key.value || !site.value}>
          {t("kiosk-begin")}
        </Button>
      </Form>
    </main>
  );
}
