import { z } from "zod";
import { likelihoodForms, likelihoodNormalisations } from "../records/likelihood.ts";
import { comparisonSchema, standardSchema } from "./comparison-schema.ts";
import { contextReference, perturbationReference, pluginReference, scorerReference } from "./reference-schema.ts";
import { publishedSchema, referenceSchema } from "./stated-schema.ts";

const priceSchema = z
  .strictObject({
    inputPerMillion: z.number().min(0).describe("Price of a million prompt tokens."),
    outputPerMillion: z.number().min(0).describe("Price of a million completion tokens, reasoning included."),
    currency: z.string().min(1).default("USD").describe("Currency of both prices."),
  })
  .describe("What tokens cost.");

const datasetSchema = z
  .looseObject({
    use: z.string().min(1).describe("Name of the dataset plugin."),
    name: z.string().min(1).optional().describe("Name of the exam in tables; default: the plugin's name."),
  })
  .describe("An exam: a dataset plugin and its settings.");

const examSchema = datasetSchema.extend({
  scorers: z
    .array(scorerReference)
    .min(1)
    .optional()
    .describe(
      "How this exam is marked, the first that marks answers being its headline; default: the study's scorers.",
    ),
});

const modeSchema = z.union([
  z.literal("generate"),
  z.strictObject({
    likelihood: z.enum(likelihoodForms).describe("What is scored: the label an option is shown under, or its text."),
    normalise: z
      .enum(likelihoodNormalisations)
      .default("none")
      .describe("How texts of different length are made comparable; the other ways stand in sensitivity.json."),
    unconditional: z
      .boolean()
      .default(false)
      .describe("Ask for the likelihoods without the question, too; normalise: unconditional asks for them anyway."),
  }),
]);

const filtersSchema = z
  .strictObject({
    limit: z.int().min(1).optional().describe("Take the first this many items, after the other filters."),
    sample: z.int().min(1).optional().describe("Draw this many items at random, by the study's seed."),
    tags: z
      .record(z.string(), z.union([z.string(), z.array(z.string()).min(1)]))
      .optional()
      .describe("Keep items that have one of these values, for every tag named."),
    split: z
      .union([z.string(), z.array(z.string()).min(1)])
      .optional()
      .describe("Keep items of these splits."),
    kind: z
      .array(z.enum(["single", "multiple", "true-false", "free-text"]))
      .min(1)
      .optional()
      .describe("Keep items of these kinds."),
    language: z.array(z.string()).min(1).optional().describe("Keep items in these languages."),
    explanationOver: z
      .int()
      .min(0)
      .optional()
      .describe("Keep items whose explanation (the first, where there are several) has more characters than this."),
  })
  .describe("Which items are posed.");

const modelSchema = z
  .looseObject({
    id: z.string().min(1).describe("Name of the model in tables and, for replay, in the replies file."),
    backend: z.string().min(1).describe("Name of the backend plugin; its settings stand beside it."),
    price: priceSchema.optional(),
    concurrency: z.int().min(1).max(4096).optional().describe("Calls in flight at most for this model."),
    facts: z
      .string()
      .min(1)
      .optional()
      .describe(
        "Id or other name of the model in the facts of models; default: the model's own id and name, if known.",
      ),
  })
  .describe("A model and where it can be asked.");

const pairwiseSchema = z
  .strictObject({
    judges: z.array(z.string().min(1)).min(1).describe("Ids of the assistants that compare."),
    models: z.array(z.string().min(1)).min(2).optional().describe("Ids of the models that are compared; default: all."),
    baseline: z
      .string()
      .min(1)
      .optional()
      .describe("Id of the model that every other is compared with; default: every pair is."),
    question: z.string().min(1).optional().describe("What makes a reply the better one, in words of your own."),
    sample: z
      .int()
      .min(1)
      .optional()
      .describe("Compare the replies to this many questions of each exam, drawn by the study's seed; default: all."),
    bothOrders: z
      .boolean()
      .default(true)
      .describe("Show each pair in both orders: a judge that changes its mind with the order has seen a tie."),
    mostCharacters: z.int().min(100).default(20_000).describe("Characters of a reply that a judge is shown at most."),
    selfJudging: z
      .enum(["refuse", "allow"])
      .default("refuse")
      .describe("Whether a judge may be one of the models under test; the report says so where it is."),
  })
  .describe("Replies of two models to the same question, held against each other by judges.");

/** The study file. Settings of plugins are checked against each plugin's own schema afterwards. */
export const studySchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[\p{L}\p{N}][\p{L}\p{N}._ -]*$/u,
      "letters, digits, '.', '_', '-' and spaces, beginning with a letter or digit",
    )
    .describe("Name of the study."),
  description: z.string().optional().describe("What the study is for."),
  dataset: examSchema.optional(),
  datasets: z.array(examSchema).min(1).optional().describe("Several exams, each with a name of its own."),
  filters: filtersSchema.default({}),
  models: z.array(modelSchema).min(1).describe("The models that sit the exam."),
  assistants: z
    .array(modelSchema)
    .default([])
    .describe(
      "Models that help: they paraphrase questions, judge replies, give the vectors of texts. They do not sit the exam; operators and scorers name them.",
    ),
  prompts: z.array(pluginReference).min(1).default(["letter-only"]).describe("Ways of asking."),
  contexts: z
    .array(contextReference)
    .min(1)
    .default(["none"])
    .describe(
      'What is put beside the question: "none" or a retriever. Each is asked with each prompt, or with those it names.',
    ),
  instructions: z
    .array(pluginReference)
    .min(1)
    .default(["none"])
    .describe(
      'Forms a reply is asked to have: "none" (the prompt\'s own) or an instruction. Each is given with each prompt and context.',
    ),
  modes: z
    .array(modeSchema)
    .min(1)
    .default(["generate"])
    .describe(
      'How answers are got: "generate" (the model replies) or the likelihood of labels or of options\' texts. Each is asked with each prompt and context; likelihood without instructions.',
    ),
  perturbations: z
    .array(perturbationReference)
    .default([])
    .describe("Perturbations posed beside the original, which is always posed."),
  reviewed: z
    .string()
    .min(1)
    .optional()
    .describe(
      "A file of variants that people have reviewed (viva perturb): perturbations it holds are posed as they stand there.",
    ),
  fewShot: z
    .strictObject({
      k: z.int().min(1).max(64).describe("Number of worked examples."),
      train: datasetSchema.describe("Where examples come from. Items that are tested are never used."),
      seed: z.int().optional().describe("Seed of the draw; default: the study's seed."),
    })
    .optional()
    .describe("Worked examples before the question, the same for every item."),
  repeats: z.int().min(1).max(1000).default(1).describe("How often each question is asked."),
  seed: z.int().min(0).default(0).describe("Seed of everything random."),
  extractor: pluginReference.default("layered").describe("How replies are read."),
  sensitivity: z
    .strictObject({
      extractors: z
        .array(pluginReference)
        .default(["first-label", "cmexam-lora", "cmb"])
        .describe("Extractors the same replies are also read with, for the leaderboard under every protocol."),
    })
    .prefault({})
    .describe("What sensitivity.json compares the headline with."),
  scorers: z
    .array(scorerReference)
    .min(1)
    .default(["exact-set"])
    .describe(
      "How replies are marked; the first that marks answers is the headline. An exam may have scorers of its own.",
    ),
  pairwise: pairwiseSchema.optional(),
  measures: z
    .array(pluginReference)
    .min(1)
    .default([
      "accuracy",
      "accuracy-bounds",
      "chance-corrected-accuracy",
      "weighted-f1",
      "macro-accuracy",
      "outcome-rates",
    ])
    .describe("What is computed from the scores."),
  strata: z
    .array(z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]))
    .default([])
    .describe(
      "Tags, or combinations of tags, to break the results down by. Every item also has kind, language, optionCount, stemLength (in characters) and split.",
    ),
  reports: z
    .array(z.enum(["html", "markdown", "csv", "json", "junit"]))
    .default(["html"])
    .describe("Report formats to write into the run folder's report/."),
  language: z.enum(["en", "zh", "es"]).default("en").describe("Language of the report's own words."),
  withholdItems: z.boolean().default(false).describe("Leave item, prompt and reply texts out of reports."),
  confidence: z.number().min(0.5).max(0.999).default(0.95).describe("Level of every interval."),
  resamples: z.int().min(100).max(100_000).default(1000).describe("Bootstrap resamples."),
  concurrency: z.int().min(1).max(4096).default(32).describe("Calls in flight at most, for each model."),
  comparison: comparisonSchema.prefault({}),
  standard: standardSchema.prefault({}),
  passMark: z.number().min(0).max(1).optional().describe("Share of the points that passes, drawn as a line."),
  references: z
    .array(referenceSchema)
    .default([])
    .describe("Values to show beside the models' own, such as human accuracy; they enter no estimate."),
  published: z
    .union([z.string().min(1), z.array(publishedSchema)])
    .default([])
    .describe("Published rows to show beside the models' own: inline, or the path of a YAML file with such a list."),
  prices: z
    .union([z.string().min(1), z.record(z.string(), priceSchema)])
    .optional()
    .describe("Prices by model id: inline, or the path of a YAML file of the same shape."),
});

/** How a study compares its models. */
export type ComparisonSettings = z.infer<typeof comparisonSchema>;
/** What a study takes for a pass. */
export type StandardSettings = z.infer<typeof standardSchema>;
/** A perturbation as a study names it. */
export type PerturbationReference = z.infer<typeof perturbationReference>;
/** The study file as written, defaults filled in. */
export type StudyFile = z.infer<typeof studySchema>;
/** What tokens cost. */
export type Price = z.infer<typeof priceSchema>;
/** Prices by model id, as a file holds them. */
export const priceTableSchema = z.record(z.string(), priceSchema);
