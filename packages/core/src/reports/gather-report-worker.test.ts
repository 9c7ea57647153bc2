import { join } from "node:path";
import { expect, it } from "vitest";
import { plantExam, plantStudy } from "../../../../test/planted-exam.ts";
import { temporaryFolder } from "../../../../test/run-folder.ts";
import { startThreadTask } from "../base/thread-task.ts";
import { readStudy } from "../runs/read-study.ts";
import { runStudy } from "../runs/run-study.ts";
import { gatherReport } from "./gather-report.ts";

it("a thread gathers what a report shows, every field of it", async () => {
  await using folder = await temporaryFolder();
  plantExam(folder.path, 20, 3);
  plantStudy(folder.path, [{ id: "always-b", backend: "constant-label", position: 2 }]);
  const out = join(folder.path, "run");
  await runStudy(await readStudy(join(folder.path, "study.yaml")), out, {
    surroundings: { environment: {}, now: () => 0, jitter: () => 0, gitRevision: null },
    signal: new AbortController().signal,
  });
  const gathering = startThreadTask(new URL("./gather-report-worker", import.meta.url), out);
  const here = await gatherReport(out);
  expect(here.samples.length).toBeGreaterThan(0);
  expect(await gathering.result).toStrictEqual(here);
  await gathering.gone;
});
