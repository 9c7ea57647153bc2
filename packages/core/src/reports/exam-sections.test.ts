import { describe, expect, it } from "vitest";
import { fieldOf, settingsOf } from "../comparisons/__fixtures__/standard-field.ts";
import { examStandard } from "../comparisons/exam-standard.ts";
import { levelGap } from "../comparisons/level-gap.ts";
import { stratumProfiles } from "../comparisons/stratum-profile.ts";
import { examStandardTables } from "./exam-standard-tables.ts";
import { examStandardBlocks } from "./html/exam-standard-section.ts";
import { createFigureIds } from "./html/html-figure.ts";
import { levelGapBlocks } from "./html/level-gap-section.ts";
import { stratumProfileBlocks } from "./html/stratum-profile-section.ts";
import { levelGapTables } from "./level-gap-tables.ts";
import { cellText, type ReportTable } from "./report-table.ts";
import { reportWords } from "./report-words.ts";
import { stratumProfileTables } from "./stratum-profile-tables.ts";

const places = Array.from({ length: 120 }, (_, item) => item);
const field = fieldOf({
  points: {
    "<b>strong</b>": places.map((item) => (item % 5 === 0 ? 0 : 1)),
    weak: places.map((item) => (item % 3 === 0 || item % 4 === 1 ? 1 : 0)),
  },
  tags: {
    specialty: places.map((item) => ["cardiovascular", "nephrology", "neurology"][item % 3] ?? ""),
    level: places.map((item) => (item < 60 ? "attending" : "senior")),
    kind: places.map((item) => (item % 10 === 0 || item > 110 ? "multiple" : "single")),
  },
});
const settings = settingsOf({
  strata: [["specialty"], ["specialty", "level"]],
  passMark: 0.6,
  standard: {
    sections: { tag: "specialty", minima: { nephrology: 0.5 } },
    norms: [{ name: "graduates", mean: 0.65, sd: 0.1, source: "a register" }],
  },
});
const profiles = stratumProfiles(field, settings);
const gap = levelGap(field, settings);
const standard = examStandard(field, settings);
const languages = ["en", "es", "zh"] as const;

const textOf = (tables: readonly ReportTable[]): string =>
  tables
    .map(({ title, columns, rows, notes }) =>
      [title, ...columns.map(({ label }) => label), ...rows.flat().map(cellText), ...notes].join("\n"),
    )
    .join("\n");

describe("tables", () => {
  it.each(languages)("of %s fill every place and leave no key or empty number", (language) => {
    const words = reportWords(language);
    const text = textOf([
      ...profiles.flatMap((profile) => stratumProfileTables(profile, words)),
      ...(gap === null ? [] : levelGapTables(gap, words)),
      ...examStandardTables(standard, words),
    ]);
    expect(text).not.toMatch(/\{\w+\}|NaN|undefined|\b(?:profile|level|standard)\.\w+/u);
  });

  it("show a small cell with n, ° and its pooled value, and a large one without", () => {
    const [byOne, byTwo] = profiles.map((profile) => stratumProfileTables(profile, reportWords("en"))[0]);
    expect(byOne?.rows[0]?.map(cellText)).toEqual([
      "cardiovascular",
      "80.0% [65.2, 89.5] n = 40",
      "100.0% [91.2, 100.0] n = 40",
    ]);
    const small = byTwo?.rows[0]?.[1];
    expect(small?.small).toBe(true);
    expect(cellText(small ?? { text: "" })).toMatch(/^80\.0% \[\S+ \S+\] n = 20° → \d+\.\d% \[\S+ \S+\]$/u);
  });

  it("never say a pass without its probability", () => {
    for (const language of languages) {
      const words = reportWords(language);
      const [main, parts] = examStandardTables(standard, words);
      const labels = main?.columns.map(({ label }) => label) ?? [];
      const at = labels.indexOf(words.text("standard.chance"));
      expect(at).toBeGreaterThan(0);
      expect(main?.rows.every((row) => /\d/u.test(row[at]?.text ?? ""))).toBe(true);
      expect(parts?.rows[0]?.[5]?.text).toMatch(/\d/u);
    }
  });

  it("say what passing rests on", () => {
    const text = textOf(examStandardTables(standard, reportWords("en")));
    expect(text).toContain("Jeffreys' prior");
    expect(text).toContain("Passing asks for the mark over the whole and for every minimum.");
    expect(text).toContain("graduates, mean 65.0%, SD 10.0% (a register)");
  });

  it("are left out for a study without a standard", () => {
    expect(examStandardTables(examStandard(field, settingsOf()), reportWords("en"))).toEqual([]);
  });
});

describe("sections of the page", () => {
  it.each(languages)("in %s have figures with a text alternative and hostile names as text", (language) => {
    const words = reportWords(language);
    const nextId = createFigureIds();
    const page = [
      stratumProfileBlocks(profiles, words, nextId),
      levelGapBlocks(gap === null ? [] : [gap], words, nextId),
      examStandardBlocks([standard], words),
    ].join("\n");
    expect(page).not.toContain("<b>strong");
    expect(page).toContain("&lt;b&gt;strong");
    expect(page.match(/<figure>/gu)).toHaveLength(2);
    expect(page.match(/role="img" aria-label="[^"]{20,}"/gu)).toHaveLength(2);
    expect(page).toMatch(/<td class="right small">/u);
  });

  it("say so where there is nothing to show", () => {
    const words = reportWords("en");
    expect(stratumProfileBlocks([], words, createFigureIds())).toContain("no breakdowns");
    expect(levelGapBlocks([], words, createFigureIds())).toContain("do not have two levels");
    expect(examStandardBlocks([], words)).toContain("states no pass mark");
  });
});
