import { type Tongue, words } from "../words/words";

export const TONGUES: readonly Tongue[] = [
  { tag: "en", name: "English", load: () => Promise.resolve("") },
  { tag: "zh", name: "中文", load: words(import.meta.glob("../words/rules.zh.ftl", { query: "?raw", import: "default" })) },
  { tag: "lo", name: "ລາວ", load: words(import.meta.glob("../words/rules.lo.ftl", { query: "?raw", import: "default" })) },
  { tag: "my", name: "မြန်မာ", load: words(import.meta.glob("../words/rules.my.ftl", { query: "?raw", import: "default" })) },
  { tag: "vi", name: "Tiếng Việt", load: words(import.meta.glob("../words/rules.vi.ftl", { query: "?raw", import: "default" })) },
  { tag: "th", name: "ไทย", load: words(import.meta.glob("../words/rules.th.ftl", { query: "?raw", import: "default" })) },
];
