import { z } from "zod";
import type { PosedCall } from "../records/call.ts";
import { askServer } from "./ask-server.ts";
import { readChatReply } from "./chat-reply.ts";
import { defineBackend, type OpenBackend } from "./define.ts";
import { echoedTexts, readEchoedLikelihoods } from "./echoed-likelihoods.ts";
import { readEmbeddingReply } from "./embedding-reply.ts";
import { firstTokenLikelihoods } from "./first-token-likelihoods.ts";
import type { ReadReply } from "./reply-envelope.ts";
import { presetNames, type ServerPreset, serverPresets } from "./server-presets.ts";
import { serverAddress, serverSettings } from "./server-settings.ts";

const settingsSchema = z
  .strictObject({
    baseUrl: serverAddress
      .optional()
      .describe("Address of the server up to and including /v1. Default: the preset's; needed without one."),
    model: z.string().min(1).describe("Model name the server knows."),
    parameters: z
      .looseObject({})
      .default({})
      .describe("Sampling parameters, sent as they are: temperature, top_p, max_tokens, stop, …"),
    extraBody: z
      .looseObject({})
      .default({})
      .describe("Further fields of the request body, e.g. chat_template_kwargs for vLLM."),
    sendSeed: z.boolean().default(false).describe("Send a seed that differs between repeats."),
    preset: z
      .enum(presetNames)
      .optional()
      .describe("Provider or server whose address and field names are filled in: see docs/servers.md."),
    logprobs: z
      .int()
      .min(1)
      .max(20)
      .optional()
      .describe("Ask for this many most likely tokens; those of the answer's first token are kept."),
    likelihood: z
      .enum(["first-token", "echo"])
      .default("first-token")
      .describe(
        "How likelihoods are asked for: first-token takes the most likely tokens of a chat reply's first place (labels only), echo lets /completions repeat prompt and option (vLLM, SGLang; base models).",
      ),
    ...serverSettings,
  })
  .superRefine(({ baseUrl, preset, logprobs }, { addIssue }) => {
    if (baseUrl === undefined && preset === undefined) {
      addIssue({ code: "custom", path: ["baseUrl"], message: "needed, or a preset that has an address" });
    }
    const known: ServerPreset | undefined = preset === undefined ? undefined : serverPresets[preset];
    if (logprobs !== undefined && known?.logprobs === false) {
      addIssue({ code: "custom", path: ["logprobs"], message: `${preset} does not return them in this interface` });
    }
  })
  // Filled in here, so that run.json and `viva doctor` know the address, too.
  .overwrite((settings) =>
    settings.preset === undefined ? settings : { baseUrl: serverPresets[settings.preset].baseUrl, ...settings },
  );

type Settings = z.infer<typeof settingsSchema>;

export default defineBackend({
  name: "openai-compatible",
  description: "Any server with OpenAI's chat completions: vLLM, SGLang, llama.cpp, Ollama, OpenAI, DeepSeek, …",
  source: "OpenAI API reference, POST /v1/chat/completions and /v1/embeddings",
  needsNetwork: true,
  readsItem: false,
  embeds: true,
  likelihoods: true,
  settings: settingsSchema,
  // Names on the wire decide nothing: with or without a preset a finished call stays the same call.
  parameters: ({ model, parameters, extraBody, sendSeed, logprobs, likelihood }) => ({
    model,
    parameters,
    extraBody,
    sendSeed,
    ...(likelihood === "first-token" ? {} : { likelihood }),
    ...(logprobs === undefined ? {} : { logprobs }),
  }),
  open: async (settings, context) => {
    const preset: ServerPreset | undefined = settings.preset === undefined ? undefined : serverPresets[settings.preset];
    const server = { baseUrl: settings.baseUrl ?? "", headers: bearer };
    const chat = askServer(
      {
        ...server,
        service: "chat/completions",
        body: bodyWriter(settings, preset?.renamed ?? {}),
        readReply: readChatReply,
      },
      settings,
      context,
    );
    const likelihoods = {
      "first-token": () => ({
        service: "chat/completions",
        body: firstTokenBodyWriter(settings, preset?.renamed ?? {}),
        readReply: readFirstToken,
      }),
      echo: () => ({ service: "completions", body: echoBodyWriter(settings), readReply: readEcho }),
    };
    const openLikelihoods = (): OpenBackend =>
      askServer({ ...server, ...likelihoods[settings.likelihood]() }, settings, context);
    const replies = withLikelihoods(chat, settings.likelihood === "echo", openLikelihoods);
    return withEmbeddings(replies, () =>
      askServer(
        { ...server, service: "embeddings", body: embeddingBodyWriter(settings), readReply: readEmbeddingReply },
        settings,
        context,
      ),
    );
  },
});

function bearer(key: string | null): Record<string, string> {
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

/** A chat server that is asked for the vectors of texts where a call wants one. */
function withEmbeddings(chat: OpenBackend, open: () => OpenBackend): OpenBackend {
  let embeddings: OpenBackend | null = null;
  const { pose } = chat;
  return {
    ...(pose === undefined ? undefined : { pose }),
    complete: (posed) => {
      if (posed.call.role !== "embedder") {
        return chat.complete(posed);
      }
      embeddings ??= open();
      return embeddings.complete(posed);
    },
    close: async () => {
      await chat.close();
      await embeddings?.close();
    },
  };
}

/** A chat server that is asked for likelihoods where a call wants them. Chat replies can only say those of labels. */
function withLikelihoods(chat: OpenBackend, ofTexts: boolean, open: () => OpenBackend): OpenBackend {
  let likelihoods: OpenBackend | null = null;
  return {
    pose: ({ likelihood }) =>
      likelihood === undefined || likelihood.of === "label" || ofTexts
        ? { posed: true }
        : { posed: false, reason: "no-likelihood-of-texts" },
    complete: (posed) => {
      if (posed.likelihood === undefined) {
        return chat.complete(posed);
      }
      likelihoods ??= open();
      return likelihoods.complete(posed);
    },
    close: async () => {
      await chat.close();
      await likelihoods?.close();
    },
  };
}

/** Most tokens of a reply whose first one is looked at: it may begin with a line break. */
const firstTokens = 4;
/** Most alternatives that servers of chat completions give. */
const mostAlternatives = 20;

/** Writes bodies that ask for the alternatives at a reply's first place. */
function firstTokenBodyWriter(
  settings: Settings,
  renamed: Readonly<Record<string, string>>,
): (posed: PosedCall) => string {
  const parameters = { ...settings.parameters, max_tokens: firstTokens };
  return bodyWriter({ ...settings, parameters, logprobs: settings.logprobs ?? mostAlternatives }, renamed);
}

function readFirstToken(body: string, { likelihood }: PosedCall): ReadReply {
  const read = readChatReply(body);
  return read.status !== "completion" || likelihood === undefined
    ? read
    : { ...read, completion: { ...read.completion, likelihoods: firstTokenLikelihoods(read.completion, likelihood) } };
}

/** Writes bodies that have texts repeated with their log-probabilities; parameters of sampling have no part in it. */
function echoBodyWriter({ model, extraBody }: Settings): (posed: PosedCall) => string {
  return ({ prompt, likelihood }) =>
    JSON.stringify({
      model,
      ...extraBody,
      prompt: likelihood === undefined ? [] : echoedTexts(prompt.messages, likelihood),
      max_tokens: 1,
      temperature: 0,
      echo: true,
      logprobs: 1,
      stream: false,
    });
}

function readEcho(body: string, { prompt, likelihood }: PosedCall): ReadReply {
  return likelihood === undefined
    ? { status: "malformed", why: "no likelihoods were asked for" }
    : readEchoedLikelihoods(body, prompt.messages, likelihood);
}

/** Writes the bodies of requests for vectors: the text is the prompt's one message. */
function embeddingBodyWriter({ model, parameters, extraBody }: Settings): (posed: PosedCall) => string {
  return ({ prompt }) =>
    JSON.stringify({
      model,
      ...parameters,
      ...extraBody,
      input: prompt.messages[0]?.content ?? "",
      encoding_format: "float",
    });
}

/** Writes bodies; what every call has in common is written once. */
function bodyWriter(settings: Settings, renamed: Readonly<Record<string, string>>): (posed: PosedCall) => string {
  const { model, parameters, extraBody, sendSeed, logprobs } = settings;
  const fixed = JSON.stringify({
    model,
    ...(logprobs === undefined ? {} : { logprobs: true, top_logprobs: logprobs }),
    ...withNames(parameters, renamed),
    ...extraBody,
    stream: false,
  });
  const start = fixed.slice(0, -1);
  const seedField = renamed["seed"] ?? "seed";
  return ({ call, messagesJson }) => {
    const seed = sendSeed ? `,"${seedField}":${call.seed}` : "";
    return `${start}${seed},"messages":${messagesJson}}`;
  };
}

/** Parameters under the names a server knows; one that already stands there under that name is left alone. */
function withNames(
  parameters: Readonly<Record<string, unknown>>,
  renamed: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const known = new Map(Object.entries(renamed).filter(([, name]) => !Object.hasOwn(parameters, name)));
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [known.get(name) ?? name, value]));
}
