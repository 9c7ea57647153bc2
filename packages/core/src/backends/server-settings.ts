import { z } from "zod";
import { addressProblem } from "./server-address.ts";

/** The setting that holds a server's address; it can stand in a study only without a key or password. */
export const serverAddress = z.url({ protocol: /^https?$/ }).refine((address) => addressProblem(address) === null, {
  error: ({ input }) => addressProblem(String(input)) ?? "not an address",
});

/** Settings of every backend that asks a server: how it is reached, never what it replies. */
export const serverSettings = {
  headers: z
    .record(z.string(), z.string())
    .default({})
    .describe("Further request headers. Never put a key here: see apiKeyEnv."),
  apiKeyEnv: z.string().optional().describe("Environment variable that holds the key for this server."),
  timeoutMs: z.number().min(1).default(600_000).describe("Deadline of one try in milliseconds."),
  maxAttempts: z.int().min(1).max(100).default(8).describe("Tries of one call at most; 429 replies are counted apart."),
};

/** The same settings, read. */
export interface ServerSettings {
  readonly headers: Readonly<Record<string, string>>;
  readonly apiKeyEnv?: string | undefined;
  readonly timeoutMs: number;
  readonly maxAttempts: number;
}
