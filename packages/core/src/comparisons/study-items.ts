import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { materialise } from "../runs/materialise.ts";
import type { Study } from "../runs/study.ts";
import { closeSources } from "../runs/variant-sources.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { designEffect } from "../statistics/design-effect.ts";
import { readRunItems } from "./run-items.ts";

/** What an exam of a study gives for planning. */
export interface StudyItems {
  readonly exam: string;
  /** Items with a key that are not annulled. */
  readonly items: number;
  /** Groups of items, single items included. */
  readonly clusters: number;
  /** From the groups' sizes and `assumedCorrelation`; 1 where every item stands alone. */
  readonly designEffect: number;
}

/** How alike the differences of two models are within a group of items, before anything is measured. */
export const assumedCorrelation = 0.2;

/** Count the items that each exam of a study would score. Loads the exams; asks nothing and keeps nothing. */
export async function readStudyItems(
  study: Study,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly StudyItems[]> {
  const folder = mkdtempSync(join(tmpdir(), "viva-power-"));
  try {
    await study.paths.fetchReferences(environment);
    closeSources((await materialise(study, folder)).sources);
    const exams = await readRunItems(folder);
    return [...exams].map(([exam, { itemIds, clusters }]) => {
      const { count, sizes } = clusterIndex(clusters);
      return {
        exam,
        items: itemIds.length,
        clusters: count,
        designEffect: designEffect(sizes, assumedCorrelation),
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
