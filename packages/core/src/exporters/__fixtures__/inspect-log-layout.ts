import { z } from "zod";

// Inspect's log of format version 2, as far as Viva writes it, written down anew from its record types. Objects are
// closed, so that a misspelt field is found; the order of the members matters to Inspect's reader of headers.

const utcTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);
const loose = z.record(z.string(), z.unknown());
const generateConfig = z.strictObject({
  max_tokens: z.number().optional(),
  temperature: z.number().optional(),
  top_p: z.number().optional(),
  top_k: z.number().optional(),
  frequency_penalty: z.number().optional(),
  presence_penalty: z.number().optional(),
  seed: z.number().optional(),
  stop_seqs: z.array(z.string()).optional(),
});
const usage = z.strictObject({
  input_tokens: z.int(),
  output_tokens: z.int(),
  total_tokens: z.int(),
  input_tokens_cache_read: z.int().optional(),
  reasoning_tokens: z.int().optional(),
});
const inputMessage = z.strictObject({
  role: z.enum(["system", "user", "assistant"]),
  content: z.string(),
  source: z.literal("input"),
});
const reply = z.strictObject({
  role: z.literal("assistant"),
  content: z.union([
    z.string(),
    z.tuple([
      z.strictObject({ type: z.literal("reasoning"), reasoning: z.string() }),
      z.strictObject({ type: z.literal("text"), text: z.string() }),
    ]),
  ]),
  source: z.literal("generate"),
  model: z.string(),
});

const sample = z.strictObject({
  id: z.string(),
  epoch: z.int().min(1),
  input: z.union([z.string(), z.array(inputMessage)]),
  choices: z.array(z.string()).optional(),
  target: z.union([z.string(), z.array(z.string())]),
  messages: z.array(z.union([inputMessage, reply])),
  output: z.strictObject({
    model: z.string(),
    choices: z.array(
      z.strictObject({
        message: reply,
        stop_reason: z.enum(["stop", "max_tokens", "model_length", "tool_calls", "content_filter", "unknown"]),
      }),
    ),
    completion: z.string(),
    usage: usage.optional(),
  }),
  scores: z.record(
    z.string(),
    z.strictObject({
      value: z.number(),
      answer: z.string().optional(),
      explanation: z.string().optional(),
      metadata: loose.optional(),
    }),
  ),
  metadata: loose,
  store: z.strictObject({}),
  events: z.array(z.never()),
  model_usage: z.record(z.string(), usage),
  attachments: z.strictObject({}),
});

/** A whole log. */
export const inspectLog = z
  .strictObject({
    version: z.literal(2),
    status: z.literal("success"),
    eval: z.strictObject({
      eval_id: z.string().length(22),
      run_id: z.string().length(22),
      created: utcTime,
      task: z.string(),
      task_id: z.string().length(22),
      task_version: z.union([z.int(), z.string()]),
      task_attribs: loose,
      task_args: loose,
      task_args_passed: loose,
      solver: z.string(),
      dataset: z.strictObject({ name: z.string(), samples: z.int(), shuffled: z.boolean() }),
      model: z.string(),
      model_generate_config: generateConfig,
      model_args: loose,
      config: z.strictObject({ epochs: z.int().min(1), epochs_reducer: z.array(z.string()) }),
      packages: z.record(z.string(), z.string()),
      metadata: loose,
      scorers: z.array(z.strictObject({ name: z.string() })),
    }),
    plan: z.strictObject({
      name: z.string(),
      steps: z.array(z.strictObject({ solver: z.string(), params: loose, params_passed: loose })),
      config: generateConfig,
    }),
    results: z.strictObject({
      total_samples: z.int(),
      completed_samples: z.int(),
      scores: z.array(
        z.strictObject({
          name: z.string(),
          scorer: z.string(),
          reducer: z.string(),
          params: loose,
          metrics: z.record(
            z.string(),
            z.strictObject({ name: z.string(), value: z.number(), params: loose, metadata: loose }),
          ),
        }),
      ),
    }),
    stats: z.strictObject({
      started_at: utcTime,
      completed_at: z.literal(""),
      model_usage: z.record(z.string(), usage),
    }),
    samples: z.array(sample),
  })
  .refine(
    (log) => Object.keys(log).join() === "version,status,eval,plan,results,stats,samples",
    "members stand in another order",
  );
