import { signal } from "@preact/signals";
import { Icon } from "./icons";

interface Toast {
  id: number;
  text: string;
}

const SHOWN_MS = 4_500;
const toasts = signal<Toast[]>([]);
let last = 0;

export function say(text: string): void {
  const toast = { id: ++last, text };
  toasts.value = [...toasts.value.slice(-2), toast];
  setTimeout(() => {
    toasts.value = toasts.value.filter((other) => other !== toast);
  }, SHOWN_MS);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((toast) => (
        <p key={toast.id}>
          <Icon name="check" />
          {toast.text}
        </p>
      ))}
    </div>
  );
}
