import type { ImportedEstimate } from "../importers/define.ts";
import type { ModelTally } from "./import-ledger.ts";

/** Why parts of a source are not in an import: a reason with its count and the first places. */
export interface ImportOmission {
  readonly reason: string;
  readonly count: number;
  readonly first: readonly string[];
}

/** What `import.json` holds. */
export interface ImportRecord {
  /** Version of the folder's layout. */
  readonly format: number;
  readonly importer: string;
  readonly vivaVersion: string;
  /** The path as it was given. */
  readonly source: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Every file read: its path below the source (an exam's: from the working folder), its size and SHA-256. */
  readonly files: readonly { readonly path: string; readonly sizeBytes: number; readonly sha256: string }[];
  readonly exam: string;
  /** Arm in the study → the source's own name for it. */
  readonly arms: Readonly<Record<string, string>>;
  readonly counts: {
    readonly items: number;
    readonly itemsWithoutReply: number;
    readonly replies: number;
    readonly prompts: number;
    readonly repeats: number;
  };
  readonly models: readonly ModelTally[];
  readonly leftOut: readonly ImportOmission[];
  /** Numbers the source published. */
  readonly sourceEstimates: readonly Omit<ImportedEstimate, "kind">[];
  /** What the source says of itself, and how it was read. */
  readonly facts: Readonly<Record<string, readonly string[]>>;
}
