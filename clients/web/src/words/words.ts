/** Words of the screens in the reader's language. English is always at hand, so a missing message is never a blank. */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { computed, signal } from "@preact/signals";

export interface Tongue {
  /** BCP 47. */
  tag: string;
  /** The language's name in itself. */
  name: string;
  load(): Promise<string>;
}

/** A language from several files, fetched when it is chosen. */
export function words(files: Record<string, () => Promise<unknown>>): () => Promise<string> {
  return async () => (await Promise.all(Object.values(files).map((file) => file()))).join("\n");
}

const STORED = "serai.language";

const english = signal<FluentBundle | null>(null);
const chosen = signal<FluentBundle | null>(null);

export const language = signal("en");
const order = computed(() => [chosen.value, english.value].filter((bundle) => bundle !== null));

function bundleOf(tag: string, source: string): FluentBundle {
  const bundle = new FluentBundle(tag, { useIsolating: false });
  bundle.addResource(new FluentResource(source));
  return bundle;
}

export function preferred(tongues: readonly Tongue[], wanted: readonly string[]): Tongue {
  for (const tag of wanted) {
    const match = tongues.find((tongue) => tag.toLowerCase().split("-")[0] === tongue.tag);
    if (match) return match;
  }
  return tongues[0]!;
}

/** Sets the language kept from last time, else the device's. */
export async function beginWords(tongues: readonly Tongue[], source: string): Promise<void> {
  english.value = bundleOf("en", source);
  const kept = localStorage.getItem(STORED);
  await setLanguage(preferred(tongues, kept ? [kept] : navigator.languages), false);
}

export async function setLanguage(tongue: Tongue, isKept = true): Promise<void> {
  if (isKept) localStorage.setItem(STORED, tongue.tag);
  const source = tongue.tag === "en" ? null : await tongue.load().catch(() => null);
  chosen.value = source ? bundleOf(tongue.tag, source) : null;
  language.value = source ? tongue.tag : "en";
  document.documentElement.lang = language.value;
}

export function has(id: string): boolean {
  return order.value.some((bundle) => bundle.hasMessage(id));
}

export function t(id: string, args?: Record<string, FluentVariable>): string {
  for (const bundle of order.value) {
    const message = bundle.getMessage(id);
    if (message?.value) return bundle.formatPattern(message.value, args, []);
  }
  return id;
}
