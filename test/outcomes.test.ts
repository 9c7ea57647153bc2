import { join } from "node:path";
import { expect, it } from "vitest";
import { randomStream } from "../packages/core/src/base/random.ts";
import { type MockBehaviour, startMockServer } from "./mock-server.ts";
import { type PlantedQuestion, plantExam, plantStudy } from "./planted-exam.ts";
import { overallEstimates, recordsOf, temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

interface AnswerRecord {
  readonly itemId: string;
  readonly status: string;
  readonly truncated: boolean;
  readonly rule: string;
}

interface CompletionRecord {
  readonly itemId: string;
  readonly finishReason: string;
  readonly cutIn: string | null;
  readonly attempts: readonly unknown[];
}

const filterBodies = [
  {
    error: {
      message: "Content Exists Risk",
      type: "invalid_request_error",
      param: null,
      code: "invalid_request_error",
    },
  },
  { error: { code: "data_inspection_failed", message: "Input data may contain inappropriate content." } },
  {
    error: {
      message: "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
      code: "content_filter",
      innererror: { code: "ResponsibleAIPolicyViolation" },
    },
  },
];

/** Outcome → how many questions get it, and what the model does then. */
const planted: Readonly<Record<string, { readonly count: number; does(question: PlantedQuestion): MockBehaviour }>> = {
  empty: { count: 13, does: ({ id }) => ({ kind: "reply", text: Number(id.slice(2)) % 2 === 0 ? "" : null }) },
  cutBefore: {
    count: 17,
    does: () => ({
      kind: "reply",
      text: "Let us go through the findings one after the other. The first of them",
      finishReason: "length",
    }),
  },
  cutAfter: {
    count: 11,
    does: ({ given }) => ({
      kind: "reply",
      text: `The answer is ${given}. The reason for this`,
      finishReason: "length",
    }),
  },
  cutInReasoning: {
    count: 5,
    does: () => ({ kind: "reply", text: null, reasoning: "The patient is old, so", finishReason: "length" }),
  },
  refused: { count: 9, does: () => ({ kind: "reply", text: "I'm sorry, but I can't help with that." }) },
  refusalField: {
    count: 4,
    does: () => ({ kind: "reply", text: null, refusal: "I'm sorry, I cannot assist with that request." }),
  },
  filter400: {
    count: 7,
    does: ({ id }) => ({ kind: "status", status: 400, body: filterBodies[Number(id.slice(2)) % 3] }),
  },
  filter200: { count: 3, does: () => ({ kind: "reply", text: "", finishReason: "content_filter" }) },
};
const counts = Object.fromEntries(Object.entries(planted).map(([name, { count }]) => [name, count]));
const nQuestions = 300;

it("reports what a model did as often as it did it, and asks it once", async () => {
  await using folder = await temporaryFolder();
  const exam = plantExam(folder.path, nQuestions, 11);
  const order = randomStream(11, "outcomes").shuffled(exam.questions.map(({ id }) => id));
  const outcomeOf = new Map<string, string>();
  for (const [name, count] of Object.entries(counts)) {
    for (const id of order.splice(0, count)) {
      outcomeOf.set(id, name);
    }
  }
  const server = await startMockServer({
    behave: ({ question }) => {
      const asked = exam.questionIn(question);
      return planted[outcomeOf.get(asked.id) ?? ""]?.does(asked) ?? { kind: "reply", text: asked.given };
    },
  });
  try {
    plantStudy(folder.path, [{ id: "m", backend: "openai-compatible", model: "m", baseUrl: server.baseUrl }]);
    const end = await viva(["run", "study.yaml", "--out", "run"], { cwd: folder.path });
    expect(end).toMatchObject({ code: 0 });

    expect(server.arrivals).toBe(nQuestions);
    expect([...server.asked.values()].every((times) => times === 1)).toBe(true);

    const run = join(folder.path, "run");
    const answers = recordsOf<AnswerRecord>(run, "answers.jsonl");
    expect(answers).toHaveLength(nQuestions);
    const statusesOf = (name: string): Record<string, number> => {
      const found: Record<string, number> = {};
      for (const { itemId, status, truncated } of answers) {
        if (outcomeOf.get(itemId) === name) {
          const key = truncated ? `${status}, truncated` : status;
          found[key] = (found[key] ?? 0) + 1;
        }
      }
      return found;
    };
    expect(Object.fromEntries(Object.keys(planted).map((name) => [name, statusesOf(name)]))).toEqual({
      empty: { unreadable: 13 },
      cutBefore: { "unreadable, truncated": 17 },
      cutAfter: { "chosen, truncated": 11 },
      cutInReasoning: { "unreadable, truncated": 5 },
      refused: { refused: 9 },
      refusalField: { refused: 4 },
      filter400: { refused: 7 },
      filter200: { refused: 3 },
    });

    const completions = recordsOf<CompletionRecord>(run, "completions.jsonl");
    expect(completions.every(({ attempts }) => attempts.length === 1)).toBe(true);
    const cuts = completions.map(({ cutIn }) => cutIn ?? "whole");
    expect(cuts.filter((cut) => cut === "reasoning")).toHaveLength(5);
    expect(cuts.filter((cut) => cut === "answer")).toHaveLength(17 + 11);
    expect(completions.filter(({ finishReason }) => finishReason === "content-filter")).toHaveLength(7 + 3);

    const estimates = overallEstimates(run, "m");
    const countOf = (measure: string): number => (estimates.get(measure)?.value ?? Number.NaN) * nQuestions;
    expect(countOf("rate:truncated")).toBeCloseTo(17 + 11 + 5, 9);
    expect(countOf("rate:content-filter")).toBeCloseTo(7 + 3, 9);
    expect(countOf("rate:refused")).toBeCloseTo(9 + 4 + 7 + 3, 9);
    expect(countOf("rate:unreadable")).toBeCloseTo(13 + 17 + 5, 9);
    expect(countOf("rate:empty")).toBeCloseTo(13 + 5 + 7 + 3, 9);
    expect(countOf("rate:ambiguous")).toBe(0);
    const correct = exam.questions.filter(
      ({ id, key, given }) => key === given && ["", "cutAfter"].includes(outcomeOf.get(id) ?? ""),
    );
    expect(countOf("accuracy")).toBeCloseTo(correct.length, 9);
    expect(estimates.get("accuracy")?.nCalls).toBe(nQuestions);
  } finally {
    await server.close();
  }
});
