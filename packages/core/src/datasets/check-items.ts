import type { Place } from "../base/errors.ts";
import type { Item } from "../records/item.ts";
import { createItemCounter, type ItemCounts } from "./checks/counts.ts";
import { createDuplicateCheck, type DuplicatePair } from "./checks/duplicates.ts";
import type { CheckName, Finding } from "./checks/finding.ts";
import { createGroupCheck } from "./checks/groups.ts";
import { keyLeakFindings } from "./checks/key-leak.ts";
import { createLengthCueCount, type LengthCue } from "./checks/length-cue.ts";
import { missingMediaFindings, missingSharedStemFindings } from "./checks/missing-parts.ts";
import { structureFindings } from "./checks/structure.ts";
import type { LoadedRow } from "./define.ts";

/** How `checkItems` looks. */
export interface ItemsCheckOptions {
  /** Similarity from which two items are near duplicates, 0–1. Default 0.9. */
  readonly nearDuplicateSimilarity?: number;
  /** Findings kept of each check; the rest are counted. Default 1,000. */
  readonly findingsPerCheck?: number;
}

/** What `checkItems` found. */
export interface ItemsCheck {
  readonly rows: number;
  /** Rows that a run would refuse: without an item, or with an error from the dataset. */
  readonly unusableRows: number;
  readonly groups: number;
  readonly counts: ItemCounts;
  readonly lengthCue: LengthCue;
  readonly duplicates: readonly DuplicatePair[];
  /** In file order; what needs the whole file (near duplicates, groups, length) at the end. */
  readonly findings: readonly Finding[];
  /** Check → number of findings, those left out of `findings` included. */
  readonly findingCounts: Readonly<Partial<Record<CheckName, number>>>;
  /** Severity → number of findings. */
  readonly severityCounts: Readonly<Record<Finding["severity"], number>>;
}

/** Standard deviations from chance at which the length of options is called a cue. */
const lengthCueZ = 3;
const defaultFindingsPerCheck = 1000;
const defaultSimilarity = 0.9;

/**
 * Look an exam over before it is posed: what it has (counts, keys, strata) and what a person should look at
 * (rows that cannot be used, duplicates, keys given away, missing cases and pictures, cues). One pass over the rows;
 * of an item only hashes are kept, so memory grows by about a kilobyte an item whatever its length.
 *
 * No rows give zero counts and no findings. Throws only what reading the rows throws.
 *
 * @example const { findings } = await checkItems(dataset.configure({ path }, context).load());
 */
export async function checkItems(rows: AsyncIterable<LoadedRow>, options: ItemsCheckOptions = {}): Promise<ItemsCheck> {
  const log = createFindingLog(options.findingsPerCheck ?? defaultFindingsPerCheck);
  const counter = createItemCounter();
  const lengthCue = createLengthCueCount();
  const duplicates = createDuplicateCheck(log.report, options.nearDuplicateSimilarity ?? defaultSimilarity);
  const groups = createGroupCheck(log.report);
  let rowCount = 0;
  let unusableRows = 0;
  for await (const { place, item, problems } of rows) {
    rowCount += 1;
    const itemId = item?.id ?? null;
    for (const { severity, message } of problems) {
      log.report({ check: "row", severity, itemId, place, message });
    }
    const refused = problems.some((problem) => problem.severity === "error");
    unusableRows += refused || item === undefined ? 1 : 0;
    if (item === undefined) {
      continue;
    }
    const itemPlace: Place = { ...place, itemId: item.id };
    counter.add(item);
    lengthCue.add(item);
    duplicates.add(item, itemPlace);
    groups.add(item, itemPlace);
    for (const finding of findingsOf(item, refused)) {
      log.report({ ...finding, itemId: item.id, place: itemPlace });
    }
  }
  const pairs = duplicates.finish();
  const groupCount = groups.finish();
  const cue = lengthCue.result();
  if (cue.z !== null && Math.abs(cue.z) >= lengthCueZ) {
    const share = `${percent(cue.share)} of ${cue.nItems} items, by chance ${percent(cue.chance)} (z = ${cue.z.toFixed(1)})`;
    const message = `the longest option is the key in ${share}`;
    log.report({ check: "length-cue", severity: "warning", itemId: null, place: {}, message });
  }
  return {
    rows: rowCount,
    unusableRows,
    groups: groupCount,
    counts: counter.result(),
    lengthCue: cue,
    duplicates: pairs,
    ...log.result(),
  };
}

/** What one item alone shows. A row its dataset refused is not faulted twice for its structure. */
function findingsOf(item: Item, refused: boolean) {
  const structure = structureFindings(item);
  return [
    ...(refused ? structure.filter(({ severity }) => severity !== "error") : structure),
    ...keyLeakFindings(item),
    ...missingSharedStemFindings(item),
    ...missingMediaFindings(item),
  ];
}

function createFindingLog(perCheck: number) {
  const findings: Finding[] = [];
  const findingCounts: Partial<Record<CheckName, number>> = {};
  const severityCounts = { error: 0, warning: 0, info: 0 };
  return {
    report: (finding: Finding): void => {
      const count = (findingCounts[finding.check] ?? 0) + 1;
      findingCounts[finding.check] = count;
      severityCounts[finding.severity] += 1;
      if (count <= perCheck) {
        findings.push(finding);
      }
    },
    result: () => ({ findings, findingCounts, severityCounts }),
  };
}

function percent(share: number | null): string {
  return `${((share ?? 0) * 100).toFixed(1)}%`;
}
