import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startMockServer } from "./mock-server.ts";
import { plantExam, plantStudy } from "./planted-exam.ts";
import { filesBelow, temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

const key = "hk-7d1e0c5b9a3f48e2";

/** A chat completion with the alternatives at its one token. */
function withLogprobs(letter: string): unknown {
  const top = [letter, "E", "A"].map((token, rank) => ({ token, logprob: -rank, bytes: [token.charCodeAt(0)] }));
  return {
    model: "m",
    choices: [
      {
        message: { role: "assistant", content: letter },
        logprobs: { content: [{ ...top[0], top_logprobs: top }] },
        finish_reason: "stop",
      },
    ],
  };
}

it("examines models behind three interfaces alike, and keeps token probabilities where they were asked for", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  const exam = plantExam(cwd, 12, 2);
  const server = await startMockServer({
    behave: ({ question, body }) => {
      const { given } = exam.questionIn(question);
      return body["logprobs"] === true
        ? { kind: "status", status: 200, body: withLogprobs(given) }
        : { kind: "reply", text: given, reasoning: "It fits." };
    },
  });
  try {
    const shared = { model: "m", baseUrl: server.baseUrl, apiKeyEnv: "HOSPITAL_KEY" };
    plantStudy(cwd, [
      { ...shared, id: "chat", backend: "openai-compatible", preset: "vllm", logprobs: 3 },
      { ...shared, id: "claude", backend: "anthropic" },
      { ...shared, id: "gemini", backend: "gemini", sendSeed: true },
    ]);
    const end = await viva(["run", "study.yaml", "--out", "run"], { cwd, env: { HOSPITAL_KEY: key } });
    expect(end).toMatchObject({ code: 0 });

    const run = join(cwd, "run");
    const lines = readFileSync(join(run, "completions.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    for (const model of ["chat", "claude", "gemini"]) {
      const own = lines.filter((line) => line.model === model);
      expect(own).toHaveLength(12);
      for (const line of own) {
        const { given } = exam.questions.find(({ id }) => id === line.itemId) ?? {};
        expect(line).toMatchObject({ text: given, finishReason: "stop" });
        expect(line.logprobs).toEqual(
          model === "chat"
            ? {
                kind: "chat-top",
                top: [given, "E", "A"].map((token, rank) => ({ token, logprob: rank === 0 ? 0 : -rank })),
              }
            : undefined,
        );
        expect(line.reasoning?.text).toBe(model === "chat" ? undefined : "It fits.");
      }
    }
    const estimates = JSON.parse(readFileSync(join(run, "estimates.json"), "utf8"));
    const accuracies = estimates.filter(
      ({ measure, stratum, denominator }: { measure: string; stratum: object; denominator: string }) =>
        measure === "accuracy" && denominator === "posed" && Object.keys(stratum).length === 0,
    );
    expect(accuracies.map(({ value }: { value: number }) => value)).toEqual(Array(3).fill(exam.accuracy));
    for (const name of filesBelow(run)) {
      expect(readFileSync(join(run, name), "latin1")).not.toContain(key);
    }
  } finally {
    await server.close();
  }
});

it("tries the address of a preset with `viva doctor`", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  plantExam(cwd, 5, 2);
  plantStudy(cwd, [{ id: "m", backend: "openai-compatible", preset: "deepseek", model: "deepseek-chat" }]);
  const end = await viva(["doctor", "study.yaml"], { cwd });
  expect(end).toMatchObject({ code: 4 });
  expect(end.stdout).toContain("API_KEY_MISSING: DEEPSEEK_API_KEY is not set, and api.deepseek.com needs it");
});
