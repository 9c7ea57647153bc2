import { appendFileSync, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { plantExam, plantStudy } from "./planted-exam.ts";
import { derivedFiles, recordsOf, temporaryFolder } from "./run-folder.ts";
import { type RunningViva, startViva, viva } from "./viva.ts";

/** So many that the models are asked in threads, where there is more than one processor. */
const nQuestions = 5200;
const models = ["one", "two", "three", "four"];

function plantReplies(folder: string): void {
  const { questions } = plantExam(folder, nQuestions, 11);
  for (const model of models) {
    const lines = questions.map(({ id, given }) =>
      JSON.stringify({ itemId: id, model, text: `${id} of ${model}: the answer is (${given}).` }),
    );
    appendFileSync(join(folder, "replies.jsonl"), `${lines.join("\n")}\n`);
  }
  plantStudy(
    folder,
    models.map((id) => ({ id, backend: "replay", path: "replies.jsonl" })),
    { reports: ["json"] },
  );
}

const command = (out: string): readonly string[] => ["run", "study.yaml", "--out", out];

/** Resolves when the journal holds something and not yet everything. */
async function journalBegun(running: RunningViva, path: string): Promise<void> {
  const begun = async (): Promise<void> => {
    while (!existsSync(path) || statSync(path).size === 0) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  await running.meanwhile(begun());
}

const mostMs = 300_000;

it("a run of many recorded replies, killed or interrupted, is finished to the same bytes", {
  timeout: mostMs,
}, async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  plantReplies(cwd);
  expect(await viva(command("whole"), { cwd })).toMatchObject({ code: 0 });
  const whole = derivedFiles(join(cwd, "whole"));
  for (const [out, signal, end] of [
    ["killed", "SIGKILL", { code: null, signal: "SIGKILL" }],
    ["interrupted", "SIGINT", { code: 130, signal: null }],
  ] as const) {
    const journal = join(cwd, out, "completions.jsonl");
    const running = startViva(command(out), { cwd });
    await journalBegun(running, journal);
    running.child.kill(signal);
    expect(await running.ended).toMatchObject(end);
    expect(existsSync(join(cwd, out, "complete.json"))).toBe(false);

    expect(await viva(command(out), { cwd })).toMatchObject({ code: 0 });
    expect(derivedFiles(join(cwd, out))).toEqual(whole);
    const calls = recordsOf<{ callId: string }>(join(cwd, out), "completions.jsonl").map(({ callId }) => callId);
    expect(calls).toHaveLength(nQuestions * models.length);
    expect(new Set(calls).size).toBe(calls.length);
  }
});
