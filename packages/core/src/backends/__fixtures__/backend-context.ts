import { createHttpEndpoint, type HttpEndpoint } from "../../base/http-endpoint.ts";
import type { PosedCall } from "../../records/call.ts";
import type { Item } from "../../records/item.ts";
import type { Message } from "../../records/prompt.ts";
import { originalVariant } from "../../records/variant.ts";
import type { BackendContext } from "../define.ts";

/** An item of an exam, for calls that look at it. */
export const scurvyItem: Item = {
  id: "scurvy",
  language: "en",
  kind: "single",
  stem: "Which vitamin is missing in scurvy?",
  options: [
    { id: "A", text: "A" },
    { id: "B", text: "B1" },
    { id: "C", text: "C, ascorbic acid" },
    { id: "D", text: "D" },
  ],
  accepted: [["C"]],
  tags: {},
  references: [],
  weight: 1,
};

/** A call that asks an item. */
export function posedCall(item: Item = scurvyItem, part: Partial<PosedCall["call"]> = {}): PosedCall {
  const messages: Message[] = [{ role: "user", content: "Which vitamin is missing in scurvy?\nA. A\nB. B1\nC. C\nD. D" }];
  return {
    call: {
      id: "0".repeat(32),
      place: "1".repeat(32),
      role: "examinee",
      exam: "exam",
      itemId: item.id,
      variantId: item.id,
      perturbation: "none",
      arm: "letter-only",
      model: "m",
      repeat: 0,
      turn: 0,
      seed: 7,
      ...part,
    },
    prompt: {
      messages,
      labels: item.options.map(({ id, text }) => ({ label: id, optionId: id, text })),
      answerForm: "label",
      choose: "any",
      language: "en",
      hash: "2".repeat(32),
    },
    messagesJson: JSON.stringify(messages),
    passages: [],
    variant: originalVariant(item),
  };
}

/** What a backend under test may use, and the endpoints it asked for. */
export interface TestContext {
  readonly context: BackendContext;
  readonly endpoints: ReadonlyMap<string, HttpEndpoint>;
  close(): Promise<void>;
}

/** A context with a real clock and real connections; waits have no jitter and so no length, unless told otherwise. */
export function testContext(part: Partial<BackendContext> = {}): TestContext {
  const endpoints = new Map<string, HttpEndpoint>();
  const concurrency = part.concurrency ?? 4;
  return {
    endpoints,
    context: {
      resolvePath: (path) => path,
      environment: {},
      now: () => performance.now(),
      jitter: () => 0,
      seed: 1,
      model: "m",
      concurrency,
      endpoint: (origin) => {
        const endpoint = endpoints.get(origin) ?? createHttpEndpoint(origin, concurrency);
        endpoints.set(origin, endpoint);
        return endpoint;
      },
      ...part,
    },
    close: async () => {
      await Promise.all([...endpoints.values()].map((endpoint) => endpoint.destroy()));
    },
  };
}
