import type { StudyContext, StudyModel } from "./study.ts";
import { type NamedPrompt, promptName } from "./study-arms.ts";
import type { StudyPluginReader } from "./study-plugin-reader.ts";
import type { StudyFile } from "./study-schema.ts";

/** What is put beside the question, and the prompts it goes with. */
export interface PairedContext {
  /** Null where nothing is looked up. */
  readonly retriever: StudyContext | null;
  readonly prompts: readonly NamedPrompt[];
}

/** What reading the contexts needs. */
export interface ReadContextsOptions {
  readonly plugins: StudyPluginReader;
  readonly prompts: readonly NamedPrompt[];
  /** Models that retrievers may ask. */
  readonly assistants: readonly StudyModel[];
  /** Where a relative path of the study leads. */
  resolvePath(path: string): string;
}

/**
 * The contexts of a study in its order, each with the prompts it goes with in theirs: all, or those that its `prompts` names
 * as tables do (`padded-path`) or by their plugin (`padded`: every prompt of it). Reported are names that no prompt has,
 * prompts that go with no context, settings of "none", and models that are no assistants or give no vectors.
 */
export async function readContexts(
  written: StudyFile["contexts"],
  options: ReadContextsOptions,
): Promise<PairedContext[]> {
  const { plugins, resolvePath } = options;
  // A prompt that could not be read is reported at its own line; who goes with it cannot be said then.
  const promptsKnown = !plugins.problems.some(({ path }) => path[0] === "prompts");
  const paired: PairedContext[] = [];
  let everyContextRead = true;
  for (const [index, one] of written.entries()) {
    const path = ["contexts", index];
    const { name, prompts: named, ...reference } = typeof one === "string" ? { use: one } : one;
    const prompts = promptsKnown && named !== undefined ? promptsNamed(named, [...path, "prompts"], options) : null;
    if (reference.use === "none") {
      const { use: _, ...settings } = { ...reference, ...(name === undefined ? {} : { name }) };
      for (const setting of Object.keys(settings)) {
        plugins.report([...path, setting], 'unknown field; "none" has prompts alone');
      }
      paired.push({ retriever: null, prompts: prompts ?? options.prompts });
      continue;
    }
    const bare = typeof one === "string" ? one : reference;
    const chosen = await plugins.one("retriever", bare, path, (plugin, settings) => ({
      configured: plugin.configure(settings, { resolvePath }),
    }));
    if (chosen === null) {
      everyContextRead = false;
      continue;
    }
    checkModel(chosen, path, options);
    paired.push({ retriever: { ...chosen, name: name ?? chosen.use }, prompts: prompts ?? options.prompts });
  }
  if (promptsKnown && everyContextRead) {
    for (const { prompt, index } of options.prompts) {
      if (!paired.some((context) => context.prompts.some((other) => other.prompt === prompt))) {
        plugins.report(
          ["prompts", index],
          `no context goes with "${promptName(prompt)}"; name it under the prompts of one, or leave it out`,
        );
      }
    }
  }
  return paired;
}

function promptsNamed(
  named: readonly string[],
  path: readonly PropertyKey[],
  { plugins, prompts }: ReadContextsOptions,
): readonly NamedPrompt[] {
  const names = prompts.map(({ prompt }) => promptName(prompt));
  const isCalled = (name: string, at: number): boolean => name === names[at] || name === prompts[at]?.prompt.use;
  for (const [at, name] of named.entries()) {
    if (!prompts.some((_prompt, place) => isCalled(name, place))) {
      plugins.report([...path, at], `no prompt is called "${name}"; the study has ${[...new Set(names)].join(", ")}`);
    }
  }
  return prompts.filter((_prompt, at) => named.some((name) => isCalled(name, at)));
}

/** A retriever that needs the vectors of texts gets them from an assistant. */
function checkModel(
  { configured, use }: Pick<StudyContext, "configured" | "use">,
  path: readonly PropertyKey[],
  { plugins, assistants }: ReadContextsOptions,
): void {
  if (configured.embedder === null) {
    return;
  }
  const model = assistants.find(({ id }) => id === configured.embedder);
  if (model === undefined) {
    const known = assistants.map(({ id }) => id).join(", ") || "none";
    plugins.report(
      [...path, "model"],
      `${use}: no assistant is called "${configured.embedder}"; the study has ${known}`,
    );
  } else if (!model.embeds) {
    plugins.report([...path, "model"], `${use}: the backend of "${model.id}", ${model.use}, gives no vectors of texts`);
  }
}
