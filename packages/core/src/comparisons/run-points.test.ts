import { join } from "node:path";
import { expect, it } from "vitest";
import { plantExam, plantStudy } from "../../../../test/planted-exam.ts";
import { temporaryFolder } from "../../../../test/run-folder.ts";
import { readStudy } from "../runs/read-study.ts";
import { readRunRecord } from "../runs/run-record.ts";
import { runStudy } from "../runs/run-study.ts";
import { gatherFields } from "./gather-fields.ts";
import { startKeySuspicions } from "./key-suspicions.ts";
import { readRunItems } from "./run-items.ts";
import { readRunPoints } from "./run-points.ts";

it("points and suspected keys are the same where threads read and work them out", async () => {
  await using folder = await temporaryFolder();
  const { questions } = plantExam(folder.path, 40, 8);
  const right = Object.fromEntries(questions.map(({ id, key }) => [id, key]));
  const given = Object.fromEntries(questions.map(({ id, given }, place) => [id, place % 9 === 0 ? "no idea" : given]));
  plantStudy(
    folder.path,
    [
      { id: "knows", backend: "scripted", replies: right },
      { id: "guesses", backend: "scripted", replies: given },
      { id: "always-b", backend: "constant-label", position: 2 },
    ],
    { repeats: 2, perturbations: ["shuffle-options"] },
  );
  const out = join(folder.path, "run");
  await runStudy(await readStudy(join(folder.path, "study.yaml")), out, {
    surroundings: { environment: {}, now: () => 0, jitter: () => 0, gitRevision: null },
    signal: new AbortController().signal,
  });
  const record = readRunRecord(out);
  const items = await readRunItems(out);
  const here = await readRunPoints(out, record, items);
  expect(here).toHaveLength(6);
  expect(here[0]).toMatchObject({ model: "knows", perturbation: "none", points: new Float64Array(40).fill(1) });
  expect(here[0]?.choices).toHaveLength(2);
  expect(await readRunPoints(out, record, items, 0)).toEqual(here);

  const { fields } = await gatherFields([out]);
  for (const field of fields) {
    const threaded = startKeySuspicions(field, 0);
    const suspected = await startKeySuspicions(field).result;
    expect(suspected.status).toBe("estimated");
    expect(await threaded.result).toEqual(suspected);
    await threaded.gone;
  }
});
