import { createHash } from "node:crypto";
import { defineExporter } from "./define.ts";
import {
  type EveryEvalEverCompanion,
  type EveryEvalEverIdentity,
  everyEvalEverAggregate,
  everyEvalEverIdentity,
} from "./every-eval-ever-aggregate.ts";
import { everyEvalEverInstances } from "./every-eval-ever-instance.ts";
import { everyEvalEverSettings } from "./every-eval-ever-settings.ts";
import { nameTasks, type TaskOf } from "./exam-tasks.ts";
import type { ExportFolder } from "./export-folder.ts";
import { externalJson } from "./external-json.ts";
import type { ExportedRun } from "./open-run.ts";
import { type ExportedCall, openRunCalls } from "./run-calls.ts";

export default defineExporter({
  name: "every-eval-ever",
  description: "Every Eval Ever, schema 0.3.0: a JSON record a model and a JSON Lines file of its replies",
  source: "EvalEval Coalition, evaleval/every_eval_ever, eval.schema.json and instance_level_eval.schema.json 0.3.0",
  settings: everyEvalEverSettings,
  write: async (run, folder, settings) => {
    const taskOf = nameTasks(run);
    const calls = await openRunCalls(run);
    const identities = new Map(run.models.map((model) => [model.id, everyEvalEverIdentity(run, model, settings)]));
    try {
      for (const model of run.models) {
        const identity = identities.get(model.id) ?? everyEvalEverIdentity(run, model, settings);
        const companion = writeInstances(run, calls.of(model.id), folder, identity, taskOf);
        const record = everyEvalEverAggregate(run, model, identity, companion, taskOf, settings);
        folder.write(`${identity.path}.json`, `${externalJson(record, 2)}\n`);
      }
    } finally {
      await calls.close();
    }
    const flat = [...identities.values()].filter(({ developer }) => developer === "unknown");
    return [
      ...(flat.length === 0
        ? []
        : [
            `no developer is known of ${flat.map(({ modelId }) => modelId).join(", ")}: give --set 'models={id: developer/model}' or --set developer=… before publishing`,
          ]),
      ...(settings.organisation === "unknown" ? ["source_organization_name is unknown: --set organisation=…"] : []),
      ...(settings.relationship === "other" ? ["evaluator_relationship is other: --set relationship=…"] : []),
    ];
  },
});

/** Null when no call was scored: the database wants no empty file. */
function writeInstances(
  run: ExportedRun,
  calls: Generator<ExportedCall>,
  folder: ExportFolder,
  identity: EveryEvalEverIdentity,
  taskOf: TaskOf,
): EveryEvalEverCompanion | null {
  const path = `${identity.path}_samples.jsonl`;
  const hash = createHash("sha256");
  const linked = run.estimates.some(({ measure }) => measure === "accuracy");
  let rows = 0;
  let writer: ReturnType<ExportFolder["lines"]> | null = null;
  for (const call of calls) {
    const task = taskOf(call.answer).name;
    for (const line of everyEvalEverInstances(call, { identity, task, linked, withheld: run.withheld })) {
      writer ??= folder.lines(path);
      writer.write(line);
      hash.update(`${line}\n`, "utf8");
      rows += 1;
    }
  }
  writer?.finish();
  return writer === null ? null : { path, rows, sha256: hash.digest("hex") };
}
