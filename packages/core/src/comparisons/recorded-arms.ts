import { canonicalJson } from "../base/hash.ts";
import type { RunRecord, Specification } from "../runs/specification.ts";

/** A way of asking as run.json has it. */
export interface RecordedArm {
  readonly name: string;
  readonly prompt: { readonly use: string };
  readonly retriever: unknown;
  /** Absent where the prompt asks in its own form. */
  readonly instruction?: { readonly use: string };
}

/** Ways of asking that differ in one thing alone, with the name of what each of them has for it. */
export interface ArmFamily {
  /** What they share, joined by "+"; "" for nothing that has a name. */
  readonly condition: string;
  readonly members: readonly { readonly arm: RecordedArm; readonly name: string }[];
}

/** The ways of asking of a recorded run, in the study's order. */
export function recordedArms(specification: Specification): readonly RecordedArm[] {
  return specification["arms"] as readonly RecordedArm[];
}

/** Names of the ways of asking whose context was shown explanations: upper bounds, that leak the answer. */
export function leakingArms(arms: readonly RecordedArm[]): readonly string[] {
  return arms.flatMap(({ name, retriever }) =>
    (retriever as { readonly leaksAnswer?: boolean } | null)?.leaksAnswer === true ? [name] : [],
  );
}

/** The ways of asking of several recorded runs, each once: runs are matched by their names. */
export function armsOfRuns(records: readonly Pick<RunRecord, "specification">[]): readonly RecordedArm[] {
  const arms = records.flatMap(({ specification }) => recordedArms(specification));
  return [...new Map(arms.map((arm) => [arm.name, arm])).values()];
}

/**
 * Prompts that are asked with the same context and instruction: families of two or more ways of asking. Worked examples are
 * the same all over a run.
 */
export function promptFamilies(arms: readonly RecordedArm[]): readonly ArmFamily[] {
  const families = Map.groupBy(arms, ({ retriever, instruction }) => canonicalJson([retriever, instruction ?? null]));
  return [...families.values()]
    .filter((family) => family.length > 1)
    .map((family) => {
      const shared = sharedEnd(family.map(({ name }) => name));
      return {
        condition: shared.join("+"),
        members: family.map((arm) => ({ arm, name: withoutParts(arm.name, 0, shared.length) })),
      };
    });
}

/** Instructions that are given with the same prompt and context, and the way of asking without one. */
export interface InstructionFamily extends ArmFamily {
  /** Null where the study has none. */
  readonly control: RecordedArm | null;
}

/** Families with at least one instruction. */
export function instructionFamilies(arms: readonly RecordedArm[]): readonly InstructionFamily[] {
  const families = Map.groupBy(arms, ({ prompt, retriever }) => canonicalJson([prompt, retriever]));
  return [...families.values()].flatMap((family): InstructionFamily[] => {
    const instructed = family.filter(({ instruction }) => instruction !== undefined);
    const control = family.find(({ instruction }) => instruction === undefined) ?? null;
    const [first] = instructed;
    if (first === undefined) {
      return [];
    }
    const names = family.map(({ name }) => name);
    const start = names.length > 1 ? sharedStart(names) : first.name.split("+").slice(0, 1);
    const rests = instructed.map(({ name }) => withoutParts(name, start.length, 0));
    // Of the way of asking without an instruction nothing may be left between start and end.
    const end = control === null ? sharedEnd(rests) : control.name.split("+").slice(start.length);
    return [
      {
        condition: [...start, ...end].join("+"),
        control,
        members: instructed.map((arm) => ({ arm, name: withoutParts(arm.name, start.length, end.length) })),
      },
    ];
  });
}

/** Parts of names that all of them begin with. */
function sharedStart(names: readonly string[]): readonly string[] {
  const [first = [], ...others] = names.map((name) => name.split("+"));
  const length = first.findIndex((part, at) => others.some((other) => other[at] !== part));
  return length < 0 ? first : first.slice(0, length);
}

/** Parts that all names end with; something is left of each. */
function sharedEnd(names: readonly string[]): readonly string[] {
  const parts = names.map((name) => name.split("+"));
  const [first = []] = parts;
  const most = parts.length < 2 ? 0 : Math.min(...parts.map(({ length }) => length)) - 1;
  let length = 0;
  while (length < most && parts.every((one) => one.at(-1 - length) === first.at(-1 - length))) {
    length += 1;
  }
  return length === 0 ? [] : first.slice(-length);
}

/** A name without its first and last parts; the whole name where nothing would be left. */
function withoutParts(name: string, before: number, after: number): string {
  const parts = name.split("+");
  return parts.slice(before, parts.length - after).join("+") || name;
}
