import type { ThreadError } from "../base/thread-error.ts";
import type { Item } from "../records/item.ts";
import type { EncodedLines } from "./encoded-lines.ts";
import type { FailureLine, ModelProgress } from "./execute.ts";
import type { Sat } from "./sit-model.ts";
import type { StudySource } from "./study-source.ts";

/** What a thread that asks models is started with. */
export interface ModelThreadStart {
  readonly source: StudySource;
  readonly folder: string;
  readonly staging: string;
  readonly exemplars: readonly Item[];
  /** Calls planned for each model. */
  readonly expectedCalls: number;
}

/** What a thread is told. */
export type ToModelThread =
  /** Ask a model; `shared` is what its backend shares. */
  | { readonly kind: "sit"; readonly model: string; readonly shared: unknown }
  /** A batch of lines is in the journal. */
  | { readonly kind: "written" }
  /** Break off. */
  | { readonly kind: "stop" }
  /** Nothing more will come. */
  | { readonly kind: "end" };

/** What a thread says. */
export type FromModelThread =
  | { readonly kind: "lines"; readonly lines: EncodedLines; readonly progress: ModelProgress }
  | { readonly kind: "failure"; readonly failure: FailureLine }
  | { readonly kind: "sat"; readonly sat: Sat; readonly progress: ModelProgress }
  | { readonly kind: "failed"; readonly error: ThreadError };
