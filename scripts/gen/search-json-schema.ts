import { hiMergingFileSchema } from "@viva/core";
import { inputSchema, type JsonSchema } from "./json-schema.ts";

/** JSON Schema of the file of `viva merge --method hi-merging`. Studies within it are checked when it is read. */
export function searchJsonSchema(): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Viva Hi-Merging search",
    ...inputSchema(hiMergingFileSchema),
  };
}
