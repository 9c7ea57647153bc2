import { describe, expect, it } from "vitest";
import { sampleMergeReport, sampleSearch } from "./__fixtures__/sample-merge-report.ts";
import { mergeModelNames } from "./merge-names.ts";
import { mergeCardSection, mergeHtml, mergeMarkdown, mergeTerminalTables } from "./merge-page.ts";
import { mergeLossRows } from "./merge-search-tables.ts";

const report = sampleMergeReport();
const textOf = (html: string): string =>
  html
    .replace(/<style>[\s\S]*<\/style>/u, "")
    .replace(/<svg[\s\S]*?<\/svg>/gu, "")
    .replace(/<[^>]+>/gu, " ")
    .replace(/\s+/gu, " ");

describe("mergeHtml", () => {
  const html = mergeHtml(report, "en");
  const text = textOf(html);

  it("is one file without scripts or addresses, the same each time", () => {
    expect(html).not.toMatch(/<script|<link|<img| src=/u);
    expect(html.replaceAll("http://www.w3.org/", "")).not.toMatch(/https?:\/\//u);
    expect(html).toContain("default-src 'none'");
    expect(mergeHtml(report, "en")).toBe(html);
  });

  it("shows every model's accuracy in every exam with its test against the merge", () => {
    const [cardiology, nephrology] = report.comparison?.comparisons ?? [];
    for (const [name, exam] of [
      ["ties", cardiology],
      ["base", nephrology],
    ] as const) {
      const model = exam?.models.find((each) => each.name === name);
      const pair = exam?.pairs.find(
        ({ first, second }) => [first, second].toSorted().join() === [name, "hi-merging"].toSorted().join(),
      );
      expect(text).toContain(`${((model?.value ?? 0) * 100).toFixed(1)}%`);
      const p = pair?.test.holmP ?? 1;
      expect(text).toContain(p < 0.0001 ? "< 0.0001" : p.toFixed(4));
    }
    expect(text).toMatch(/Accuracy by exam Model cardiology p \(Holm\) against hi-merging nephrology/u);
  });

  it("shows what each layer contributes, with intervals, its conflict and what was done", () => {
    expect(text).toContain(
      "block 0 nephrology +31.0 [23.0, 39.0] +4.0 [−3.0, 11.0] +27.0 [17.0, 37.0] 0.0011 severe left out: nephrology",
    );
    expect(text).toContain("partial pruned again: nephrology (p 0.25, s 0.50)");
    expect(text).toContain("none found as it was");
  });

  it("shows lengths, fates and angles of the task vectors", () => {
    const whole = report.geometry?.whole;
    expect(text).toContain(
      `whole model cardiology 100.0% ${((whole?.models[0]?.unchanged ?? 0) * 100).toFixed(1)}% 30.0%`,
    );
    expect(text).toContain((whole?.cosines[0]?.cosine ?? 0).toFixed(3));
    expect(text).toContain("2".repeat(64));
    expect(text).toContain("Everything is as recorded.");
  });

  it("keeps hostile names as text", () => {
    const hostile = "</pre><script>x</script>";
    const record = { ...report.record, recipe: hostile, notes: [hostile] };
    const page = mergeHtml(sampleMergeReport({ folder: hostile, record }), "en");
    expect(page).not.toContain("<script");
    expect(page).toContain("&lt;/pre&gt;&lt;script&gt;x&lt;/script&gt;");
  });

  it.each([
    ["es", "Conservado", "grave"],
    ["zh", "保留", "严重冲突"],
  ] as const)("speaks %s", (language, kept, severe) => {
    const page = textOf(mergeHtml(report, language));
    expect(page).toContain(kept);
    expect(page).toContain(severe);
    expect(page).not.toMatch(/\{\w+\}/u);
  });

  it("says what it lacks without runs, without a search and where inputs are gone", () => {
    const bare = sampleMergeReport({
      ...{ comparison: null, search: null, geometry: null, verification: null },
      absentInputs: ["/models/2/model.safetensors"],
    });
    const page = textOf(mergeHtml(bare, "en"));
    expect(page).toContain("No run was given.");
    expect(page).toContain("Not measured: models it was made from are no longer there (/models/2/model.safetensors).");
    expect(page).toContain("`viva merge verify`".replaceAll("`", ""));
    expect(page).not.toContain("The search");
    expect(mergeMarkdown(bare, "en")).toContain("Not measured");
    const [facts] = mergeTerminalTables(bare, "en");
    expect(facts?.notes.join("\n")).toMatch(/No run was given[\s\S]*Not measured/u);
  });

  it("names what is not as recorded", () => {
    const verification = {
      ...{ method: "ties", tensors: 1, inputsCompared: 1, inputsAbsent: ["/gone"] },
      problems: ["config.json was changed"],
    };
    const page = textOf(mergeHtml(sampleMergeReport({ verification }), "en"));
    expect(page).toContain("this is not as recorded: config.json was changed.");
    expect(page).toContain("no longer there: /gone.");
  });
});

describe("mergeMarkdown", () => {
  const text = mergeMarkdown(report, "en");

  it("has every table, with names escaped, and the recipe as it was written", () => {
    expect(text).toContain("| block 0 | cardiology | +35.0 \\[27.0, 43.0\\] |");
    expect(text).toContain("### cardiology · Pairs");
    expect(text).toContain("```yaml\nmerge_method: breadcrumbs\n");
    expect(text.match(/^\| .*model\.embed\\_tokens\.weight/gmu)?.length).toBe(7);
  });

  it("fences a recipe that has a fence", () => {
    const record = { ...report.record, recipe: "# ```\nmodels: []\n" };
    expect(mergeMarkdown(sampleMergeReport({ record }), "en")).toContain("````yaml\n# ```\nmodels: []\n````");
  });
});

it("gives the model card accuracies, the search and every input's hash", () => {
  const card = mergeCardSection(report);
  expect(card).toMatch(/^## Examined with Viva\n\n### Accuracy by exam\n/u);
  expect(card).toContain("severe");
  for (const { sha256 } of report.record.inputs) {
    expect(card).toContain(sha256);
  }
});

it("leaves out the folders that all models have in common", () => {
  const named = (...models: string[]) => {
    const [input] = report.record.inputs;
    const inputs = models.flatMap((model) => (input === undefined ? [] : [{ ...input, model }]));
    const short = mergeModelNames({ record: { ...report.record, inputs }, search: null });
    return models.map(short);
  };
  expect(named("/a/b/base", "/a/b/one", "/a/b/c/two")).toEqual(["base", "one", "c/two"]);
  expect(named("/a/base", "/a/base/one")).toEqual(["base", "base/one"]);
  expect(named("org/base", "other/one@v2")).toEqual(["org/base", "other/one@v2"]);
  expect(named("base", "one")).toEqual(["base", "one"]);
  expect(named("a/only")).toEqual(["a/only"]);
});

it("draws losses only where the axis holds them", () => {
  expect(mergeLossRows(sampleSearch).map(({ toldApart }) => toldApart)).toEqual([false, false, true, true, true, true]);
  const [first = [], ...others] = sampleSearch.contributions;
  const [line, ...more] = first;
  const wide = line === undefined ? [] : [{ ...line, loss: { value: 0.9, low: 0.7, high: 1.1 } }];
  expect(mergeLossRows({ ...sampleSearch, contributions: [[...wide, ...more], ...others] })).toEqual([]);
});
