import { z } from "zod";
import { readMessagesReply } from "./anthropic-reply.ts";
import { askServer } from "./ask-server.ts";
import { defineBackend } from "./define.ts";
import { serverAddress, serverSettings } from "./server-settings.ts";

/** The interface wants a limit; this one leaves room for an explanation and every model in service takes it. */
const defaultMaxTokens = 8192;
/** The only version of the interface; models differ by name, not by it. */
const interfaceVersion = "2023-06-01";

const settingsSchema = z.strictObject({
  baseUrl: serverAddress
    .default("https://api.anthropic.com/v1")
    .describe("Address of the server up to and including /v1."),
  model: z.string().min(1).describe("Model name the server knows."),
  parameters: z
    .looseObject({})
    .default({})
    .describe(
      `Fields of the request, sent as they are: temperature, top_p, thinking, stop_sequences, max_tokens (${defaultMaxTokens} unless given), …`,
    ),
  extraBody: z.looseObject({}).default({}).describe("Further fields of the request body, e.g. output_config."),
  ...serverSettings,
});

type Settings = z.infer<typeof settingsSchema>;

export default defineBackend({
  name: "anthropic",
  description: "Anthropic's Messages: Claude, and servers that speak the same interface",
  source: "Claude API reference, POST /v1/messages",
  needsNetwork: true,
  readsItem: false,
  settings: settingsSchema,
  parameters: (settings) => ({
    model: settings.model,
    parameters: withLimit(settings.parameters),
    extraBody: settings.extraBody,
  }),
  open: async (settings, context) => {
    const protocol = {
      baseUrl: settings.baseUrl,
      service: "messages",
      headers: (key: string | null): Record<string, string> => ({
        "anthropic-version": interfaceVersion,
        ...(key === null ? {} : { "x-api-key": key }),
      }),
      body: bodyWriter(settings),
      readReply: readMessagesReply,
    };
    return askServer(protocol, settings, context);
  },
});

function withLimit(parameters: Settings["parameters"]): Record<string, unknown> {
  return { max_tokens: defaultMaxTokens, ...parameters };
}

/** Writes bodies; what every call has in common is written once. System messages stand apart from the turns. */
function bodyWriter({ model, parameters, extraBody }: Settings): Parameters<typeof askServer>[0]["body"] {
  const start = JSON.stringify({ model, ...withLimit(parameters), ...extraBody, stream: false }).slice(0, -1);
  return ({ prompt }) => {
    const system = prompt.messages.filter(({ role }) => role === "system").map(({ content }) => content);
    const turns = prompt.messages.filter(({ role }) => role !== "system");
    const rest = { ...(system.length === 0 ? {} : { system: system.join("\n\n") }), messages: turns };
    return `${start},${JSON.stringify(rest).slice(1)}`;
  };
}
