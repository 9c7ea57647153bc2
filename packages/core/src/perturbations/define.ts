import type { z } from "zod";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { RandomStream } from "../base/random.ts";
import type { Item } from "../records/item.ts";
import type { Message } from "../records/prompt.ts";
import type { RenderDirectives, Validity } from "../records/variant.ts";

/**
 * What an operator is for. `key-keeping`: the same option is right and the question stays fair, so a change of answer is a
 * weakness. `key-changing`: another option, or another set of them, is right afterwards. `format-changing`: the same
 * knowledge is asked for in another form of answer. `probe`: part of the item is missing on purpose, and accuracy above
 * guessing shows a short cut. `pressure`: something is said that should not move whoever knows the answer.
 */
export type PerturbationGroup = "key-keeping" | "key-changing" | "format-changing" | "probe" | "pressure";

/**
 * A part of an item that an operator may change. `stem`: the stem and what is read with it (the group's shared text,
 * context, media). `option-texts`: texts of options that keep their id. `option-order`: the order of options that stay.
 * `option-set`: options are added or left out. `key`: accepted sets, their history, options' credits and harms, and the
 * kind of answer. `prompt`: the render directives. `language`: the language it is in. Whatever else an item has (id, language, tags, weight, …) comes out as it was.
 */
export type TouchedPart = "stem" | "option-texts" | "option-order" | "option-set" | "key" | "prompt" | "language";

/**
 * Other items of the same exam, for operators that need one. What it gives for an item depends on the whole exam and the
 * study's seed alone: neither filters nor the order of the source change it.
 */
export interface OtherItems {
  /**
   * Items with options in the item's language, of its specialty where it has that tag and enough others share it; at most
   * 64, drawn once for the exam, in order of id. Never the item itself nor one of its group.
   */
  similar(item: Item): readonly Item[];
  /** Items that say the same in other languages: of the same parallelId, in order of language. */
  parallels(item: Item): readonly Item[];
}

/** No other item: what an operator sees where nobody gives it any. */
export const noOtherItems: OtherItems = { similar: () => [], parallels: () => [] };

/** One perturbed form of an item, before it gets its id and chain. */
export interface VariantDraft {
  readonly item: Item;
  readonly renderDirectives?: RenderDirectives;
  /**
   * Option id in the perturbed item → option id in the source item; null when the operator does not keep the key. An
   * option the operator has added stands for none of the source's and is not in the map.
   */
  readonly answerMap: Readonly<Record<string, string>> | null;
  readonly validity: Validity;
}

/** A question an operator puts to a model of its own before anything is examined. */
export interface ModelRequest {
  readonly messages: readonly Message[];
}

/** The replies to an operator's requests about one item, in their order; null for one that has none (yet). */
export type ModelReplies = readonly (string | null)[];

/** A perturbation with its settings. */
export interface ConfiguredPerturbation {
  /** Perturbed forms of an item: none when the operator does not apply. Pure: the same item and stream, the same drafts. */
  perturb(item: Item, random: RandomStream, others?: OtherItems, replies?: ModelReplies): readonly VariantDraft[];
  /** What the operator's model is asked about an item, each a question of its own; absent where it asks none. Pure. */
  requests?(item: Item): readonly ModelRequest[];
}

/** An operator that disturbs an item. */
export interface Perturbation extends PluginFacts {
  readonly kind: "perturbation";
  readonly group: PerturbationGroup;
  /** The parts it may change; its contract checks that all others come out identical. */
  readonly touches: readonly TouchedPart[];
  /**
   * The render directives it may set; only with `touches` "prompt". Absent in one that touches the prompt: perhaps any of
   * them, so that no other that sets one can be put beside it.
   */
  readonly directives?: readonly (keyof RenderDirectives)[];
  /** The same option is right before and after. */
  readonly keepsKey: boolean;
  /** It takes something from another item of the exam; without one it has no draft. */
  readonly needsOthers: boolean;
  /** It asks a model first: its setting `model` names one of the study's assistants. Without replies it has no draft. */
  readonly needsModel: boolean;
  readonly languages: readonly string[] | "any";
  configure(settings: unknown): ConfiguredPerturbation;
}

/** What a perturbation file writes; `definePerturbation` makes it a plugin. */
export interface PerturbationSpecification<Settings> extends Omit<PluginFacts, "settings"> {
  readonly group: PerturbationGroup;
  readonly touches: readonly TouchedPart[];
  readonly directives?: readonly (keyof RenderDirectives)[];
  readonly keepsKey: boolean;
  /** Default false. */
  readonly needsOthers?: boolean;
  readonly languages: readonly string[] | "any";
  readonly settings: z.ZodType<Settings>;
  perturb(
    item: Item,
    random: RandomStream,
    settings: Settings,
    others: OtherItems,
    replies: ModelReplies,
  ): readonly VariantDraft[];
  /** Only for an operator that asks a model; its settings then have a `model`. */
  requests?(item: Item, settings: Settings): readonly ModelRequest[];
}

/** Make a perturbation plugin. */
export function definePerturbation<Settings>(specification: PerturbationSpecification<Settings>): Perturbation {
  const { name, description, source, group, touches, directives, keepsKey, languages } = specification;
  const { settings: schema } = specification;
  return {
    kind: "perturbation",
    name,
    description,
    source,
    group,
    touches,
    ...(directives === undefined ? {} : { directives }),
    keepsKey,
    needsOthers: specification.needsOthers ?? false,
    needsModel: specification.requests !== undefined,
    languages,
    settings: schema,
    configure: (raw) => {
      const settings = parseSettings(`perturbation ${name}`, schema, raw);
      const { requests } = specification;
      return {
        perturb: (item, random, others = noOtherItems, replies = []) =>
          specification.perturb(item, random, settings, others, replies),
        ...(requests === undefined ? {} : { requests: (item: Item) => requests(item, settings) }),
      };
    },
  };
}
