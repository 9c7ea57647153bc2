import type { AnyPlugin } from "@viva/core";
import { studySchema } from "../../packages/core/src/runs/study-schema.ts";
import { inputSchema, type JsonSchema } from "./json-schema.ts";
import { type Kind, kinds, shippedPlugins } from "./shipped-plugins.ts";

/** A map that names a plugin under `nameField` and holds its settings beside it. */
function branch(plugin: AnyPlugin, nameField: string, beside: JsonSchema): JsonSchema {
  const settings = inputSchema(plugin.settings);
  const { [nameField]: _name, ...besideProperties } = beside.properties ?? {};
  return {
    type: "object",
    description: plugin.description,
    properties: {
      [nameField]: { const: plugin.name, description: plugin.description },
      ...besideProperties,
      ...settings.properties,
    },
    required: [
      ...new Set([nameField, ...(beside.required ?? []).filter((name) => name !== nameField)]),
      ...(settings.required ?? []),
    ],
    additionalProperties: false,
  };
}

/** A map that names a plugin that does not ship with Viva: its settings are known only to its own file. */
function ownBranch(
  plugins: readonly AnyPlugin[],
  nameField: string,
  beside: JsonSchema,
  taken: readonly string[] = [],
): JsonSchema {
  return {
    type: "object",
    description: "Your own plugin, loaded with --plugin; its settings are checked when the study is read.",
    properties: {
      ...beside.properties,
      [nameField]: { type: "string", minLength: 1, not: { enum: [...taken, ...plugins.map(({ name }) => name)] } },
    },
    required: [...(beside.required ?? [])],
    additionalProperties: true,
  };
}

/** A plugin by name alone, shipped or own. Only plugins whose settings may all be left out are offered so. */
function nameSchemas(plugins: readonly AnyPlugin[], special: readonly JsonSchema[]): JsonSchema[] {
  const alone = plugins.filter((plugin) => (inputSchema(plugin.settings).required ?? []).length === 0);
  return [
    ...special,
    ...alone.map(({ name, description }) => ({ const: name, description })),
    {
      type: "string",
      minLength: 1,
      not: { enum: plugins.map(({ name }) => name) },
      description: "Your own plugin, loaded with --plugin.",
    },
  ];
}

/** Kinds that a study names under `use` or by name alone, and what else may stand in their place. */
const referenced: Readonly<Partial<Record<Kind, readonly JsonSchema[]>>> = {
  perturbation: [],
  retriever: [{ const: "none", description: "Nothing beside the question" }],
  prompt: [],
  instruction: [{ const: "none", description: "The prompt's own form of answer" }],
  extractor: [],
  scorer: [],
  measure: [],
};

/** Nothing stands beside a plugin's own settings. */
const alone: JsonSchema = { properties: {}, required: ["use"] };

/** Prompts that a context goes with. */
const pairedPrompts: Readonly<Record<string, JsonSchema>> = {
  prompts: {
    type: "array",
    minItems: 1,
    items: { type: "string", minLength: 1 },
    description:
      "Prompts it is asked with, as tables name them, or a plugin's name for all of its; default: every prompt.",
  },
};

/** What may stand beside a retriever's settings. */
const context: JsonSchema = {
  properties: {
    name: { type: "string", minLength: 1, description: "Name in tables; default: the plugin's." },
    ...pairedPrompts,
  },
  required: ["use"],
};

/** Nothing beside the question, with some prompts only. */
const nothing: JsonSchema = {
  type: "object",
  description: "Nothing beside the question.",
  properties: { use: { const: "none", description: "Nothing beside the question." }, ...pairedPrompts },
  required: ["use"],
  additionalProperties: false,
};

/** What may stand beside the settings of plugins that a study names under `use` or by name alone. */
const besideOf: Readonly<Partial<Record<Kind, () => JsonSchema>>> = {
  perturbation: () => named,
  retriever: () => context,
};

/** What may stand in the place of a plugin of these kinds, besides names. */
const insteadOf: Readonly<Partial<Record<Kind, () => JsonSchema>>> = {
  perturbation: () => chain,
  retriever: () => nothing,
};

/** What may stand beside a perturbation's settings. */
const named: JsonSchema = {
  properties: { name: { type: "string", minLength: 1, description: "Name in tables; default: the operators'." } },
  required: ["use"],
};

/** Several operators one after the other; each is a plugin alone. */
const chain: JsonSchema = {
  type: "object",
  description: "Several operators, each put after the one before it.",
  properties: {
    chain: { type: "array", minItems: 2, items: { $ref: "#/$defs/operator" } },
    ...named.properties,
  },
  required: ["chain"],
  additionalProperties: false,
};

async function definitions(study: JsonSchema): Promise<Record<string, JsonSchema>> {
  const defined: Record<string, JsonSchema> = {};
  const maps: Readonly<Partial<Record<Kind, { readonly nameField: string; readonly beside: JsonSchema | undefined }>>> =
    {
      dataset: { nameField: "use", beside: study.properties?.["dataset"] },
      backend: { nameField: "backend", beside: study.properties?.["models"]?.items },
    };
  // An importer takes part in no study.
  for (const { kind } of kinds.filter((known) => known.kind in referenced || known.kind in maps)) {
    const plugins = await shippedPlugins(kind);
    const map = maps[kind];
    const beside = map?.beside ?? besideOf[kind]?.() ?? alone;
    const instead = insteadOf[kind]?.();
    const nameField = map?.nameField ?? "use";
    const special = referenced[kind];
    defined[kind === "backend" ? "model" : kind] = {
      description: map?.beside?.description ?? `A ${kind} by name, or { use: name, … } with its settings.`,
      anyOf: [
        ...(special === undefined ? [] : nameSchemas(plugins, special)),
        ...plugins.map((plugin) => branch(plugin, nameField, beside)),
        ownBranch(plugins, nameField, beside, instead === nothing ? ["none"] : []),
        ...(instead === undefined ? [] : [instead]),
      ],
    };
  }
  const operators = await shippedPlugins("perturbation");
  defined["operator"] = {
    description: "An operator of a chain by name, or { use: name, … } with its settings.",
    anyOf: [
      ...nameSchemas(operators, []),
      ...operators.map((plugin) => branch(plugin, "use", alone)),
      ownBranch(operators, "use", alone),
    ],
  };
  return defined;
}

function reference(name: string, old: JsonSchema | undefined): JsonSchema {
  return {
    ...(old?.description === undefined ? {} : { description: old.description }),
    ...(old?.default === undefined ? {} : { default: old.default }),
    $ref: `#/$defs/${name}`,
  };
}

/**
 * The JSON Schema of the study file: the study's own fields from zod, and in the place of every plugin the plugins
 * that ship with Viva, each with its settings. A name that is not among them is taken for a person's own plugin and
 * its settings are left unchecked; a name that is has its settings checked in full.
 */
export async function studyJsonSchema(): Promise<JsonSchema> {
  const study = inputSchema(studySchema);
  const own = study.properties ?? {};
  const list = (field: string, name: string): JsonSchema => ({ ...own[field], items: { $ref: `#/$defs/${name}` } });
  const fewShot = own["fewShot"];
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Viva study",
    description: "A study: which exam is put to which models, in which ways, and how it is marked and measured.",
    ...study,
    properties: {
      ...own,
      dataset: reference("dataset", own["dataset"]),
      datasets: list("datasets", "dataset"),
      models: list("models", "model"),
      assistants: list("assistants", "model"),
      prompts: list("prompts", "prompt"),
      contexts: list("contexts", "retriever"),
      instructions: list("instructions", "instruction"),
      perturbations: list("perturbations", "perturbation"),
      extractor: reference("extractor", own["extractor"]),
      scorers: list("scorers", "scorer"),
      measures: list("measures", "measure"),
      fewShot: {
        ...fewShot,
        properties: { ...fewShot?.properties, train: reference("dataset", fewShot?.properties?.["train"]) },
      },
    },
    oneOf: [{ required: ["dataset"] }, { required: ["datasets"] }],
    $defs: await definitions(study),
  };
}
