import { type Tongue, words } from "../words/words";

export const TONGUES: readonly Tongue[] = [
  { tag: "en", name: "English", load: () => Promise.resolve("") },
  { tag: "zh", name: "中文", load: words(import.meta.glob("../words/board.zh.ftl", { query: "?raw", import: "default" })) },
  { tag: "lo", name: "ລາວ", load: words(import.meta.glob("../words/board.lo.ftl", { query: "?raw", import: "default" })) },
  { tag: "my", name: "မြန်မာ", load: words(import.meta.glob("../words/board.my.ftl", { query: "?raw", import: "default" })) },
  { tag: "vi", name: "Tiếng Việt", load: words(import.meta.glob("../words/board.vi.ftl", { query: "?raw", import: "default" })) },
  { tag: "th", name: "ไทย", load: words(import.meta.glob("../words/board.th.ftl", { query: "?raw", import: "default" })) },
];
