import type { z } from "zod";
import type { BackendError } from "../base/errors.ts";
import type { HttpEndpoint } from "../base/http-endpoint.ts";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { PosedCall } from "../records/call.ts";
import type { Attempt, Completion } from "../records/completion.ts";

/** What became of a call. A failure is something the model did not do: it can be asked again. */
export type CompletionResult =
  | { readonly status: "completed"; readonly completion: Completion; readonly attempts: readonly Attempt[] }
  | {
      readonly status: "failed";
      readonly error: BackendError;
      readonly attempts: readonly Attempt[];
      /** Every further call would fail the same way (wrong key, unknown model, nobody there). */
      readonly hopeless: boolean;
    }
  | { readonly status: "cancelled" };

/** What a backend may use from outside. */
export interface BackendContext {
  resolvePath(path: string): string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Jitter for waits; never decides a result. */
  jitter(): number;
  /** Seed of the run. */
  readonly seed: number;
  /** The model's id in the study. */
  readonly model: string;
  /** Calls in flight at most, over all the backend does. */
  readonly concurrency: number;
  /** The connections to an origin, shared by every model behind it. */
  endpoint(origin: string): HttpEndpoint;
  /** What the same backend, opened in another thread, gave as `shared`; absent where it is the first. */
  readonly shared?: unknown;
}

/** Whether a backend has anything to ask for a call, known before asking. */
export type Pose =
  | { readonly posed: true; readonly identity?: string }
  | { readonly posed: false; readonly reason: string };

/** A backend that is ready to be asked. */
export interface OpenBackend {
  /** Ask. Resolves with what became of it, "cancelled" once `close` was called meanwhile. Never rejects for what a server does. */
  complete(posed: PosedCall): Promise<CompletionResult>;
  /** Whether this call would be asked at all, and what besides the prompt decides its reply (recorded replies). Default: yes. */
  pose?(posed: PosedCall): Pose;
  /**
   * What another thread opens the same backend with, so that nothing is read twice: plain values and shared memory. Such a
   * backend gives its replies from that alone, without clock, environment or connections. Absent where calls must be made
   * in the thread that opened it. Default: absent.
   */
  shared?(): unknown;
  /** Break off what is under way and free what is held. */
  close(): Promise<void>;
}

/** A backend with its settings. */
export interface ConfiguredBackend {
  /** Every file it reads, absolute. */
  readonly files: readonly string[];
  /** What of its settings decides replies (model name, sampling parameters), for the identity of calls. */
  readonly parameters: Readonly<Record<string, unknown>>;
  open(context: BackendContext): Promise<OpenBackend>;
}

/** Somewhere a model can be asked. */
export interface Backend extends PluginFacts {
  readonly kind: "backend";
  /** It talks to a server: calls cost time and perhaps money. */
  readonly needsNetwork: boolean;
  /** It looks at the variant, not only at the prompt: a yardstick, not a model. */
  readonly readsItem: boolean;
  /** It gives the vector of a text, too: asked in the role "embedder", its reply is a JSON array of numbers. */
  readonly embeds: boolean;
  /** It can say how likely given answers are; most only reply. */
  readonly likelihoods: boolean;
  configure(settings: unknown, context: Pick<BackendContext, "resolvePath">): ConfiguredBackend;
}

/** What a backend file writes; `defineBackend` makes it a plugin. */
export interface BackendSpecification<Settings> extends Omit<PluginFacts, "settings"> {
  readonly needsNetwork: boolean;
  readonly readsItem: boolean;
  /** Default false. */
  readonly embeds?: boolean;
  /** Default: false. */
  readonly likelihoods?: boolean;
  readonly settings: z.ZodType<Settings>;
  files?(settings: Settings, context: Pick<BackendContext, "resolvePath">): readonly string[];
  /** Settings that decide replies. Default: all settings. */
  parameters?(settings: Settings): Readonly<Record<string, unknown>>;
  open(settings: Settings, context: BackendContext): Promise<OpenBackend>;
}

/** Make a backend plugin. */
export function defineBackend<Settings extends object>(specification: BackendSpecification<Settings>): Backend {
  const { name, description, source, needsNetwork, readsItem, settings: schema } = specification;
  return {
    kind: "backend",
    name,
    description,
    source,
    needsNetwork,
    readsItem,
    embeds: specification.embeds ?? false,
    likelihoods: specification.likelihoods ?? false,
    settings: schema,
    configure: (raw, context) => {
      const settings = parseSettings(`backend ${name}`, schema, raw);
      return {
        files: specification.files?.(settings, context) ?? [],
        parameters: specification.parameters?.(settings) ?? Object.fromEntries(Object.entries(settings)),
        open: (full) => specification.open(settings, full),
      };
    },
  };
}

/** A backend that answers from the call alone, at once: candidates without a network. */
export function answeringBackend(answer: (posed: PosedCall) => Completion): OpenBackend {
  return {
    complete: (posed) => Promise.resolve({ status: "completed", completion: answer(posed), attempts: [] }),
    close: () => Promise.resolve(),
  };
}
