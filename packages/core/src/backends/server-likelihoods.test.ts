import { describe, expect, it } from "vitest";
import type { MockRequest } from "../../../../test/mock-server.ts";
import type { PosedCall } from "../records/call.ts";
import type { LikelihoodRequest } from "../records/likelihood.ts";
import { posedCall } from "./__fixtures__/backend-context.ts";
import { withServer } from "./__fixtures__/served-backend.ts";
import { echoedTexts, readEchoedLikelihoods } from "./echoed-likelihoods.ts";

const asked: LikelihoodRequest = {
  of: "label",
  continuations: [
    { optionId: "a", text: "A" },
    { optionId: "b", text: "B" },
  ],
  neutralPrompt: null,
};
const posedFor = (likelihood: LikelihoodRequest): PosedCall => ({ ...posedCall(), likelihood });

const topBody = JSON.stringify({
  model: "served",
  choices: [
    {
      index: 0,
      message: { role: "assistant", content: " B" },
      finish_reason: "length",
      logprobs: {
        content: [
          {
            token: " B",
            logprob: Math.log(0.5),
            top_logprobs: [
              { token: " B", logprob: Math.log(0.5) },
              { token: "B", logprob: Math.log(0.2) },
              { token: " Both", logprob: Math.log(0.2) },
            ],
          },
        ],
      },
    },
  ],
});

/** Echoes each text character by character, each with the logarithm of a half, and one token more than asked for. */
function echoBody({ body }: MockRequest): string {
  const texts = body["prompt"] as readonly string[];
  return JSON.stringify({
    model: "served",
    choices: texts
      .map((text, index) => {
        const tokens = [...text, "!"];
        return {
          index,
          text: `${text}!`,
          logprobs: {
            tokens,
            token_logprobs: tokens.map((token, place) => (place === 0 ? null : token === "!" ? -50 : Math.log(0.5))),
            text_offset: tokens.map((_token, place) => place),
          },
        };
      })
      // Servers may finish in another order.
      .reverse(),
    usage: { prompt_tokens: 9 },
  });
}

describe("likelihoods of a chat server", () => {
  it("come from the alternatives at the first place, which are asked for in a short reply", async () => {
    await withServer(
      () => ({ kind: "malformed", body: topBody }),
      { parameters: { temperature: 0, max_tokens: 900 } },
      async ({ server, model }) => {
        const result = await model.complete(posedFor(asked));
        const likelihoods = result.status === "completed" ? result.completion.likelihoods : undefined;
        expect(likelihoods).toMatchObject({ kind: "first-token", of: "label" });
        expect(likelihoods?.options[0]).toEqual({ optionId: "a", logprob: null, tokens: null, characters: 1 });
        expect(likelihoods?.options[1]?.logprob).toBeCloseTo(Math.log(0.7), 12);
        expect(JSON.parse(String(server.requests[0]?.body))).toMatchObject({
          logprobs: true,
          top_logprobs: 20,
          max_tokens: 4,
          temperature: 0,
        });
      },
    );
  });

  it("are not asked for of texts, which it cannot say", async () => {
    await withServer(
      () => ({ kind: "malformed", body: topBody }),
      {},
      ({ model }) => {
        expect(model.pose?.(posedFor({ ...asked, of: "option-text" }))).toMatchObject({ posed: false });
        expect(model.pose?.(posedFor(asked))).toEqual({ posed: true });
        expect(model.pose?.(posedCall())).toEqual({ posed: true });
        return Promise.resolve();
      },
    );
  });
});

describe("likelihoods of a server that echoes", () => {
  it("count the tokens of the answer, in one request, with and without the question", async () => {
    const texts = { ...asked, of: "option-text", neutralPrompt: "Answer:" } as const;
    const continuations = [
      { optionId: "a", text: "rest" },
      { optionId: "b", text: "iron" },
    ];
    await withServer(
      (request) => ({ kind: "malformed", body: echoBody(request) }),
      { likelihood: "echo" },
      async ({ server, model }) => {
        const result = await model.complete(posedFor({ ...texts, continuations }));
        const likelihoods = result.status === "completed" ? result.completion.likelihoods : undefined;
        // A blank and four letters.
        const logprob = 5 * Math.log(0.5);
        expect(likelihoods?.options[0]).toMatchObject({ optionId: "a", tokens: 5, characters: 4 });
        expect(likelihoods?.options[0]?.logprob).toBeCloseTo(logprob, 12);
        expect(likelihoods?.options[1]?.unconditional).toBeCloseTo(logprob, 12);
        const body = JSON.parse(String(server.requests[0]?.body)) as { prompt: string[]; echo: boolean };
        expect(server.requests).toHaveLength(1);
        expect(body.echo).toBe(true);
        expect(body.prompt.slice(2)).toEqual(["Answer: rest", "Answer: iron"]);
        expect(body.prompt[0]?.endsWith(" rest")).toBe(true);
      },
    );
  });

  it("count a token that spans the border only where the answer has no other", () => {
    const messages = [{ role: "user", content: "Ab:" }] as const;
    const [text] = echoedTexts(messages, { ...asked, continuations: [{ optionId: "a", text: "C" }] });
    expect(text).toBe("Ab: C");
    const body = (offsets: readonly number[]): string =>
      JSON.stringify({
        choices: [
          { index: 0, logprobs: { token_logprobs: offsets.map((_one, place) => -place), text_offset: offsets } },
        ],
      });
    const only = { ...asked, continuations: [{ optionId: "a", text: "C" }] };
    const logprobOf = (offsets: readonly number[]) => {
      const read = readEchoedLikelihoods(body(offsets), messages, only);
      return read.status === "completion" ? read.completion.likelihoods?.options[0]?.logprob : read.status;
    };
    expect(logprobOf([0, 2])).toBe(-1);
    expect(logprobOf([0, 2, 3])).toBe(-2);
    expect(logprobOf([0, 3, 4])).toBe(-3);
  });

  it.each([
    "{}",
    '{"choices":[{"index":0,"text":"x"}]}',
    "no json",
    '{"choices":[{"index":0,"logprobs":{"token_logprobs":[null],"text_offset":[]}}]}',
  ])("are malformed, not zero, where a server does not echo: %s", (body) => {
    expect(readEchoedLikelihoods(body, [{ role: "user", content: "q" }], asked)).toMatchObject({ status: "malformed" });
  });
});
