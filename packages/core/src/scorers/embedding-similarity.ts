import { z } from "zod";
import type { Item } from "../records/item.ts";
import { defineScorer } from "./define.ts";
import { shareMark } from "./judge-marks.ts";

const settingsSchema = z.strictObject({
  model: z.string().min(1).default("embedder").describe("Id of the assistant that gives vectors of texts."),
  references: z
    .enum(["best", "first"])
    .default("best")
    .describe("The reference a reply is held against: the one it is nearest to, or the first."),
  sample: z
    .int()
    .min(1)
    .optional()
    .describe("Mark the replies to this many questions of each exam, drawn by the study's seed; default: all."),
  mostCharacters: z.int().min(100).default(20_000).describe("Characters of a text that are taken at most."),
});
type Settings = z.infer<typeof settingsSchema>;

/**
 * Cosine between the vectors of a reply and of a reference, as a named model gives them; below 0 it counts as 0. It says how
 * near two texts lie in what they are about, not whether the reply is right: "is" and "is not" lie next to each other. Values
 * of different models cannot be compared. An empty reply earns nothing. No points for an item without a reference
 * ("no-reference"), where a vector is missing ("embedding-failed") or is none ("embedding-unreadable").
 */
export default defineScorer({
  name: "embedding-similarity",
  description: "Cosine between the vectors of reply and reference, as a named embedding model gives them",
  source: "Viva; sentence vectors compared as by Reimers & Gurevych 2019, arXiv:1908.10084",
  marks: "text",
  settings: settingsSchema,
  asksFor: "embedding",
  requests: (_reading, item, settings, { completion }) => {
    const references = referencesOf(item, settings);
    return completion.text.trim() === "" || references.length === 0
      ? []
      : [completion.text, ...references].map((text) => ({
          kind: "embedding" as const,
          input: text.slice(0, settings.mostCharacters),
        }));
  },
  score: (_reading, item, settings, reply) => {
    if (referencesOf(item, settings).length === 0) {
      return { points: null, reason: "no-reference" };
    }
    if (reply === undefined) {
      return { points: null, reason: "no-reply" };
    }
    if (reply.completion.text.trim() === "") {
      return shareMark(0, {});
    }
    const { asked = [] } = reply;
    if (asked.length < 2 || asked.includes(null)) {
      return { points: null, reason: "embedding-failed" };
    }
    const [own, ...others] = asked.map((text) => vectorIn(text ?? ""));
    const cosines = others.map((other) => cosineOf(own ?? null, other));
    if (cosines.includes(null)) {
      return { points: null, reason: "embedding-unreadable" };
    }
    return shareMark(Math.min(1, Math.max(0, ...cosines.map((cosine) => cosine ?? 0))), {});
  },
});

function referencesOf({ references }: Item, settings: Settings): readonly string[] {
  const texts = references.filter((text) => text.trim() !== "");
  return settings.references === "first" ? texts.slice(0, 1) : texts;
}

/** The numbers of a JSON array; null for anything else. */
function vectorIn(text: string): readonly number[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "number") ? value : null;
  } catch {
    // What a model writes is data.
    return null;
  }
}

/** Null for vectors of different length or of length 0 in space. */
function cosineOf(one: readonly number[] | null, other: readonly number[] | null): number | null {
  if (one === null || other === null || one.length !== other.length) {
    return null;
  }
  let product = 0;
  let ofOne = 0;
  let ofOther = 0;
  for (const [at, value] of one.entries()) {
    const second = other[at] ?? 0;
    product += value * second;
    ofOne += value * value;
    ofOther += second * second;
  }
  const size = Math.sqrt(ofOne) * Math.sqrt(ofOther);
  return size > 0 && Number.isFinite(size) ? product / size : null;
}
