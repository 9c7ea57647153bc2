import { type HiMergingResult, searchHiMerging } from "./hi-merging.ts";
import type { HiMergingSettings } from "./hi-merging-settings.ts";
import type { MergeJudge, MergeTask } from "./merge-judge.ts";

/** What is left of the method: neither round (task vectors summed as they are), one of them, or both. */
export type HiMergingStages = "neither" | "first" | "second" | "both";

const left: Readonly<Record<HiMergingStages, Pick<HiMergingSettings, "firstRound" | "secondRound">>> = {
  neither: { firstRound: "none", secondRound: "none" },
  first: { firstRound: "grid", secondRound: "none" },
  second: { firstRound: "none", secondRound: "layers" },
  both: { firstRound: "grid", secondRound: "layers" },
};

/**
 * The same search with each of its rounds left out, so that what each does can be told: put the four merges to the same
 * test items. All are tuned on the same validation items. Give a judge that keeps its evaluations: most are shared.
 *
 * Throws what `searchHiMerging` throws.
 */
export async function ablateHiMerging(
  judge: MergeJudge,
  tasks: readonly MergeTask[],
  layers: number,
  settings: Omit<HiMergingSettings, "firstRound" | "secondRound">,
): Promise<Readonly<Record<HiMergingStages, HiMergingResult>>> {
  const search = (stages: HiMergingStages) => searchHiMerging(judge, tasks, layers, { ...settings, ...left[stages] });
  const [neither, first, second] = [await search("neither"), await search("first"), await search("second")];
  return { neither, first, second, both: await search("both") };
}
