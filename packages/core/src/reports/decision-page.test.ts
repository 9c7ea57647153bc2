import { describe, expect, it } from "vitest";
import { fieldOf, settingsOf } from "../comparisons/__fixtures__/standard-field.ts";
import { decisionOf } from "../comparisons/decision.ts";
import { versionChange } from "../comparisons/version-change.ts";
import type { DecisionPage } from "../records/decision.ts";
import { decisionHtml, decisionTerminalTables } from "./decision-page.ts";

const places = Array.from({ length: 60 }, (_, item) => item);
const field = fieldOf({
  points: {
    "<script>m</script>": places.map((item) => (item % 3 === 0 ? 0 : 1)),
    base: places.map((item) => (item % 4 === 0 ? 0 : 1)),
  },
  tags: { specialty: places.map((item) => (item % 2 === 0 ? "cardiovascular" : "neurology")) },
});
const settings = settingsOf({
  passMark: 0.6,
  strata: [["specialty"]],
  comparison: { reference: "base", margin: 0.05 },
  standard: { sections: { tag: "specialty", minima: { neurology: 0.5 } } },
});
const page: DecisionPage = {
  model: "<script>m</script>",
  exam: "exam",
  runs: [
    { folder: "runs/june", name: "june", createdAt: "2026-06-01T00:00:00Z", viva: "0.1.0", specificationHash: "abc" },
  ],
  language: "en",
  decisions: [
    decisionOf(field, settings, {
      model: 0,
      run: "june",
      yardsticks: new Set(),
      rates: [
        { measure: "rate:chosen", value: 0.9, low: 0.8, high: 0.96, nItems: 60, nCalls: 60 },
        { measure: "rate:refused", value: 0.05, low: 0.02, high: 0.14, nItems: 60, nCalls: 60 },
        { measure: "rate:unreadable", value: 0, low: 0, high: 0.06, nItems: 60, nCalls: 60 },
        { measure: "rate:truncated", value: 0, low: 0, high: 0.06, nItems: 60, nCalls: 60 },
      ],
      operations: {
        backend: "openai-compatible",
        platform: "linux-x64",
        calls: 60,
        attempts: 61,
        latencyMs: { mean: 900, p50: 812, p95: 15_400 },
        promptTokens: 12_000,
        completionTokens: null,
        cost: { amount: 0.42, currency: "EUR" },
        costPerThousandCalls: { amount: 7, currency: "EUR" },
      },
      change: versionChange(field, { now: 0, before: 1, run: "may", otherItems: 2 }, 0.95),
      complete: false,
      audited: true,
      perturbed: true,
    }),
  ],
};

describe("decisionHtml", () => {
  const html = decisionHtml(page);

  it("is one file without scripts or addresses, and keeps hostile names as text", () => {
    expect(html).not.toMatch(/<script|https?:\/\/|<link|<img| src=/u);
    expect(html).toContain("default-src &#39;none&#39;".replaceAll("&#39;", "'"));
    expect(html).toContain("May we use &lt;script&gt;m&lt;/script&gt; for exam?");
    expect(decisionHtml(page)).toBe(html);
  });

  it("states every finding with its interval or probability and n, and recommends nothing", () => {
    const text = html
      .replace(/<style>[\s\S]*<\/style>/u, "")
      .replace(/<[^>]+>/gu, " ")
      .replace(/\s+/gu, " ");
    expect(text).toMatch(/What does it score\? 66\.7% \[\d+\.\d, \d+\.\d\] n = 60/u);
    expect(text).toMatch(/Does it pass\? P\(pass\) \d+\.\d%; another sitting \d+\.\d% pass mark 60%/u);
    expect(text).toMatch(/Does it reach 50% in neurology\? P \d+\.\d%/u);
    expect(text).toMatch(
      /not shown by the margin of 5\.0 points difference −8\.3 \[−\d+\.\d, \d+\.\d\], p = 0\.\d+, n = 60/u,
    );
    expect(text).toContain("How often: refused? 5.0% [2.0, 14.0] 60 replies to 60 items");
    expect(text).toContain("format failure");
    expect(text).not.toContain("How often: truncated");
    expect(text).toContain("0.81 s 15.4 s 12,000 / not known 0.4200 EUR 7.00 EUR");
    expect(text).toContain("The run is not finished");
    expect(text).not.toMatch(/\{\w+\}|undefined|NaN|decision\.\w/u);
    // "It recommends nothing" is the only time the word is used.
    expect(text.match(/recommend|\bshould use\b|\bsafe\b/giu)).toEqual(["recommend"]);
  });

  it.each(["es", "zh"] as const)("has every word in %s", (language) => {
    const text = decisionHtml(page, language);
    expect(text).toContain(`<html lang="${language === "zh" ? "zh-Hans" : "es"}">`);
    expect(text).not.toMatch(/\{\w+\}|undefined|decision\.\w/u);
    expect(text).not.toContain("What is not known");
  });
});

describe("decisionTerminalTables", () => {
  it("lists at most twenty changed items, and says how many more there are", () => {
    const tables = decisionTerminalTables(page);
    const flips = tables.find(({ header }) => header[0] === "Item");
    const all = page.decisions[0]?.change?.flips.length ?? 0;
    expect(all).toBeGreaterThan(20);
    expect(flips?.rows).toHaveLength(20);
    expect(flips?.notes).toEqual([`${all - 20} more are on the page and in --json.`]);
    for (const table of tables) {
      expect(table.rows.every((row) => row.length === table.header.length)).toBe(true);
    }
    expect(tables.at(-1)?.rows.flat().join(" ")).toContain("An exam is not practice");
  });
});
