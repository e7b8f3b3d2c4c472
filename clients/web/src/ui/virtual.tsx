/** A long list of rows of one height of which only those in sight are in the document. Rows glide when their rank changes. */
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

interface Props<T> {
  items: readonly T[];
  rowHeight: number;
  keyOf(item: T): string;
  row(item: T, index: number): ComponentChildren;
  label: string;
  selected: string | null;
  onOpen(item: T): void;
  empty: ComponentChildren;
}

const OVERSCAN = 8;

export function VirtualList<T>(props: Props<T>) {
  return props.items.length === 0 ? <div class="list-empty">{props.empty}</div> : <Rows {...props} />;
}

function Rows<T>(props: Props<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 900 });
  const [active, setActive] = useState<string | null>(null);
  useScroll(box, setView);
  const first = Math.max(0, Math.floor(view.top / props.rowHeight) - OVERSCAN);
  const last = Math.min(props.items.length, Math.ceil((view.top + view.height) / props.rowHeight) + OVERSCAN);
  const onKey = (event: KeyboardEvent): void => {
    const next = stepped(event.key, props.items, props.keyOf, active);
    if (next === undefined) return;
    event.preventDefault();
    if (next === "open") {
      const item = props.items.find((i) => props.keyOf(i) === active);
      if (item) props.onOpen(item);
      return;
    }
    setActive(props.keyOf(props.items[next]!));
    reveal(box.current, next * props.rowHeight, props.rowHeight);
  };
  return (
    <div
      class="list"
      ref={box}
      role="listbox"
      aria-label={props.label}
      tabIndex={0}
      onKeyDown={onKey}
      aria-activedescendant={active ? `row-${active}` : undefined}
    >
      <div class="list-space" role="presentation" style={{ height: `${props.items.length * props.rowHeight}px` }}>
        {props.items.slice(first, last).map((item, i) => {
          const key = props.keyOf(item);
          return (
            <div
              key={key}
              id={`row-${key}`}
              role="option"
              aria-selected={key === props.selected}
              aria-setsize={props.items.length}
              aria-posinset={first + i + 1}
              class={`list-row${key === active ? " is-active" : ""}${key === props.selected ? " is-selected" : ""}`}
              style={{ transform: `translateY(${(first + i) * props.rowHeight}px)`, height: `${props.rowHeight}px` }}
              onClick={() => {
                setActive(key);
                props.onOpen(item);
              }}
            >
              {props.row(item, first + i)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function useScroll(box: { current: HTMLDivElement | null }, set: (view: { top: number; height: number }) => void): void {
  const read = (): void => {
    if (box.current) set({ top: box.current.scrollTop, height: box.current.clientHeight });
  };
  useLayoutEffect(read, []);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const size = new ResizeObserver(read);
    size.observe(element);
    element.addEventListener("scroll", read, { passive: true });
    return () => {
      size.disconnect();
      element.removeEventListener("scroll", read);
    };
  }, []);
}

function stepped<T>(key: string, items: readonly T[], keyOf: (item: T) => string, active: string | null): number | "open" | undefined {
  const at = active === null ? -1 : items.findIndex((item) => keyOf(item) === active);
  const clamp = (index: number): number => Math.min(Math.max(index, 0), items.length - 1);
  switch (key) {
    case "ArrowDown":
    case "j":
      return clamp(at + 1);
    case "ArrowUp":
    case "k":
      return clamp(at - 1);
    case "PageDown":
      return clamp(at + 12);
    case "PageUp":
      return clamp(at - 12);
    case "Home":
      return 0;
    case "End":
      return items.length - 1;
    case "Enter":
    case " ":
      return at >= 0 ? "open" : undefined;
    default:
      return undefined;
  }
}

function reveal(box: HTMLDivElement | null, top: number, height: number): void {
  if (!box) return;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight;
}
