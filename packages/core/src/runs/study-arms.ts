import type { StudyArm } from "./study.ts";

/** A prompt of a study with its place in the list there: several where one plugin stands for many prompts. */
export interface NamedPrompt {
  readonly prompt: StudyArm["prompt"];
  readonly index: number;
}

/** What a prompt is called in the names of ways of asking. */
export function promptName({ configured, use }: StudyArm["prompt"]): string {
  return configured.armName ?? use;
}

/**
 * Every way of asking of a study: each context with each prompt that goes with it and each instruction, in this order. Named
 * by what it is made of; a prompt used twice with other settings is another arm and gets "#2" behind its name.
 *
 * Likelihood is asked for without instructions: it has no reply whose form could be asked for.
 *
 * @param shots Worked examples before each question; 0 without any.
 */
export function armsOf(
  contexts: readonly { readonly retriever: StudyArm["retriever"]; readonly prompts: readonly NamedPrompt[] }[],
  instructions: readonly StudyArm["instruction"][],
  modes: readonly StudyArm["likelihood"][],
  shots: number,
): StudyArm[] {
  const times = new Map<string, number>();
  return contexts.flatMap(({ retriever, prompts }) =>
    prompts.flatMap(({ prompt }) =>
      modes.flatMap((likelihood) =>
        (likelihood === null ? instructions : [null]).map((instruction) => {
          const parts = [
            promptName(prompt),
            retriever?.name,
            instruction === null ? undefined : (instruction.configured.armName ?? instruction.use),
            likelihood === null ? undefined : `likelihood-${likelihood.of}`,
            shots === 0 ? undefined : `${shots}-shot`,
          ];
          const name = parts.filter((part) => part !== undefined).join("+");
          const time = (times.get(name) ?? 0) + 1;
          times.set(name, time);
          return { name: time === 1 ? name : `${name}#${time}`, prompt, retriever, instruction, likelihood };
        }),
      ),
    ),
  );
}
