import { z } from "zod";

/** Experts of one mixture-of-experts layer. */
export interface ModelExperts {
  /** Experts the router chooses among, from 2. */
  readonly total: number;
  /** How many of them the router chooses for a token. */
  readonly active: number;
  /** Experts every token passes besides; 0 where there are none. */
  readonly shared: number;
}

/**
 * What is published about a model, and where. A field is null where nobody who made the model states it, where what is
 * stated is in doubt, or where nobody has read it; nothing is guessed.
 */
export interface ModelFacts {
  /** Hugging Face repository or, for a model without weights, the provider's name of it. */
  readonly id: string;
  readonly name: string;
  /** Other spellings that always mean this very model: API names, Ollama tags. A tag that has moved is none. */
  readonly aliases: readonly string[];
  readonly family: string | null;
  /** Id of the model it was trained or merged from. */
  readonly parent: string | null;
  /** No file describes the parent. */
  readonly parentExternal: boolean;
  /** Parameters altogether, to the precision the publisher states. */
  readonly totalParameters: number | null;
  /** Parameters one token is computed with; for a dense model all of them. */
  readonly activeParameters: number | null;
  readonly architecture: "dense" | "mixture-of-experts" | null;
  readonly experts: ModelExperts | null;
  /** Context window in tokens as released: without extensions that must be switched on. */
  readonly contextTokens: number | null;
  /** YYYY-MM-DD, or YYYY-MM where the day is not certain. */
  readonly released: string | null;
  /** YYYY-MM of the newest data it was trained on, as its makers state it. */
  readonly trainingCutoff: string | null;
  /** SPDX identifier, or the licence's own name where it has none. */
  readonly licence: string | null;
  /** Clinical: trained further, or merged, for medicine. */
  readonly domain: "general" | "clinical";
  readonly openWeights: boolean;
  /** Trained to reason at length before it answers, also where that can be switched off. */
  readonly reasoning: boolean | null;
  /** Field → where its value is stated. Every field that has a value and says something of the model is in it. */
  readonly sources: Readonly<Partial<Record<SourcedField, string>>>;
  /**
   * Month, YYYY-MM → the fields whose source, or a copy of it, was opened in that month and found to state the value.
   * A field in none has a source that was named and not opened.
   */
  readonly checked: Readonly<Record<string, readonly SourcedField[]>>;
}

/** The fields that need a source wherever they have a value: all but the two the model is called by. */
export const sourcedFields = [
  "aliases",
  "family",
  "parent",
  "totalParameters",
  "activeParameters",
  "architecture",
  "experts",
  "contextTokens",
  "released",
  "trainingCutoff",
  "licence",
  "domain",
  "openWeights",
  "reasoning",
] as const;

/** A field of `ModelFacts` that needs a source. */
export type SourcedField = (typeof sourcedFields)[number];

/** Below this a count was surely written in billions. No language model that sits exams is smaller. */
const leastParameters = 1_000_000;

const textSchema = z.string().trim().min(1);
const parametersSchema = z
  .int()
  .min(leastParameters, "an absolute number: 7 billion is 7e9")
  .max(1e15, "an absolute number: 7 billion is 7e9");
const monthSchema = z.string().regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, "a month as YYYY-MM");

/** A day of the calendar, or a month. */
function isDate(text: string): boolean {
  const [, year = "", month = "", day] = /^((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(\d\d))?$/.exec(text) ?? [];
  if (day === undefined) {
    return month !== "";
  }
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return Number(day) > 0 && date.getUTCMonth() === Number(month) - 1;
}

const fieldsSchema = z.strictObject({
  id: textSchema.describe("Hugging Face repository, or the provider's name of the model."),
  name: textSchema.describe("Name in tables."),
  aliases: z.array(textSchema).default([]).describe("Other spellings that always mean this very model."),
  family: textSchema.nullable().default(null).describe("Family and generation, e.g. Qwen2.5."),
  parent: textSchema.nullable().default(null).describe("Id of the model it was trained or merged from."),
  parentExternal: z.boolean().default(false).describe("No file describes the parent."),
  totalParameters: parametersSchema.nullable().default(null).describe("Parameters altogether: 46.7e9."),
  activeParameters: parametersSchema.nullable().default(null).describe("Parameters one token is computed with."),
  architecture: z.enum(["dense", "mixture-of-experts"]).nullable().default(null).describe("Dense, or with experts."),
  experts: z
    .strictObject({
      total: z.int().min(2).describe("Experts of a layer the router chooses among."),
      active: z.int().min(1).describe("Experts it chooses for a token."),
      shared: z.int().min(0).describe("Experts every token passes besides."),
    })
    .nullable()
    .default(null)
    .describe("Experts of one mixture-of-experts layer."),
  contextTokens: z.int().min(1).nullable().default(null).describe("Context window in tokens, as released."),
  released: z.string().refine(isDate, "a date as YYYY-MM-DD or YYYY-MM").nullable().default(null).describe("Release."),
  trainingCutoff: monthSchema.nullable().default(null).describe("Month of the newest training data, as stated."),
  licence: textSchema.nullable().default(null).describe("SPDX identifier, or the licence's name."),
  domain: z.enum(["general", "clinical"]).describe("Clinical: trained further, or merged, for medicine."),
  openWeights: z.boolean().describe("The weights can be had."),
  reasoning: z.boolean().nullable().default(null).describe("Trained to reason at length before it answers."),
  sources: z.partialRecord(z.enum(sourcedFields), textSchema).describe("Field → where its value is stated."),
  checked: z
    .record(monthSchema, z.array(z.enum(sourcedFields)).min(1))
    .default({})
    .describe("Month → fields whose source was opened in it and found to state the value."),
});

type Written = z.infer<typeof fieldsSchema>;
type Report = (path: readonly PropertyKey[], message: string) => void;

/** Whether a field says something: an empty list of aliases does not. */
function hasValue(facts: Written, field: SourcedField): boolean {
  return field === "aliases" ? facts.aliases.length > 0 : facts[field] !== null;
}

function checkSources(facts: Written, report: Report): void {
  for (const field of sourcedFields) {
    const stated = facts.sources[field] !== undefined;
    if (hasValue(facts, field) && !stated) {
      report([field], "has no source; name under sources where it is stated, or leave it null");
    }
    if (!hasValue(facts, field) && stated) {
      report(["sources", field], "is the source of a field without a value");
    }
  }
}

function checkChecked(facts: Written, report: Report): void {
  const months = new Map<SourcedField, string>();
  for (const [month, fields] of Object.entries(facts.checked)) {
    for (const [index, field] of fields.entries()) {
      const earlier = months.get(field);
      if (!hasValue(facts, field)) {
        report(["checked", month, index], `${field} has no value that could have been checked`);
      } else if (earlier !== undefined) {
        report(["checked", month, index], `${field} is already in ${earlier}; keep the month it was last checked in`);
      }
      months.set(field, month);
    }
  }
}

function checkSize(facts: Written, report: Report): void {
  const { totalParameters: total, activeParameters: active, architecture, experts } = facts;
  if (total !== null && active !== null && active > total) {
    report(["activeParameters"], `${active} is more than totalParameters, ${total}`);
  }
  if (architecture === "dense" && active !== null && active !== total) {
    report(["activeParameters"], "of a dense model is totalParameters, or null");
  }
  if (experts !== null && architecture !== "mixture-of-experts") {
    report(["experts"], "only a mixture-of-experts has experts");
  }
  if (experts !== null && experts.active > experts.total) {
    report(["experts", "active"], `${experts.active} is more than total, ${experts.total}`);
  }
}

function checkDates({ released, trainingCutoff }: Written, report: Report): void {
  if (released !== null && trainingCutoff !== null && trainingCutoff > released.slice(0, trainingCutoff.length)) {
    report(["trainingCutoff"], `${trainingCutoff} is after the release, ${released}`);
  }
}

function checkParent({ id, parent, parentExternal }: Written, report: Report): void {
  if (parent === null && parentExternal) {
    report(["parentExternal"], "there is no parent");
  }
  if (parent !== null && parent.toLowerCase() === id.toLowerCase()) {
    report(["parent"], "is the model itself");
  }
}

/**
 * One model's file as untrusted YAML or JSON. Besides the shape it holds that every value has a source and every source
 * a value, that what was checked has a value and stands there once, that active parameters and experts are not more than there are, that a dense model has no experts, and that
 * training ended before the release. A nullable field may be left out; it is then null.
 */
export const modelFactsSchema = fieldsSchema.superRefine((facts, context) => {
  const report: Report = (path, message) => context.addIssue({ code: "custom", path: [...path], message });
  checkSources(facts, report);
  checkChecked(facts, report);
  checkSize(facts, report);
  checkDates(facts, report);
  checkParent(facts, report);
});
