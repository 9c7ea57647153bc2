import { describePlace, type Place } from "../base/errors.ts";
import type { ImportedEstimate, ImportedFact, ImportedOmission, ImportedStudy } from "../importers/define.ts";
import type { Item } from "../records/item.ts";
import type { ImportOmission, ImportRecord } from "./import-record.ts";

/** Places named for each reason at most. */
const shownPlaces = 5;
/** Different reasons kept apart; the rest are counted together. */
const mostReasons = 200;
/** Published numbers kept: a campaign of hundreds of tasks. */
const mostEstimates = 10_000;
/** Different values of one fact kept. */
const mostValues = 20;
/** A tag with more values is no stratum: the cells would hold a handful of items. */
const mostStrataValues = 30;

/** Gathers what an import says besides its items and replies. Memory is bounded, whatever the source. */
export interface ImportSummary {
  note(imported: ImportedOmission | ImportedEstimate | ImportedFact | ImportedStudy): void;
  leaveOut(reason: string, place: Place): void;
  countTags(item: Item): void;
  leftOut(): readonly ImportOmission[];
  estimates(): ImportRecord["sourceEstimates"];
  facts(): ImportRecord["facts"];
  /** Tags with between 2 and 30 values. */
  strata(): readonly string[];
  /** How the source measured; null when it does not say, or says it in two ways. */
  study(): ImportedStudy | null;
}

/** An empty summary. */
export function createImportSummary(): ImportSummary {
  const reasons = new Map<string, { count: number; first: string[] }>();
  const estimates: Omit<ImportedEstimate, "kind">[] = [];
  const facts = new Map<string, Set<string>>();
  const tags = new Map<string, Set<string>>();
  const studies = new Map<string, ImportedStudy>();
  const addTo = (sets: Map<string, Set<string>>, name: string, value: string, most: number): void => {
    const values = sets.get(name) ?? new Set();
    sets.set(name, values);
    if (values.size <= most) {
      values.add(value);
    }
  };
  const leaveOut = (reason: string, place: Place): void => {
    const name = reasons.has(reason) || reasons.size < mostReasons ? reason : "other reasons";
    const entry = reasons.get(name) ?? { count: 0, first: [] };
    reasons.set(name, entry);
    entry.count += 1;
    if (entry.first.length < shownPlaces) {
      entry.first.push(describePlace(place));
    }
  };
  return {
    leaveOut,
    note: (imported) => {
      switch (imported.kind) {
        case "left-out":
          leaveOut(imported.reason, imported.place);
          break;
        case "estimate":
          if (estimates.length < mostEstimates) {
            const { model, measure, value, n } = imported;
            estimates.push({ model, measure, value, n });
          }
          break;
        case "fact":
          addTo(facts, imported.name, imported.value, mostValues);
          break;
        case "study":
          if (studies.size < 2) {
            studies.set(JSON.stringify(imported), imported);
          }
          break;
        default:
          imported satisfies never;
      }
    },
    countTags: (item) => {
      for (const [tag, values] of Object.entries(item.tags)) {
        for (const value of values) {
          addTo(tags, tag, value, mostStrataValues);
        }
      }
    },
    leftOut: () => [...reasons].map(([reason, { count, first }]) => ({ reason, count, first })),
    estimates: () => estimates,
    facts: () => Object.fromEntries([...facts].map(([name, values]) => [name, [...values]])),
    study: () => {
      const [study = null, another] = [...studies.values()];
      return another === undefined ? study : null;
    },
    strata: () =>
      [...tags].filter(([, values]) => values.size >= 2 && values.size <= mostStrataValues).map(([tag]) => tag),
  };
}
