import { Problem, problemFrom, unreachable } from "./problem";
import type { Page } from "./types";
import { unique } from "./unique";

export interface Credentials {
  /** A bearer key (driver's page). A console session rides on its cookie instead. */
  key?: string;
  /** Proves that an acting request of a cookie session came from this page. */
  csrf?: string;
}

const ACT_PAUSES_MS = [400, 1_200, 3_000];
const TIMEOUT_MS = 15_000;

/** Keys of acts nobody has answered yet. */
export interface Unanswered {
  get(act: string): string | undefined;
  set(act: string, key: string): unknown;
  delete(act: string): unknown;
}

export type Query = Record<string, string | number | readonly string[] | null | undefined>;

/** How an act is sent, where not as JSON, at once and whatever is there. */
export interface Manner {
  /** The media type of a body that is text already. */
  kind?: string;
  patienceMs?: number;
  /** Entity tag of the version that is changed; refused if somebody changed it meanwhile. */
  match?: string | null;
}

/**
 * One caller's way to the service. Acts are safe to lose: they are sent again under the same idempotency key, at once
 * and also when the person asks for the same act again because the first time nobody answered.
 */
export class Client {
  onUnauthenticated: (() => void) | null = null;

  constructor(
    public credentials: Credentials = {},
    public language: () => string = () => "en",
    private readonly unanswered: Unanswered = new Map(),
  ) {}

  get<T>(path: string, query: Query = {}): Promise<T> {
    return this.#send<T>("GET", withQuery(path, query));
  }

  async all<T>(path: string, query: Query = {}, most = 5_000): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<T> = await this.get<Page<T>>(path, { limit: 200, ...query, cursor });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== null && items.length < most);
    return items;
  }

  /** A document, such as a ticket to print. */
  async file(path: string, query: Query = {}): Promise<Blob> {
    return (await this.#answer("GET", withQuery(path, query))).blob();
  }

  /** What is to be changed, and the tag of its version. */
  async tagged<T>(path: string): Promise<{ found: T; tag: string | null }> {
    const response = await this.#answer("GET", path);
    return { found: (await response.json()) as T, tag: response.headers.get("ETag") };
  }

  post<T>(path: string, body: unknown = {}, manner: Manner = {}): Promise<T> {
    return this.#act<T>("POST", path, body, manner);
  }

  put<T>(path: string, body: unknown, manner: Manner = {}): Promise<T> {
    return this.#act<T>("PUT", path, body, manner);
  }

  /** A one-time ticket for a socket. Asked once: whoever opens sockets has a patience of its own. */
  async ticket(): Promise<string> {
    return (await this.#send<{ ticket: string }>("POST", "/v1/live/tickets", {})).ticket;
  }

  delete(path: string): Promise<void> {
    return this.#act<void>("DELETE", path);
  }

  async #act<T>(method: string, path: string, body?: unknown, manner: Manner = {}): Promise<T> {
    const act = `${method} ${path} ${JSON.stringify(body)}`;
    const key = this.unanswered.get(act) ?? unique();
    this.unanswered.set(act, key);
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await this.#send<T>(method, path, body, manner, key);
        this.unanswered.delete(act);
        return answer;
      } catch (fault) {
        const pause = ACT_PAUSES_MS[attempt];
        if (!mayHelpToRepeat(fault)) this.unanswered.delete(act);
        if (pause === undefined || !mayHelpToRepeat(fault)) throw fault;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  async #send<T>(method: string, path: string, body?: unknown, manner?: Manner, idempotencyKey?: string): Promise<T> {
    const response = await this.#answer(method, path, body, manner, idempotencyKey);
    if (response.status === 204) return undefined as T;
    return (await response.json().catch(() => Promise.reject(unreachable()))) as T;
  }

  async #answer(method: string, path: string, body?: unknown, manner: Manner = {}, idempotencyKey?: string): Promise<Response> {
    const headers = new Headers({ Accept: "application/json", "Accept-Language": this.language() });
    if (this.credentials.key) headers.set("Authorization", `Bearer ${this.credentials.key}`);
    if (body !== undefined) headers.set("Content-Type", manner.kind ?? "application/json");
    if (manner.match) headers.set("If-Match", manner.match);
    if (method !== "GET" && this.credentials.csrf) headers.set("X-CSRF-Token", this.credentials.csrf);
    if (idempotencyKey) headers.set("Idempotency-Key", idempotencyKey);
    const init: RequestInit = {
      method,
      headers,
      credentials: this.credentials.key ? "omit" : "same-origin",
      signal: AbortSignal.timeout(manner.patienceMs ?? TIMEOUT_MS),
    };
    if (body !== undefined) init.body = manner.kind === undefined ? JSON.stringify(body) : String(body);
    const response = await fetch(path, init).catch(() => Promise.reject(unreachable()));
    if (!response.ok) throw await this.#refused(response);
    return response;
  }

  async #refused(response: Response): Promise<Problem> {
    const problem = await problemFrom(response);
    if (problem.status === 401) this.onUnauthenticated?.();
    return problem;
  }
}

function mayHelpToRepeat(fault: unknown): boolean {
  if (!(fault instanceof Problem)) return false;
  return fault.isUnreachable || fault.status === 502 || fault.status === 503 || fault.code === "idempotency.in_progress";
}

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined) continue;
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
