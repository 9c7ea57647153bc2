import { singleLine } from "../figures/printable-text.ts";
import type { MergeReport } from "./gather-merge-report.ts";

/** A model's name as tables show it. */
export type ModelNames = (name: string) => string;

/** Names without the folders that all models of a merge have in common; the lists of inputs and facts have them whole. */
export function mergeModelNames({ record, search }: Pick<MergeReport, "record" | "search">): ModelNames {
  const names = [
    ...new Set([
      ...record.inputs.map(({ model }) => model),
      ...(search === null ? [] : [search.base, ...search.models]),
    ]),
  ];
  const [first = ""] = names;
  let length = names.length < 2 ? 0 : first.lastIndexOf("/") + 1;
  while (length > 0 && !names.every((name) => name.startsWith(first.slice(0, length)) && name.length > length)) {
    length = first.lastIndexOf("/", length - 2) + 1;
  }
  const common = first.slice(0, length);
  return (name) => singleLine(name.startsWith(common) ? name.slice(common.length) : name);
}
