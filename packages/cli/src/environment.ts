import { existsSync } from "node:fs";
import { UsageError } from "@viva/core";

/** Read .env of the working folder; variables that are set already win. */
export function loadEnvironmentFile(): void {
  if (existsSync(".env")) {
    process.loadEnvFile(".env");
  }
}

/** Study fields that the environment may fill where the file leaves them out. */
const variables = {
  VIVA_SEED: "seed",
  VIVA_REPEATS: "repeats",
  VIVA_CONCURRENCY: "concurrency",
  VIVA_RESAMPLES: "resamples",
} as const;

/** Study fields from the environment. Throws ARGUMENT_INVALID for a value that is not a whole number. */
export function environmentFallbacks(environment: NodeJS.ProcessEnv): Record<string, unknown> {
  const fallbacks: Record<string, unknown> = {};
  for (const [variable, field] of Object.entries(variables)) {
    const value = environment[variable];
    if (value !== undefined && value !== "") {
      if (!/^\d+$/.test(value)) {
        throw new UsageError("ARGUMENT_INVALID", `${variable} is "${value}", which is not a whole number`);
      }
      fallbacks[field] = Number(value);
    }
  }
  const language = environment["VIVA_LANGUAGE"];
  return language === undefined || language === "" ? fallbacks : { ...fallbacks, language };
}
