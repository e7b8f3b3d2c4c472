import { signal, type Signal } from "@preact/signals";
import { useMemo } from "preact/hooks";

export interface Acting {
  busy: Signal<boolean>;
  fault: Signal<unknown>;
  /** Runs one act at a time; a refusal is kept to be shown. True when it was carried out. */
  run(act: () => Promise<unknown>): Promise<boolean>;
}

export function acting(): Acting {
  const busy = signal(false);
  const fault = signal<unknown>(null);
  const run = async (act: () => Promise<unknown>): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    fault.value = null;
    try {
      await act();
      return true;
    } catch (caught) {
      fault.value = caught;
      return false;
    } finally {
      busy.value = false;
    }
  };
  return { busy, fault, run };
}

export function useActing(): Acting {
  return useMemo(acting, []);
}
