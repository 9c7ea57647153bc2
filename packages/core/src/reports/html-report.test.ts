import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ReportInput } from "../records/report-input.ts";
import { estimate, notEstimable, sampleReply, sampleReportInput } from "./__fixtures__/sample-report-input.ts";
import { htmlReport } from "./html-report.ts";

/** The page without its style, its script and its embedded data: what a reader sees before the script runs. */
function visible(page: string): string {
  return page.replace(/<style>[\s\S]*?<\/style>/gu, "").replace(/<script[\s\S]*?<\/script>/gu, "");
}

/** What an expression finds; a failed test then prints the finds, not a whole page. */
function found(text: string, expression: RegExp): string[] {
  return [...text.matchAll(new RegExp(expression, "gu"))].map(([match]) => match);
}

function embedded(page: string) {
  const [, json = "{}"] = /<script type="application\/json" id="replies-data">(.*?)<\/script>/su.exec(page) ?? [];
  return JSON.parse(json);
}

const page = htmlReport(sampleReportInput());

describe("htmlReport", () => {
  it("gives the same bytes for the same input, also after other pages were made", () => {
    htmlReport(sampleReportInput("zh"));
    expect(htmlReport(sampleReportInput())).toBe(page);
  });

  it("names the hash of its one script in its policy and loads nothing", () => {
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/gu)];
    expect(scripts).toHaveLength(1);
    const hash = createHash("sha256")
      .update(scripts[0]?.[1] ?? "")
      .digest("base64");
    expect(page).toContain(`script-src 'sha256-${hash}'`);
    expect(page).toContain("default-src 'none'");
    expect(found(page, / (src|srcset|action)=|url\((?!#)|@import|<link|<iframe|<object| on[a-z]+=/u)).toEqual([]);
    expect([...page.matchAll(/ href="([^"]*)"/gu)].every(([, target = ""]) => target.startsWith("#"))).toBe(true);
    // Namespace names of SVG are names, not addresses that are fetched.
    expect(found(page.replace(/http:\/\/www\.w3\.org\/\d+\/(svg|xlink)/gu, ""), /https?:\/\//u)).toEqual([]);
  });

  it("shows every model's accuracy with interval and n", () => {
    expect(visible(page)).toMatch(
      /qwen2\.5-72b<\/bdi><\/th><td class="right">83\.1%<\/td><td class="right">\[79\.2, 86\.4\]<\/td><td class="right">420</u,
    );
    expect(visible(page)).toContain("82.1% – 85.2%");
    expect(visible(page)).toContain("annulled 2");
  });

  it("has landmarks, headings with scope, captions and a text alternative for each figure", () => {
    const text = visible(page);
    for (const landmark of ["<main>", "<nav aria-label=", "<header", "<footer>", 'lang="en"', 'class="skip"']) {
      expect(text).toContain(landmark);
    }
    expect(text.match(/<table>/gu)?.length).toBe(text.match(/<table><caption>[^<]+<\/caption>/gu)?.length);
    expect(found(text, /<th(?! scope=)(?=[ >])/u)).toEqual([]);
    const images = text.match(/<div role="img" aria-label="[^"]{20,}">/gu) ?? [];
    expect(images.length).toBe((text.match(/<figure/gu) ?? []).length);
    expect(text.match(/<svg /gu)?.length).toBe(text.match(/<svg aria-hidden="true"/gu)?.length);
  });

  it("gives every id once", () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/(?:href="|url\()#([^")]+)/gu)].map(([, id]) => id);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  it("marks small cells and cells without data", () => {
    expect(visible(page)).toMatch(
      /<td class="right small">66\.7% <span class="detail">\[46\.7, 82\.0\] n = 24°<\/span>/u,
    );
    expect(visible(page)).toContain("--figure-missing");
  });

  it("says at its top that a run is unfinished, and nothing of it when it is finished", () => {
    const models = sampleReportInput().models.map((entry) => ({ ...entry, finished: 800 }));
    const unfinished = visible(htmlReport(sampleReportInput("en", { complete: false, models })));
    expect(unfinished.indexOf("This run is not finished.")).toBeLessThan(unfinished.indexOf("<nav"));
    expect(unfinished).toContain("160 of 3,360 planned calls");
    expect(visible(page)).not.toContain("not finished");
  });

  it("states how many items the replies are from and by what rule", () => {
    expect(visible(page)).toContain(
      "All replies to 24 of 420 items are here; the items were drawn at random with seed 17.",
    );
    const all = htmlReport(sampleReportInput("en", { sampleRule: { shownItems: 420, totalItems: 420, seed: 17 } }));
    expect(visible(all)).toContain("All replies to all 420 items are here.");
  });

  it("puts hostile text on the page as text only", () => {
    const hostile = `</script><script>alert(1)</script><img src=x onerror=alert(2)>"'&\u2028\u0000\ud800\u202e<!--`;
    const base = sampleReply("en", 0);
    const input: ReportInput = sampleReportInput("en", {
      studyName: hostile,
      exams: [{ name: hostile, dataset: hostile, nItems: 1, languages: [hostile], kinds: { [hostile]: 1 } }],
      estimates: [
        estimate({ model: hostile, right: 1, nItems: 2, exam: hostile, excluded: { [hostile]: 2 } }),
        estimate({ model: hostile, right: 1, nItems: 2, exam: hostile, stratum: { [hostile]: hostile, b: hostile } }),
      ],
      strata: [[hostile, "b"]],
      samples: [
        {
          ...base,
          itemId: hostile,
          model: hostile,
          item:
            base.item === null
              ? null
              : {
                  ...base.item,
                  stem: hostile,
                  language: hostile,
                  references: [hostile],
                  tags: { [hostile]: [hostile] },
                },
          reply: { text: hostile, reasoning: hostile, finishReason: "stop" },
          reading: { ...base.reading, rule: hostile, labels: [hostile], span: [0, 5] },
        },
      ],
    });
    const made = htmlReport(input);
    expect(found(made, /<img|<script>alert|\u0000|\u2028|\u202e/u)).toEqual([]);
    expect(made.match(/<script/gu)).toHaveLength(2);
    expect(made.isWellFormed()).toBe(true);
    expect(embedded(made).items[0].stem.pieces[0].text).toContain("<img src=x onerror=alert(2)>");
  });

  it("embeds at most 20,000 characters of a reply and says so", () => {
    const long = sampleReply("en", 0, {
      reply: { text: "x".repeat(1_000_000), reasoning: "y".repeat(1_000_000), finishReason: "length" },
      reading: { status: "unreadable", optionIds: [], labels: [], rule: "none", span: null },
      truncated: true,
    });
    const made = htmlReport(sampleReportInput("en", { samples: [long] }));
    expect(made.length).toBeLessThan(page.length + 60_000);
    expect(embedded(made).replies[0].reply.cut).toBe("20,000 of 1,000,000 characters are shown.");
    expect(embedded(made).replies[0].outcome).toBe("unreadable");
  });

  it("embeds each item and each prompt once", () => {
    const same = [0, 1, 2].map((repeat) => sampleReply("en", 0, { repeat }));
    const data = embedded(htmlReport(sampleReportInput("en", { samples: same })));
    expect([data.items.length, data.prompts.length, data.replies.length]).toEqual([1, 1, 3]);
    expect(data.replies[2].repeat).toBe("repeat 3");
  });

  it("shows nothing of withheld items", () => {
    const samples = [sampleReply("en", 0, { item: null, prompt: null, reply: null })];
    const made = htmlReport(sampleReportInput("en", { samples, withheld: true }));
    expect(made).not.toContain("crushing chest pain");
    expect(embedded(made)).toMatchObject({ items: [], prompts: [], replies: [{ item: -1, prompt: -1, reply: null }] });
    expect(visible(made)).toContain("The study withholds its items");
  });

  it("never shows NaN or null", () => {
    const rows = [
      "accuracy",
      "weighted-f1",
      "chance-corrected-accuracy",
      "rate:chosen",
      "rate:unreadable",
      "accuracy:worst",
    ];
    const made = htmlReport(
      sampleReportInput("en", {
        estimates: [
          ...rows.map((measure) => notEstimable({ model: "m", measure })),
          notEstimable({ model: "m", stratum: { specialty: "neurology", level: "senior" } }),
        ],
        sensitivity: [notEstimable({ model: "m" })],
      }),
    );
    expect(found(visible(made), /NaN|\bnull\b|undefined|Infinity/u)).toEqual([]);
    expect(visible(made)).toContain("Not estimable: m (no item has a key).");
  });

  it("works with one model, without strata, without replies and without anything", () => {
    const one = visible(
      htmlReport(
        sampleReportInput("en", {
          estimates: [estimate({ model: "m", right: 1, nItems: 2 })],
          strata: [],
          samples: [],
        }),
      ),
    );
    expect(one).toContain("This run has no breakdown by two traits.");
    expect(one).toContain("This report holds no replies.");
    expect(one).not.toContain("Two models whose intervals overlap");
    const nothing = visible(
      htmlReport(
        sampleReportInput("en", { estimates: [], sensitivity: [], models: [], exams: [], samples: [], strata: [] }),
      ),
    );
    expect(nothing).toContain("No accuracy was measured in this run.");
    expect(found(nothing, /NaN|\bnull\b|undefined/u)).toEqual([]);
  });

  it.each([
    ["zh", "zh-Hans", "按专科和职级"],
    ["es", "es", "Por especialidad y nivel"],
  ] as const)("speaks %s throughout", (language, lang, title) => {
    const made = htmlReport(sampleReportInput(language, { complete: false }));
    const text = visible(made);
    expect(made).toContain(`<html lang="${lang}">`);
    expect(text).toContain(`>${title}</h2>`);
    // What is read or read aloud: texts and labels, without the names of elements and classes.
    const spoken = [text.replace(/<[^>]*>/gu, " "), ...found(text, / (aria-label|value)="[^"]*"/u)].join("\n");
    const english =
      /\b(Accuracy|interval|items?|Model|Results|replies|unreadable|Outcome|out|specialty|senior|the|of|is)\b/u;
    expect(found(spoken.replaceAll("seven specialties", ""), english)).toEqual([]);
    const data = embedded(made);
    expect(
      found(
        JSON.stringify([
          Object.values(data.texts),
          data.replies[0].reading,
          data.replies[0].outcome,
          data.items[0].tags,
        ]),
        /\b(key|right|wrong|complete|points|user|Question|specialty|attending)\b/u,
      ),
    ).toEqual([]);
  });

  it("filters and lists nothing in a language other than its own for outcomes", () => {
    expect(visible(htmlReport(sampleReportInput("zh")))).toContain('<option value="无法判读">无法判读</option>');
  });
});
