import { z } from "zod";

// The published layout's fields and rules, written down anew as schemas: every object is closed, also where the
// published schema leaves it open, so that a misspelt field is found. Beside them stand the rules its validator checks.
//
// Narrower than published, because Viva writes no more: fields for judges, agents, sandboxes and execution commands are
// not there; no bound is null; a Hugging Face dataset has its repository; the companion is not packed, hashed with
// SHA-256 and not empty; interactions are single turns without measured performance; times are seconds since the epoch.

const texts = z.record(z.string(), z.string());
const bound = z.union([z.number(), z.literal("Infinity"), z.literal("-Infinity")]);
const uuidPath = /^data\/[^/]+\/[^/]+\/[^/]+\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;

const metricConfig = z
  .strictObject({
    evaluation_description: z.string().optional(),
    metric_id: z.string().optional(),
    metric_name: z.string().optional(),
    metric_kind: z.string().optional(),
    metric_unit: z.string().optional(),
    metric_parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
    lower_is_better: z.boolean(),
    score_type: z.enum(["binary", "continuous", "levels"]).optional(),
    level_names: z.array(z.string()).optional(),
    level_metadata: z.array(z.string()).optional(),
    has_unknown_level: z.boolean().optional(),
    min_score: bound.optional(),
    max_score: bound.optional(),
    additional_details: texts.optional(),
  })
  .refine((metric) => metric.score_type !== "continuous" || (metric.min_score !== undefined && metric.max_score !== undefined))
  .refine(
    (metric) =>
      metric.score_type !== "levels" || (metric.level_names !== undefined && metric.has_unknown_level !== undefined),
  );

const sourceData = z.discriminatedUnion("source_type", [
  z.strictObject({
    dataset_name: z.string(),
    source_type: z.literal("hf_dataset"),
    hf_repo: z.string(),
    hf_split: z.string().optional(),
    samples_number: z.int().optional(),
    sample_ids: z.array(z.string()).optional(),
    additional_details: texts.optional(),
  }),
  z.strictObject({
    dataset_name: z.string(),
    source_type: z.literal("url"),
    url: z.array(z.string()).min(1),
    additional_details: texts.optional(),
  }),
  z.strictObject({ dataset_name: z.string(), source_type: z.literal("other"), additional_details: texts.optional() }),
]);

const result = z
  .strictObject({
    evaluation_result_id: z.string().optional(),
    evaluation_name: z.string(),
    source_data: sourceData,
    evaluation_timestamp: z.string().optional(),
    metric_config: metricConfig,
    score_details: z.strictObject({
      score: z.number(),
      details: texts.optional(),
      uncertainty: z
        .strictObject({
          standard_error: z.strictObject({ value: z.number(), method: z.string().optional() }).optional(),
          confidence_interval: z
            .strictObject({
              lower: z.number(),
              upper: z.number(),
              confidence_level: z.number().min(0).max(1).optional(),
              method: z.string().optional(),
            })
            .optional(),
          standard_deviation: z.number().optional(),
          num_samples: z.int().optional(),
          num_bootstrap_samples: z.int().optional(),
        })
        .optional(),
    }),
    generation_config: z
      .strictObject({
        generation_args: z
          .strictObject({
            temperature: z.number().nullable().optional(),
            top_p: z.number().nullable().optional(),
            top_k: z.number().nullable().optional(),
            max_tokens: z.int().min(1).optional(),
            reasoning: z.boolean().optional(),
            prompt_template: z.string().optional(),
          })
          .optional(),
        additional_details: texts.optional(),
      })
      .optional(),
  })
  .refine(
    ({ metric_config: { min_score: low, max_score: high }, score_details: { score } }) =>
      Number(low ?? score) <= score && score <= Number(high ?? score),
    "a score lies outside its bounds",
  );

/** A record of one model: <uuid>.json. */
export const everyEvalEverRecord = z.strictObject({
  schema_version: z.literal("0.3.0"),
  evaluation_id: z.string(),
  evaluation_timestamp: z.string().optional(),
  retrieved_timestamp: z.string().regex(/^\d+\.\d+$/),
  source_metadata: z.strictObject({
    source_name: z.string().optional(),
    source_type: z.enum(["documentation", "evaluation_run"]),
    source_organization_name: z.string(),
    source_organization_url: z.string().optional(),
    source_organization_logo_url: z.string().optional(),
    evaluator_relationship: z.enum(["first_party", "third_party", "collaborative", "other"]),
    additional_details: texts.optional(),
  }),
  eval_library: z.strictObject({ name: z.string(), version: z.string(), additional_details: texts.optional() }),
  model_info: z.strictObject({
    name: z.string(),
    id: z.string(),
    developer: z.string().optional(),
    inference_platform: z.string().optional(),
    inference_engine: z.strictObject({ name: z.string().optional(), version: z.string().optional() }).optional(),
    additional_details: z
      .object({
        deployment_type: z.enum(["self_deployed", "externally_managed", "unknown"]),
        model_availability: z.enum(["open_weights", "closed_weights", "unknown"]),
      })
      .catchall(z.string()),
  }),
  evaluation_results: z.array(result),
  detailed_evaluation_results: z
    .strictObject({
      format: z.literal("jsonl"),
      file_path: z.string().regex(new RegExp(`${uuidPath.source}_samples\\.jsonl$`)),
      hash_algorithm: z.literal("sha256").optional(),
      checksum: z.string().optional(),
      total_rows: z.int().min(1).optional(),
      additional_details: texts.optional(),
    })
    .optional(),
});

const count = z.int().min(0);

/** One reply: a line of <uuid>_samples.jsonl. Viva writes single turns only. */
export const everyEvalEverInstance = z.strictObject({
  schema_version: z.literal("0.3.0"),
  evaluation_id: z.string(),
  model_id: z.string(),
  evaluation_name: z.string(),
  evaluation_result_id: z.string().optional(),
  sample_id: z.string(),
  sample_hash: z.string().nullable().optional(),
  interaction_type: z.literal("single_turn"),
  input: z.strictObject({
    raw: z.string(),
    formatted: z.string().nullable().optional(),
    reference: z.array(z.string()),
    choices: z.array(z.string()).nullable().optional(),
  }),
  output: z.strictObject({ raw: z.array(z.string()), reasoning_trace: z.array(z.string()).nullable().optional() }),
  messages: z.null().optional(),
  answer_attribution: z.array(
    z.strictObject({
      turn_idx: count,
      source: z.string(),
      extracted_value: z.string(),
      extraction_method: z.string(),
      is_terminal: z.boolean(),
    }),
  ),
  evaluation: z.strictObject({
    score: z.number(),
    is_correct: z.boolean(),
    num_turns: z.int().min(1).nullable().optional(),
    tool_calls_count: count.nullable().optional(),
  }),
  token_usage: z
    .strictObject({
      input_tokens: count,
      output_tokens: count,
      total_tokens: count,
      input_tokens_cache_write: count.nullable().optional(),
      input_tokens_cache_read: count.nullable().optional(),
      reasoning_tokens: count.nullable().optional(),
    })
    .nullable()
    .optional(),
  performance: z.null().optional(),
  error: z.string().nullable().optional(),
  metadata: texts.nullable().optional(),
});
