import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Client } from "./client";
import { Problem } from "./problem";

interface Sent {
  url: string;
  key: string | null;
  csrf: string | null;
}

/** A network that answers from a list: a response, or nothing at all. */
function network(answers: (Response | null)[]): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    sent.push({ url, key: headers.get("Idempotency-Key"), csrf: headers.get("X-CSRF-Token") });
    const answer = answers.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError("cut"));
  });
  return sent;
}

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function settled<T>(promise: Promise<T>): Promise<T | Problem> {
  const caught = promise.catch((fault: Problem) => fault);
  await vi.runAllTimersAsync();
  return caught;
}

describe("acts", () => {
  test("go again under the same key until somebody answers", async () => {
    const sent = network([null, json({ detail: "busy" }, 503), json({ ok: 1 })]);
    expect(await settled(new Client({ csrf: "c" }).post("/v1/x", { a: 1 }))).toEqual({ ok: 1 });
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map((s) => s.key)).size).toBe(1);
    expect(sent[0]!.csrf).toBe("c");
  });

  test("asked again after silence keep their key; after an answer they get another", async () => {
    const client = new Client();
    const sent = network([null, null, null, null, json({}), json({})]);
    expect(((await settled(client.post("/v1/x", { a: 1 }))) as Problem).isUnreachable).toBe(true);
    await settled(client.post("/v1/x", { a: 1 }));
    await settled(client.post("/v1/x", { a: 1 }));
    expect(new Set(sent.slice(0, 5).map((s) => s.key)).size).toBe(1);
    expect(sent[5]!.key).not.toBe(sent[0]!.key);
  });

  test("a refusal is not repeated and keeps its code, sentence and facts", async () => {
    const sent = network([json({ code: "slot.full", detail: "This slot is full.", alternatives: [1] }, 409)]);
    const problem = (await settled(new Client().post("/v1/x"))) as Problem;
    expect(sent).toHaveLength(1);
    expect([problem.status, problem.code, problem.detail, problem.facts["alternatives"]]).toEqual([
      409,
      "slot.full",
      "This slot is full.",
      [1],
    ]);
  });
});

describe("reads", () => {
  test("follow pages to the end and carry no idempotency key", async () => {
    const sent = network([json({ items: [1], next: "a" }), json({ items: [2], next: null })]);
    expect(await settled(new Client().all("/v1/visits", { site: "CNMHN" }))).toEqual([1, 2]);
    expect(sent.map((s) => s.url)).toEqual(["/v1/visits?limit=200&site=CNMHN", "/v1/visits?limit=200&site=CNMHN&cursor=a"]);
    expect(sent[0]!.key).toBeNull();
  });

  test("an answer that is no JSON counts as unreachable, not as data", async () => {
    network([new Response("<html>", { status: 200 })]);
    expect(((await settled(new Client().get("/v1/x"))) as Problem).isUnreachable).toBe(true);
  });

  test("a lost session is told once it shows", async () => {
    network([json({}, 401)]);
    const client = new Client();
    const told = vi.fn();
    client.onUnauthenticated = told;
    await settled(client.get("/v1/x"));
    expect(told).toHaveBeenCalledOnce();
  });
});
