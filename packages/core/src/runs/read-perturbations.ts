import { VivaError } from "../base/errors.ts";
import { type CompositionStep, composePerturbations } from "../perturbations/compose.ts";
import type { PerturbationGroup } from "../perturbations/define.ts";
import type { StudyPerturbation } from "./study.ts";
import type { PerturbationReference } from "./study-schema.ts";

type Path = readonly PropertyKey[];
type StepReference = string | { readonly use: string; readonly [setting: string]: unknown };

/** What reading a study's perturbations needs of its reader. */
export interface PerturbationReading {
  /** One operator made ready; null when something is wrong with it, which is reported. */
  readonly step: (reference: StepReference, path: Path) => Promise<CompositionStep | null>;
  readonly report: (path: Path, message: string) => void;
}

/** Groups by how much they say about the whole: a probe in a chain makes the chain a probe. */
const groupsByWeight: readonly PerturbationGroup[] = [
  "probe",
  "key-changing",
  "pressure",
  "format-changing",
  "key-keeping",
];

/**
 * The perturbations of a study. A name that stands twice gets "#2" behind it, as arms do. Problems are reported, and a
 * perturbation with one is left out.
 */
export async function readPerturbations(
  references: readonly PerturbationReference[],
  { step, report }: PerturbationReading,
): Promise<StudyPerturbation[]> {
  const read: StudyPerturbation[] = [];
  const times = new Map<string, number>();
  for (const [index, reference] of references.entries()) {
    const path = ["perturbations", index];
    const { name, steps: written } = stepsOf(reference, path);
    const steps: CompositionStep[] = [];
    for (const { reference: one, path: at } of written) {
      const made = await step(one, at);
      if (made !== null) {
        steps.push(made);
      }
    }
    if (steps.length < written.length) {
      continue;
    }
    try {
      const composed = composePerturbations(steps);
      const base = name ?? composed.name;
      const time = (times.get(base) ?? 0) + 1;
      times.set(base, time);
      read.push({ use: time === 1 ? base : `${base}#${time}`, group: groupOf(steps), composed });
    } catch (error) {
      if (!(error instanceof VivaError && error.code === "PERTURBATIONS_INCOMPATIBLE")) {
        throw error;
      }
      report(path, error.message);
    }
  }
  return read;
}

function stepsOf(
  reference: PerturbationReference,
  path: Path,
): { name: string | undefined; steps: readonly { reference: StepReference; path: Path }[] } {
  if (typeof reference === "string") {
    return { name: undefined, steps: [{ reference, path }] };
  }
  if ("chain" in reference && Array.isArray(reference.chain)) {
    const chain = reference.chain as readonly StepReference[];
    return { name: reference.name, steps: chain.map((one, at) => ({ reference: one, path: [...path, "chain", at] })) };
  }
  const { name, ...one } = reference as Extract<StepReference, object> & { readonly name?: string };
  return { name, steps: [{ reference: one, path }] };
}

function groupOf(steps: readonly CompositionStep[]): PerturbationGroup {
  const groups = new Set(steps.map(({ plugin }) => plugin.group));
  return groupsByWeight.find((group) => groups.has(group)) ?? "key-keeping";
}
