import { z } from "zod";
import type { Message } from "../records/prompt.ts";
import { askServer } from "./ask-server.ts";
import { defineBackend } from "./define.ts";
import { readGenerateContentReply } from "./gemini-reply.ts";
import { serverAddress, serverSettings } from "./server-settings.ts";

const settingsSchema = z.strictObject({
  baseUrl: serverAddress
    .default("https://generativelanguage.googleapis.com/v1beta")
    .describe("Address of the server up to and including /v1beta."),
  model: z
    .string()
    .min(1)
    .overwrite((name) => name.replace(/^models\//, ""))
    .describe("Model name the server knows, with or without models/ before it."),
  parameters: z
    .looseObject({})
    .default({})
    .describe(
      "Fields of generationConfig, sent as they are: temperature, topP, maxOutputTokens, stopSequences, thinkingConfig, …",
    ),
  extraBody: z.looseObject({}).default({}).describe("Further fields of the request body, e.g. safetySettings."),
  sendSeed: z.boolean().default(false).describe("Send a seed that differs between repeats."),
  ...serverSettings,
});

type Settings = z.infer<typeof settingsSchema>;

export default defineBackend({
  name: "gemini",
  description: "Google's Gemini interface, generateContent",
  source: "Gemini API reference, POST /v1beta/models/{model}:generateContent",
  needsNetwork: true,
  readsItem: false,
  settings: settingsSchema,
  parameters: ({ model, parameters, extraBody, sendSeed }) => ({ model, parameters, extraBody, sendSeed }),
  open: async (settings, context) => {
    const protocol = {
      baseUrl: settings.baseUrl,
      service: `${modelPath(settings.model)}:generateContent`,
      headers: (key: string | null): Record<string, string> => (key === null ? {} : { "x-goog-api-key": key }),
      body: bodyWriter(settings),
      readReply: readGenerateContentReply,
    };
    return askServer(protocol, settings, context);
  },
});

/** A name with a slash is a resource of another kind: tunedModels/…. */
function modelPath(model: string): string {
  return (model.includes("/") ? model : `models/${model}`).split("/").map(encodeURIComponent).join("/");
}

/** Writes bodies. System messages stand apart from the turns, and the model's own turns are the role "model". */
function bodyWriter(settings: Settings): Parameters<typeof askServer>[0]["body"] {
  const { parameters, extraBody, sendSeed } = settings;
  return ({ call, prompt }) => {
    const generationConfig = { ...parameters, ...(sendSeed ? { seed: call.seed } : {}) };
    const system = prompt.messages.filter(({ role }) => role === "system");
    return JSON.stringify({
      ...(Object.keys(generationConfig).length === 0 ? {} : { generationConfig }),
      ...extraBody,
      ...(system.length === 0 ? {} : { systemInstruction: { parts: system.map(partOf) } }),
      contents: prompt.messages
        .filter(({ role }) => role !== "system")
        .map((message) => ({ role: message.role === "assistant" ? "model" : "user", parts: [partOf(message)] })),
    });
  };
}

function partOf({ content }: Message): { readonly text: string } {
  return { text: content };
}
