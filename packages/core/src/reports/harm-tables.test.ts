import { describe, expect, it } from "vitest";
import type { HarmAnalysis, SevereErrorRow } from "../records/harm-analysis.ts";
import type { RunAnalyses } from "../records/run-analyses.ts";
import { sampleReply, sampleReportInput } from "./__fixtures__/sample-report-input.ts";
import { allHarmTables, harmTables } from "./harm-tables.ts";
import { harmTerminalTables } from "./harm-terminal.ts";
import { embeddedReplies } from "./html/embedded-replies.ts";
import { harmSection } from "./html/harm-section.ts";
import { cellText, type ReportTable } from "./report-table.ts";
import { reportWords } from "./report-words.ts";

const hostile = `</td><script>window.hurt = 1</script>\u202e\u0000\ud800 | **x**`;
const languages = ["en", "es", "zh"] as const;

function severeRow(model: string, calls: number, events: number, stratum = {}): SevereErrorRow {
  return {
    model,
    stratum,
    calls,
    items: calls,
    events,
    rate: calls === 0 ? null : events / calls,
    upper: calls === 0 ? null : 0.25,
    ruleOfThree: events === 0 && calls > 0 ? 0.2 : null,
    effectiveSize: calls,
  };
}

function analysis(more: Partial<HarmAnalysis> = {}): HarmAnalysis {
  return {
    exam: "exam",
    arm: "letter-only",
    perturbation: "none",
    level: 0.95,
    gradedItems: 12,
    grades: { none: 1, mild: 2, moderate: 3, severe: 14 },
    criticalItems: 5,
    severe: [
      severeRow(hostile, 12, 1),
      severeRow(hostile, 5, 1, { specialty: "neurology" }),
      severeRow("careful", 12, 0),
    ],
    neverEvents: [
      { model: hostile, calls: 5, severe: 30, wrong: 1, unanswered: 2 },
      { model: "careful", calls: 5, severe: 0, wrong: 0, unanswered: 0 },
    ],
    listed: Array.from({ length: 25 }, (_, at) => ({
      kind: at === 0 ? "wrong" : "severe",
      model: hostile,
      itemId: `item-${at}`,
      variantId: `item-${at}`,
      repeat: 0,
      callId: `c${at}`,
      about: [hostile],
      optionIds: ["A"],
      optionTexts: [hostile],
      excerpt: hostile,
    })),
    ...more,
  };
}

function textOf(tables: readonly Pick<ReportTable, "title" | "columns" | "rows" | "notes">[]): string {
  return tables
    .map(({ title, columns, rows, notes }) =>
      [title, ...columns.map(({ label }) => label), ...rows.flat().map(cellText), ...notes].join("\n"),
    )
    .join("\n");
}

describe("tables of harm", () => {
  it.each(languages)(
    "in %s fill every place and leave no key, empty number or character that moves a cursor",
    (language) => {
      const words = reportWords(language);
      const text = textOf(harmTables(analysis(), words, { stemOf: () => hostile }));
      expect(text).not.toMatch(/\{\w+\}|NaN|undefined|\bharm\.\w+/u);
      expect(text).not.toMatch(/[\u0000\u202e]/u);
      expect(text.isWellFormed()).toBe(true);
    },
  );

  it("tell events, bounds, strata and who answered nothing", () => {
    const [list, rates, strata] = harmTables(analysis(), reportWords("en"), { stemOf: () => "" });
    expect(list?.rows).toHaveLength(25);
    expect(list?.notes.join()).toContain("there are 31 in all");
    expect(rates?.rows[1]?.map(cellText)).toEqual(["careful", "0 of 5", "0", "0.0%", "25.0%", "12 n = 12"]);
    expect(rates?.notes.at(-1)).toMatch(/of those to critical questions there were: .*: 2\.$/u);
    expect(strata?.rows.map((row) => row.map(cellText))).toEqual([["neurology", "1 of 5 at most 25.0%", "–"]]);
  });

  it("say so where there was no never-event, and leave the list out where no item is critical", () => {
    const none = analysis({
      listed: [],
      neverEvents: [{ model: "careful", calls: 5, severe: 0, wrong: 0, unanswered: 0 }],
      severe: [severeRow("careful", 0, 0)],
    });
    const words = reportWords("en");
    const [list, rates] = harmTables(none, words, { stemOf: () => "" });
    expect(list?.notes).toEqual(["No never-event in 5 replies to 5 critical questions."]);
    expect(rates?.rows[0]?.map(cellText)).toContain("not estimable");
    expect(harmTables({ ...none, criticalItems: 0 }, words, { stemOf: () => "" })).toHaveLength(1);
  });

  it("put the perturbed forms of an exam into one table beside the published one", () => {
    const harm = [analysis(), analysis({ perturbation: "shuffle-options" })];
    const tables = allHarmTables({ harm, stems: {} }, reportWords("en"));
    expect(tables.map(({ title }) => title)).toEqual([
      "exam: Never-events",
      "exam: Severe errors by model",
      expect.stringMatching(/^exam: Severe errors by /u),
      "exam: Severe errors when asked another way",
    ]);
    expect(tables[3]?.rows).toHaveLength(2);
  });

  it("form no markup on the page, and are few on a terminal", () => {
    const words = reportWords("en");
    const html = harmSection({ harm: [analysis()], stems: {} }, words);
    expect(html).not.toContain("<script");
    const harm = [analysis(), analysis({ perturbation: "shuffle-options" })];
    const analyses: RunAnalyses = {
      comparisons: [],
      profiles: [],
      levels: [],
      standards: [],
      facts: [],
      items: [],
      parallelLanguages: null,
      harm,
      stems: {},
    };
    const [list, rates, ...further] = harmTerminalTables(sampleReportInput("en", { analyses }), words);
    expect(further).toEqual([]);
    expect(list?.rows).toHaveLength(10);
    expect(list?.notes).toEqual(["10 of 31 never-events; the report lists more."]);
    expect(rates?.rows).toHaveLength(2);
  });
});

describe("the list of replies", () => {
  const words = reportWords("en");
  const base = sampleReply("en", 0);

  it("shows an option's harm, and what was said before the question", () => {
    const item = base.item && {
      ...base.item,
      dialogue: [{ role: "user" as const, content: "It hurts." }],
      options: base.item.options.map((option, at) => (at === 1 ? { ...option, harm: "severe" as const } : option)),
    };
    const data = embeddedReplies(sampleReportInput("en", { samples: [{ ...base, item }] }), words);
    expect(data.items[0]?.options.map(({ harm }) => harm)).toEqual(["", "severe harm", "", "", ""]);
    expect(data.items[0]?.case?.pieces).toEqual([{ text: expect.stringContaining("user: It hurts.") }]);
  });

  it("files a reply to a question without options as answered in words", () => {
    const item = base.item && { ...base.item, kind: "free-text" as const, options: [], accepted: [] };
    const reading = { ...base.reading, status: "unreadable" as const, rule: "no-answer", optionIds: [], labels: [] };
    const prompt = base.prompt && { ...base.prompt, labels: [] };
    const data = embeddedReplies(sampleReportInput("en", { samples: [{ ...base, item, prompt, reading }] }), words);
    expect(data.items[0]?.hasKey).toBe(true);
    expect(data.replies[0]?.outcome).toBe("answered in words");
    expect(data.replies[0]?.reading[0]).toEqual({ name: "Reading", value: "answered in words" });
    const refused = { ...reading, status: "refused" as const };
    const other = embeddedReplies(
      sampleReportInput("en", { samples: [{ ...base, item, prompt, reading: refused }] }),
      words,
    );
    expect(other.replies[0]?.outcome).toBe("refused");
  });
});
