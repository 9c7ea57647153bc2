import { describe, expect, it } from "vitest";
import { parseModelReference } from "./model-reference.ts";
import { gradientAt, resolveParameter } from "./parameter-value.ts";
import { parseRecipe } from "./recipe.ts";

const refusal = (yaml: string): string => {
  try {
    parseRecipe(yaml, "recipe.yaml");
  } catch (error) {
    expect(error).toMatchObject({ code: "MERGE_RECIPE_INVALID" });
    return String(error);
  }
  return "";
};

describe("a recipe", () => {
  it("is read with models, gradients, filters and kinds of numbers", () => {
    const recipe = parseRecipe(
      `merge_method: slerp
base_model: org/base@main
slices:
  - sources:
      - { model: org/base@main, layer_range: [0, 4] }
      - { model: ./other+lora/adapter@v2, layer_range: [2, 6], parameters: { weight: 0.5 } }
    parameters:
      t:
        - { filter: self_attn, value: [0, 0.5, 1] }
        - value: 0.3
dtype: float32
out_dtype: bfloat16
tokenizer_source: base
`,
      "recipe.yaml",
    );
    expect(recipe).toMatchObject({ method: "slerp", out: "BF16", tokenizer: "base" });
    expect(recipe.base).toMatchObject({ path: "org/base", revision: "main", adapter: null });
    const [slice] = recipe.slices;
    expect(slice?.sources[1]).toMatchObject({
      model: { path: "./other", revision: null, adapter: { path: "lora/adapter", revision: "v2" } },
      layers: [2, 6],
    });
    const levels = [slice?.parameters];
    const at = (tensor: string, depth: number) => resolveParameter("t", levels, { tensor, depth });
    expect(at("model.layers.0.self_attn.q_proj.weight", 0.25)).toBe(0.25);
    expect(at("model.layers.0.mlp.up_proj.weight", 0.25)).toBe(0.3);
  });

  it("takes one filtered value without a list, and a tokenizer with its source", () => {
    const recipe = parseRecipe(
      "merge_method: linear\nmodels: [{ model: a, parameters: { weight: { filter: mlp, value: 2 } } }]\ntokenizer: { source: union }\n",
      "recipe.yaml",
    );
    expect(recipe.tokenizer).toBe("union");
    expect(recipe.slices[0]?.sources[0]?.parameters).toEqual({ weight: [{ filter: "mlp", value: 2 }] });
  });

  it.each([
    [
      "an unknown key",
      "merge_method: linear\nmodles: []\nmodels: [{ model: a }]",
      /recipe\.yaml:2: modles: unknown field/,
    ],
    ["modules", "merge_method: linear\nmodules: {}\nmodels: [{ model: a }]", /:2: modules: models of several modules/],
    [
      "a chat template",
      "merge_method: linear\nmodels: [{ model: a }]\nchat_template: auto",
      /:3: chat_template: another/,
    ],
    [
      "tokens by hand",
      "merge_method: linear\nmodels: [{ model: a }]\ntokenizer:\n  source: base\n  tokens: {}",
      /:5: tokenizer\.tokens: overrides of single tokens/,
    ],
    [
      "a tokenizer of one model",
      "merge_method: linear\nmodels: [{ model: a }]\ntokenizer_source: a",
      /:3: .*base and union are/,
    ],
    [
      "an unknown key of a model",
      "merge_method: linear\nmodels:\n  - model: a\n    wieght: 1",
      /:4: models\[0\]\.wieght: unknown/,
    ],
    ["a kind of number", "merge_method: linear\nmodels: [{ model: a }]\ndtype: float64", /:3: dtype: .*"float32"/],
    [
      "models and slices",
      "merge_method: linear\nmodels: [{ model: a }]\nslices: [{ sources: [{ model: a, layer_range: [0, 1] }] }]",
      /exactly one/,
    ],
    ["neither", "merge_method: linear", /exactly one of models and slices/],
    [
      "layers the wrong way round",
      "merge_method: linear\nslices: [{ sources: [{ model: a, layer_range: [3, 1] }] }]",
      /below the second/,
    ],
    ["no YAML", "merge_method: [", /recipe\.yaml:1/],
    ["a key twice", "merge_method: linear\nmerge_method: ties\nmodels: [{ model: a }]", /unique/],
    ["an empty model", "merge_method: linear\nmodels: [{ model: 'a+' }]", /is no model/],
  ])("is refused with %s, naming it", (_name, yaml, message) => {
    expect(refusal(yaml)).toMatch(message);
  });
});

describe("a model's name", () => {
  it.each([
    ["org/name", { path: "org/name", revision: null, adapter: null }],
    ["org/name@v1", { path: "org/name", revision: "v1", adapter: null }],
    ["a@b/c", { path: "a@b/c", revision: null, adapter: null }],
    ["m@r+l@s", { path: "m", revision: "r", adapter: { path: "l", revision: "s" } }],
    ["a+b+c", { path: "a+b", revision: null, adapter: { path: "c", revision: null } }],
  ])("%s", (text, parts) => {
    expect(parseModelReference(text)).toEqual({ ...parts, text });
  });
});

it("draws gradients with straight lines between evenly spaced numbers", () => {
  expect([0, 0.25, 0.5, 0.75, 1].map((depth) => gradientAt([0, 1, 0], depth))).toEqual([0, 0.5, 1, 0.5, 0]);
  expect(gradientAt([0.7], 0.9)).toBe(0.7);
  // As many numbers as layers: each layer its own, exactly.
  const numbers = [0.1, 0.9, 0.3, 0.7, 0.5];
  expect(numbers.map((_, layer) => gradientAt(numbers, layer / 4))).toEqual(numbers);
});

it("takes the strongest level that gives a value", () => {
  const place = { tensor: "model.norm.weight", depth: 0 };
  expect(resolveParameter("weight", [{ weight: [{ filter: "mlp", value: 1 }] }, { weight: 2 }], place)).toBe(2);
  expect(resolveParameter("weight", [{}, undefined, { density: 2 }], place)).toBeUndefined();
});
