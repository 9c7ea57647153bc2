import { z } from "zod";
import { identityHash } from "../base/hash.ts";
import type { EntityName } from "../lexicons/entity-list.ts";
import {
  type MedicalEntityLanguage,
  medicalEntityLanguage,
  medicalEntityTypes,
  readMedicalEntities,
} from "../lexicons/medical-entities.ts";
import type { Item } from "../records/item.ts";
import { rightWrongReason, wrongReason } from "../records/reason-analysis.ts";
import { createEntityFinder, type EntityFinder, type EntityMention } from "../text/entity-finder.ts";
import { keyPoints } from "../text/key-points.ts";
import { medicalEntityFinder } from "../text/medical-entity-finder.ts";
import { choiceSignature, comparedTexts } from "./compared-texts.ts";
import { defineScorer } from "./define.ts";
import { searchedForReasons } from "./longest-reason.ts";
import { comparedSettings } from "./text-settings.ts";
import { wrongReasonParts } from "./wrong-reason-parts.ts";

const settings = z.strictObject({
  ...comparedSettings,
  types: z
    .array(z.string().min(1))
    .min(1)
    .default([...medicalEntityTypes])
    .describe("Kinds of entities that count as key points; default: all."),
  newOnly: z
    .boolean()
    .default(false)
    .describe("Leave out what the question or its options already name: only what the reply adds counts."),
  threshold: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .describe("Recall below which the reason of a right answer counts as wrong, 0–1."),
  names: z
    .record(z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u), z.array(z.string().min(2)).min(1))
    .default({})
    .describe("Your own entities beside the shipped lists: id → names, looked for in every language; type `own`."),
});

type Settings = z.infer<typeof settings>;

const finders = new WeakMap<Settings, Map<MedicalEntityLanguage, EntityFinder>>();

function finderFor(chosen: Settings, language: MedicalEntityLanguage): EntityFinder {
  const own = Object.entries(chosen.names);
  if (own.length === 0) {
    return medicalEntityFinder(language);
  }
  const made = finders.get(chosen) ?? new Map<MedicalEntityLanguage, EntityFinder>();
  finders.set(chosen, made);
  const known = made.get(language);
  if (known !== undefined) {
    return known;
  }
  const added = own.flatMap(([id, names]) => names.map((name): EntityName => ({ id, type: "own", name })));
  const finder = createEntityFinder([...readMedicalEntities(language), ...added], language);
  made.set(language, finder);
  return finder;
}

const hashes = new Map<MedicalEntityLanguage, string>();

/** What names are looked for, so that a score tells of other lists. */
function listsHash(language: MedicalEntityLanguage): string {
  const known = hashes.get(language) ?? identityHash(JSON.stringify(readMedicalEntities(language))).slice(0, 12);
  hashes.set(language, known);
  return known;
}

/** Entities of texts met lately: an item's references come again with every model and repeat. */
const recent = new WeakMap<EntityFinder, Map<string, readonly EntityMention[]>>();
const mostRecent = 64;

function mentionsIn(finder: EntityFinder, text: string): readonly EntityMention[] {
  const known = recent.get(finder) ?? new Map<string, readonly EntityMention[]>();
  recent.set(finder, known);
  const found = known.get(text) ?? finder.find(text);
  if (known.size >= mostRecent && !known.has(text)) {
    known.delete(known.keys().next().value ?? "");
  }
  known.set(text, found);
  return found;
}

function questionText(item: Item): string {
  return [item.group?.text ?? "", item.context ?? "", item.stem, ...item.options.map(({ text }) => text)].join("\n");
}

/**
 * Share of the reference explanation's key points that the reply names and says the same of. A key point is a medical entity
 * of Viva's lists (zh, en, es); "no fever" does not recall "fever". Points are the recall against the reference that suits
 * best.
 *
 * Parts: `recall`; `precision`, the share of the reply's entities that the reference says too (left out for a reply without
 * any); `contradicted`, the share of the key points of which the reply says only the opposite; `wrong-reason`, 1 where
 * recall is below the threshold or more key points are contradicted than recalled; `right-wrong-reason`, 1 where the answer
 * is right all the same.
 *
 * No mark without the reply ("no-reply"), a reference ("no-reference"), a list in the item's language ("no-entity-list") or
 * an entity in the references ("no-key-point"). An empty reply earns 0; of one
 * longer than 64,000 UTF-16 units the beginning is searched.
 */
export default defineScorer({
  name: "key-point-recall",
  description: "Share of the reference explanation's medical entities that the reply names and does not deny",
  source: "Viva, after NegEx, doi:10.1006/jbin.2001.1029",
  marks: "text",
  settings,
  parts: () => ["recall", "precision", "contradicted", wrongReason, rightWrongReason],
  signature: (chosen, { language: tag }) => {
    const language = medicalEntityLanguage(tag);
    const own = Object.keys(chosen.names).length;
    return [
      `entities:${language === null ? "none" : `${language}-${listsHash(language)}`}${own === 0 ? "" : `+${own}`}`,
      ...(chosen.types.length === medicalEntityTypes.length ? [] : [`types:${chosen.types.join(",")}`]),
      ...(chosen.newOnly ? ["new-only"] : []),
      `threshold:${chosen.threshold}${choiceSignature(chosen)}`,
    ].join("|");
  },
  score: (reading, item, chosen, reply) => {
    const pair = comparedTexts(reading, item, reply, chosen);
    if ("points" in pair) {
      return pair;
    }
    const language = medicalEntityLanguage(item.language);
    if (language === null) {
      return { points: null, reason: "no-entity-list" };
    }
    const finder = finderFor(chosen, language);
    const types = new Set([...chosen.types, "own"]);
    const wanted = (mentions: readonly EntityMention[]): readonly EntityMention[] =>
      mentions.filter(({ type }) => types.has(type));
    const leftOut = new Set(chosen.newOnly ? mentionsIn(finder, questionText(item)).map(({ id }) => id) : []);
    const said = wanted(finder.find(searchedForReasons(pair.hypothesis)));
    const [best] = pair.references
      .map((reference) => keyPoints(wanted(mentionsIn(finder, reference)), said, leftOut))
      .filter(({ expected }) => expected.length > 0)
      .map((points) => ({ ...points, recall: points.recalled.length / points.expected.length }))
      .sort((left, right) => right.recall - left.recall);
    if (best === undefined) {
      return { points: null, reason: "no-key-point" };
    }
    const { expected, recalled, contradicted, recall } = best;
    const isWrong = recall < chosen.threshold || contradicted.length > recalled.length;
    return {
      points: recall,
      min: 0,
      max: 1,
      parts: {
        recall,
        ...(best.said.length === 0 ? {} : { precision: best.shared.length / best.said.length }),
        contradicted: contradicted.length / expected.length,
        ...wrongReasonParts(reading, item, isWrong),
      },
    };
  },
});
