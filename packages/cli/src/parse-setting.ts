import { UsageError } from "@viva/core";
import { parse } from "yaml";

/** `field=value` of a --set flag, the value read as YAML. Throws ARGUMENT_INVALID. */
export function parseSetting(text: string): [field: string, value: unknown] {
  const at = text.indexOf("=");
  if (at < 1) {
    throw new UsageError("ARGUMENT_INVALID", `--set ${text}: field=value is wanted`);
  }
  try {
    return [text.slice(0, at), parse(text.slice(at + 1))];
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError("ARGUMENT_INVALID", `--set ${text}: the value is not YAML: ${message}`, { cause });
  }
}
