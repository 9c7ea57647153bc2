import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { randomStream } from "../packages/core/src/base/random.ts";
import { type MockBehaviour, type MockRequest, startMockServer } from "./mock-server.ts";
import { type PlantedExam, plantExam, plantStudy } from "./planted-exam.ts";
import { overallEstimates, recordsOf, temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

const seed = 20_261_120;
const nQuestions = 400;

interface CompletionRecord {
  readonly place: string;
  readonly attempts: readonly { readonly cause: string }[];
}

/** The model of the exam behind a server on which 22 % of the tries go wrong, by the question and the number of tries. */
function faulty(exam: PlantedExam): (request: MockRequest) => MockBehaviour {
  return ({ question, tries }) => {
    const { id, given } = exam.questionIn(question);
    const draw = randomStream(seed, "fault", id, tries).fraction();
    if (draw < 0.1) {
      return { kind: "status", status: 500, body: { error: { message: "CUDA error: out of memory", code: 500 } } };
    }
    if (draw < 0.15) {
      return { kind: "reset", when: draw < 0.125 ? "at-once" : "in-the-body" };
    }
    if (draw < 0.2) {
      return { kind: "hang" };
    }
    if (draw < 0.22) {
      return { kind: "malformed", body: draw < 0.21 ? "<html>502 Bad Gateway</html>" : '{"choices":[]}' };
    }
    return { kind: "reply", text: `The answer is ${given}.` };
  };
}

/** At the 61st and every 250th arrival after it begins a burst: for 200 ms all requests get 429 and are told to wait a second. */
function withBursts(behave: (request: MockRequest) => MockBehaviour): (request: MockRequest) => MockBehaviour {
  let burstUntilMs = Number.NEGATIVE_INFINITY;
  return (request) => {
    const nowMs = performance.now();
    if (request.arrival % 250 === 60) {
      burstUntilMs = nowMs + 200;
    }
    return nowMs < burstUntilMs
      ? {
          kind: "status",
          status: 429,
          headers: { "retry-after": "1" },
          body: { error: { message: "Rate limit reached", type: "requests", code: "rate_limit_exceeded" } },
          ofBurst: true,
        }
      : behave(request);
  };
}

it("finds the truth behind a server that fails in every way a server can", async () => {
  await using folder = await temporaryFolder();
  const exam = plantExam(folder.path, nQuestions, seed);
  const behave = faulty(exam);
  const server = await startMockServer({ behave: withBursts(behave) });
  const sound = await startMockServer({
    behave: ({ question }) => ({ kind: "reply", text: `The answer is ${exam.questionIn(question).given}.` }),
  });
  try {
    const fields = { concurrency: 32 };
    const model = { id: "m", backend: "openai-compatible", model: "m", timeoutMs: 500 };
    plantStudy(folder.path, [{ ...model, baseUrl: sound.baseUrl }], fields);
    const truth = await viva(["run", "study.yaml", "--out", "truth"], { cwd: folder.path });
    expect(truth).toMatchObject({ code: 0 });
    plantStudy(folder.path, [{ ...model, baseUrl: server.baseUrl }], fields);
    const end = await viva(["run", "study.yaml", "--out", "run"], { cwd: folder.path });
    expect(end).toMatchObject({ code: 0 });

    const run = join(folder.path, "run");
    const completions = recordsOf<CompletionRecord>(run, "completions.jsonl");
    expect(completions).toHaveLength(nQuestions);
    expect(new Set(completions.map(({ place }) => place)).size).toBe(nQuestions);
    expect(overallEstimates(run, "m").get("accuracy")).toMatchObject({ value: exam.accuracy, nCalls: nQuestions });
    for (const file of ["prompts.jsonl", "answers.jsonl", "scores.jsonl", "estimates.json", "sensitivity.json"]) {
      expect(readFileSync(join(run, file), "utf8"), file).toBe(readFileSync(join(folder.path, "truth", file), "utf8"));
    }

    // The server did what it was meant to do, and every try stands in the journal.
    const causes = new Map<string, number>();
    for (const { cause } of completions.flatMap(({ attempts }) => attempts)) {
      causes.set(cause, (causes.get(cause) ?? 0) + 1);
    }
    expect(server.shown.get("status 500")).toBeGreaterThan(nQuestions * 0.06);
    for (const [shown, cause] of [
      ["status 500", "BACKEND_SERVER_ERROR"],
      ["status 429", "BACKEND_RATE_LIMITED"],
      ["reset", "BACKEND_CONNECTION_LOST"],
      ["malformed", "BACKEND_REPLY_MALFORMED"],
      ["reply", "ok"],
    ] as const) {
      expect(server.shown.get(shown), shown).toBeGreaterThan(0);
      expect(causes.get(cause), cause).toBe(server.shown.get(shown));
    }
    // A slow machine may let a sound reply come too late as well.
    expect(causes.get("BACKEND_TIMEOUT")).toBeGreaterThanOrEqual(server.shown.get("hang") ?? 0);
    expect(server.mostInFlight).toBeLessThanOrEqual(32);
  } finally {
    await server.close();
    await sound.close();
  }
});
