import type { Instruction } from "../define.ts";
import { promptIn } from "./prompt-in.ts";

/** How a reply kept to an instruction. */
export type Kept = "strict" | "loose" | "no";

/** A reply to a prompt in a language, and how it should keep to the instruction. */
export type Reply = readonly [language: string, reply: string, kept: Kept];

/** How a reply to the four-option prompt of a language kept to an instruction. */
export function kept(plugin: Instruction, language: string, reply: string, settings: object = {}): Kept {
  const { strict, loose } = plugin.configure(settings).check(reply, promptIn(language));
  return strict ? "strict" : loose ? "loose" : "no";
}
