import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../packages/core/src/records/answer.ts";
import type { Calibration } from "../packages/core/src/records/calibration-analysis.ts";
import { recordsOf } from "./run-folder.ts";
import { viva } from "./viva.ts";

const source = fileURLToPath(new URL("../packages/core/src/weights/__fixtures__/tiny-llama", import.meta.url));
const nItems = 12;

let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "viva-calibration-"));
  expect((await command("convert", source, "tiny.gguf", "--type", "f32")).code).toBe(0);
  const local = "backend: local, model: tiny.gguf, gpu: off, grammar: letter, contextSize: 1024, maxTokens: 4";
  const asked = "modes: [generate, { likelihood: label }]\nscorers: [exact-set, { use: negative-marking, right: 3 }]";
  expect(await sit("asked-both-ways", asked, `{ id: tiny, ${local} }`)).toMatchObject({ code: 0, stderr: "" });
  expect(await sit("without", "seed: 1", "{ id: first, backend: constant-label, position: 1 }")).toMatchObject({
    code: 0,
  });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const command = (...args: string[]) => viva(args, { cwd: folder });

/** Sit the first single-answer items of the sample exam, with one model. */
async function sit(name: string, asked: string, model: string) {
  const text = `name: ${name}
dataset: { use: sample-exam, language: es }
filters: { kind: [single], limit: ${nItems} }
prompts: [letter-only]
${asked}
models: [${model}]
strata: []
language: es
reports: [html, markdown, json]
`;
  writeFileSync(join(folder, `${name}.yaml`), text);
  return await command("run", `${name}.yaml`, "--out", name);
}

describe("viva calibration on a run by likelihood", () => {
  it("gives everything as JSON: the confidences of the answers, and where replies and likelihoods part", async () => {
    const { code, stdout, stderr } = await command("calibration", "asked-both-ways", "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { analyses, partings } = JSON.parse(stdout) as Calibration;
    const [analysis, ...others] = analyses;
    expect(others).toEqual([]);
    expect(analysis).toMatchObject({ exam: "sample-exam", arm: "letter-only+likelihood-label", bins: 10 });
    const answers = recordsOf<Answer>(join(folder, "asked-both-ways"), "answers.jsonl").filter(
      ({ arm }) => arm === analysis?.arm,
    );
    expect(answers).toHaveLength(nItems);
    const row = analysis?.rows[0];
    expect(row).toMatchObject({ model: "tiny", source: "likelihood", nAnswers: nItems, withoutConfidence: 0 });
    const confidences = answers.map(({ confidence }) => confidence ?? Number.NaN);
    expect(row?.confidence).toBeCloseTo(confidences.reduce((sum, one) => sum + one, 0) / nItems, 12);
    expect(row?.bins.reduce((sum, { n }) => sum + n, 0)).toBe(nItems);
    // The exam's own marks: as in the MIR three points for a right answer, and of five options a quarter off for a wrong one.
    expect(analysis?.marks).toMatchObject({ scorer: "negative-marking", right: { low: 3 }, wrong: { low: -0.75 } });
    expect((row?.forMarks?.chosen.n ?? 0) + (row?.forMarks?.heldOut.n ?? 0)).toBe(nItems);
    expect(partings).toHaveLength(1);
    expect(partings[0]?.rows[0]).toMatchObject({
      model: "tiny",
      generateArm: "letter-only",
      likelihoodArm: "letter-only+likelihood-label",
      nItems,
    });
  });

  it("prints tables in the study's language or another, and takes bins, a goal and marks", async () => {
    const spanish = await command("calibration", "asked-both-ways");
    expect(spanish).toMatchObject({ code: 0, stderr: "" });
    for (const title of ["Confianza y exactitud", "¿A partir de qué confianza?", "frente a verosimilitudes"]) {
      expect(spanish.stdout).toContain(title);
    }
    expect(spanish.stdout).toContain("(3,00 / −0,75 / 0,00)");
    const english = await command(
      ..."calibration asked-both-ways --language en --bins 3 --accuracy 0.5 --wrong -1 --exam sample-exam".split(" "),
    );
    expect(english).toMatchObject({ code: 0, stderr: "" });
    for (const said of ["over up to 3 bins", "accuracy of 50.0%", "most marks (1.00 / −1.00 / 0.00)", "asked for"]) {
      expect(english.stdout).toContain(said);
    }
    const asked = await command("calibration", "asked-both-ways", "--abstained", "0.25", "--json");
    expect((JSON.parse(asked.stdout) as Calibration).analyses[0]?.marks).toMatchObject({
      scorer: null,
      wrong: { low: 0, high: 0 },
      abstained: { low: 0.25, high: 0.25 },
    });
  });

  it("stands in the run's own reports, without another command", () => {
    const read = (file: string): string => readFileSync(join(folder, "asked-both-ways/report", file), "utf8");
    const html = read("index.html");
    expect(html).toContain('href="#calibration"');
    const section = html.slice(html.indexOf('<section id="calibration"')).split("</section>")[0] ?? "";
    expect(section).toContain("¿Es creíble su confianza?");
    expect(section.match(/<svg/gu)).toHaveLength(2);
    expect(section.match(/<table/gu)).toHaveLength(5);
    expect(read("report.md")).toContain("Confianza y exactitud");
    const { analyses } = JSON.parse(read("report.json")) as { analyses: Calibration & { calibration: unknown[] } };
    expect(analyses.calibration).toHaveLength(1);
    expect(analyses.partings).toHaveLength(1);
    expect(readFileSync(join(folder, "without/report/index.html"), "utf8")).not.toContain('id="calibration"');
  });
});

describe("viva calibration refuses", () => {
  it.each([
    ["a folder without a run", ["calibration", "nowhere"], 2, "RUN_NOT_FOUND"],
    ["a run without confidences", ["calibration", "without"], 2, "RUN_CONFIDENCES_ABSENT"],
    ["a run without confidences as JSON", ["calibration", "without", "--json"], 2, "RUN_CONFIDENCES_ABSENT"],
    ["a folder that is no run's", ["calibration", "."], 2, "RUN_NOT_FOUND"],
    ["an exam the run does not have", ["calibration", "asked-both-ways", "--exam", "x"], 2, "ARGUMENT_INVALID"],
    ["bins that are no whole number", ["calibration", "asked-both-ways", "--bins", "2.5"], 2, "ARGUMENT_INVALID"],
    ["an accuracy above 1", ["calibration", "asked-both-ways", "--accuracy", "90"], 2, "ARGUMENT_INVALID"],
    ["a wrong answer that earns all", ["calibration", "asked-both-ways", "--wrong", "1"], 2, "ARGUMENT_INVALID"],
    ["marks that are no number", ["calibration", "asked-both-ways", "--abstained", ""], 2, "ARGUMENT_INVALID"],
    ["a run that was broken off", ["calibration", "broken-off"], 4, "RUN_UNFINISHED"],
  ])("%s", async (what, args, code, said) => {
    if (what === "a run that was broken off") {
      cpSync(join(folder, "without"), join(folder, "broken-off"), { recursive: true });
      rmSync(join(folder, "broken-off/answers.jsonl"));
    }
    const end = await command(...args);
    expect(end.code).toBe(code);
    expect(end.stderr).toContain(said);
    expect(end.stdout).toBe("");
  });
});
