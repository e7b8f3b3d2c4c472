/** Serai's own icons: 16 units, one stroke weight, drawn to sit on the text's line. */
const PATHS = {
  queue: "M6 3.5h8M6 8h8M6 12.5h8M2.2 3.5h.6M2.2 8h.6M2.2 12.5h.6",
  gate: "M2.5 14V3.5M2.5 6h11M13.5 6v2M5 6l2 2M8.5 6l2 2M1.5 14h3M11.5 14V10.5h3V14z",
  yard: "M2 2.5h12v11H2zM5.5 2.5v4M9 2.5v4M5.5 13.5v-3M9 13.5v-3M12.2 2.5v4M2 8.5h9.5",
  slots: "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v2.6M10.5 2v2.6M5 9h2M9 9h2M5 11.3h2",
  ledger: "M4 2h8.5v12H4a1.5 1.5 0 0 1 0-3h8.5M4 2a1.5 1.5 0 0 0-1.5 1.5v9M6 5h4M6 7.6h3",
  more: "M3.5 4h9M3.5 8h9M3.5 12h9",
  call: "M2.5 6.5v3h2.2L10 12.8V3.2L4.7 6.5zM12 6.2a2.6 2.6 0 0 1 0 3.6M5 9.5l1 4",
  check: "M2.8 8.6l3.4 3.4 7-7.6",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  search: "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.4 10.4l3.3 3.3",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  print: "M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z",
  stop: "M4 3.5h2.2v9H4zM9.8 3.5H12v9H9.8z",
  open: "M4.5 3l8 5-8 5z",
  truck:
    "M1.5 4h8v7h-8zM9.5 6.5h3l2 2.3V11h-5zM4.3 13.2a1.3 1.3 0 1 0 0-2.6 1.3 1.3 0 0 0 0 2.6zM11.6 13.2a1.3 1.3 0 1 0 0-2.6 1.3 1.3 0 0 0 0 2.6z",
  alert: "M8 2.2l6.2 11.1H1.8zM8 6.5v3.2M8 11.4v.1",
  block: "M8 2.3a5.7 5.7 0 1 1 0 11.4A5.7 5.7 0 0 1 8 2.3zM4.2 4.2l7.6 7.6",
  link: "M2 11.5h1.5M5.5 11.5h1.5V9H5.5zM9 11.5h1.5v-5H9zM12.5 11.5H14v-8h-1.5z",
  unlink: "M2 2l12 12M3 11.5h2M6.5 11.5V9.2M10 12v-2M10 7V5.5M13.3 10V3",
  left: "M10 3L5 8l5 5",
  right: "M6 3l5 5-5 5",
  down: "M3 6l5 5 5-5",
  up: "M3 10l5-5 5 5",
  arrowRight: "M2.5 8h11M9.5 4l4 4-4 4",
  arrowLeft: "M13.5 8h-11M6.5 4l-4 4 4 4",
  file: "M4 2h5l3.5 3.5V14H4zM9 2v3.5h3.5M6 8.5h4.5M6 11h4.5",
  week: "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v2.6M10.5 2v2.6M5.2 9h.1M8 9h.1M10.8 9h.1M5.2 11.3h.1M8 11.3h.1",
  bars: "M2.5 13.5h11M4.5 13.5V9M8 13.5V4M11.5 13.5V6.5",
  leave: "M9.5 2.5h-7v11h7M6.5 8h8M11.5 5l3 3-3 3",
  language: "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM2.4 8h11.2M8 2.2c3 3 3 8.6 0 11.6M8 2.2c-3 3-3 8.6 0 11.6",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  turn: "M12.8 5.2A5.5 5.5 0 1 0 13.5 8M13.2 2.5v3h-3",
  undo: "M3 6.2h6.5a3.6 3.6 0 0 1 0 7.2H6M5.8 3.2L2.8 6.2l3 3",
  redo: "M13 6.2H6.5a3.6 3.6 0 0 0 0 7.2H10M10.2 3.2l3 3-3 3",
  lot: "M2.5 2.5h11v11h-11zM5.4 5.4h.1M10.5 5.4h.1M8 8h.1M5.4 10.6h.1M10.5 10.6h.1",
  clock: "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM8 4.8V8l2.3 1.6",
  edit: "M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2z",
  key: "M5.2 7.3a3 3 0 1 1 0 5.4 3 3 0 0 1 0-5.4zM7.4 8.2L13.5 2.5M11 4.8l1.8 1.8",
  pin: "M8 14s4.5-4 4.5-7.3a4.5 4.5 0 0 0-9 0C3.5 10 8 14 8 14zM8 5.2a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2z",
  site: "M2 13.5V7.2C2 4.3 4.7 2.5 8 2.5s6 1.8 6 4.7v6.3h-3.2V8.6C10.8 7.2 9.6 6.3 8 6.3s-2.8.9-2.8 2.3v4.9z",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, label }: { name: IconName; label?: string }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" role={label ? "img" : undefined} aria-label={label} aria-hidden={label ? undefined : "true"}>
      <path d={PATHS[name]} />
    </svg>
  );
}
