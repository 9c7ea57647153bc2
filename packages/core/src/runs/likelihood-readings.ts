import likelihood from "../extractors/likelihood.ts";
import { type LikelihoodNormalisation, likelihoodNormalisations } from "../records/likelihood.ts";
import type { Study, StudyArm, StudyExtractor } from "./study.ts";

function readBy(normalise: LikelihoodNormalisation): StudyExtractor {
  const settings = { normalise };
  const use = normalise === "none" ? likelihood.name : `${likelihood.name}-${normalise}`;
  return { use, settings, version: likelihood.version, configured: likelihood.configure(settings) };
}

const readings: ReadonlyMap<LikelihoodNormalisation, StudyExtractor> = new Map(
  likelihoodNormalisations.map((normalise) => [normalise, readBy(normalise)]),
);

/** What reads the answers of a way of asking: the study's extractor, or likelihoods where those are asked for. */
export function extractorOf(
  study: Pick<Study, "extractor">,
  { likelihood: mode }: Pick<StudyArm, "likelihood">,
): StudyExtractor {
  return (mode === null ? undefined : readings.get(mode.normalise)) ?? study.extractor;
}

/** What else reads a study's replies, and the replies of which ways of asking: text or likelihoods. */
export interface OtherExtractor {
  readonly extractor: StudyExtractor;
  readonly reads: "text" | "likelihoods";
}

/** The extractors a study names beside its own, and the ways of making likelihoods comparable where it asks for any. */
export function otherExtractors({
  otherExtractors: named,
  arms,
}: Pick<Study, "otherExtractors" | "arms">): OtherExtractor[] {
  const ofTexts = named.map((extractor): OtherExtractor => ({ extractor, reads: "text" }));
  const modes = arms.flatMap(({ likelihood: mode }) => (mode === null ? [] : [mode]));
  const ofLikelihoods =
    modes.length === 0
      ? []
      : [...readings].flatMap(([normalise, extractor]): OtherExtractor[] =>
          // One that every such way of asking is read by already says nothing new, nor does one that nobody asked for.
          modes.every((mode) => mode.normalise === normalise) ||
          (normalise === "unconditional" && !modes.some(({ unconditional }) => unconditional))
            ? []
            : [{ extractor, reads: "likelihoods" }],
        );
  return [...ofTexts, ...ofLikelihoods];
}
