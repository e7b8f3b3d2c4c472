import type { Tongue } from "../words/words";

export const TONGUES: readonly Tongue[] = [
  { tag: "en", name: "English", load: () => Promise.resolve("") },
  { tag: "zh", name: "中文", load: () => import("../words/console.zh.ftl?raw").then((file) => file.default) },
];
