import type { Reservation } from "../api/types";
import { Qr } from "../booking/qr";
import { useActing } from "../ui/acting";
import { Button, Refused } from "../ui/form";
import { language, t } from "../words/words";
import type { DriverView } from "./view";

/** What the gate reads. It is drawn from what the phone keeps: no network is needed. */
export function PassPart({ view, found }: { view: DriverView; found: Reservation }) {
  const { busy, fault, run } = useActing();
  const save = async (): Promise<void> => {
    const path = `/v1/reservations/${found.id}/ticket`;
    const paper = await view.client.file(path, { format: "pdf", lang: language.value });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(paper);
    link.download = `${found.reference}.pdf`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  return (
    <section class="tile pass">
      {found.pass && <Qr text={found.pass.qr} label={t("pass-code", { reference: found.reference })} />}
      <p class="reference">{found.reference}</p>
      <p class="quiet">{t("show-code")}</p>
      <Button icon="ledger" busy={busy.value} onClick={() => void run(save)}>
        {t("ticket")}
      </Button>
      <Refused fault={fault.value} />
    </section>
  );
}
