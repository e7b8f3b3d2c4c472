import { signal } from "@preact/signals";

const read = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Pixels of one rem, which the style sheet sets by the size of the screen. */
export const rem = signal(read());

addEventListener("resize", () => {
  rem.value = read();
});
