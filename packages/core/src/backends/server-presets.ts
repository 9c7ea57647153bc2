/** What is known of a provider or server that speaks OpenAI's chat completions. */
export interface ServerPreset {
  /** Where it is reached when the study names no address; for servers on one's own machine, their default port. */
  readonly baseUrl: string;
  /** Fields it knows under another name: OpenAI's usual name → its own. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** False where it refuses, or answers in a form of its own, a request for token probabilities. */
  readonly logprobs?: false;
  /** What a person should know before an exam; a sentence or two of Markdown. */
  readonly note: string;
}

/** The providers and servers of `preset`. The key variable belongs to the host: see api-key.ts. */
export const serverPresets = {
  openai: {
    baseUrl: "https://api.openai.com/v1",
    // Reasoning models refuse max_tokens; every chat model takes the newer name.
    renamed: { max_tokens: "max_completion_tokens" },
    note: "`max_tokens` is sent as `max_completion_tokens`. Reasoning models take neither `temperature` nor `logprobs`.",
  },
  deepseek: {
    baseUrl: "https://api.deepseek.com/v1",
    note: "The reasoning model ignores `temperature` and refuses `logprobs`.",
  },
  mistral: {
    baseUrl: "https://api.mistral.ai/v1",
    renamed: { seed: "random_seed" },
    logprobs: false,
    note: "The seed is sent as `random_seed`. Fields it does not know are refused (HTTP 422).",
  },
  groq: {
    baseUrl: "https://api.groq.com/openai/v1",
    logprobs: false,
    note: "`temperature` 0 is taken as 1e-8.",
  },
  openrouter: {
    baseUrl: "https://openrouter.ai/api/v1",
    note: "Pin the host that serves a model with `provider` in `extraBody`: hosts differ in precision and limits.",
  },
  together: {
    baseUrl: "https://api.together.xyz/v1",
    logprobs: false,
    note: "Token probabilities come in a form of its own.",
  },
  dashscope: {
    baseUrl: "https://dashscope.aliyuncs.com/compatible-mode/v1",
    note: "Outside China: `https://dashscope-intl.aliyuncs.com/compatible-mode/v1`. Qwen3's open models think only in streams: put `enable_thinking: false` into `extraBody`.",
  },
  moonshot: {
    baseUrl: "https://api.moonshot.cn/v1",
    note: "Outside China: `https://api.moonshot.ai/v1`.",
  },
  zhipu: {
    baseUrl: "https://open.bigmodel.cn/api/paas/v4",
    note: "`do_sample: false` in `extraBody` switches sampling off.",
  },
  siliconflow: {
    baseUrl: "https://api.siliconflow.cn/v1",
    note: "Outside China: `https://api.siliconflow.com/v1`.",
  },
  ollama: {
    baseUrl: "http://127.0.0.1:11434/v1",
    note: "Prompts longer than the context are cut without a word: start the server with a large enough one, e.g. `OLLAMA_CONTEXT_LENGTH=16384`. Versions before 0.12.11 leave token probabilities out without a word.",
  },
  vllm: {
    baseUrl: "http://127.0.0.1:8000/v1",
    note: "Start it with `--reasoning-parser` for a reasoning model; without, think blocks are still kept apart. `logprobs` goes up to `--max-logprobs` (20 by default); the template takes `chat_template_kwargs` in `extraBody`, e.g. `enable_thinking: false`.",
  },
  "llama-cpp": {
    baseUrl: "http://127.0.0.1:8080/v1",
    note: "`llama-server`; the model name may be any text. The context is shared among `--parallel` slots. Put `cache_prompt: false` into `extraBody` where replies must repeat exactly: a prompt taken from the cache is added up in another order.",
  },
  sglang: {
    baseUrl: "http://127.0.0.1:30000/v1",
    note: "Start it with `--reasoning-parser` for a reasoning model.",
  },
  "lm-studio": {
    baseUrl: "http://127.0.0.1:1234/v1",
    note: "Start its server in the developer view or with `lms server start`.",
  },
} as const satisfies Readonly<Record<string, ServerPreset>>;

/** Names for `preset`, in the order of the table. */
export const presetNames = Object.keys(serverPresets) as readonly (keyof typeof serverPresets)[];
