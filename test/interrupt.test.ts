import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type MockBehaviour, startMockServer } from "./mock-server.ts";
import { plantExam, plantStudy } from "./planted-exam.ts";
import { overallEstimates, recordsOf, temporaryFolder } from "./run-folder.ts";
import { startViva, viva } from "./viva.ts";

const concurrency = 6;
const command = ["run", "study.yaml", "--out", "run"];

it("stops at Ctrl-C, keeps what is finished, says how to go on, and goes on", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  const exam = plantExam(cwd, 100, 3);
  // The second half of the exam is not answered until the server is mended.
  let hanging = true;
  const server = await startMockServer({
    behave: ({ question }): MockBehaviour => {
      const { id, given } = exam.questionIn(question);
      return hanging && id >= "q-00050" ? { kind: "hang" } : { kind: "reply", text: given };
    },
  });
  try {
    plantStudy(cwd, [{ id: "m", backend: "openai-compatible", model: "m", baseUrl: server.baseUrl }], { concurrency });
    const running = startViva(command, { cwd });
    await running.meanwhile(server.arrived(50 + concurrency));
    expect(server.mostInFlight).toBe(concurrency);

    const second = await viva(command, { cwd });
    expect(second).toMatchObject({ code: 2 });
    expect(second.stderr).toContain("RUN_LOCKED");
    expect(server.arrivals).toBe(50 + concurrency);

    running.child.kill("SIGINT");
    const end = await running.ended;
    expect(end).toMatchObject({ code: 130, signal: null });
    expect(end.stderr).toContain("Interrupted. Finished calls are kept in run. To go on:");
    expect(end.stderr).toContain("viva run study.yaml --out run");
    expect(recordsOf(join(cwd, "run"), "completions.jsonl")).toHaveLength(50);
    expect(existsSync(join(cwd, "run", "complete.json"))).toBe(false);

    hanging = false;
    expect(await viva(command, { cwd })).toMatchObject({ code: 0 });
    expect(recordsOf(join(cwd, "run"), "completions.jsonl")).toHaveLength(100);
    expect(overallEstimates(join(cwd, "run"), "m").get("accuracy")?.value).toBe(exam.accuracy);
    expect([...server.asked.values()].filter((times) => times === 1)).toHaveLength(100 - concurrency);
    expect([...server.asked.values()].filter((times) => times === 2)).toHaveLength(concurrency);

    const again = await viva(command, { cwd });
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain("nothing was asked");
    expect(server.arrivals).toBe(100 + concurrency);
  } finally {
    await server.close();
  }
});

it("is interrupted beside a model that answers from a file", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  const exam = plantExam(cwd, 40, 4);
  const replies = exam.questions.map(({ id, given }) => JSON.stringify({ itemId: id, model: "filed", text: given }));
  writeFileSync(join(cwd, "replies.jsonl"), `${replies.join("\n")}\n`);
  let hanging = true;
  const server = await startMockServer({
    behave: ({ question }): MockBehaviour =>
      hanging ? { kind: "hang" } : { kind: "reply", text: exam.questionIn(question).given },
  });
  try {
    plantStudy(
      cwd,
      [
        { id: "filed", backend: "replay", path: "replies.jsonl" },
        { id: "m", backend: "openai-compatible", model: "m", baseUrl: server.baseUrl },
      ],
      { concurrency },
    );
    const running = startViva(command, { cwd });
    await running.meanwhile(server.arrived(concurrency));
    running.child.kill("SIGINT");
    const end = await running.ended;
    expect(end.stderr).toContain("Interrupted.");
    expect(end).toMatchObject({ code: 130 });
    hanging = false;
    expect(await viva(command, { cwd })).toMatchObject({ code: 0 });
    for (const model of ["filed", "m"]) {
      expect(overallEstimates(join(cwd, "run"), model).get("accuracy")?.value).toBe(exam.accuracy);
    }
  } finally {
    await server.close();
  }
});

const stubbornBackend = `
import { defineBackend, z } from "@viva/core";

export default defineBackend({
  name: "stubborn",
  description: "Never answers and cannot be broken off",
  source: "Viva",
  needsNetwork: false,
  readsItem: false,
  settings: z.strictObject({}),
  open: async () => ({
    complete: () => {
      console.error("asked");
      return new Promise(() => setInterval(() => {}, 1000));
    },
    close: async () => {},
  }),
});
`;

it("ends at once at the second Ctrl-C", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  plantExam(cwd, 10, 3);
  writeFileSync(join(cwd, "stubborn.ts"), stubbornBackend);
  plantStudy(cwd, [{ id: "m", backend: "stubborn" }]);
  const running = startViva([...command, "--plugin", "stubborn.ts"], { cwd });
  await running.said("asked");
  running.child.kill("SIGINT");
  await running.said("Ctrl-C again ends at once");
  running.child.kill("SIGINT");
  const end = await running.ended;
  expect(end).toMatchObject({ code: 130, signal: null });
  // It did not come as far as the orderly end.
  expect(end.stderr).not.toContain("Interrupted.");
  expect(readFileSync(join(cwd, "run", "completions.jsonl"), "utf8")).toBe("");
});
