import { readContexts } from "./read-contexts.ts";
import type { StudyArm, StudyModel } from "./study.ts";
import { armsOf, type NamedPrompt } from "./study-arms.ts";
import type { StudyPluginReader } from "./study-plugin-reader.ts";
import type { StudyFile } from "./study-schema.ts";

/** What reading the ways of asking needs. */
export interface ReadArmsOptions {
  readonly plugins: StudyPluginReader;
  /** Models that retrievers may ask. */
  readonly assistants: readonly StudyModel[];
  /** Where a relative path of the study leads. */
  resolvePath(path: string): string;
}

/** Every way of asking of a study: see `armsOf`. What is wrong with its parts is reported. */
export async function readArms(file: StudyFile, options: ReadArmsOptions): Promise<StudyArm[]> {
  const { plugins } = options;
  const prompts = await readPrompts(file, options);
  const instructions = await readInstructions(file, plugins);
  const contexts = await readContexts(file.contexts, { ...options, prompts });
  const modes = file.modes.map((mode) =>
    mode === "generate"
      ? null
      : {
          of: mode.likelihood,
          normalise: mode.normalise,
          unconditional: mode.unconditional || mode.normalise === "unconditional",
        },
  );
  return armsOf(contexts, instructions, modes, file.fewShot?.k ?? 0);
}

/** Prompts, one that stands for several as each of them. */
async function readPrompts(file: StudyFile, { plugins, resolvePath }: ReadArmsOptions): Promise<NamedPrompt[]> {
  const prompts: NamedPrompt[] = [];
  for (const [index, reference] of file.prompts.entries()) {
    const found = await plugins.one("prompt", reference, ["prompts", index], (plugin) => ({
      plugin,
      configured: null,
    }));
    for (const settings of found?.plugin.alternatives(found.settings) ?? []) {
      const configured = found?.plugin.configure(settings, { resolvePath });
      if (found !== null && configured !== undefined) {
        prompts.push({ prompt: { use: found.use, settings, configured }, index });
      }
    }
  }
  return prompts;
}

/** Instructions in the order of the study, null for "none". */
async function readInstructions(file: StudyFile, plugins: StudyPluginReader): Promise<StudyArm["instruction"][]> {
  const instructions: StudyArm["instruction"][] = [];
  for (const [index, reference] of file.instructions.entries()) {
    const one =
      reference === "none"
        ? null
        : await plugins.one("instruction", reference, ["instructions", index], (plugin, settings) => ({
            configured: plugin.configure(settings),
          }));
    if (reference === "none" || one !== null) {
      instructions.push(one);
    }
  }
  return instructions;
}
