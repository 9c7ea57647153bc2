import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ContaminationPanel, ContaminationRecord } from "../packages/core/src/records/contamination.ts";
import { type Item, publishedKey } from "../packages/core/src/records/item.ts";
import { madeUpCandidates, writeMadeUpExam } from "./contamination-exam.ts";
import { type MockServer, startMockServer } from "./mock-server.ts";
import { recordsOf } from "./run-folder.ts";
import { viva } from "./viva.ts";

let folder = "";
let server: MockServer;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-contamination-"));
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = async (...args: string[]) => await viva(args, { cwd: folder });
const succeed = async (...args: string[]): Promise<string> => {
  const end = await run(...args);
  expect(end, args.join(" ")).toMatchObject({ code: 0, stderr: "" });
  return end.stdout;
};
const panelOf = async (...args: string[]): Promise<ContaminationPanel> => {
  const { panels } = JSON.parse(await succeed("contamination", ...args, "--json")) as ContaminationRecord;
  expect(panels).toHaveLength(1);
  return panels[0] as ContaminationPanel;
};
const flaggedOf = ({ models }: { readonly models: readonly { readonly model: string; readonly flagged: boolean }[] }) =>
  models.filter(({ flagged }) => flagged).map(({ model }) => model);

describe("viva contamination on candidates whose memory is known", () => {
  it("flags who remembers the published order, who recites masked options and who needs no question, and nobody else", async () => {
    const questions = writeMadeUpExam(folder, 90, 3);
    const candidates = madeUpCandidates(questions);
    server = await startMockServer({
      behave: ({ model, question }) => ({ kind: "reply", text: candidates[model]?.(question) ?? "" }),
    });
    const asked = Object.keys(candidates).map((model) => ({
      id: model,
      backend: "openai-compatible",
      preset: "vllm",
      model,
      baseUrl: server.baseUrl,
    }));
    // The letter of the published key, whatever stands there now.
    const remembered = Object.fromEntries(questions.map(({ id, key }) => [id, "ABCD"[key]]));
    const study = {
      name: "made-up",
      dataset: {
        use: "jsonl-file",
        name: "made-up",
        path: "exam.jsonl",
        language: "en",
        fields: { id: "id", stem: "stem", options: "options", key: "key" },
      },
      perturbations: ["shuffle-options", "rotate-options", "options-only", "stem-only", "masked-option"],
      models: [
        ...asked,
        { id: "memory", backend: "scripted", replies: remembered },
        { id: "chance", backend: "random-option" },
        { id: "letter", backend: "constant-label" },
      ],
      resamples: 100,
      reports: ["html", "markdown"],
    };
    writeFileSync(join(folder, "study.yaml"), JSON.stringify(study));
    await succeed("run", "study.yaml", "--out", "run");
    const { order, completion, probes, overlap, suspects } = await panelOf("run");

    expect(order.perturbations).toEqual(["rotate-options", "shuffle-options"]);
    expect(flaggedOf(order)).toEqual(["memory"]);
    const line = (model: string) => order.models.find((one) => one.model === model);
    expect(line("memory")?.published.value).toBe(1);
    expect(line("memory")?.drop.low ?? 0).toBeGreaterThan(0.6);
    expect(line("oracle")).toMatchObject({ drop: { value: 0 }, p: 1 });
    expect(line("student")).toMatchObject({ drop: { value: 0 } });
    // The key is A too often as published: who always says A falls, and letters explain it.
    expect(line("letter")?.drop.value ?? 0).toBeGreaterThan(0.05);
    expect(line("letter")?.habit ?? 0).toBeCloseTo(line("letter")?.drop.value ?? Number.NaN, 1);

    expect(flaggedOf(completion)).toEqual(["reciter"]);
    expect(completion.models.find(({ model }) => model === "reciter")).toMatchObject({
      completed: { value: 1 },
      others: 0,
    });
    // The oracle knows a right option by its text alone: memory, or a cue.
    expect(probes.map(({ probe, models }) => [probe, flaggedOf({ models })])).toEqual([
      ["options-only", ["oracle"]],
      ["stem-only", []],
    ]);
    expect(overlap).toBeNull();
    // The two that bear flags, and nothing of the others.
    const named = new Set(
      suspects.flatMap(({ reasons }) => reasons.flatMap((one) => ("models" in one ? one.models : []))),
    );
    expect(named).toEqual(new Set(["memory", "reciter"]));
    expect(suspects.filter(({ reasons }) => reasons.some(({ kind }) => kind === "order")).length).toBeGreaterThan(60);
    const written = JSON.parse(readFileSync(join(folder, "run/contamination.json"), "utf8")) as ContaminationRecord;
    expect(written.panels[0]?.order).toEqual(order);
  }, 120_000);

  it("tells it in the run's report and on a page of its own, in three languages", async () => {
    expect(await run("contamination", "run", "--strict")).toMatchObject({ code: 6, stderr: "" });
    for (const [language, heading] of [
      ["en", "Published order of the options"],
      ["es", "Orden publicado de las opciones"],
      ["zh", "选项的公布顺序"],
    ] as const) {
      const printed = await succeed("contamination", "run", "--language", language, "--out", `${language}.html`);
      const page = readFileSync(join(folder, `${language}.html`), "utf8");
      for (const text of [printed, page]) {
        expect(text).toContain(heading);
        expect(text).not.toMatch(/NaN|undefined|\{\w+\}/u);
      }
    }
    expect(readFileSync(join(folder, "run/report/index.html"), "utf8")).toContain('<section id="contamination"');
    expect(readFileSync(join(folder, "run/report/report.md"), "utf8")).toContain("## Contamination");
  }, 120_000);

  it("refuses an exam, a corpus and a length that are not there", async () => {
    expect(await run("contamination", "nowhere")).toMatchObject({ code: 2 });
    expect(await run("contamination", "run", "--exam", "other")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("made-up"),
    });
    expect(await run("contamination", "run", "--corpus", "nowhere")).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("DATASET_NOT_FOUND"),
    });
    expect(await run("contamination", "run", "--corpus", "exam.jsonl", "--words", "0")).toMatchObject({ code: 2 });
  }, 60_000);
});

/** Change one word near the end of a stem, or one character of a Chinese one. */
function edited(item: Item): string {
  const at = Math.floor(item.stem.length * 0.85);
  if (item.language === "zh") {
    return `${item.stem.slice(0, at)}某${item.stem.slice(at + 1)}`;
  }
  const words = item.stem.split(" ");
  words[Math.floor(words.length * 0.85)] = "something";
  return words.join(" ");
}

const labelled = (item: Item, stem = item.stem): string =>
  [stem, ...item.options.map(({ text }, at) => `${"ABCDE"[at]}. ${text}`)].join("\n");

/** Text that has nothing to do with the exam. */
const filler = (language: string): string =>
  language === "zh"
    ? "今天的会议讨论了图书馆的开放时间、座位安排以及夏季活动的准备情况，大家一致同意延长周末的服务。"
    : "The library committee met on Tuesday to talk about opening hours, seating and the programme for the summer.";

describe.each(["en", "es", "zh"])(
  "viva contamination with a corpus that holds items of the sample exam, %s",
  (language) => {
    it("finds exactly the planted items, whole and edited", async () => {
      const own = join(folder, language);
      mkdirSync(join(own, "corpus/deep"), { recursive: true });
      const base = { use: "sample-exam", language };
      const plain = { name: "s", dataset: base, resamples: 100, reports: ["json"], language };
      writeFileSync(
        join(own, "first.yaml"),
        JSON.stringify({ ...plain, models: [{ id: "letter", backend: "constant-label" }] }),
      );
      await succeed("run", `${language}/first.yaml`, "--out", `${language}/first`);
      const items = recordsOf<Item>(join(own, "first"), "items.jsonl").filter(({ group }) => group === undefined);
      const longest = [...items].sort((a, b) => b.stem.length - a.stem.length);
      const changed = longest.slice(0, 3);
      const copied = items.filter((item) => !changed.includes(item)).slice(0, 10);

      writeFileSync(
        join(own, "corpus/notes.md"),
        [filler(language), ...copied.slice(0, 4).map((item) => labelled(item)), filler(language)].join("\n\n"),
      );
      writeFileSync(
        join(own, "corpus/deep/dump.jsonl"),
        [
          { text: filler(language) },
          ...copied
            .slice(4)
            .map(({ stem, options }) => ({ meta: { n: 1 }, q: stem, choices: options.map(({ text }) => text) })),
        ]
          .map((record) => JSON.stringify(record))
          .join("\n"),
      );
      writeFileSync(join(own, "corpus/more.TXT"), changed.map((item) => labelled(item, edited(item))).join("\n"));
      writeFileSync(join(own, "corpus/table.csv"), longest.map(({ stem }) => stem).join("\n"));

      // Right on what the corpus holds, wrong elsewhere.
      const planted = new Set([...copied, ...changed].map(({ id }) => id));
      const replies = Object.fromEntries(
        recordsOf<Item>(join(own, "first"), "items.jsonl").map((item) => {
          const right = item.options.filter(({ id }) => publishedKey(item).includes(id));
          const wrong = item.options.filter(({ id }) => !publishedKey(item).includes(id));
          const chosen = planted.has(item.id) ? right : wrong.slice(0, 1);
          return [
            item.id,
            chosen.map(({ id }) => "ABCDE"[item.options.findIndex((option) => option.id === id)]).join(", "),
          ];
        }),
      );
      writeFileSync(
        join(own, "study.yaml"),
        JSON.stringify({
          ...plain,
          models: [
            { id: "met", backend: "scripted", replies },
            { id: "chance", backend: "random-option" },
          ],
        }),
      );
      await succeed("run", `${language}/study.yaml`, "--out", `${language}/run`);
      const panel = await panelOf(`${language}/run`, "--corpus", `${language}/corpus`);
      const { overlap, cleanSubset, suspects, order, nItems } = panel;
      const foundIds = overlap?.found.map(({ itemId }) => itemId);
      expect(new Set(foundIds)).toEqual(planted);
      expect(overlap).toMatchObject({ overlapping: 13 });
      const shareOf = (id: string): number => {
        const one = overlap?.found.find(({ itemId }) => itemId === id);
        return one === undefined ? Number.NaN : one.found / one.ngrams;
      };
      expect(copied.map(({ id }) => shareOf(id))).toEqual(copied.map(() => 1));
      for (const { id } of changed) {
        expect(shareOf(id)).toBeGreaterThan(0);
        expect(shareOf(id)).toBeLessThan(1);
      }
      const [place] = overlap?.found.filter(({ itemId }) => itemId === copied[0]?.id) ?? [];
      expect(place?.place.file).toBe(`${language}/corpus/notes.md`);
      expect(new Set(suspects.map(({ itemId }) => itemId))).toEqual(planted);

      const met = cleanSubset.find(({ model }) => model === "met");
      expect(met).toMatchObject({
        nClean: nItems - 13,
        nOverlapping: 13,
        clean: { value: 0 },
        overlapping: { value: 1 },
      });
      expect(met?.difference.value).toBeCloseTo(-13 / nItems, 12);
      expect(met?.difference.high ?? 1).toBeLessThan(0);
      expect(order).toMatchObject({ why: "the run poses no other order of the options", models: [] });

      // Those who want more of an item found get the copies alone.
      const whole = await panelOf(`${language}/run`, "--corpus", `${language}/corpus`, "--least-share", "95%");
      expect(whole.overlap?.overlapping).toBe(10);
    }, 120_000);
  },
);
