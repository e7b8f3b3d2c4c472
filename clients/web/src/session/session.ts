/** Who is signed in to the console. The session itself is a cookie no script can read. */
import { computed, signal } from "@preact/signals";
import { Client } from "../api/client";
import { asProblem } from "../api/problem";
import type { Session } from "../api/types";
import { hrefOf, parseRoute, route } from "../console/route";
import { language } from "../words/words";

export type SessionState = { is: "asking" } | { is: "out"; fault: unknown } | { is: "in"; session: Session };

export const client = new Client({}, () => language.value);
export const session = signal<SessionState>({ is: "asking" });
const caller = computed(() => (session.value.is === "in" ? session.value.session.caller : null));
/** The company that is signed in; null for the site's own people. */
export const company = computed(() => (caller.value?.role === "company" ? caller.value.company : null));
/** Customs or quarantine: they inspect, and run nothing else. */
export const isAuthority = computed(() => caller.value?.role === "authority");
export const mayInspect = computed(() => caller.value?.role === "authority" || caller.value?.role === "admin");
/** Whether who is signed in may change what the site is. */
export const isAdmin = computed(() => caller.value?.role === "admin");

client.onUnauthenticated = () => {
  if (session.value.is === "in") session.value = { is: "out", fault: null };
};

function enter(found: Session): void {
  client.credentials = found.csrf ? { csrf: found.csrf } : {};
  session.value = found.caller.role === null ? { is: "out", fault: null } : { is: "in", session: found };
}

/** A key in the fragment (`#key=…&site=…`) is used once and taken out of the address bar before anything else happens. */
function keyFromAddress(): string | null {
  const members = new URLSearchParams(location.hash.slice(1));
  const key = members.get("key");
  if (!key) return null;
  const site = members.get("site");
  history.replaceState(null, "", location.pathname + (site ? hrefOf(site, "queue") : ""));
  route.value = parseRoute(location.hash);
  return key;
}

addEventListener("hashchange", () => {
  const key = keyFromAddress();
  if (key) void signIn({ key });
});

export async function beginSession(): Promise<void> {
  const key = keyFromAddress();
  if (key) return signIn({ key });
  try {
    enter(await client.get<Session>("/v1/session"));
  } catch (fault) {
    session.value = { is: "out", fault: asProblem(fault).status === 401 ? null : fault };
  }
}

export async function signIn(credentials: { key: string } | { email: string; password: string }): Promise<void> {
  try {
    enter(await client.post<Session>("/v1/session", credentials));
  } catch (fault) {
    session.value = { is: "out", fault };
  }
}

export async function signOut(): Promise<void> {
  await client.delete("/v1/session").catch(() => undefined);
  client.credentials = {};
  session.value = { is: "out", fault: null };
}
