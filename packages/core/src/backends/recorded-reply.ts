import { z } from "zod";
import type { FinishReason } from "../records/completion.ts";

const finishReasons = ["stop", "length", "content-filter", "tool-calls", "unknown"] as const;

/** One recorded reply: a line of a replies file. */
export const recordedReplySchema = z.looseObject({
  itemId: z.union([z.string(), z.number()]).transform(String),
  model: z.string(),
  arm: z.string().optional(),
  variantId: z.string().optional(),
  perturbation: z.string().optional(),
  turn: z.int().min(0).default(0),
  repeat: z.int().min(0).default(0),
  text: z.string().nullable(),
  reasoning: z.string().nullable().optional(),
  finishReason: z.enum(finishReasons).default("stop"),
});

/** A line of a replies file, checked. */
export interface RecordedReply {
  readonly itemId: string;
  readonly model: string;
  readonly arm?: string | undefined;
  readonly variantId?: string | undefined;
  readonly perturbation?: string | undefined;
  readonly turn: number;
  readonly repeat: number;
  readonly text: string | null;
  readonly reasoning?: string | null | undefined;
  readonly finishReason: FinishReason;
}

const known: ReadonlySet<unknown> = new Set(finishReasons);

/**
 * A line's JSON as a reply. Looks at it as the schema does, at a tenth of the price: there may be millions. What is
 * not plainly right (an id that is a number, an absent field with a default, a fault) is left to the schema.
 */
export function parseRecordedReply(value: unknown): z.ZodSafeParseResult<RecordedReply> {
  return isPlainReply(value) ? { success: true, data: value } : recordedReplySchema.safeParse(value);
}

function isPlainReply(value: unknown): value is RecordedReply {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return false;
  }
  const { itemId, model, arm, variantId, perturbation, turn, repeat, text, reasoning, finishReason } =
    value as Readonly<Record<string, unknown>>;
  return (
    typeof itemId === "string" &&
    typeof model === "string" &&
    isTextOrAbsent(arm) &&
    isTextOrAbsent(variantId) &&
    isTextOrAbsent(perturbation) &&
    isCount(turn) &&
    isCount(repeat) &&
    (typeof text === "string" || text === null) &&
    (isTextOrAbsent(reasoning) || reasoning === null) &&
    known.has(finishReason)
  );
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
