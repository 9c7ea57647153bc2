import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type MockServer, startMockServer } from "./mock-server.ts";
import { plantExam, plantStudy } from "./planted-exam.ts";
import { filesBelow, temporaryFolder } from "./run-folder.ts";
import { type VivaEnd, viva } from "./viva.ts";

const command = ["run", "study.yaml", "--out", "run"];
const rightKey = "hk-7d1e0c5b9a3f48e2";
const wrongKey = "wk-55aa0f7be1c94d60";

/** Where one of these texts stands: files below a folder, and what a process said. */
function placesOf(texts: readonly string[], folder: string, end: VivaEnd): string[] {
  const said = Object.entries({ stdout: end.stdout, stderr: end.stderr });
  const written = filesBelow(folder).map((name) => [name, readFileSync(join(folder, name), "latin1")] as const);
  return [...said, ...written].filter(([, text]) => texts.some((key) => text.includes(key))).map(([name]) => name);
}

/** A server that repeats the headers it gets in its replies, as a misconfigured proxy does. */
async function echoServer(): Promise<MockServer> {
  return await startMockServer({
    behave: ({ headers }) => ({ kind: "reply", text: `You sent ${headers.authorization}. The answer is B.` }),
    key: rightKey,
  });
}

it("keeps keys out of the run folder, the report and every message", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  plantExam(cwd, 20, 2);
  const server = await echoServer();
  try {
    const model = { backend: "openai-compatible", model: "m", baseUrl: server.baseUrl };
    plantStudy(cwd, [
      { ...model, id: "right", apiKeyEnv: "HOSPITAL_KEY" },
      { ...model, id: "wrong", apiKeyEnv: "OTHER_KEY" },
    ]);
    writeFileSync(join(cwd, ".env"), `OTHER_KEY=${wrongKey}\n`);
    const end = await viva(command, { cwd, env: { HOSPITAL_KEY: rightKey } });
    expect(end).toMatchObject({ code: 5 });
    // Both keys were sent, and the server sent both back.
    expect(server.requests.some(({ headers }) => headers.authorization === `Bearer ${rightKey}`)).toBe(true);
    expect(server.requests.some(({ headers }) => headers.authorization === `Bearer ${wrongKey}`)).toBe(true);
    expect(readFileSync(join(cwd, "run", "completions.jsonl"), "utf8")).toContain("You sent Bearer [redacted]");
    expect(readFileSync(join(cwd, "run", "failures.jsonl"), "utf8")).toContain("Incorrect API key provided");
    expect(placesOf([rightKey, wrongKey], join(cwd, "run"), end)).toEqual([]);
    expect(filesBelow(join(cwd, "run"))).toContain("report/index.html");
  } finally {
    await server.close();
  }
});

it("sends a provider's key to no other host", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  plantExam(cwd, 5, 2);
  const server = await startMockServer({ behave: () => ({ kind: "reply", text: "B" }) });
  try {
    const model = { id: "m", backend: "openai-compatible", model: "m", baseUrl: server.baseUrl };
    const options = { cwd, env: { OPENAI_API_KEY: rightKey } };

    plantStudy(cwd, [{ ...model, apiKeyEnv: "OPENAI_API_KEY" }]);
    const refused = await viva(command, options);
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain("API_KEY_WRONG_HOST: OPENAI_API_KEY belongs to api.openai.com, not to 127.0.0.1");
    expect(server.arrivals).toBe(0);

    plantStudy(cwd, [model]);
    const unasked = await viva(command, options);
    expect(unasked).toMatchObject({ code: 0 });
    expect(server.arrivals).toBe(5);
    expect(server.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
    expect(placesOf([rightKey], join(cwd, "run"), unasked)).toEqual([]);
  } finally {
    await server.close();
  }
});

it.each([
  ["headers", { headers: { "X-Api-Key": rightKey } }],
  ["a password in the address", { baseUrl: `http://me:${rightKey}@127.0.0.1:1/v1` }],
  ["a key in the address", { baseUrl: `http://127.0.0.1:1/v1?api_key=${rightKey}` }],
])("refuses a key that stands in the study: %s", async (_where, settings) => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  plantExam(cwd, 5, 2);
  plantStudy(cwd, [
    { id: "m", backend: "openai-compatible", model: "m", baseUrl: "http://127.0.0.1:1/v1", ...settings },
  ]);
  const end = await viva(command, { cwd });
  expect(end).toMatchObject({ code: 2 });
  expect(end.stderr).toContain("apiKeyEnv");
  expect(end.stderr + end.stdout).not.toContain(rightKey);
});
