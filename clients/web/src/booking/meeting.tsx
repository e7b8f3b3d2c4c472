import { useSignal } from "@preact/signals";
import type { Client } from "../api/client";
import type { Meeting } from "../api/meeting";
import { useActing } from "../ui/acting";
import { Button, Field, Form, put, Refused } from "../ui/form";
import { bandText, clock } from "../ui/time";
import { t } from "../words/words";

export interface MeetingProps {
  client: Client;
  reservation: string;
  found: Meeting | null | undefined;
  zone: string;
  /** Whether its site has bays across one dock, and the truck is still to come or to be let in. */
  mayPropose: boolean;
  /** An act was carried out: read it again. */
  done?(): void;
}

/** The truck that one meets: who, when and where, and what can be said to it. */
export function MeetingPart(props: MeetingProps) {
  const { client, found, zone, mayPropose, done } = props;
  const { busy, fault, run } = useActing();
  const isLive = found?.status === "proposed" || found?.status === "agreed";
  const say = (word: string) => (): void =>
    void run(() => client.post(`/v1/rendezvous/${found!.id}/${word}`)).then((isDone) => isDone && done?.());
  if (!found && !mayPropose) return null;
  return (
    <section class="tile meeting" aria-label={t("meet-title")}>
      {found?.status === "agreed" && <Agreed found={found} zone={zone} />}
      {found?.status === "proposed" && <p>{t(`meet-asked-${found.asked}`, { with: found.with })}</p>}
      {found && !isLive && <p>{t(`meet-${found.status}`, { with: found.with })}</p>}
      {isLive && (
        <div class="act-row">
          {found?.status === "proposed" && found.asked === "us" && (
            <>
              <Button look="primary" busy={busy.value} onClick={say("accept")}>
                {t("meet-accept")}
              </Button>
              <Button busy={busy.value} onClick={say("decline")}>
                {t("meet-decline")}
              </Button>
            </>
          )}
          {(found?.status === "agreed" || found?.asked === "them") && (
            <Button busy={busy.value} onClick={say("cancel")}>
              {t("meet-cancel")}
            </Button>
          )}
        </div>
      )}
      <Refused fault={fault.value} />
      {!isLive && mayPropose && found?.status !== "met" && <Propose {...props} />}
    </section>
  );
}

function Agreed({ found, zone }: { found: Meeting; zone: string }) {
  const { bay, beside, theirs } = found;
  return (
    <>
      <p>{t("meet-with", { with: found.with })}</p>
      <p class="band-time">{clock(found.at, zone)}</p>
      {bay && beside && <p class="big">{t("meet-bays", { bay, beside })}</p>}
      {!bay && beside && <p>{t("meet-beside", { beside })}</p>}
      {theirs && (
        <p class="quiet">
          {t(`meet-${where(theirs.status)}`)} {theirs.band && t("meet-band", { band: bandText(theirs.band, zone) })}
        </p>
      )}
      {found.waits_until && <p>{t("meet-waits", { time: clock(found.waits_until, zone) })}</p>}
    </>
  );
}

function where(status: string): "coming" | "waiting" | "called" | "inside" {
  if (status === "waiting" || status === "called") return status;
  return status === "admitted" || status === "parked" || status === "released" ? "inside" : "coming";
}

function Propose({ client, reservation, done }: MeetingProps) {
  const isOpen = useSignal(false);
  const other = useSignal("");
  const { busy, fault, run } = useActing();
  const propose = async (): Promise<void> => {
    await client.post("/v1/rendezvous", { reservation, with: other.value.trim() });
    isOpen.value = false;
    done?.();
  };
  if (!isOpen.value)
    return (
      <Button icon="turn" onClick={put(isOpen, true)}>
        {t("meet")}
      </Button>
    );
  return (
    <Form class="fields" onSend={() => void run(propose)}>
      <p class="quiet">{t("meet-lead")}</p>
      <Field label={t("meet-reference")} value={other} upper required />
      <Refused fault={fault.value} />
      <Button look="primary" submit busy={busy.value} disabled={!other.value.trim()}>
        {t("meet-propose")}
      </Button>
    </Form>
  );
}
