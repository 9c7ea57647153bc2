import type { Backend, CompletionResult, OpenBackend } from "../../packages/core/src/backends/define.ts";
import { checkPluginFacts } from "../../packages/core/src/base/conformance.ts";
import type { PosedCall } from "../../packages/core/src/records/call.ts";
import type { Item } from "../../packages/core/src/records/item.ts";
import type { Message } from "../../packages/core/src/records/prompt.ts";
import { originalVariant } from "../../packages/core/src/records/variant.ts";

function posed(item: Item, model: string): PosedCall {
  const address = { exam: "exam", itemId: item.id, variantId: item.id, perturbation: "none", arm: "arm", model };
  const messages: Message[] = [{ role: "user", content: item.stem }];
  return {
    call: { id: "0".repeat(32), place: "1".repeat(32), role: "examinee", ...address, repeat: 0, turn: 0, seed: 7 },
    prompt: {
      messages,
      labels: item.options.map(({ id, text }) => ({ label: id, optionId: id, text })),
      answerForm: item.options.length === 0 ? "text" : "label",
      choose: "any",
      language: item.language,
      hash: "2".repeat(32),
    },
    variant: originalVariant(item),
    passages: [],
    messagesJson: JSON.stringify(messages),
  };
}

/**
 * The contract of a backend without a network, executed over some items: returns what is wrong. Every call that it
 * poses is completed, asked again it answers the same, and once closed it does not hang.
 */
export async function checkBackend(plugin: Backend, settings: unknown, items: readonly Item[]): Promise<string[]> {
  const problems = checkPluginFacts(plugin);
  if (plugin.needsNetwork) {
    return [...problems, "it needs a network, so its answers cannot be checked here"];
  }
  const context = { resolvePath: (path: string): string => path };
  const configured = plugin.configure(settings, context);
  const open = (): Promise<OpenBackend> =>
    configured.open({
      ...context,
      environment: {},
      now: () => 0,
      jitter: () => 0,
      seed: 7,
      model: "candidate",
      concurrency: 1,
      endpoint: (origin) => {
        throw new Error(`it says it needs no network and asks for ${origin}`);
      },
    });
  const answers = async (): Promise<CompletionResult[]> => {
    const backend = await open();
    const results: CompletionResult[] = [];
    for (const item of items) {
      const call = posed(item, "candidate");
      if (backend.pose?.(call).posed !== false) {
        results.push(await backend.complete(call));
      }
    }
    await backend.close();
    await backend.close();
    return results;
  };
  const results = await answers();
  for (const [index, result] of results.entries()) {
    if (result.status !== "completed") {
      problems.push(`call ${index}: ${result.status}`);
    } else if (typeof result.completion.text !== "string") {
      problems.push(`call ${index}: a completion without text`);
    }
  }
  if (JSON.stringify(await answers()) !== JSON.stringify(results)) {
    problems.push("asked again with the same seed, it answers otherwise");
  }
  return problems;
}
