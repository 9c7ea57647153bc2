import { describe, expect, it } from "vitest";
import { itemField, itemSettings } from "../comparisons/__fixtures__/item-field.ts";
import { analyseItems } from "../comparisons/analyse-items.ts";
import { parallelLanguages } from "../comparisons/parallel-languages.ts";
import type { RekeyRecord } from "../records/rekey.ts";
import { analysisName, examStatisticsTable } from "./item-analysis-tables.ts";
import {
  consensusTable,
  itemListTables,
  sharedErrorsTable,
  strikingItemsTables,
  suspectsTable,
} from "./item-list-tables.ts";
import { parallelLanguagesTables } from "./parallel-languages-tables.ts";
import { rekeyTables } from "./rekey-tables.ts";
import { cellText, type ReportTable } from "./report-table.ts";
import { reportWords } from "./report-words.ts";

const words = reportWords("en");
const rowsOf = (table: ReportTable | null | undefined): readonly string[] =>
  (table?.rows ?? []).map((row) => row.map(cellText).join(" | "));

const field = itemField("AAAAAA", { best: "AAAAAB", good: "AAAABC", fair: "AABBBA", "po\u202eor": "ABC-BB" });
const analysis = analyseItems(field, itemSettings({ passMark: 0.6 }));
const options = { top: 2, stems: (id: string) => `stem of ${id}` };

describe("tables of items", () => {
  it("say value, interval and n of the exam, and what few candidates mean", () => {
    const table = examStatisticsTable(analysis, "exam", words);
    const rows = rowsOf(table);
    const { reliability } = analysis;
    const alpha = reliability.status === "estimated" ? reliability.value.toFixed(3) : "";
    expect(rows).toContainEqual(
      expect.stringMatching(new RegExp(`^Reliability \\(KR-20\\) \\| ${alpha} \\| \\[.*\\] \\| 4$`)),
    );
    expect(rows).toContain("Two-parameter model | not estimable | – | –");
    expect(table.notes.at(-1)).toBe("Not estimable: Two-parameter model – refused: 4 candidates, 100 needed.");
    expect(rows).toContain("Items everybody got right | 1 | – | 6");
    expect(rows).toContain("Items nobody got right | 0 | – | 6");
    expect(table.notes[0]).toMatch(/^Candidates: only 4\. A facility then takes a handful of values/u);
  });

  it("give the reason of what is not estimable in the report's language", () => {
    const alone = analyseItems(itemField("AA", { only: "AB" }), itemSettings());
    for (const [language, said] of [
      ["en", "Agreement on options (Fleiss’ kappa) – fewer than two candidates"],
      ["es", "Acuerdo en las opciones (kappa de Fleiss) – menos de dos candidatos"],
      ["zh", "选项一致性（Fleiss κ） – 考生不足两名"],
    ] as const) {
      const table = examStatisticsTable(alone, "exam", reportWords(language));
      expect(table.notes.at(-1)).toContain(said);
      const none = reportWords(language).text("value.notEstimable");
      expect(rowsOf(table).filter((row) => row.includes(none))).toHaveLength(6);
    }
    expect(itemListTables(alone, "exam", words, options)).toEqual([]);
    expect(suspectsTable(alone, "exam", words, options)).toBeNull();
    expect(sharedErrorsTable(alone, "exam", words, options)).toBeNull();
    expect(consensusTable(alone, "exam", words, options)).toBeNull();
  });

  it("rank suspected keys with what was answered, cut at the top and say so", () => {
    const table = suspectsTable(analysis, "exam", words, options);
    expect(table?.rows).toHaveLength(2);
    expect(rowsOf(table)[0]).toMatch(
      /^1 \| q6 \| A \| B \| \d+\.\d% \| A: fair; B: best, po\ufffdor; C: good \| stem of q6$/u,
    );
    expect(table?.notes).toContain("2 of 6 are shown.");
    const withheld = suspectsTable(analysis, "exam", words, { top: 2, stems: null });
    expect(withheld?.columns).toHaveLength((table?.columns.length ?? 0) - 1);
    expect(withheld?.notes).toContain("The study withholds its items: no question is shown.");
  });

  it("show counts in place of names for a large field", () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`m${at}`, at < 14 ? "AB" : "BA"]));
    const table = suspectsTable(analyseItems(itemField("AA", many), itemSettings()), "exam", words, options);
    expect(rowsOf(table)[0]).toContain("B 14, A 6");
  });

  it("list items with negative discrimination, lowest first, and wrong options in common", () => {
    const [negative, everybody] = strikingItemsTables(analysis, "exam", words, options);
    expect(negative?.title).toBe("Items with negative discrimination · exam");
    expect(rowsOf(negative)[0]).toMatch(/^q6 \| A \| 25\.0% \[4\.6, 69\.9\] n = 4 \| −0\.37/u);
    expect(rowsOf(everybody)[0]).toMatch(/^q1 \| A \| 100\.0%/u);
    expect(rowsOf(consensusTable(analysis, "exam", words, options))[0]).toBe("q5 | A | B | 75.0% n = 4 | stem of q5");
    expect(rowsOf(sharedErrorsTable(analysis, "exam", words, options))[0]).toMatch(/ \| 100\.0% \[.*\] \| 1$/u);
  });

  it("name the way of asking only where there are several", () => {
    expect(analysisName(analysis, [analysis])).toBe("exam");
    expect(analysisName(analysis, [analysis, { ...analysis, arm: "json" }])).toBe("exam · letter-only");
  });
});

describe("tables of parallel languages", () => {
  const version = (language: string, text: string) =>
    itemField(
      "AAAA",
      { a: text },
      {
        exam: `sample-${language}`,
        languages: ["", "", "", ""].map(() => language),
        parallelIds: ["p1", "p2", "p3", "p4"],
      },
    );
  const fields = [version("en", "AAAB"), version("zh", "ABAB")];

  it("give differences in points with interval and n, equivalence with a margin, and items that differ", () => {
    const settings = itemSettings({ comparison: { alpha: 0.05, smallStratum: 30, margin: 0.1 } });
    const found = parallelLanguages(fields, settings);
    const [models, items, another] = found === null ? [] : parallelLanguagesTables(found, words, { top: 5 });
    expect(another).toBeUndefined();
    expect(models?.title).toBe("en and zh: the same items in two languages · sample-en / sample-zh");
    expect(rowsOf(models)[0]).toMatch(
      /^a \| 75\.0% \| 50\.0% \| \+25\.0 \[.*\] \| 4 \| 1 \/ 0 \| 1\.0000 \| not shown \[.*\] p = 0\.\d+$/u,
    );
    expect(models?.notes.at(-1)).toContain("it takes 100 candidates who sat both versions, and there are 1");
    expect(rowsOf(items)).toEqual(["p2 | 0 | 1 | 0 | 0 | 1"]);
  });

  it("say that equivalence is not tested without a margin", () => {
    const found = parallelLanguages(fields, itemSettings());
    const [models] = found === null ? [] : parallelLanguagesTables(found, words, { top: 5 });
    expect(models?.notes.join(" ")).toContain("No margin is stated");
    expect(models?.columns.map(({ label }) => label)).not.toContain("Within ∓10.0%");
  });
});

describe("rekeyTables", () => {
  it("shows changes of accuracy, rank and pass, and dashes for what is not there", () => {
    const share = (value: number) => ({ value, low: value - 0.1, high: value + 0.1, n: 50 });
    const model = {
      model: "m",
      before: share(0.58),
      after: share(0.62),
      difference: share(0.04),
      gained: 3,
      lost: 1,
      droppedWithPoints: 0,
      rankBefore: 2,
      rankAfter: 1,
      passBefore: false,
      passAfter: true,
    };
    const empty = {
      ...model,
      model: "silent",
      before: null,
      after: null,
      difference: null,
      rankBefore: null,
      rankAfter: null,
      passBefore: null,
      passAfter: null,
    };
    const record: RekeyRecord = {
      format: 1,
      run: "r",
      specificationHash: "h",
      keys: { file: "k.csv", sha256: "s" },
      level: 0.95,
      revisions: [],
      unchanged: 0,
      exams: [
        {
          exam: "exam",
          arm: "letter-only",
          perturbation: "none",
          scorer: "exact-set",
          itemsBefore: 50,
          itemsAfter: 50,
          rekeyed: 4,
          dropped: 0,
          credited: 0,
          keptAnswers: 2,
          passMark: 0.6,
          models: [model, empty],
        },
      ],
    };
    const [table] = rekeyTables(record, words);
    expect(rowsOf(table)).toEqual([
      "m | 58.0% [48.0, 68.0] n = 50 | 62.0% [52.0, 72.0] n = 50 | +4.0 [−6.0, 14.0] n = 50 | 3 | 1 | 2 → 1 | fail → pass",
      "silent | not estimable | not estimable | not estimable | 3 | 1 | – | –",
    ]);
    expect(table?.notes.at(-1)).toContain("do not keep the key, left as they were: 2");
  });
});
