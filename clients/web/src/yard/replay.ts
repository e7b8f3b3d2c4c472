/** The yard of the last hour, as the service tells it scene by scene. Pure. */
import type { BayStatus, Instant, RoadStatus, YardState } from "../api/types";

export interface Scene {
  at: Instant;
  /** Of the first scene the whole yard, of the others what changed. */
  bays: YardState["bays"];
  roads: Record<string, RoadStatus>;
}

export interface Replay {
  since: Instant;
  until: Instant;
  scenes: Scene[];
  /** By which gate visits came in. */
  gates: Record<string, string>;
}

export function stateAt({ scenes, gates }: Replay, at: number): YardState {
  const bays: YardState["bays"] = {};
  const roads: YardState["roads"] = {};
  for (const scene of scenes) {
    if (Date.parse(scene.at) > at) break;
    Object.assign(bays, scene.bays);
    Object.assign(roads, scene.roads);
  }
  return { bays, roads, visits: onTheWay(bays, gates) };
}

function onTheWay(bays: YardState["bays"], gates: Record<string, string>): YardState["visits"] {
  const given: BayStatus = "given";
  return Object.fromEntries(
    Object.entries(bays).flatMap(([bay, { status, visit }]) =>
      status === given && visit !== null ? [[visit, { status: "admitted" as const, bay, gate: gates[visit] ?? null }]] : [],
    ),
  );
}

export function visitsOf({ scenes }: Replay): string[] {
  return [...new Set(scenes.flatMap(({ bays }) => Object.values(bays).flatMap(({ visit }) => visit ?? [])))];
}
