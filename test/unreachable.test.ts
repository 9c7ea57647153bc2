import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type MockBehaviour, type MockRequest, startMockServer } from "./mock-server.ts";
import { type PlantedExam, plantExam, plantStudy } from "./planted-exam.ts";
import { overallEstimates, recordsOf, temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

const concurrency = 8;
const nQuestions = 120;
const command = ["run", "study.yaml", "--out", "run"];
/** A model nobody can reach is given up after seconds; retrying each of its calls would take minutes. */
const mostMs = 20_000;

interface FailureRecord {
  readonly model: string;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

interface CompletionRecord {
  readonly model: string;
}

function answering(exam: PlantedExam): (request: MockRequest) => MockBehaviour {
  return ({ question }) => ({ kind: "reply", text: exam.questionIn(question).given });
}

function finishedBy(run: string, model: string): number {
  return recordsOf<CompletionRecord>(run, "completions.jsonl").filter((line) => line.model === model).length;
}

it("fails a model that cannot be asked alone and at once, and repairs the run later", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  const exam = plantExam(cwd, nQuestions, 9);
  const models = ["sound"];
  const server = await startMockServer({ behave: answering(exam), models });
  const guarded = await startMockServer({ behave: answering(exam), key: "the-right-key-of-this-server" });
  const away = await startMockServer({ behave: answering(exam) });
  await away.close();
  let back: Awaited<ReturnType<typeof startMockServer>> | undefined;
  try {
    const backend = "openai-compatible";
    plantStudy(
      cwd,
      [
        { id: "refused", backend, model: "any", baseUrl: away.baseUrl },
        { id: "unknown", backend, model: "not-served", baseUrl: server.baseUrl },
        { id: "locked-out", backend, model: "any", baseUrl: guarded.baseUrl, apiKeyEnv: "GUARDED_KEY" },
        { id: "sound", backend, model: "sound", baseUrl: server.baseUrl },
      ],
      { concurrency },
    );
    const begunMs = performance.now();
    const end = await viva(command, { cwd, env: { GUARDED_KEY: "a-wrong-key-for-this-server" } });
    expect(performance.now() - begunMs).toBeLessThan(mostMs);
    expect(end).toMatchObject({ code: 5 });

    const run = join(cwd, "run");
    const failures = recordsOf<FailureRecord>(run, "failures.jsonl");
    const codes = new Map(failures.map(({ model, code }) => [model, code]));
    expect(Object.fromEntries(codes)).toEqual({
      refused: "BACKEND_UNREACHABLE",
      unknown: "BACKEND_NOT_FOUND",
      "locked-out": "BACKEND_UNAUTHORISED",
    });
    for (const [model, code] of codes) {
      expect(end.stderr).toContain(`${model} was given up: ${code}`);
      expect(failures.filter((failure) => failure.model === model).length).toBeLessThanOrEqual(2 * concurrency);
      expect(finishedBy(run, model)).toBe(0);
    }
    expect(failures.find(({ model }) => model === "refused")?.message).toContain("ECONNREFUSED");
    expect(failures.find(({ model }) => model === "unknown")?.message).toContain("`not-served` does not exist");
    expect(failures.every(({ remedy }) => remedy.length > 0)).toBe(true);
    expect(guarded.arrivals).toBeLessThanOrEqual(concurrency);
    expect(server.shown.get("status 404")).toBeLessThanOrEqual(concurrency);
    expect(end.stderr).toContain("viva run study.yaml --out run");

    expect(finishedBy(run, "sound")).toBe(nQuestions);
    expect(overallEstimates(run, "sound").get("accuracy")?.value).toBe(exam.accuracy);
    expect(existsSync(join(run, "complete.json"))).toBe(false);

    models.push("not-served");
    const askedSound = server.paid;
    back = await startMockServer({ behave: answering(exam), port: away.port });
    const repaired = await viva(command, { cwd, env: { GUARDED_KEY: "the-right-key-of-this-server" } });
    expect(repaired).toMatchObject({ code: 0 });
    expect(existsSync(join(run, "failures.jsonl"))).toBe(false);
    for (const model of ["refused", "unknown", "locked-out", "sound"]) {
      expect(finishedBy(run, model)).toBe(nQuestions);
      expect(overallEstimates(run, model).get("accuracy")?.value).toBe(exam.accuracy);
    }
    // Whatever was finished was not asked again.
    expect(server.paid - askedSound).toBe(nQuestions);
  } finally {
    await server.close();
    await guarded.close();
    await back?.close();
  }
});

it("gives up a name that no one knows", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  const exam = plantExam(cwd, nQuestions, 9);
  const server = await startMockServer({ behave: answering(exam) });
  try {
    const backend = "openai-compatible";
    plantStudy(
      cwd,
      [
        { id: "nowhere", backend, model: "any", baseUrl: "http://no-such-server.invalid:8000/v1" },
        { id: "sound", backend, model: "any", baseUrl: server.baseUrl },
      ],
      { concurrency },
    );
    const begunMs = performance.now();
    const end = await viva(command, { cwd });
    expect(performance.now() - begunMs).toBeLessThan(mostMs);
    expect(end).toMatchObject({ code: 5 });
    const failures = recordsOf<FailureRecord>(join(cwd, "run"), "failures.jsonl");
    expect(new Set(failures.map(({ model, code }) => `${model} ${code}`))).toEqual(
      new Set(["nowhere BACKEND_UNREACHABLE"]),
    );
    expect(failures[0]?.message).toContain("no-such-server.invalid");
    expect(finishedBy(join(cwd, "run"), "sound")).toBe(nQuestions);
  } finally {
    await server.close();
  }
});

it("gives up a model that the server refuses with a plain 400 for every question", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  const exam = plantExam(cwd, nQuestions, 9);
  const error = {
    message: "Model Not Exist",
    type: "invalid_request_error",
    param: null,
    code: "invalid_request_error",
  };
  const server = await startMockServer({
    behave: (request) =>
      request.model === "sound" ? answering(exam)(request) : { kind: "status", status: 400, body: { error } },
  });
  try {
    const backend = "openai-compatible";
    plantStudy(
      cwd,
      [
        { id: "misspelt", backend, model: "misspelt", baseUrl: server.baseUrl },
        { id: "sound", backend, model: "sound", baseUrl: server.baseUrl },
      ],
      { concurrency },
    );
    const end = await viva(command, { cwd });
    expect(end).toMatchObject({ code: 5 });
    expect(end.stderr).toContain("misspelt was given up: BACKEND_REQUEST_REFUSED");
    expect(end.stderr).toContain("Model Not Exist");
    expect(server.shown.get("status 400")).toBeLessThan(4 * concurrency);
    expect(finishedBy(join(cwd, "run"), "sound")).toBe(nQuestions);
  } finally {
    await server.close();
  }
});
