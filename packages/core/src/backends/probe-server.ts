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

/** Ask an OpenAI-compatible server for its models: no tokens are spent. Throws API_KEY_MISSING or API_KEY_WRONG_HOST. */
export async function probeServer(
  settings: { readonly baseUrl: string; readonly apiKeyEnv?: string | undefined },
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ServerProbe> {
  const url = new URL(settings.baseUrl);
  const key = apiKeyFor(url, settings.apiKeyEnv, environment);
  try {
    const reply = await request(`${url.origin}${servicePath(url, "models")}`, {
      headers: key === null ? {} : { authorization: `Bearer ${key}` },
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
