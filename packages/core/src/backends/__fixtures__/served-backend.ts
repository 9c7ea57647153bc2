import {
  type MockBehaviour,
  type MockRequest,
  type MockServer,
  startMockServer,
} from "../../../../../test/mock-server.ts";
import type { HttpEndpoint } from "../../base/http-endpoint.ts";
import type { Backend, BackendContext, CompletionResult, OpenBackend } from "../define.ts";
import openaiCompatible from "../openai-compatible.ts";
import { testContext } from "./backend-context.ts";

/** An open backend before a scripted server. */
export interface Opened {
  readonly server: MockServer;
  readonly model: OpenBackend;
  readonly endpoint: HttpEndpoint;
}

/** Start a server and open the backend before it; both are taken away again. */
export async function withServer(
  behave: (request: MockRequest) => MockBehaviour,
  settings: Readonly<Record<string, unknown>>,
  use: (opened: Opened) => Promise<void>,
  part: Partial<BackendContext> = {},
  backend: Backend = openaiCompatible,
): Promise<void> {
  const server = await startMockServer({ behave });
  const { context, endpoints, close } = testContext(part);
  try {
    const configured = backend.configure({ model: "m", baseUrl: server.baseUrl, ...settings }, context);
    const model = await configured.open(context);
    const endpoint = endpoints.get(new URL(server.baseUrl).origin);
    if (endpoint === undefined) {
      throw new Error("no endpoint was asked for");
    }
    await use({ server, model, endpoint });
    await model.close();
  } finally {
    await close();
    await server.close();
  }
}

/** The causes of every try of a call. */
export function causes(result: CompletionResult): string[] {
  return result.status === "cancelled" ? [] : result.attempts.map(({ cause }) => cause);
}

/** The server answers. */
export const answer: MockBehaviour = { kind: "reply", text: "C" };
