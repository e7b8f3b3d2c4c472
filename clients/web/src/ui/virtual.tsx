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
        {props.items.slice(first, last).map((item, i) => (
          <Row
            key={props.keyOf(item)}
            list={props}
            item={item}
            at={first + i}
            isActive={props.keyOf(item) === active}
            activate={setActive}
          />
        ))}
      </div>
    </div>
  );
}

interface RowProps<T> {
  list: Props<T>;
  item: T;
  at: number;
  isActive: boolean;
  activate(key: string): void;
}

function Row<T>({ list, item, at, isActive, activate }: RowProps<T>) {
  const key = list.keyOf(item);
  const isSelected = key === list.selected;
  const open = (): void => {
    activate(key);
    list.onOpen(item);
  };
  return (
    <div
      id={`row-${key}`}
      role="option"
      aria-selected={isSelected}
      aria-setsize={list.items.length}
      aria-posinset={at + 1}
      class={`list-row${isActive ? " is-active" : ""}${isSelected ? " is-selected" : ""}`}
      style={{ transform: `translateY(${at * list.rowHeight}px)`, height: `${list.rowHeight}px` }}
      onClick={open}
    >
      {list.row(item, at)}
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
