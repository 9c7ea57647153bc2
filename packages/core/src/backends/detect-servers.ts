import { request } from "undici";
import { type ServerPreset, serverPresets } from "./server-presets.ts";

/** A server that runs on this machine. */
export interface DetectedServer {
  /** The preset whose port it answers at; what is behind it may be another server with the same interface. */
  readonly preset: string;
  readonly baseUrl: string;
  /** Models it offers; may be empty. */
  readonly models: readonly string[];
}

/** On one's own machine an answer takes milliseconds; a busy server gets a second. */
const patienceMs = 1000;

/** Names of presets with an address on this machine. */
function loopbackPresets(): ReadonlyMap<string, string> {
  const presets: Readonly<Record<string, ServerPreset>> = serverPresets;
  return new Map(
    Object.entries(presets)
      .filter(([, { baseUrl }]) => new URL(baseUrl).hostname === "127.0.0.1")
      .map(([name, { baseUrl }]) => [name, baseUrl]),
  );
}

/**
 * Look for servers at the usual ports of this machine: Ollama, vLLM, llama.cpp, SGLang and LM Studio. Each is asked for its
 * models, without a key; whatever does not answer with a list of models is none. Nothing outside this machine is asked.
 *
 * @param addresses Name → address up to and including /v1, for ports other than the usual ones.
 */
export async function detectServers(
  addresses: ReadonlyMap<string, string> = loopbackPresets(),
): Promise<readonly DetectedServer[]> {
  const found = await Promise.all([...addresses].map(([preset, baseUrl]) => detect(preset, baseUrl)));
  return found.filter((server) => server !== undefined);
}

async function detect(preset: string, baseUrl: string): Promise<DetectedServer | undefined> {
  let body: string;
  try {
    const reply = await request(`${baseUrl}/models`, { headersTimeout: patienceMs, bodyTimeout: patienceMs });
    body = await reply.body.text();
    if (reply.statusCode !== 200) {
      return undefined;
    }
  } catch {
    // Nobody there, which is what most ports are.
    return undefined;
  }
  const models = listedModels(body);
  return models === undefined ? undefined : { preset, baseUrl, models };
}

/** Names in a list of models; undefined for a body that is no such list. Ollama without models gives null for its data. */
function listedModels(body: string): string[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null || !("object" in parsed) || parsed.object !== "list") {
    return undefined;
  }
  const data: readonly unknown[] = "data" in parsed && Array.isArray(parsed.data) ? parsed.data : [];
  return data.flatMap((entry) =>
    typeof entry === "object" && entry !== null && "id" in entry && typeof entry.id === "string" ? [entry.id] : [],
  );
}
