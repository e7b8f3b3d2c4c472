import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Client } from "../api/client";
import type { Lane } from "../api/types";
import { Field, put, Select } from "../ui/form";
import { t } from "../words/words";

interface Declaration {
  id: string;
  status: string;
  mode: string;
  transport: { document?: string | null; plate?: string | null };
  reservation: string | null;
}

export interface DeclarationForm {
  client: Client;
  site: string;
  /** A company chooses among its own; anybody else types the number. */
  isCompany: boolean;
  value: Signal<string>;
}

/** Whether a lane lets nobody in without one. */
export function mustDeclare(lane: Pick<Lane, "declaration"> | undefined): boolean {
  return lane?.declaration === "required";
}

/** The declaration that a reservation carries. */
export function DeclarationField({ client, site, isCompany, value }: DeclarationForm) {
  const own = useOwn(isCompany ? client : null, site);
  if (isCompany && own === null) return null; // what it is to be, a list or a field, is known in a moment
  if (!own?.length) return <Field label={t("declaration-number")} value={value} hint={t("declaration-hint")} />;
  const options = own.map((one) => ({ value: one.id, text: nameOf(one) }));
  return <Select label={t("declaration")} value={value} options={[{ value: "", text: t("declaration-later") }, ...options]} />;
}

/** Those of the company that somebody stands by and no reservation carries. */
function useOwn(client: Client | null, site: string): Declaration[] | null {
  const found = useSignal<Declaration[] | null>(null);
  useEffect(() => {
    const keep = (all: Declaration[]) => put<Declaration[] | null>(found, all.filter(isFree))();
    client?.all<Declaration>("/v1/declarations", { site }).then(keep, () => keep([])); // else it can still be typed
  }, [client, site]);
  return found.value;
}

function isFree({ status, reservation }: Declaration): boolean {
  return reservation === null && status !== "draft" && status !== "rejected";
}

function nameOf({ id, mode, transport }: Declaration): string {
  return [mode, transport.document ?? id, transport.plate].filter(Boolean).join(" · ");
}
