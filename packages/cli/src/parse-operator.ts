import { type ChainStepRequest, UsageError } from "@viva/core";
import { parse } from "yaml";

/**
 * `name,field=value,…` of an --operator flag; values in YAML, e.g. `letter-case,case=lower,scope=both`. Throws
 * ARGUMENT_INVALID.
 */
export function parseOperator(text: string): ChainStepRequest {
  const [first = "", ...fields] = topLevelParts(text);
  const step = parseStep("--operator", text, first);
  const settings = fields.map((field): [string, unknown] => {
    const at = field.indexOf("=");
    if (at < 1) {
      throw invalid("--operator", text, `"${field}" is not field=value`);
    }
    return [field.slice(0, at).trim(), yamlOf("--operator", text, field.slice(at + 1))];
  });
  return { use: step.use, settings: { ...step.settings, ...Object.fromEntries(settings) } };
}

/** `first,second` of a --chain flag, each with its settings in braces: `typos-keyboard{rate: 0.1},shuffle-options`. */
export function parseChain(text: string): ChainStepRequest[] {
  return topLevelParts(text).map((part) => parseStep("--chain", text, part));
}

function parseStep(flag: string, text: string, part: string): ChainStepRequest {
  const brace = part.indexOf("{");
  const use = (brace < 0 ? part : part.slice(0, brace)).trim();
  if (use === "") {
    throw invalid(flag, text, "the name of a perturbation is missing");
  }
  const settings = brace < 0 ? {} : yamlOf(flag, text, part.slice(brace));
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) {
    throw invalid(flag, text, `the settings of ${use} are not { field: value, … }`);
  }
  return { use, settings: settings as ChainStepRequest["settings"] };
}

/** Parts between commas that stand in no bracket or quotation marks. */
function topLevelParts(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== "") {
      quote = character === quote ? "" : quote;
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if ("[{".includes(character)) {
      depth += 1;
    } else if ("]}".includes(character)) {
      depth -= 1;
    } else if (character === "," && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)].map((part) => part.trim());
}

function yamlOf(flag: string, text: string, value: string): unknown {
  try {
    return parse(value);
  } catch (cause) {
    throw invalid(
      flag,
      text,
      `"${value}" is not YAML: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    );
  }
}

function invalid(flag: string, text: string, message: string, cause?: unknown): UsageError {
  return new UsageError("ARGUMENT_INVALID", `${flag} ${text}: ${message}`, { cause });
}
