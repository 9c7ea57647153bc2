import { z } from "zod";

const stratumSchema = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .default({})
  .describe("Tag name → value of the part of the exam it is about; default: the whole exam.");
const examSchema = z.string().min(1).optional().describe("Name of the exam it belongs to; default: every exam.");
const measureSchema = z.string().min(1).describe("Name of the measure it can be set beside.");
const sourceSchema = z.string().min(1).describe("Where it is stated: a paper and its table, a board's decision.");

/** A reference value of a study file. */
export const referenceSchema = z
  .strictObject({
    name: z.string().min(1).describe("What it is: human, random, …"),
    value: z.number().min(0).max(1).describe("The value, 0–1."),
    source: sourceSchema,
    measure: measureSchema.default("accuracy"),
    exam: examSchema,
    stratum: stratumSchema,
  })
  .describe("A value drawn as a line beside the models; it was not measured here.");

/** A published row of a study file or of a file of such rows. */
export const publishedSchema = z
  .strictObject({
    model: z.string().min(1).describe("Name of the model as the source prints it."),
    measure: measureSchema,
    value: z.number().min(-1).max(1).describe("The value as a share: 61.6 % is 0.616."),
    spread: z.number().min(0).max(1).optional().describe('What the source prints behind "±", as a share.'),
    scorer: z.string().min(1).optional().describe("Scorer whose number it can be set beside, or scorer:part."),
    source: sourceSchema,
    exam: examSchema,
    stratum: stratumSchema,
  })
  .describe("A model's number as somebody else printed it; it was not measured here.");

/** A file of published rows. */
export const publishedListSchema = z.array(publishedSchema);
