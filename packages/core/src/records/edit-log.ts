/** One place where a text changed. Everything between two changes is as it was. */
export interface TextChange {
  /** Place in the text as it was, in UTF-16 units from 0. */
  readonly at: number;
  /** What stood there; empty where something was put in. */
  readonly before: string;
  /** What stands there now; empty where something was taken out. */
  readonly after: string;
}

/** One thing that differs between an item and a perturbed form of it. */
export type Edit =
  /** `shared-text`: the case or lead-in that the item shares with its group. */
  | { readonly part: "stem" | "shared-text" | "context"; readonly changes: readonly TextChange[] }
  | { readonly part: "option-text"; readonly id: string; readonly changes: readonly TextChange[] }
  | { readonly part: "option-added" | "option-removed"; readonly id: string; readonly text: string }
  /** Ids of the options that stayed. */
  | { readonly part: "option-order"; readonly before: readonly string[]; readonly after: readonly string[] }
  | {
      readonly part: "key";
      readonly before: readonly (readonly string[])[];
      readonly after: readonly (readonly string[])[];
    }
  /** Any other field of the item, such as its kind or language; null where it is absent. */
  | { readonly part: "field"; readonly field: string; readonly before: unknown; readonly after: unknown };
