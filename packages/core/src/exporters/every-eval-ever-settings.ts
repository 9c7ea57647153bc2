import { z } from "zod";

/** What Every Eval Ever asks of a record that a run folder does not say. */
export const everyEvalEverSettings = z.strictObject({
  organisation: z
    .string()
    .min(1)
    .default("unknown")
    .describe("Who ran the examination: source_organization_name of every record."),
  relationship: z
    .enum(["first_party", "third_party", "collaborative", "other"])
    .default("other")
    .describe("What the examiner is to the models' developers: evaluator_relationship."),
  collection: z.string().min(1).optional().describe("Folder below data/; default: the study's name."),
  models: z
    .record(z.string(), z.string().min(1))
    .default({})
    .describe("Public names: model id of the study → developer/model as on Hugging Face."),
  developer: z
    .string()
    .min(1)
    .default("unknown")
    .describe("Developer of models whose public name has none before a slash."),
  deployment: z
    .enum(["self_deployed", "externally_managed", "unknown"])
    .default("unknown")
    .describe("Who ran the models' servers: deployment_type."),
  availability: z
    .enum(["open_weights", "closed_weights", "unknown"])
    .default("unknown")
    .describe("Whether the models' weights can be had: model_availability."),
  datasets: z
    .record(z.string(), z.string().min(1))
    .default({})
    .describe("Exams on Hugging Face: exam name → dataset repository. Other exams count as private."),
});

/** Those answers, checked. */
export type EveryEvalEverSettings = z.infer<typeof everyEvalEverSettings>;
