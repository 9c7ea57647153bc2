import { UsageError } from "../base/errors.ts";
import type { RandomStream } from "../base/random.ts";
import type { Item } from "../records/item.ts";
import type { RenderDirectives, Validity } from "../records/variant.ts";
import { type CombinedFacts, perturbationsCompatible } from "./compatibility.ts";
import type { ConfiguredPerturbation, ModelReplies, OtherItems, Perturbation, VariantDraft } from "./define.ts";

/** One operator of a composition, ready to be used. */
export interface CompositionStep {
  readonly plugin: Perturbation;
  /** With its defaults filled in, as they are recorded in a chain. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly configured: ConfiguredPerturbation;
}

/** Operators one after the other as one. */
export interface ComposedPerturbation {
  /** The operators' names joined by "+", in their order. */
  readonly name: string;
  readonly steps: readonly CompositionStep[];
  /** Whether every step keeps the key. */
  readonly keepsKey: boolean;
  /** Whether some step takes something from other items. */
  readonly needsOthers: boolean;
  /**
   * Every draft of the first step put through the second, and so on. `randomOf` gives the stream of an operator by its
   * name, from its beginning each time it is called: so a step draws what it draws alone, and every draft of the step
   * before meets the same draws.
   */
  perturb(
    item: Item,
    randomOf: (operator: string) => RandomStream,
    others?: OtherItems,
    replies?: ModelReplies,
  ): readonly VariantDraft[];
}

/**
 * Operators one after the other: the answer maps are composed (one that keeps no key makes the whole keep none; an
 * option that some step has added stands for none of the source's and is left out), directives are merged, and the
 * validity is the worst of all, with everybody's reason. A draft to which a later step does not apply is left out. One
 * step gives its own drafts as they are, no step none.
 *
 * Throws PERTURBATIONS_INCOMPATIBLE for a pair that is meaningless by what it declares, and while perturbing for one
 * that sets a directive that an earlier step has set.
 */
export function composePerturbations(steps: readonly CompositionStep[]): ComposedPerturbation {
  const name = steps.map(({ plugin }) => plugin.name).join("+");
  checkPairs(steps.map(({ plugin }) => plugin));
  return {
    name,
    steps,
    keepsKey: steps.every(({ plugin }) => plugin.keepsKey),
    needsOthers: steps.some(({ plugin }) => plugin.needsOthers),
    perturb: (item, randomOf, others, replies) => {
      const [first, ...later] = steps;
      let drafts = first?.configured.perturb(item, randomOf(first.plugin.name), others, replies) ?? [];
      for (const [index, { plugin, configured }] of later.entries()) {
        // The first reason of a composition names its operator only here: alone, a step's reason stays as it is.
        const before = index === 0 ? first?.plugin.name : undefined;
        drafts = drafts.flatMap((draft) =>
          configured
            .perturb(draft.item, randomOf(plugin.name), others)
            .map((next) => joined(draft, next, before, plugin.name)),
        );
      }
      return drafts;
    },
  };
}

/** Throws PERTURBATIONS_INCOMPATIBLE for the first pair, in order, that cannot be combined. */
function checkPairs(plugins: readonly CombinedFacts[]): void {
  for (const [index, first] of plugins.entries()) {
    for (const second of plugins.slice(index + 1)) {
      const verdict = perturbationsCompatible(first, second);
      if (verdict.status === "incompatible") {
        throw new UsageError(
          "PERTURBATIONS_INCOMPATIBLE",
          `${second.name} cannot follow ${first.name}: ${verdict.reason}`,
        );
      }
    }
  }
}

function joined(first: VariantDraft, second: VariantDraft, before: string | undefined, name: string): VariantDraft {
  const renderDirectives = merged(first.renderDirectives, second.renderDirectives, name);
  return {
    item: second.item,
    ...(renderDirectives === undefined ? {} : { renderDirectives }),
    answerMap: composedMap(first.answerMap, second.answerMap),
    validity: worse(first.validity, second.validity, before, name),
  };
}

/**
 * Where an option leads after two steps. An option whose source is not in the first map is one the first step added.
 */
function composedMap(first: VariantDraft["answerMap"], second: VariantDraft["answerMap"]): VariantDraft["answerMap"] {
  if (first === null || second === null) {
    return null;
  }
  const map: Record<string, string> = {};
  for (const [id, between] of Object.entries(second)) {
    const source = Object.hasOwn(first, between) ? first[between] : undefined;
    if (source !== undefined) {
      map[id] = source;
    }
  }
  return map;
}

function merged(
  first: RenderDirectives | undefined,
  second: RenderDirectives | undefined,
  name: string,
): RenderDirectives | undefined {
  if (first === undefined || second === undefined) {
    return first ?? second;
  }
  const twice = Object.keys(second).find((directive) => Object.hasOwn(first, directive));
  if (twice !== undefined) {
    throw new UsageError(
      "PERTURBATIONS_INCOMPATIBLE",
      `${name} decides the prompt's ${twice}, which an operator before it has decided`,
    );
  }
  return { ...first, ...second };
}

const badness = { sound: 0, unchecked: 1, unsound: 2 } as const satisfies Readonly<Record<Validity["status"], number>>;

function worse(first: Validity, second: Validity, before: string | undefined, name: string): Validity {
  const earlier = before === undefined ? first.reason : `${before}: ${first.reason}`;
  return {
    status: badness[second.status] > badness[first.status] ? second.status : first.status,
    reason: `${earlier}; ${name}: ${second.reason}`,
    by: [...new Set([...first.by.split(", "), second.by])].join(", "),
  };
}
