/** A colour as a figure names it, and what it becomes in each theme. */
export interface FigureColour {
  /**
   * The hex colour written into chart options. It stands for `variable` and is replaced after drawing, because the
   * chart library computes with colours and turns CSS variables black.
   */
  readonly sentinel: string;
  /** CSS custom property of the page. */
  readonly variable: string;
  readonly light: string;
  readonly dark: string;
}

function colour(number: number, name: string, light: string, dark: string): FigureColour {
  return { sentinel: `#f1f0${number.toString(16).padStart(2, "0")}`, variable: `--figure-${name}`, light, dark };
}

/**
 * Colours of outcomes and points: Okabe and Ito's palette, which stays apart under the common forms of colour
 * blindness (Okabe & Ito 2008, "Color Universal Design"). Every figure also tells its categories apart by pattern,
 * position or printed number.
 */
export const figureColours = {
  ink: colour(1, "ink", "#1d2329", "#e8e6e1"),
  muted: colour(2, "muted", "#5a6570", "#a3adb6"),
  grid: colour(3, "grid", "#dcdfe2", "#343b42"),
  paper: colour(4, "paper", "#ffffff", "#15191d"),
  point: colour(5, "point", "#0072b2", "#56b4e9"),
  missing: colour(6, "missing", "#f7f6f3", "#1b2025"),
  pattern: colour(7, "pattern", "#00000059", "#00000073"),
  onBright: colour(8, "on-bright", "#10161b", "#10161b"),
  onAbstained: colour(9, "on-abstained", "#ffffff", "#10161b"),
  right: colour(0x10, "right", "#009e73", "#1fb58b"),
  wrong: colour(0x11, "wrong", "#d55e00", "#e57a2a"),
  ambiguous: colour(0x12, "ambiguous", "#f0e442", "#e4d83f"),
  noneOfThese: colour(0x13, "none-of-these", "#56b4e9", "#6fc0ee"),
  abstained: colour(0x14, "abstained", "#0072b2", "#2b8ecb"),
  refused: colour(0x15, "refused", "#cc79a7", "#d48db5"),
  unreadable: colour(0x16, "unreadable", "#9aa0a6", "#8a9199"),
} as const satisfies Record<string, FigureColour>;

/** One class of the heatmap: from `from` (inclusive) up to the next class, with the colour of the text printed on it. */
export interface HeatClass {
  /** Lower bound, 0–1. */
  readonly from: number;
  readonly fill: FigureColour;
  readonly ink: FigureColour;
}

function heatClass(index: number, from: number, light: [string, string], dark: [string, string]): HeatClass {
  return {
    from,
    fill: colour(0x20 + index, `heat-${index}`, light[0], dark[0]),
    ink: colour(0x30 + index, `heat-ink-${index}`, light[1], dark[1]),
  };
}

const black = "#10161b";
const white = "#ffffff";

/** Classes of accuracy, fixed so that two heatmaps can be compared: under 40 %, then tens, then 90 % and more. */
export const heatClasses: readonly HeatClass[] = [
  heatClass(0, 0, ["#eff3fb", black], ["#18232e", white]),
  heatClass(1, 0.4, ["#d3e2f2", black], ["#18344c", white]),
  heatClass(2, 0.5, ["#abcde6", black], ["#1b466b", white]),
  heatClass(3, 0.6, ["#79b3da", black], ["#215b8c", white]),
  heatClass(4, 0.7, ["#4a97c9", black], ["#2f73ab", white]),
  heatClass(5, 0.8, ["#2171b0", white], ["#6aa7d8", black]),
  heatClass(6, 0.9, ["#084a91", white], ["#b4d7f2", black]),
];

/** Every colour a figure can use. */
export const allFigureColours: readonly FigureColour[] = [
  ...Object.values(figureColours),
  ...heatClasses.flatMap((entry) => [entry.fill, entry.ink]),
];

/** CSS declarations of every figure colour for one theme, one a line. */
export function figureColourDeclarations(theme: "light" | "dark"): string {
  return allFigureColours.map((entry) => `${entry.variable}: ${entry[theme]};`).join("\n");
}
