import type { Item } from "../records/item.ts";
import { splitReasoning } from "../text/split-reasoning.ts";
import { blindTexts } from "./blind-text.ts";
import { replyExcerpt } from "./reply-excerpt.ts";
import type { SampledCall } from "./sampled-calls.ts";

/** What of a call may stand on a sheet. */
export interface BlindedCall {
  readonly stem: string;
  /** Without reasoning; long ones shortened in the middle. */
  readonly reply: string;
}

/** Every name that would tell whose reply it is: ids of the study's models, their names on servers, what servers report. */
export function callNames(
  specification: Readonly<Record<string, unknown>>,
  calls: readonly Pick<SampledCall, "completion">[],
): readonly string[] {
  const models = specification["models"] as readonly {
    readonly id: string;
    readonly settings: Readonly<Record<string, unknown>>;
  }[];
  return [
    ...models.flatMap(({ id, settings }) => [
      id,
      ...(typeof settings["model"] === "string" ? [settings["model"]] : []),
    ]),
    ...calls.flatMap(({ completion }) => completion.servedModel ?? []),
  ];
}

/** A function that makes of a call what a sheet shows of it, without these names. */
export function blindedCall(names: readonly string[]): (call: Pick<SampledCall, "item" | "completion">) => BlindedCall {
  const blind = blindTexts(names);
  return ({ item, completion }) => ({ stem: blind(questionText(item)), reply: blind(replyText(completion)) });
}

/** What an examinee is asked: text to read, shared case and stem, a blank line between them. */
export function questionText(item: Item): string {
  return [item.context ?? "", item.group?.text ?? "", item.stem].filter((part) => part !== "").join("\n\n");
}

function replyText(completion: SampledCall["completion"]): string {
  const visible = splitReasoning(completion.text).text.trim();
  const shown = visible === "" ? "[nothing but reasoning, or nothing at all]" : replyExcerpt(visible);
  return completion.finishReason === "length" ? `${shown}\n[cut off by the token limit]` : shown;
}
