import { z } from "zod";

/** What a model without a server is asked with. */
export const localSettings = z.strictObject({
  model: z
    .string()
    .min(1)
    .describe("A GGUF file, or hf://<owner>/<name>@<revision>/<file>.gguf, which is fetched once."),
  contextSize: z
    .int()
    .min(64)
    .max(1 << 22)
    .default(4096)
    .describe("Tokens of prompt and reply together at most; memory grows with it."),
  sequences: z
    .int()
    .min(1)
    .max(64)
    .default(4)
    .describe("Calls that are evaluated together; each has a context of its own that keeps what the next begins with."),
  threads: z.int().min(1).max(1024).optional().describe("Processor threads. Default: one fewer than there are cores."),
  gpu: z
    .enum(["auto", "off", "cuda", "vulkan", "metal"])
    .default("auto")
    .describe("Graphics processor: the best one found, none, or the one named."),
  precision: z
    .enum(["exact", "fast"])
    .default("exact")
    .describe(
      "exact keeps keys and values in float32 and no flash attention; fast keeps them in float16: half the memory, log-probabilities off by some hundredths.",
    ),
  maxTokens: z
    .int()
    .min(1)
    .max(1 << 20)
    .default(1024)
    .describe("Tokens of a reply at most."),
  temperature: z.number().min(0).max(10).default(0).describe("0 takes the most likely token each time."),
  topK: z.int().min(0).default(0).describe("Sample among this many most likely tokens; 0: all."),
  topP: z.number().gt(0).max(1).default(1).describe("Sample among the most likely tokens that together reach this."),
  minP: z.number().min(0).max(1).default(0).describe("Leave out tokens less likely than this share of the likeliest."),
  grammar: z
    .enum(["none", "letter", "json"])
    .default("none")
    .describe(
      "What replies are held to: nothing, the labels of the question's options (one, or several where several may be chosen), or JSON.",
    ),
  logprobs: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe("Keep this many most likely tokens at the reply's first token that is not blank."),
  templateParameters: z
    .looseObject({})
    .default({})
    .describe("Further values for the file's chat template, e.g. enable_thinking: false."),
  trial: z
    .boolean()
    .default(true)
    .describe(
      "Load the file in a process of its own first, so that a damaged one ends that and not the run; takes the time of one more loading.",
    ),
});

/** Settings of a model without a server. */
export type LocalSettings = z.infer<typeof localSettings>;
