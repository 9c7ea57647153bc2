import { allFigureColours } from "./palette.ts";

/**
 * A copy of a chart option with the palette's stand-in colours replaced by those of one theme, for drawing in a
 * browser, where the chart library must compute with real colours. Functions are kept as they are.
 */
export function paintOption<Option>(option: Option, theme: "light" | "dark"): Option {
  const colours = new Map(allFigureColours.map((entry) => [entry.sentinel, entry[theme]]));
  return paint(option, colours) as Option;
}

function paint(part: unknown, colours: ReadonlyMap<string, string>): unknown {
  if (typeof part === "string") {
    return colours.get(part) ?? part;
  }
  if (Array.isArray(part)) {
    return part.map((entry) => paint(entry, colours));
  }
  if (typeof part === "object" && part !== null) {
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, paint(value, colours)]));
  }
  return part;
}
