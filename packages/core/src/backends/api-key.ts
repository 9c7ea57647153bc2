import { UsageError } from "../base/errors.ts";
import { registerSecret } from "../base/secrets.ts";

/** Providers whose key goes to their own hosts only: environment variable → host or domain suffix (leading dot). */
const providerHosts: Readonly<Record<string, readonly string[]>> = {
  OPENAI_API_KEY: ["api.openai.com", ".openai.com", ".openai.azure.com"],
  ANTHROPIC_API_KEY: ["api.anthropic.com"],
  GEMINI_API_KEY: ["generativelanguage.googleapis.com"],
  DEEPSEEK_API_KEY: ["api.deepseek.com"],
  MISTRAL_API_KEY: ["api.mistral.ai"],
  GROQ_API_KEY: ["api.groq.com"],
  OPENROUTER_API_KEY: ["openrouter.ai"],
  TOGETHER_API_KEY: ["api.together.xyz", "api.together.ai"],
  DASHSCOPE_API_KEY: ["dashscope.aliyuncs.com", "dashscope-intl.aliyuncs.com"],
  MOONSHOT_API_KEY: ["api.moonshot.cn", "api.moonshot.ai"],
  ZHIPU_API_KEY: ["open.bigmodel.cn"],
  SILICONFLOW_API_KEY: ["api.siliconflow.cn", "api.siliconflow.com"],
};

function hostMatches(host: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) => (entry.startsWith(".") ? host.endsWith(entry) : host === entry));
}

/** The variable that holds the key of the provider at this host; undefined for a host that is no known provider's. */
export function keyVariableOf(host: string): string | undefined {
  return Object.entries(providerHosts).find(([, hosts]) => hostMatches(host, hosts))?.[0];
}

/**
 * The key for a server, or null for one without. A provider's own variable is used for its own host without being
 * named; any other host gets a key only when the study names the variable, and never a known provider's.
 * Throws API_KEY_MISSING, API_KEY_WRONG_HOST, or SETTINGS_INVALID for a value no header can carry. The value is
 * registered as a secret.
 */
export function apiKeyFor(
  baseUrl: URL,
  apiKeyEnv: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  const variable = apiKeyEnv ?? keyVariableOf(baseUrl.hostname);
  if (variable === undefined) {
    return null;
  }
  const owner = providerHosts[variable];
  if (owner !== undefined && !hostMatches(baseUrl.hostname, owner)) {
    throw new UsageError("API_KEY_WRONG_HOST", `${variable} belongs to ${owner[0]}, not to ${baseUrl.hostname}`);
  }
  // A key read from a file often ends in a line break; none contains white space.
  const value = environment[variable]?.trim();
  if (value === undefined || value === "") {
    throw new UsageError("API_KEY_MISSING", `${variable} is not set, and ${baseUrl.hostname} needs it`);
  }
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new UsageError("SETTINGS_INVALID", `${variable} holds characters that no key has and no header can carry`, {
      remedy: "Set the variable to the key alone: no spaces, no line breaks, no quotes.",
    });
  }
  registerSecret(value);
  return value;
}
