import { type Tongue, words } from "../words/words";

export const TONGUES: readonly Tongue[] = [
  { tag: "zh", name: "中文", load: words(import.meta.glob("../words/{kiosk,shared}.zh.ftl", { query: "?raw", import: "default" })) },
  { tag: "en", name: "English", load: () => Promise.resolve("") },
  { tag: "lo", name: "ລາວ", load: words(import.meta.glob("../words/{kiosk,shared}.lo.ftl", { query: "?raw", import: "default" })) },
  { tag: "my", name: "မြန်မာ", load: words(import.meta.glob("../words/{kiosk,shared}.my.ftl", { query: "?raw", import: "default" })) },
  { tag: "vi", name: "Tiếng Việt", load: words(import.meta.glob("../words/{kiosk,shared}.vi.ftl", { query: "?raw", import: "default" })) },
  { tag: "th", name: "ไทย", load: words(import.meta.glob("../words/{kiosk,shared}.th.ftl", { query: "?raw", import: "default" })) },
];
