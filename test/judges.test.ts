import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { randomStream } from "../packages/core/src/base/random.ts";
import type { JudgeAnalysis } from "../packages/core/src/records/judge-analysis.ts";
import type { JudgementLine } from "../packages/core/src/records/judgement.ts";
import type { Score } from "../packages/core/src/records/score.ts";
import { type MockBehaviour, type MockRequest, type MockServer, startMockServer } from "./mock-server.ts";
import { plantExam, plantStudy } from "./planted-exam.ts";
import { derivedFiles, recordsOf, temporaryFolder } from "./run-folder.ts";
import { startViva, viva } from "./viva.ts";

const nQuestions = 40;

/** What a model of the test writes: `good` explains the key, `poor` anything, at any length. */
function explanation(model: string, question: string): string {
  const id = /\[(q-\d{5})\]/.exec(question)?.[1] ?? "";
  const words = 3 + randomStream(3, "length", model, id).integer(12);
  return `${model === "good" ? "This fits the case" : "Perhaps"} ${"because of it ".repeat(words)}(${id})`;
}

/** What a judge of the test says of a reply: more of a good one, a little at random. */
function ratings(judge: string, text: string): Readonly<Record<string, number>> {
  const at = text.lastIndexOf("<<<reply");
  const best = text.slice(at).includes("This fits") ? 5 : 2;
  const moved = randomStream(3, "rating", judge, text).integer(4) === 0 ? 1 : 0;
  const value = best === 5 ? best - moved : best + moved;
  return { accuracy: value, completeness: value, relevance: value, safety: best === 5 ? 5 : 3 };
}

/** What judges are known to send instead of a judgement. */
const garbage: readonly string[] = [
  "As a language model I cannot judge this.",
  "<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>",
  "{".repeat(1_000_000),
  '{"accuracy": 11, "completeness": "fine"}',
];

function judgement({ model, question }: MockRequest): string {
  const replies = question.match(/<<<reply \w+>>>\n/gu) ?? [];
  if (replies.length >= 2) {
    const [, first = "", second = ""] = question.split(/<<<reply \w+>>>\n/u);
    const rank = (text: string): number => (text.startsWith("This fits") ? 1 : 0);
    const better = rank(first) === rank(second) ? "neither" : rank(first) > rank(second) ? "first" : "second";
    return JSON.stringify({ reason: "as it is", better });
  }
  return JSON.stringify({ reason: "as it is", ...ratings(model, question) });
}

function behave(request: MockRequest): MockBehaviour {
  const { model, question } = request;
  return model.startsWith("judge")
    ? { kind: "reply", text: judgement(request) }
    : { kind: "reply", text: explanation(model, question) };
}

/** A study of two models with judges, in a folder; the judges' scorer asks all of them. */
function plantJudges(cwd: string, server: MockServer, judges: readonly string[], more: object = {}): void {
  const served = (id: string) => ({ id, backend: "openai-compatible", model: id, baseUrl: server.baseUrl });
  plantStudy(
    cwd,
    [served("good"), served("poor")].map((model) => ({ ...model, maxAttempts: 2 })),
    {
      assistants: judges.map((id) => ({ ...served(id), maxAttempts: 2 })),
      scorers: ["exact-set", { use: "rubric-judge", ...(judges.length > 1 ? { judges } : { model: judges[0] }) }],
      pairwise: { judges: judges.slice(0, 1) },
      sensitivity: { extractors: [] },
      strata: [],
      ...more,
    },
  );
}

it("judges replies, compares them in pairs, and is held against other judges and people", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  plantExam(cwd, nQuestions, 5);
  const server = await startMockServer({ behave });
  try {
    plantJudges(cwd, server, ["judge-a", "judge-b"]);
    const plan = await viva(["plan", "study.yaml"], { cwd });
    expect(plan.stdout).toMatch(/judge-a is asked about the replies at last: 160 questions at most, 0 finished/);
    expect(plan.stdout).toMatch(/judge-b is asked about the replies at last: 80 questions at most/);
    const run = await viva(["run", "study.yaml", "--out", "run"], { cwd });
    expect(run).toMatchObject({ code: 0 });
    expect(server.paid).toBe(2 * nQuestions + 2 * 2 * nQuestions + 2 * nQuestions);
    for (const { body } of server.requests.filter((request) => request.body.includes('"model":"judge'))) {
      // Neither name of the models under test is in what a judge is sent.
      expect(body).not.toMatch(/"(?:good|poor)"|\bgood\b|\bpoor\b/);
    }
    const judged = async (args: readonly string[] = []): Promise<readonly JudgeAnalysis[]> => {
      const found = await viva(["judges", "run", "--json", ...args], { cwd });
      expect(found).toMatchObject({ code: 0 });
      return JSON.parse(found.stdout) as readonly JudgeAnalysis[];
    };
    const [analysis] = await judged();
    const [rubric] = analysis?.scorers ?? [];
    expect(rubric?.judges).toMatchObject([
      { judge: "judge-a", strict: 80, lenient: 0, unreadable: 0, failed: 0, underTest: null },
      { judge: "judge-b", strict: 80 },
    ]);
    expect(rubric?.means.map(({ model, nItems }) => [model, nItems])).toEqual([
      ["good", 40],
      ["poor", 40],
      ["good", 40],
      ["poor", 40],
    ]);
    const agreement = rubric?.agreement.find(({ criterion }) => criterion === "accuracy");
    expect(agreement?.kappaKind).toBe("cohen-quadratic");
    expect(agreement?.kappa.value).toBeGreaterThan(0.8);
    expect(rubric?.agreement.find(({ criterion }) => criterion === "safety")?.kappa.value).toBe(1);
    expect(analysis?.pairwise?.pairs).toMatchObject([
      { models: ["good", "poor"], nItems: 40, wins: 40, losses: 0, inconsistent: 0, share: { value: 1 } },
    ]);
    expect(rubric?.people).toBeNull();

    // A person who rates every fourth reply one point lower than the first judge.
    const lines = recordsOf<JudgementLine>(join(cwd, "run"), "judgements.jsonl").filter(
      ({ judge }, index) => judge === "judge-a" && index % 8 === 0,
    );
    const rows = lines.map(
      ({ itemId, model, values }) => `${itemId},${model},anna,accuracy,${Math.max(1, (values["accuracy"] ?? 1) - 1)}`,
    );
    writeFileSync(join(cwd, "people.csv"), `itemId,model,rater,criterion,value\n${rows.join("\n")}\n`);
    const [beside] = await judged(["--ratings", "people.csv"]);
    const people = beside?.scorers[0]?.people;
    expect(people?.agreement[0]).toMatchObject({ judge: "judge-a", criterion: "accuracy", nReplies: 20, bias: 0.25 });
    const corrected = people?.means.find(({ judge, model }) => judge === "judge-a" && model === "good");
    expect(corrected?.judgeMean).toBeGreaterThan(0.9);
    expect(corrected?.value).toBeCloseTo((corrected?.judgeMean ?? 0) - 0.25, 1);
    writeFileSync(join(cwd, "wrong.csv"), "itemId,model,criterion,value\nq-00001,good,accuracy,much\n");
    const wrong = await viva(["judges", "run", "--ratings", "wrong.csv"], { cwd });
    expect(wrong).toMatchObject({ code: 3 });
    expect(wrong.stderr).toMatch(/RATINGS_INVALID.*wrong\.csv.*2/s);

    const page = readFileSync(join(cwd, "run/report/index.html"), "utf8");
    expect(page).toContain("What the judges say, and how far to believe them");
    expect(page).toContain("Krippendorff");
    expect(readFileSync(join(cwd, "run/report/report.md"), "utf8")).toContain("good against poor");
    const spanish = await viva(["judges", "run", "--language", "es"], { cwd });
    expect(spanish.stdout).toContain("Pares de respuestas");
  } finally {
    await server.close();
  }
});

it("takes what is no judgement for none, and a judge that is down for unfinished", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  plantExam(cwd, nQuestions, 5);
  let down = true;
  const server = await startMockServer({
    behave: (request) => {
      const number = Number(/\[q-(\d{5})\]/.exec(request.question)?.[1]);
      if (!request.model.startsWith("judge") || (number % 8 !== 0 && !(down && number % 8 === 1))) {
        return behave(request);
      }
      const text = garbage[(number / 8) % garbage.length] ?? "";
      return number % 8 === 1 ? { kind: "status", status: 500 } : { kind: "reply", text };
    },
  });
  try {
    plantJudges(cwd, server, ["judge-a"], { pairwise: undefined, concurrency: 4 });
    const run = await viva(["run", "study.yaml", "--out", "run"], { cwd });
    expect(run).toMatchObject({ code: 5 });
    expect(run.stderr).toContain("10 questions to judges");
    const reasons = (): readonly string[] =>
      recordsOf<Score>(join(cwd, "run"), "scores.jsonl")
        .filter(({ scorer, model }) => scorer === "rubric-judge" && model === "good")
        .map((score) => (score.points === null && "reason" in score ? score.reason : "judged"));
    const count = (reason: string): number => reasons().filter((one) => one === reason).length;
    expect([count("judged"), count("judge-unreadable"), count("judge-failed")]).toEqual([30, 5, 5]);
    expect(recordsOf(join(cwd, "run"), "failures.jsonl")).toHaveLength(10);
    expect(readFileSync(join(cwd, "run/report/index.html"), "utf8")).not.toContain("502 Bad Gateway");
    const offline = await viva(["rescore", "study.yaml", "--out", "run", "--offline"], { cwd });
    expect(offline).toMatchObject({ code: 5 });
    down = false;
    const before = server.arrivals;
    const mended = await viva(["rescore", "study.yaml", "--out", "run"], { cwd });
    expect(mended).toMatchObject({ code: 0 });
    expect(server.arrivals - before).toBe(10);
    expect([count("judged"), count("judge-unreadable"), count("judge-failed")]).toEqual([35, 5, 0]);
  } finally {
    await server.close();
  }
}, 60_000);

it("goes on after kills while judging, and finds what an undisturbed run finds", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  plantExam(cwd, nQuestions, 5);
  const server = await startMockServer({
    behave: (request) => {
      const shown = behave(request);
      return shown.kind === "reply" ? { ...shown, delayMs: 3 + randomStream(1, request.question).integer(15) } : shown;
    },
  });
  try {
    plantJudges(cwd, server, ["judge-a", "judge-b"], { concurrency: 4 });
    expect(await viva(["run", "study.yaml", "--out", "undisturbed"], { cwd })).toMatchObject({ code: 0 });
    const all = server.paid;
    const before = server.arrivals;
    for (const more of [2 * nQuestions + 20, 60, 50]) {
      const running = startViva(["run", "study.yaml", "--out", "killed"], { cwd });
      await Promise.race([server.arrived(server.arrivals + more), running.ended]);
      running.child.kill("SIGKILL");
      expect((await running.ended).signal).toBe("SIGKILL");
    }
    expect(await viva(["run", "study.yaml", "--out", "killed"], { cwd })).toMatchObject({ code: 0 });
    // At most what was under way is asked again: of two models and then of two judges, four at a time each.
    expect(server.arrivals - before - all).toBeLessThanOrEqual(3 * 8);
    expect(derivedFiles(join(cwd, "killed"))).toEqual(derivedFiles(join(cwd, "undisturbed")));
    // Marked again from the journal, nothing differs.
    expect(await viva(["rescore", "study.yaml", "--out", "killed", "--offline"], { cwd })).toMatchObject({ code: 0 });
    expect(derivedFiles(join(cwd, "killed"))).toEqual(derivedFiles(join(cwd, "undisturbed")));
  } finally {
    await server.close();
  }
}, 120_000);

it("asks a server for vectors of texts", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  const rows = ["alpha", "beta", ""].map((explains, at) => ({
    id: `q-${at}`,
    stem: `Question ${at}?`,
    options: { A: "a", B: "b" },
    key: "A",
    explains,
  }));
  writeFileSync(join(cwd, "exam.jsonl"), `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);
  const server = await startMockServer({
    behave: ({ model, question }) =>
      model === "vectors"
        ? { kind: "reply", text: JSON.stringify(question === "alpha" ? [1, 0] : [0.6, 0.8]) }
        : { kind: "reply", text: question.includes("Question 0") ? "first" : "beta" },
  });
  try {
    const served = (id: string) => ({ id, backend: "openai-compatible", model: id, baseUrl: server.baseUrl });
    const fields = { id: "id", stem: "stem", options: "options", key: "key", explanation: "explains" };
    plantStudy(cwd, [served("m")], {
      dataset: { use: "jsonl-file", name: "small", path: "exam.jsonl", language: "en", fields },
      assistants: [served("vectors")],
      scorers: ["exact-set", { use: "embedding-similarity", model: "vectors" }],
      strata: [],
    });
    expect(await viva(["run", "study.yaml", "--out", "run"], { cwd })).toMatchObject({ code: 0 });
    const asked = server.requests.filter(({ path }) => path === "/v1/embeddings").map(({ body }) => JSON.parse(body));
    expect(asked).toContainEqual({ model: "vectors", input: "alpha", encoding_format: "float" });
    // "beta" is a reference and a reply, and asked about once.
    expect(asked.map(({ input }) => input).sort()).toEqual(["alpha", "beta", "first"]);
    const points = recordsOf<Score>(join(cwd, "run"), "scores.jsonl")
      .filter(({ scorer }) => scorer === "embedding-similarity")
      .map((score) => score.points);
    expect(points[0]).toBeCloseTo(0.6, 12);
    expect(points[1]).toBeCloseTo(1, 12);
    expect(points[2]).toBeNull();
  } finally {
    await server.close();
  }
});
