import { optionLetter } from "../datasets/option-label.ts";
import type { ItemAnalysis, ItemStatistics, KeySuspicion } from "../records/item-analysis.ts";
import { consensusErrors } from "../statistics/consensus-errors.ts";
import { type DistractorUse, distractorUse } from "../statistics/distractor-use.ts";
import { itemFacilities } from "../statistics/item-facility.ts";
import type { ScoreMatrix } from "../statistics/score-matrix.ts";
import { type SuspectedKeys, suspectedKeys } from "../statistics/suspected-keys.ts";
import { minimumTwoParameterCandidates, type TwoParameterModel } from "../statistics/two-parameter-model.ts";
import { type Discrimination, discriminationIntervals } from "./discrimination-intervals.ts";
import { examReliability, informationAtMark, type RaschScale, raschScale, twoParameterScale } from "./exam-scales.ts";
import type { Field } from "./field.ts";
import { chanceSameWrong, choiceAgreement, sharedErrorRates } from "./field-agreement.ts";
import {
  type ChoicesOfField,
  chosenByCandidates,
  fieldCandidates,
  fieldChoicesOf,
  responseMatrixOf,
  scoreMatrixOf,
} from "./field-matrices.ts";
import type { RunSettings } from "./run-settings.ts";

/** At most this many candidates are shown choice by choice; of more, the shares of the options tell. */
const mostChosen = 12;
/** A wrong option is a consensus when at least this share of those that answered chose it. */
const consensusShare = 0.5;
/** Items are stable within a logit with so many candidates (Linacre 1994, Rasch Measurement Transactions 7:328). */
const enoughCandidates = 30;
/** With so few a facility has five or six values at most. */
const handful = 5;

/** What an analysis takes beside field and settings. */
export interface AnalyseItemsOptions {
  /** Option ids of each item, by item id. Default: A, B, C, … by place. */
  readonly optionIds?: ReadonlyMap<string, readonly string[]>;
  /** Which keys are suspect, where that is known. Default: worked out. */
  readonly suspicion?: SuspectedKeys;
}

/**
 * Item analysis of an exam from the answers of a field: classical statistics, distractors, Rasch and (from 100
 * candidates) two-parameter model, suspected keys, and how far the candidates agree. Models are the candidates; repeats
 * of one are one candidate. Points enter as they are; models of item response take more than ½ as right.
 *
 * Any field gives a record: with one model, one item, candidates all alike or answers missing, what cannot be estimated
 * is null or has its reason. With few candidates `caution` says so.
 */
export function analyseItems(field: Field, settings: RunSettings, options: AnalyseItemsOptions = {}): ItemAnalysis {
  const level = settings.confidence;
  const candidates = fieldCandidates(field);
  const n = candidates.names.length;
  const matrix = scoreMatrixOf(field, candidates);
  const responses = responseMatrixOf(matrix);
  const chosen = fieldChoicesOf(field, candidates);
  const rasch = raschScale(responses);
  const twoParameter = twoParameterScale(responses);
  const suspicion = options.suspicion ?? suspectedKeys(chosen.choices);
  const consensus = consensusErrors(chosen.choices, consensusShare);
  const byCandidate = chosenByCandidates(chosen.choices, n);
  const optionId = (item: number, place: number): string =>
    options.optionIds?.get(field.itemIds[item] ?? "")?.[place] ?? optionLetter(place);
  const suspicions = new Map<number, KeySuspicion>();
  if (suspicion.status === "estimated") {
    for (const [index, { item, probability, logOdds, rival, rivalProbability }] of suspicion.ranked.entries()) {
      const found = { rank: index + 1, probability, logOdds, rival: optionId(item, rival), rivalProbability };
      suspicions.set(item, found);
    }
  }
  const keyOf = (item: number): string | null => {
    const place = chosen.choices.key[item] ?? -1;
    return place < 0 ? null : optionId(item, place);
  };
  const columns: ItemColumns = {
    facilities: itemFacilities(matrix, level),
    discriminations: discriminationIntervals(matrix, level),
    rasch,
    twoParameter: twoParameter.model,
    uses: distractorUse(chosen.choices, meanPoints(matrix)),
    chosen,
    byCandidate: n <= mostChosen ? byCandidate : null,
    suspicions,
    keyOf,
    optionId,
  };
  return {
    exam: field.exam,
    arm: field.arm,
    perturbation: field.perturbation,
    scorer: field.scorer,
    level,
    candidates: candidates.names,
    leftOut: candidates.leftOut,
    caution: n <= handful ? "handful" : n < enoughCandidates ? "few" : null,
    nItems: field.itemIds.length,
    nClusters: new Set(field.clusters).size,
    choiceItems: chosen.without.filter((why) => why === null).length,
    withoutChoices: {
      "several-answers": chosen.without.filter((why) => why === "several-answers").length,
      "free-text": chosen.without.filter((why) => why === "free-text").length,
      "several-keys": chosen.without.filter((why) => why === "several-keys").length,
      "no-option": chosen.without.filter((why) => why === "no-option").length,
    },
    rounded: responses.rounded,
    reliability: examReliability(matrix, level),
    rasch: rasch.record,
    passMarkInformation: informationAtMark(rasch.model, field.weights, settings.passMark),
    twoParameter: twoParameter.record,
    twoParameterNeeds: minimumTwoParameterCandidates,
    agreement: choiceAgreement(byCandidate, chosen.choices, field.clusters, settings),
    suspicion:
      suspicion.status === "estimated"
        ? {
            status: "estimated",
            wrongKeyShare: suspicion.wrongKeyShare,
            judged: suspicion.ranked.length,
            weights: [...suspicion.weights],
          }
        : { status: "not-estimable", why: suspicion.why },
    chanceSameWrong: chanceSameWrong(chosen.choices),
    sharedErrors: sharedErrorRates(consensus.pairs, candidates.names, level),
    consensusErrors: consensus.items.map(({ item, option, votes, share }) => ({
      id: field.itemIds[item] ?? "",
      key: keyOf(item),
      option: optionId(item, option),
      votes: Math.round(votes * 1e9) / 1e9,
      share,
    })),
    items: field.itemIds.map((id, item) => itemStatistics(id, item, field, columns)),
  };
}

interface ItemColumns {
  readonly facilities: ReturnType<typeof itemFacilities>;
  readonly discriminations: readonly (Discrimination | null)[];
  readonly rasch: RaschScale;
  readonly twoParameter: TwoParameterModel | null;
  readonly uses: readonly DistractorUse[] | null;
  readonly chosen: ChoicesOfField;
  readonly byCandidate: readonly Int32Array[] | null;
  readonly suspicions: ReadonlyMap<number, KeySuspicion>;
  keyOf(item: number): string | null;
  optionId(item: number, place: number): string;
}

function itemStatistics(id: string, item: number, field: Field, columns: ItemColumns): ItemStatistics {
  const { facilities, rasch, twoParameter, uses, chosen, optionId } = columns;
  const facility = facilities[item] ?? null;
  const why = chosen.without[item] ?? null;
  const use = why === null || why === "several-keys" ? uses?.[item] : undefined;
  const fit = rasch.fit[item] ?? null;
  return {
    id,
    kind: field.kinds[item] ?? "single",
    key: columns.keyOf(item),
    facility:
      facility === null ? null : { value: facility.facility, low: facility.low, high: facility.high, n: facility.n },
    discrimination: columns.discriminations[item] ?? null,
    rasch:
      rasch.model === null
        ? null
        : {
            difficulty: rasch.model.difficulties[item] ?? 0,
            standardError: rasch.model.difficultyErrors[item] ?? 0,
            infit: fit?.infit ?? null,
            outfit: fit?.outfit ?? null,
            infitZ: fit?.infitZ ?? null,
            outfitZ: fit?.outfitZ ?? null,
          },
    twoParameter:
      twoParameter === null
        ? null
        : {
            discrimination: twoParameter.discriminations[item] ?? 0,
            discriminationError: twoParameter.discriminationErrors[item] ?? 0,
            difficulty: twoParameter.difficulties[item] ?? 0,
            difficultyError: twoParameter.difficultyErrors[item] ?? 0,
          },
    options: use?.options.map((option, place) => ({ id: optionId(item, place), ...option })) ?? null,
    // A difference of sums: what is left of rounding is no candidate.
    unanswered: use === undefined ? null : Math.round(use.unanswered * 1e12) / 1e12,
    unused: use?.unused.map((place) => optionId(item, place)) ?? [],
    nonFunctioning: use?.nonFunctioning.map((place) => optionId(item, place)) ?? [],
    chosen:
      use === undefined || columns.byCandidate === null
        ? null
        : columns.byCandidate.map((choices) => {
            const place = choices[item] ?? -1;
            return place < 0 ? null : optionId(item, place);
          }),
    suspicion: columns.suspicions.get(item) ?? null,
  };
}

/** Mean points of each candidate over the items it has a score at; every candidate of a field has one. */
function meanPoints({ candidates, items, points }: ScoreMatrix): Float64Array {
  return Float64Array.from({ length: candidates }, (_, candidate) => {
    const own = points.subarray(candidate * items, (candidate + 1) * items).filter((point) => !Number.isNaN(point));
    return own.reduce((sum, point) => sum + point, 0) / own.length;
  });
}
