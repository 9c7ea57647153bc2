import { limits } from "../../base/limits.ts";
import type { Item } from "../../records/item.ts";
import type { ItemFinding } from "./finding.ts";

/**
 * What is wrong with the parts of one item: an empty stem or option, options that read the same, two options of one
 * label, too few or too many options, a key that names no option.
 */
export function structureFindings(item: Item): ItemFinding[] {
  const findings: ItemFinding[] = [];
  const ids = item.options.map((option) => option.id);
  const error = (message: string): void => {
    findings.push({ check: "structure", severity: "error", message });
  };
  if (item.stem.trim() === "") {
    findings.push({ check: "empty-text", severity: "error", message: "the stem is empty" });
  }
  for (const option of item.options) {
    if (option.text.trim() === "") {
      findings.push({ check: "empty-text", severity: "warning", message: `option ${option.id} has no text` });
    }
  }
  if (item.kind !== "free-text" && ids.length < 2) {
    error(`${ids.length} option${ids.length === 1 ? "" : "s"}; a ${item.kind} item needs at least two`);
  }
  if (ids.length > limits.optionsPerItem) {
    error(`${ids.length} options, the limit is ${limits.optionsPerItem}`);
  }
  if (new Set(ids).size < ids.length) {
    error(`two options have the same label: ${ids.join(", ")}`);
  }
  const outside = [...new Set(item.accepted.flat())].filter((id) => !ids.includes(id));
  if (outside.length > 0) {
    error(`the key names ${outside.join(", ")}; the options are ${ids.join(", ")}`);
  }
  return [...findings, ...identicalOptions(item)];
}

function identicalOptions(item: Item): ItemFinding[] {
  const key = new Set(item.accepted[0]);
  const byText = new Map<string, string[]>();
  for (const option of item.options) {
    // Signs and case can be all that tells two options apart ("+" and "−", f waves and F waves).
    const text = option.text.normalize("NFKC").replace(/\s+/gu, "");
    if (text !== "") {
      byText.set(text, [...(byText.get(text) ?? []), option.id]);
    }
  }
  return [...byText.values()]
    .filter((same) => same.length > 1)
    .map((same) => {
      // One of them is right and its twin is marked wrong: no answer can be marked fairly.
      const unfair = same.some((id) => key.has(id)) && !same.every((id) => key.has(id));
      const consequence = unfair ? ", and only one of them is the key" : "";
      return {
        check: "identical-options",
        severity: unfair ? "error" : "warning",
        message: `options ${same.join(" and ")} read the same${consequence}`,
      };
    });
}
