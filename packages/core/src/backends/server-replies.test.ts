import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { MockBehaviour } from "../../../../test/mock-server.ts";
import { loadPlugin } from "../base/plugin.ts";
import type { Completion } from "../records/completion.ts";
import type { Message } from "../records/prompt.ts";
import { posedCall } from "./__fixtures__/backend-context.ts";
import { causes, withServer } from "./__fixtures__/served-backend.ts";
import { catalog } from "./catalog.ts";

/** A server's true-to-life replies and what each of them means. */
interface Fixture {
  readonly server: string;
  /** Default: openai-compatible, with its path and no header of its own. */
  readonly backend?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly messages?: readonly Message[];
  readonly settings: Readonly<Record<string, unknown>>;
  /** The body that is sent, field by field and in this order. */
  readonly request: unknown;
  readonly replies: readonly {
    readonly name: string;
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly completion?: Completion;
    /** Code of the try; the next try gets the file's first reply. */
    readonly retried?: string;
    readonly filtered?: true;
    readonly givenUp?: { readonly code: string; readonly hopeless: boolean };
  }[];
}

const folder = new URL("./__fixtures__/", import.meta.url);
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name): [string, Fixture] => [
    name.replace(".json", ""),
    JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Fixture,
  ]);

describe.each(fixtures)("the replies of %s", (_name, fixture) => {
  const [first] = fixture.replies;

  it.each(fixture.replies.map((reply) => [reply.name, reply] as const))("%s", async (_reply, reply) => {
    const show = ({ status, headers, body }: Fixture["replies"][number]): MockBehaviour => ({
      kind: "status",
      status,
      body,
      ...(headers === undefined ? {} : { headers }),
    });
    const backend = await loadPlugin("backend", catalog, fixture.backend ?? "openai-compatible");
    const posed = posedCall();
    await withServer(
      ({ tries }) => show(tries === 0 || first === undefined ? reply : first),
      fixture.settings,
      async ({ server, model }) => {
        const result = await model.complete({
          ...posed,
          prompt: { ...posed.prompt, messages: fixture.messages ?? posed.prompt.messages },
        });
        expect(server.requests[0]).toMatchObject({
          path: fixture.path ?? "/v1/chat/completions",
          headers: fixture.headers ?? {},
          body: JSON.stringify(fixture.request),
        });
        if (reply.completion !== undefined) {
          expect(result).toMatchObject({ status: "completed", completion: reply.completion });
          expect(result.status === "completed" && "logprobs" in result.completion).toBe("logprobs" in reply.completion);
          expect(causes(result)).toEqual(["ok"]);
        } else if (reply.retried !== undefined) {
          expect(result).toMatchObject({ status: "completed", completion: first?.completion });
          expect(causes(result)).toEqual([reply.retried, "ok"]);
        } else if (reply.filtered === true) {
          expect(result).toMatchObject({
            status: "completed",
            completion: { text: "", finishReason: "content-filter", servedModel: null, usage: null },
          });
          expect(causes(result)).toEqual(["content-filter"]);
        } else {
          expect(result).toMatchObject({
            status: "failed",
            error: { code: reply.givenUp?.code },
            hopeless: reply.givenUp?.hopeless,
          });
          expect(server.arrivals).toBe(1);
        }
      },
      { environment: { TEST_KEY: "fixture-key-0123456789" } },
      backend,
    );
  });
});
