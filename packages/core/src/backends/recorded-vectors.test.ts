import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../../test/run-folder.ts";
import { identityHash } from "../base/hash.ts";
import { posedCall, testContext } from "./__fixtures__/backend-context.ts";
import recordedVectors from "./recorded-vectors.ts";

const hashOf = (text: string): string => identityHash(JSON.stringify([{ role: "user", content: text }]));
const asking = (text: string) => {
  const posed = posedCall(undefined, { role: "embedder", model: "embedder" });
  return { ...posed, prompt: { ...posed.prompt, hash: hashOf(text) } };
};

it("gives a text's vector from a journal or a file of one's own, and says which text has none", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "vectors.jsonl");
  const journaled = { callId: "0", role: "embedder", model: "embedder", promptHash: hashOf("alpha"), text: "[1,2]" };
  const lines = [
    { ...journaled, role: "examinee", promptHash: "other", text: "B" },
    journaled,
    { ...journaled, model: "another", promptHash: hashOf("gamma"), text: "[9]" },
    { input: "beta", vector: [3, 4] },
  ];
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const { context, close } = testContext({ model: "embedder" });
  const backend = await recordedVectors.configure({ path }, context).open(context);
  expect(recordedVectors.embeds).toBe(true);
  expect(await backend.complete(asking("alpha"))).toMatchObject({ status: "completed", completion: { text: "[1,2]" } });
  expect(await backend.complete(asking("beta"))).toMatchObject({ completion: { text: "[3,4]" } });
  expect(await backend.complete(asking("gamma"))).toMatchObject({
    status: "failed",
    error: { code: "REPLAY_VECTOR_ABSENT" },
    hopeless: false,
  });
  expect(backend.pose?.(posedCall())).toEqual({ posed: false, reason: "not-posed" });
  await backend.close();
  expect(await backend.complete(asking("alpha"))).toEqual({ status: "cancelled" });
  await close();
});

it("refuses a line that is neither", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "vectors.jsonl");
  writeFileSync(path, '{"input":"a","vector":[1]}\n{"input":"b"}\n');
  const { context, close } = testContext({ model: "embedder" });
  await expect(recordedVectors.configure({ path }, context).open(context)).rejects.toMatchObject({
    code: "REPLAY_INVALID",
    place: { line: 2 },
  });
  await close();
});
