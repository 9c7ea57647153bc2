import { z } from "zod";
import type { Place } from "../base/errors.ts";
import type { Imported } from "./define.ts";
import { recordAt, type SourceRecord } from "./source-record.ts";

const plugin = z.looseObject({ use: z.string().min(1) });

/** What the results of an export say of the study that was run; plugins' settings and ranges are checked by a run. */
const studySchema = z.object({
  arms: z.array(z.object({ name: z.string().min(1), prompt: z.looseObject({ wording: z.string().optional() }) })),
  perturbations: z.array(plugin),
  repeats: z.int().min(1),
  seed: z.int().min(0),
  extractor: plugin,
  scorers: z.record(z.string(), z.array(plugin).min(1)),
  measures: z.array(plugin).min(1),
  strata: z.array(z.array(z.string().min(1)).min(1)),
  confidence: z.number(),
  resamples: z.int(),
});

/**
 * The study of one exam of a run that Viva exported, for the study that an import of it writes. Nothing where the
 * results do not tell it; left out, saying so, where it is not as Viva exports one.
 *
 * @param place The results file.
 */
export function* vivaStudy(results: SourceRecord, exam: string, place: Place): Generator<Imported> {
  const stated = recordAt(recordAt(results, "viva"), "study");
  if (Object.keys(stated).length === 0) {
    return;
  }
  const parsed = studySchema.safeParse(stated);
  const scorers = parsed.data?.scorers[exam];
  if (!parsed.success || scorers === undefined) {
    yield { kind: "left-out", reason: "the study that was run: not as Viva exports it", place };
    return;
  }
  const { arms, perturbations, repeats, seed, extractor, measures, strata, confidence, resamples } = parsed.data;
  // How many options may be chosen decides how a reply is read; what else a prompt says does not.
  const wordings = Object.fromEntries(
    arms.flatMap(({ name, prompt: { wording } }) => (wording === undefined ? [] : [[name, wording]])),
  );
  const measured = { perturbations, repeats, seed, extractor, scorers, measures, strata, confidence, resamples };
  yield { kind: "study", wordings, ...measured };
}
