import { expect, test } from "vitest";
import { type Replay, stateAt, visitsOf } from "./replay";

const REPLAY: Replay = {
  since: "2026-11-22T12:00:00Z",
  until: "2026-11-22T13:00:00Z",
  scenes: [
    {
      at: "2026-11-22T12:00:00Z",
      bays: { A: { status: "free", visit: null }, B: { status: "closed", visit: null } },
      roads: { r: "open" },
    },
    { at: "2026-11-22T12:10:00Z", bays: { A: { status: "given", visit: "v" } }, roads: {} },
    { at: "2026-11-22T12:20:00Z", bays: { A: { status: "occupied", visit: "v" } }, roads: { r: "blocked" } },
  ],
  gates: { v: "gate-in" },
};
const at = (time: string): number => Date.parse(`2026-11-22T${time}Z`);

test("each moment is the last change of everything before it", () => {
  expect(stateAt(REPLAY, at("12:09:59")).bays).toEqual(REPLAY.scenes[0]!.bays);
  expect(stateAt(REPLAY, at("12:10:00"))).toEqual({
    bays: { A: { status: "given", visit: "v" }, B: { status: "closed", visit: null } },
    roads: { r: "open" },
    visits: { v: { status: "admitted", bay: "A", gate: "gate-in" } },
  });
  expect(stateAt(REPLAY, at("13:00:00"))).toMatchObject({ bays: { A: { status: "occupied" } }, roads: { r: "blocked" }, visits: {} });
  expect(visitsOf(REPLAY)).toEqual(["v"]);
});
