import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeRobustnessRun } from "../comparisons/__fixtures__/robustness-run.ts";
import { readRobustness } from "../comparisons/read-robustness.ts";
import type { Robustness } from "../records/robustness.ts";
import { createFigureIds } from "./html/html-figure.ts";
import { robustnessSection } from "./html/robustness-section.ts";
import { cellText, type ReportTable } from "./report-table.ts";
import { reportWords } from "./report-words.ts";
import { robustnessHtml } from "./robustness-page.ts";
import { robustnessTables, robustnessTerminalTables } from "./robustness-tables.ts";

const languages = ["en", "es", "zh"] as const;
const ids = Array.from({ length: 12 }, (_, at) => `q${at + 1}`);
let folder = "";
let robustness: Robustness;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "viva-robustness-tables-"));
  const forms = (more: (at: number) => object = () => ({})) => ids.map((item, at) => ({ item, ...more(at) }));
  robustness = await readRobustness(
    writeRobustnessRun(join(folder, "run"), {
      exams: { exam: Object.fromEntries(ids.map((id) => [id, "A"])) },
      itemFields: Object.fromEntries(ids.map((id, at) => [id, { tags: { ward: [at < 6 ? "east" : "west"] } }])),
      forms: {
        "shuffle-options": forms((at) => ({ order: "DCBA", ...(at === 0 ? { validity: "unsound" } : {}) })),
        "suggested-answer": forms(),
        "drop-wrong-options": forms(() => ({ order: "AB" })),
        "shuffle-options+suggested-answer": forms(() => ({ order: "DCBA" })),
        "my-own": forms(() => ({ newKey: "C" })),
      },
      replies: {
        "<steady>": {
          none: "AAAAAAAABBBB",
          "shuffle-options": "AAAAAAAABBBB",
          "suggested-answer": "AAAAAAAABBBB",
          "drop-wrong-options": "AAAAAAAABBBB",
          "shuffle-options+suggested-answer": "AAAAAAAABBBB",
          "my-own": "CCCCCCCCCCCC",
        },
        fragile: {
          none: "AAAAAAAAAAAA",
          "shuffle-options": "AAAAAAAAAAAA",
          "suggested-answer": "BBBBBBBBBBBA",
          "drop-wrong-options": "AAAAAAAAAAAA",
          "shuffle-options+suggested-answer": "BBBBBBBBBBB-",
          "my-own": "AAAAAAAAAAAA",
        },
      },
      specification: { strata: [["ward"]], comparison: { reference: "<steady>" } },
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tables = (language: (typeof languages)[number] = "en") => robustnessTables(robustness, reportWords(language));
function tableOf(part: string): ReportTable {
  const found = tables().find(({ title }) => title.includes(part));
  if (found === undefined) {
    throw new Error(
      `no table "${part}" among ${tables()
        .map(({ title }) => title)
        .join("; ")}`,
    );
  }
  return found;
}
const lines = (part: string): readonly string[] => tableOf(part).rows.map((row) => row.map(cellText).join(" | "));

describe("robustnessTables", () => {
  it.each(languages)("are whole in %s: every row as wide as its head, no place left open", (language) => {
    for (const { title, columns, rows, notes } of tables(language)) {
      expect(new Set(rows.map(({ length }) => length)), title).toEqual(new Set([columns.length]));
      const said = JSON.stringify([title, columns, rows, notes]);
      expect(said, title).not.toMatch(/NaN|undefined|null|\{\w+\}/u);
    }
  });

  it("tell the greatest change in words", () => {
    const [first] = tableOf("fragile: as published").notes;
    expect(first).toContain(
      "The line “shuffle-options+suggested-answer” reads: on 12 questions fragile was right in 100.0% as published and in 0.0% asked this way",
    );
    expect(lines("fragile: as published")[1]).toMatch(
      /^suggested-answer \(the person who asks suggests a wrong option\) \| 12 \| 100\.0% .* \| falls$/u,
    );
  });

  it("say what a perturbation is for, and where that was inferred", () => {
    expect(lines("Which forms were put")[4]).toBe("my-own | another answer is right | 12 | 12 | 0 | 0");
    expect(tableOf("Which forms were put").notes[1]).toContain("my-own");
  });

  it("give the three denominators where they differ, and one line where they do not", () => {
    expect(lines("by what is counted")).toEqual([
      "shuffle-options | <steady> | 0.0 [−24.2, 24.2] n = 12 | 0.0 [−25.9, 25.9] n = 11 | 0.0 [−25.9, 25.9] n = 11",
      "shuffle-options | fragile | 0.0 [−24.2, 24.2] n = 12 | 0.0 [−25.9, 25.9] n = 11 | 0.0 [−25.9, 25.9] n = 11",
    ]);
    const together = lines("fragile: all forms of a question");
    expect(together.filter((line) => line.startsWith("shuffle-options ("))).toEqual([
      expect.stringMatching(/^shuffle-options \(sound \+ unchecked, sound only\) \| 11 \|/u),
      expect.stringMatching(/^shuffle-options \(all\) \| 12 \|/u),
    ]);
    expect(together.filter((line) => line.startsWith("suggested-answer"))).toHaveLength(1);
  });

  it("correct for guessing only where it changes", () => {
    expect(lines("With guessing taken off").map((line) => line.split(" | ")[0])).toEqual([
      "drop-wrong-options",
      "drop-wrong-options",
    ]);
    expect(lines("With guessing taken off")[0]).toContain("25.0% → 50.0%");
  });

  it("hold models against the reference, pairs of perturbations against their sum, and strata beside each other", () => {
    expect(tableOf("fragile against <steady>").title).toMatch(/: 0 better, 2 not told apart, 3 worse$/u);
    expect(lines("fragile against <steady>")[2]).toMatch(/^suggested-answer \| 12 \| \+91\.7 \| 0\.0 \| −91\.7 /u);
    expect(lines("Two perturbations at once")).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/answer \(all\) \| fragile \| 12 \| 0\.0 \| \+91\.7 \| \+100\.0 \| \+8\.3 /u),
      ]),
    );
    expect(lines("The drop by ward")).toHaveLength(10);
  });
});

describe("robustnessSection", () => {
  it.each(languages)("stands as a page in %s that runs no script and takes names as text", (language) => {
    const page = robustnessHtml(robustness, language);
    expect(page).toContain("&lt;steady&gt;");
    expect(page).not.toMatch(/<steady>|<script|NaN|undefined/u);
    expect(page).toBe(robustnessHtml(robustness, language));
    // A radar, a forest a model, a heatmap a model, a forest a pair; each but the heatmaps for wide and narrow screens.
    expect(page.match(/<svg/gu)).toHaveLength(2 + 4 + 2 + 2);
  });

  it("says so where nothing was measured", () => {
    const nothing = { ...robustness, analyses: [], languages: [] };
    const words = reportWords("en");
    expect(robustnessSection(nothing, words, createFigureIds())).toContain("no perturbations");
    expect(robustnessTerminalTables(nothing, "en")).toEqual([]);
  });
});
