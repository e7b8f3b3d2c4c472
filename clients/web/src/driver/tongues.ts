import type { Tongue } from "../words/words";

const load = (file: Promise<{ default: string }>): Promise<string> => file.then((found) => found.default);

export const TONGUES: readonly Tongue[] = [
  { tag: "zh", name: "中文", load: () => load(import("../words/driver.zh.ftl?raw")) },
  { tag: "en", name: "English", load: () => Promise.resolve("") },
  { tag: "lo", name: "ລາວ", load: () => load(import("../words/driver.lo.ftl?raw")) },
  { tag: "my", name: "မြန်မာ", load: () => load(import("../words/driver.my.ftl?raw")) },
  { tag: "vi", name: "Tiếng Việt", load: () => load(import("../words/driver.vi.ftl?raw")) },
  { tag: "th", name: "ไทย", load: () => load(import("../words/driver.th.ftl?raw")) },
];
