import type { StudyArm } from "./study.ts";

/**
 * Every way of asking of a study: each context with each prompt and each instruction, in this order. Named by what it is made
 * of; a prompt used twice with other settings is another arm and gets "#2" behind its name.
 *
 * Likelihood is asked for without instructions: it has no reply whose form could be asked for.
 *
 * @param shots Worked examples before each question; 0 without any.
 */
export function armsOf(
  prompts: readonly StudyArm["prompt"][],
  retrievers: readonly StudyArm["retriever"][],
  instructions: readonly StudyArm["instruction"][],
  modes: readonly StudyArm["likelihood"][],
  shots: number,
): StudyArm[] {
  const times = new Map<string, number>();
  return retrievers.flatMap((retriever) =>
    prompts.flatMap((prompt) =>
      modes.flatMap((likelihood) =>
        (likelihood === null ? instructions : [null]).map((instruction) => {
          const parts = [
            prompt.configured.armName ?? prompt.use,
            retriever?.use,
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
