import { createHash } from "node:crypto";
import { canonicalJson, identityHash } from "../base/hash.ts";
import type { Estimate } from "../records/estimate.ts";
import { everyEvalEverMetric } from "./every-eval-ever-metrics.ts";
import type { EveryEvalEverSettings } from "./every-eval-ever-settings.ts";
import type { TaskOf } from "./exam-tasks.ts";
import { type ExportedModel, type ExportedRun, runTimes } from "./open-run.ts";
import { portableName } from "./portable-name.ts";

/** Version of the layout: the same for both kinds of file. */
export const everyEvalEverVersion = "0.3.0";

/** One model's record: its identity and where its files belong. */
export interface EveryEvalEverIdentity {
  readonly evaluationId: string;
  /** "developer/model" as on Hugging Face, or a bare name where no developer is known. */
  readonly modelId: string;
  readonly developer: string;
  /** data/<collection>/<developer>/<model>/<uuid>, without an ending. */
  readonly path: string;
}

/** The companion file of the replies, as the record names it. */
export interface EveryEvalEverCompanion {
  readonly path: string;
  readonly rows: number;
  readonly sha256: string;
}

/**
 * Name a model's record. The file name must be a UUID of version 4; ours is made from the run's specification and
 * the model, so that exporting again gives the same file.
 */
export function everyEvalEverIdentity(
  run: ExportedRun,
  model: ExportedModel,
  settings: EveryEvalEverSettings,
): EveryEvalEverIdentity {
  const collection = portableComponent(settings.collection ?? run.name);
  const modelId = settings.models[model.id] ?? model.servedName ?? model.id;
  const [owner = "", ...rest] = modelId.split("/");
  const developer = rest.length > 0 ? owner : settings.developer;
  const folder = portableComponent((rest.length > 0 ? rest : [owner]).join("_"));
  const uuid = stableUuid(canonicalJson([run.specificationHash, run.createdAt, model.id]));
  return {
    // The study's own id tells apart two candidates on the same model, say with other sampling parameters.
    evaluationId: `${collection}/${model.id}/${runTimes(run).epochSeconds}`,
    modelId,
    developer,
    path: `data/${collection}/${portableComponent(developer)}/${folder}/${uuid}`,
  };
}

/** The key by which a reply's line points at its number. */
export function everyEvalEverResultId(
  place: Pick<Estimate, "measure" | "exam" | "model" | "arm" | "perturbation" | "scorer" | "stratum">,
): string {
  const { measure, exam, model, arm, perturbation, scorer, stratum } = place;
  return identityHash(canonicalJson([measure, exam, model, arm, perturbation, scorer, stratum]));
}

/** One model's record: every number of the run's table of estimates that could be estimated. */
export function everyEvalEverAggregate(
  run: ExportedRun,
  model: ExportedModel,
  identity: EveryEvalEverIdentity,
  companion: EveryEvalEverCompanion | null,
  taskOf: TaskOf,
  settings: EveryEvalEverSettings,
): object {
  const { epochSeconds } = runTimes(run);
  return {
    schema_version: everyEvalEverVersion,
    evaluation_id: identity.evaluationId,
    evaluation_timestamp: epochSeconds,
    retrieved_timestamp: epochSeconds,
    source_metadata: {
      source_name: "Viva",
      source_type: "evaluation_run",
      source_organization_name: settings.organisation,
      evaluator_relationship: settings.relationship,
      additional_details: { study: run.name, specification_hash: run.specificationHash },
    },
    eval_library: {
      name: "viva",
      version: run.vivaVersion,
      additional_details: {
        extractor: `${run.extractor.name} ${run.extractor.version}`,
        ...(run.gitRevision === null ? {} : { git_revision: run.gitRevision }),
      },
    },
    model_info: {
      name: model.id,
      id: identity.modelId,
      developer: identity.developer,
      additional_details: {
        deployment_type: settings.deployment,
        model_availability: settings.availability,
        backend: model.backend,
      },
    },
    evaluation_results: run.estimates
      .filter((row) => row.model === model.id && row.value !== null)
      .map((row) => resultOf(run, model, row, taskOf(row).name, settings)),
    ...(companion === null
      ? {}
      : {
          detailed_evaluation_results: {
            format: "jsonl",
            file_path: companion.path,
            hash_algorithm: "sha256",
            checksum: companion.sha256,
            total_rows: companion.rows,
          },
        }),
  };
}

function resultOf(
  run: ExportedRun,
  model: ExportedModel,
  row: Estimate,
  task: string,
  settings: EveryEvalEverSettings,
): object {
  const strata = Object.entries(row.stratum).map(([tag, value]) => `${tag}=${value}`);
  const repository = settings.datasets[row.exam];
  const nItems = run.exams.find(({ name }) => name === row.exam)?.nItems;
  return {
    evaluation_result_id: everyEvalEverResultId(row),
    evaluation_name: [task, ...strata].join("."),
    source_data: {
      dataset_name: row.exam,
      ...(repository === undefined ? { source_type: "other" } : { source_type: "hf_dataset", hf_repo: repository }),
      ...(repository === undefined || nItems === undefined ? {} : { samples_number: nItems }),
    },
    evaluation_timestamp: runTimes(run).epochSeconds,
    metric_config: {
      evaluation_description: `${row.measure} of ${row.exam}, ${row.arm}, ${row.perturbation === "none" ? "original items" : row.perturbation}`,
      ...everyEvalEverMetric(row.measure),
      additional_details: { scorer: row.scorer, extractor: row.extractor, denominator: row.denominator },
    },
    score_details: {
      score: row.value,
      details: {
        arm: row.arm,
        perturbation: row.perturbation,
        stratum: JSON.stringify(row.stratum),
        items: String(row.nItems),
        clusters: String(row.nClusters),
        calls: String(row.nCalls),
        left_out: JSON.stringify(row.excluded),
      },
      uncertainty: {
        ...(row.low === null || row.high === null
          ? {}
          : {
              confidence_interval: {
                lower: row.low,
                upper: row.high,
                confidence_level: row.level,
                method: row.method,
              },
            }),
        num_samples: row.nItems,
      },
    },
    generation_config: {
      generation_args: generationArguments(model),
      additional_details: {
        arm: row.arm,
        few_shot: String(run.fewShot),
        repeats: String(run.repeats),
        parameters: JSON.stringify(model.parameters),
      },
    },
  };
}

/** The parameters that have a field of their own there; all of them stand in the additional details. */
function generationArguments({ parameters }: ExportedModel): object {
  const { temperature, top_p: topP, top_k: topK, max_tokens: maxTokens } = parameters;
  return {
    ...(typeof temperature === "number" ? { temperature } : {}),
    ...(typeof topP === "number" ? { top_p: topP } : {}),
    ...(typeof topK === "number" ? { top_k: topK } : {}),
    ...(typeof maxTokens === "number" && Number.isInteger(maxTokens) && maxTokens >= 1
      ? { max_tokens: maxTokens }
      : {}),
  };
}

/** "data" is the database's own word for its root. */
function portableComponent(name: string): string {
  const portable = portableName(name);
  return portable === "data" ? "data_" : portable;
}

/** A UUID in the form of version 4 (RFC 9562) whose free bits are a SHA-256 of the text. */
function stableUuid(text: string): string {
  const hex = createHash("sha256").update(text, "utf8").digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
}
