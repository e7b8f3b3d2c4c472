import { FluentBundle, FluentResource } from "@fluent/bundle";
import { describe, expect, test } from "vitest";

const files = import.meta.glob<string>("./*.ftl", { query: "?raw", import: "default", eager: true });
const sources = import.meta.glob<string>(["../**/*.tsx", "../**/*.ts", "!../**/*.test.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});

function ids(source: string): string[] {
  return [...source.matchAll(/^([a-z][a-z0-9-]*) =/gm)].map((match) => match[1]!);
}

function bundle(tag: string, source: string): { bundle: FluentBundle; errors: Error[] } {
  const made = new FluentBundle(tag, { useIsolating: false });
  return { bundle: made, errors: made.addResource(new FluentResource(source)) };
}

const english = (screen: string): string => files[`./${screen}.en.ftl`]!;

describe.each(Object.keys(files))("%s", (path) => {
  const [, screen, tag] = /^\.\/(\w+)\.(\w+)\.ftl$/.exec(path)!;

  test("has the same messages as English, each once", () => {
    const own = ids(files[path]!);
    expect([...own].sort()).toEqual([...new Set(own)].sort());
    expect([...own].sort()).toEqual([...ids(english(screen!))].sort());
  });

  test("fills in the same places as English", () => {
    const places = (source: string, id: string): string[] => {
      const text = new RegExp(`^${id} =((?:.|\\n[ \\t])*)`, "m").exec(source)![1]!;
      return [...new Set([...text.matchAll(/\$(\w+)/g)].map((match) => match[1]!))].sort();
    };
    for (const id of ids(english(screen!)))
      expect(
        places(files[path]!, id).filter((p) => p !== "count"),
        id,
      ).toEqual(places(english(screen!), id).filter((p) => p !== "count"));
  });

  test("parses whole", () => {
    const { bundle: made, errors } = bundle(tag!, files[path]!);
    expect(errors).toEqual([]);
    for (const id of ids(files[path]!)) expect(made.hasMessage(id), id).toBe(true);
  });
});

test("what console and driver share is in neither of them", () => {
  const shared = new Set(ids(english("shared")));
  for (const [path, source] of Object.entries(files)) {
    if (!/[/](shared|board|rules)[.]/.test(path))
      expect(
        ids(source).filter((id) => shared.has(id)),
        path,
      ).toEqual([]);
  }
});

test("every screen speaks six languages", () => {
  const tags = (screen: string): string[] =>
    Object.keys(files).flatMap((path) => new RegExp(`^./${screen}\\.(\\w+)`).exec(path)?.[1] ?? []);
  for (const screen of ["board", "console", "driver", "kiosk", "rules", "shared"])
    expect(tags(screen).sort(), screen).toEqual(["en", "lo", "my", "th", "vi", "zh"]);
});

test("every message named in the code exists", () => {
  const shared = ids(english("shared"));
  const known = { console: new Set([...ids(english("console")), ...shared]), driver: new Set([...ids(english("driver")), ...shared]) };
  const kiosk = new Set([...ids(english("kiosk")), ...shared]);
  for (const [path, source] of Object.entries(sources)) {
    const screens = path.includes("/board/")
      ? [new Set(ids(english("board")))]
      : path.includes("/rules/")
        ? [new Set(ids(english("rules")))]
        : path.includes("/kiosk/")
          ? [kiosk]
          : path.includes("/driver/")
            ? [known.driver]
            : path.includes("/booking/") || path.includes("/api/")
              ? Object.values(known)
              : [known.console];
    for (const match of source.matchAll(/\bt\("([a-z0-9-]+)"/g))
      for (const screen of screens) expect(screen, `${path}: ${match[1]}`).toContain(match[1]);
  }
});
