import { z } from "zod";
import { localSettings } from "../backends/local-settings.ts";

const chatTemplate = z
  .enum(["keep", "drop"])
  .default("keep")
  .describe("drop: models go on from a prompt as from any text, as base models were trained to.");

/** Merged models are GGUF files that are asked in this process. */
export const localJudge = z.strictObject({
  use: z.literal("local"),
  chatTemplate,
  gguf: z
    .enum(["F32", "source"])
    .default("F32")
    .describe("Kind of the matrices in the file that is asked: F32, or as they are in the base model."),
  ...localSettings.omit({ model: true, trial: true }).shape,
});

const placeholders = ["{model}", "{port}"] as const;

/** Merged models are folders of safetensors that a server is started for. */
export const serverJudge = z.strictObject({
  use: z.literal("server-command"),
  chatTemplate,
  command: z
    .string()
    .min(1)
    .refine((command) => placeholders.every((placeholder) => command.includes(placeholder)), {
      message:
        'a command that holds {model} (the folder) and {port} is wanted, e.g. "vllm serve {model} --port {port}"',
    })
    .describe("Shell command that serves a folder: {model} is its path, {port} a free port. Started for every model."),
  health: z
    .string()
    .startsWith("/", "a path such as /health is wanted")
    .default("/health")
    .describe("Path that answers 2xx once the model can be asked."),
  startSeconds: z.number().gt(0).default(900).describe("How long a server may take until it can be asked."),
  stopSeconds: z
    .number()
    .min(0)
    .default(30)
    .describe("How long it may take to end when it is told to; then it is killed."),
  path: z.string().startsWith("/").default("/v1").describe("What stands between port and services in its address."),
  servedModel: z.string().min(1).default("{model}").describe("Name of the model in requests; {model} is the folder."),
  concurrency: z.int().min(1).max(4096).default(32).describe("Calls in flight at most."),
  backend: z
    .looseObject({})
    .default({})
    .describe("Further settings of the backend openai-compatible: parameters, likelihood, extraBody, …"),
});

/** How merged models are asked. */
export const judgeSettings = z.discriminatedUnion("use", [localJudge, serverJudge], {
  error: ({ code }) => (code === "invalid_union" ? '"local" or "server-command" is wanted' : undefined),
});
