import { z } from "zod";

/** A plugin by name, or by name with its settings beside `use`. */
export const pluginReference = z
  .union([z.string().min(1), z.looseObject({ use: z.string().min(1).describe("Name of the plugin.") })])
  .describe("A plugin's name, or { use: name, … } with its settings.");

/** A perturbation, or several operators one after the other. */
export const perturbationReference = z
  .union([
    z.string().min(1),
    z.strictObject({
      chain: z.array(pluginReference).min(2).describe("Operators in the order in which they are applied."),
      name: z.string().min(1).optional().describe('Name in tables; default: the operators\' joined by "+".'),
    }),
    z.looseObject({
      use: z.string().min(1).describe("Name of the plugin."),
      name: z.string().min(1).optional().describe("Name in tables; default: the plugin's."),
    }),
  ])
  .describe("A perturbation's name, { use: name, … } with its settings, or { chain: [first, second] }.");

/** A scorer: a plugin, with a name of its own where one exam is marked by a plugin twice. */
export const scorerReference = z
  .union([
    z.string().min(1),
    z.looseObject({
      use: z.string().min(1).describe("Name of the plugin."),
      name: z.string().min(1).optional().describe("Name in tables; default: the plugin's."),
    }),
  ])
  .describe("A scorer's name, or { use: name, … } with its settings.");

/** What is put beside the question: a retriever, with a name of its own, and the prompts it goes with. */
export const contextReference = z
  .union([
    z.string().min(1),
    z.looseObject({
      use: z.string().min(1).describe('Name of the plugin, or "none".'),
      name: z.string().min(1).optional().describe("Name in tables; default: the plugin's."),
      prompts: z
        .array(z.string().min(1))
        .min(1)
        .optional()
        .describe(
          "Prompts it is asked with: names as tables have them, such as padded-path, or a plugin's for all of its. Default: every prompt.",
        ),
    }),
  ])
  .describe('A retriever\'s name or "none", or { use: name, … } with its settings and the prompts it goes with.');
