import { beforeEach, describe, expect, test, vi } from "vitest";
import { home } from "../ui/time";
import { beginWords, type Tongue } from "../words/words";
import { Problem, problemFrom, sentence, unreachable } from "./problem";

const shared = import.meta.glob<string>("../words/shared.*.ftl", { query: "?raw", import: "default", eager: true });
const english = shared["../words/shared.en.ftl"]!;
const TONGUES: Tongue[] = Object.entries(shared).map(([path, source]) => ({
  tag: path.split(".").at(-2)!,
  name: path,
  load: () => Promise.resolve(source),
}));

/** As a page does when it begins, for somebody who chose this language. */
async function speak(tag: string): Promise<void> {
  vi.stubGlobal("localStorage", { getItem: () => tag, setItem: () => undefined });
  vi.stubGlobal("document", { documentElement: {} });
  await beginWords(TONGUES, english);
}

const refused = (code: string, facts: Record<string, unknown> = {}, retryAfter: number | null = null): Problem =>
  new Problem(409, code, "The service’s own sentence.", facts, retryAfter);

beforeEach(async () => {
  home.value = "Asia/Shanghai";
  await speak("en");
});

describe("a refusal in words", () => {
  test("says what happened and what to do next", () => {
    expect(sentence(refused("slot.full"))).toBe("Every place of this time is taken. Choose another time, or wait for a place.");
  });

  test("tells instants in the site’s wall time, not in the device’s", () => {
    const text = sentence(refused("vehicle.rebooks_used", { again_at: "2026-11-23T01:30:00+00:00" }));
    expect(text).toContain("It can reserve again Mon, Nov 23, 09:30.");
    home.value = "Asia/Yangon";
    expect(sentence(refused("vehicle.rebooks_used", { again_at: "2026-11-23T01:30:00+00:00" }))).toContain("08:00");
  });

  test("fills in the figures of the rule and the window that is in the way", () => {
    expect(sentence(refused("vehicle.too_many_open", { open: 2, most: 2 }))).toContain("has 2 open reservations");
    const arrive = { from: "2026-11-22T05:00:00+00:00", until: "2026-11-22T07:30:00+00:00" };
    expect(sentence(refused("vehicle.already_booked", { arrive }))).toContain("Sun, Nov 22, 13:00 to Sun, Nov 22, 15:30");
  });

  test("tells a bay that is kept for others from one that is taken", () => {
    expect(sentence(refused("bay.none", { why: { occupied: 3 } }))).toContain("No bay that fits is free.");
    expect(sentence(refused("bay.none", { why: { occupied: 3, kept: 2 } }))).toContain("kept for trucks that have waited long");
  });

  test("names the lanes that take a load, or says that none does", () => {
    const facts = { takes: "fresh", lanes: ["export-general", "import-general"] };
    expect(sentence(refused("lane.wrong_class", facts))).toContain("Choose export-general, import-general.");
    expect(sentence(refused("lane.wrong_class", { takes: "fresh", lanes: [] }))).toContain("no lane here takes this one");
  });

  test("says the state of a reservation as people call it", () => {
    expect(sentence(refused("reservation.not_live", { status: "cancelled" }))).toContain("(Cancelled)");
  });

  test("speaks the page’s language", async () => {
    for (const [tag, start] of [
      ["zh", "此时段名额已满"],
      ["vi", "Giờ này đã hết chỗ"],
      ["th", "เวลานี้เต็มแล้ว"],
      ["lo", "ເວລານີ້ເຕັມແລ້ວ"],
      ["my", "ဤအချိန် ပြည့်ပါပြီ"],
    ] as const) {
      await speak(tag);
      expect(sentence(refused("slot.full")).startsWith(start), tag).toBe(true);
    }
  });

  test("what is not worded here keeps the service’s sentence, with when to ask again", () => {
    expect(sentence(refused("moon.full"))).toBe("The service’s own sentence.");
    expect(sentence(refused("moon.full", {}, 90))).toBe("The service’s own sentence. Try again in 2 min.");
    expect(sentence(new Problem(409, "moon.full", ""))).toContain("Try again, or ask the desk.");
  });

  test("that nobody answered is told as no loss", () => {
    expect(sentence(unreachable())).toContain("Nothing is lost");
  });
});

test("no sentence shows a brace or an id, whatever facts are missing, in any language", async () => {
  const codes = [...english.matchAll(/^problem-([a-z0-9-]+) =/gm)].map((match) => match[1]!);
  expect(codes.length).toBeGreaterThan(40);
  for (const { tag } of TONGUES) {
    await speak(tag);
    for (const code of codes)
      expect(sentence(refused(code.replaceAll("-", "."))), `${tag} ${code}`).not.toMatch(/[{}$]|problem-|state-|NaN|Invalid/);
  }
});

test("an answer gives rule, alternatives, the way to wait and when to ask again", async () => {
  const body = {
    code: "slot.full",
    detail: "x",
    rule: "lead_minutes",
    waitlist: true,
    alternatives: [{ id: "a", starts_at: "b" }, { id: "c" }],
  };
  const problem = await problemFrom(new Response(JSON.stringify(body), { status: 409, headers: { "Retry-After": "30" } }));
  expect([problem.rule, problem.mayWait, problem.retryAfter]).toEqual(["lead_minutes", true, 30]);
  expect(problem.alternatives.map(({ id }) => id)).toEqual(["a"]);
  expect([refused("x").rule, refused("x").mayWait, refused("x").alternatives]).toEqual([null, false, []]);
});
