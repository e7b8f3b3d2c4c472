import { expect, test } from "vitest";
import { placeOf } from "./store";

test.each([
  ["/r/CNMHN", "", { site: "CNMHN", clause: "" }],
  ["/r/CNMHN", "#order.bound", { site: "CNMHN", clause: "order.bound" }],
  ["/r/A%20B", "#merge", { site: "A B", clause: "merge" }],
  ["/r/", "#CNMHN", { site: "CNMHN", clause: "" }],
  ["/r/", "#/CNMHN/order.bound", { site: "CNMHN", clause: "order.bound" }],
  ["/r/", "", { site: "", clause: "" }],
])("%s%s names a site and a clause", (pathname, hash, place) => expect(placeOf({ pathname, hash })).toEqual(place));
