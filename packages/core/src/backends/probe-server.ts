import { request } from "undici";
import { messageOf } from "../base/errors.ts";
import { apiKeyFor } from "./api-key.ts";
import { servicePath } from "./server-address.ts";

/** What a server answered to GET /models. */
export interface ServerProbe {
  readonly reachable: boolean;
  /** HTTP status; null when nothing answered. */
  readonly status: number | null;
  /** Model names it lists; empty when it lists none, or not all it takes. */
  readonly models: readonly string[];
  /** What went wrong, or "". */
  readonly problem: string;
}

const probeTimeoutMs = 5000;

/**
 * Providers whose interface is not OpenAI's: host → headers that carry the key. They list their models by pages and
 * take names that are in no list, so their lists say nothing about a name.
 */
const ownHeaders = new Map<string, (key: string) => Readonly<Record<string, string>>>([
  ["api.anthropic.com", (key) => ({ "x-api-key": key, "anthropic-version": "2023-06-01" })],
  ["generativelanguage.googleapis.com", (key) => ({ "x-goog-api-key": key })],
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
      models: ownHeaders.has(url.hostname) ? [] : modelNames(body),
      problem: reply.statusCode < 300 ? "" : `HTTP ${reply.statusCode}`,
    };
  } catch (error) {
    return { reachable: false, status: null, models: [], problem: messageOf(error) };
  }
}

function bearer(key: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${key}` };
}

function modelNames(body: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return [];
  }
  const data = typeof parsed === "object" && parsed !== null && "data" in parsed ? parsed.data : undefined;
  return Array.isArray(data)
    ? data.flatMap((entry: unknown) =>
        typeof entry === "object" && entry !== null && "id" in entry && typeof entry.id === "string" ? [entry.id] : [],
      )
    : [];
}
