import { request } from "undici";
import { messageOf } from "../base/errors.ts";
import { apiKeyFor } from "./api-key.ts";
import { servicePath } from "./server-address.ts";

/** What a server answered to GET /models. */
export interface ServerProbe {
  readonly reachable: boolean;
  /** HTTP status; null when nothing answered. */
  readonly status: number | null;
  /** Model names it lists; empty when it lists none. */
  readonly models: readonly string[];
  /** What went wrong, or "". */
  readonly problem: string;
}

const probeTimeoutMs = 5000;

/** Providers whose interface is not OpenAI's: host → headers that carry the key. */
const ownHeaders: ReadonlyMap<string, (key: string) => Readonly<Record<string, string>>> = new Map([
  ["api.anthropic.com", (key: string) => ({ "x-api-key": key, "anthropic-version": "2023-06-01" })],
  ["generativelanguage.googleapis.com", (key: string) => ({ "x-goog-api-key": key })],
]);

/** Ask a server for its models (GET /models): no tokens are spent. Throws API_KEY_MISSING or API_KEY_WRONG_HOST. */
export async function probeServer(
  settings: { readonly baseUrl: string; readonly apiKeyEnv?: string | undefined },
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ServerProbe> {
  const url = new URL(settings.baseUrl);
  const key = apiKeyFor(url, settings.apiKeyEnv, environment);
  const headersWith = ownHeaders.get(url.hostname) ?? bearer;
  try {
    const reply = await request(`${url.origin}${servicePath(url, "models")}`, {
      headers: key === null ? {} : headersWith(key),
      headersTimeout: probeTimeoutMs,
      bodyTimeout: probeTimeoutMs,
    });
    const body = await reply.body.text();
    return {
      reachable: true,
      status: reply.statusCode,
      models: modelNames(body),
      problem: reply.statusCode < 300 ? "" : `HTTP ${reply.statusCode}`,
    };
  } catch (error) {
    return { reachable: false, status: null, models: [], problem: messageOf(error) };
  }
}

function bearer(key: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${key}` };
}

/** OpenAI and Anthropic list `data[].id`, Gemini `models[].name` with models/ before it. */
function modelNames(body: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return [];
  }
  return [...namesIn(parsed, "data", "id"), ...namesIn(parsed, "models", "name")].map((name) =>
    name.replace(/^models\//, ""),
  );
}

function namesIn(parsed: unknown, list: string, field: string): string[] {
  const entries: unknown = typeof parsed === "object" && parsed !== null ? Reflect.get(parsed, list) : undefined;
  return (Array.isArray(entries) ? entries : []).flatMap((entry: unknown) => {
    const name: unknown = typeof entry === "object" && entry !== null ? Reflect.get(entry, field) : undefined;
    return typeof name === "string" ? [name] : [];
  });
}
