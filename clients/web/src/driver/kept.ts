/** What the phone keeps: the link's key, the last state seen, and acts nobody has answered yet. */
import type { At, QueueState, Reservation, ReservedSlot, Site, VisitState } from "../api/types";
import type { Unanswered } from "../api/client";
import type { Standing } from "./standing";

const KEY = "serai.driver.key";
const LAST = "serai.driver.last";
const ACTS = "serai.driver.acts";
const SELF = "serai.driver.self";

export interface Last {
  site: Site | null;
  state: VisitState | null;
  standing: Standing;
  queue: QueueState | null;
  queueAt: At | null;
  visitAt: At | null;
  reservation: Reservation | null;
  changedFrom?: ReservedSlot | null;
  /** Domain time, ms, when it was seen. */
  seenAt: number | null;
}

/** What a driver would have to type again. */
export interface Self {
  site: string;
  lane: string;
  plate: string;
  country: string;
  name: string;
  phone: string;
}

/** The link's fragment is the key itself, or `key=…` among other members. */
export function keyIn(fragment: string): string | null {
  const text = fragment.replace(/^#/, "");
  if (!text) return null;
  const named = new URLSearchParams(text).get("key");
  return named ?? (text.includes("=") ? null : decodeURIComponent(text));
}

/** A new link replaces the old one, and what was kept for it. */
export function beginKey(): string | null {
  const given = keyIn(location.hash);
  const kept = localStorage.getItem(KEY);
  if (given && given !== kept) keepKey(given);
  return given ?? kept;
}

export function keepKey(key: string): void {
  localStorage.setItem(KEY, key);
  localStorage.removeItem(LAST);
  localStorage.removeItem(ACTS);
}

export function forget(): void {
  for (const name of [KEY, LAST, ACTS]) localStorage.removeItem(name);
  history.replaceState(null, "", location.pathname);
}

function read<T>(name: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null") as T | null;
  } catch {
    return null;
  }
}

function write(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // A full or forbidden store only costs the offline copy.
  }
}

export const readLast = (): Last | null => read<Last>(LAST);
export const keepLast = (last: Last): void => write(LAST, last);
export const readSelf = (): Partial<Self> => read<Self>(SELF) ?? {};
export const keepSelf = (self: Self): void => write(SELF, self);

export const unansweredActs: Unanswered = {
  get: (act) => read<Record<string, string>>(ACTS)?.[act],
  set: (act, key) => write(ACTS, { ...read<Record<string, string>>(ACTS), [act]: key }),
  delete: (act) => {
    const { [act]: _gone, ...rest } = read<Record<string, string>>(ACTS) ?? {};
    write(ACTS, rest);
  },
};
