import { expect, test } from "vitest";
import { placeOf } from "./store";

test.each([
  ["#CNMHN", { site: "CNMHN", clause: "" }],
  ["#/CNMHN/order.bound", { site: "CNMHN", clause: "order.bound" }],
  ["#A%20B/merge", { site: "A B", clause: "merge" }],
  ["", { site: "", clause: "" }],
])("%s names a site and a clause", (hash, place) => expect(placeOf(hash)).toEqual(place));
