import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { writeError } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";
import type { WeightsRecipe } from "./weights-recipe.ts";

/** What the files of a working copy hold: every tensor is as the recipe says, but those that are unsure. */
export interface WorkingState {
  /** Hash of all that decides the bytes, but the recipe. */
  readonly id: string;
  readonly recipe: WeightsRecipe;
  /** Tensors that may be half overwritten. */
  readonly unsure: readonly string[];
}

const stateSchema = z.strictObject({
  id: z.string(),
  recipe: z.array(z.array(z.strictObject({ density: z.number(), scale: z.number() }))),
  unsure: z.array(z.string()),
});

/** Say what a working copy holds. On the disk when it returns, and whole at any moment. Throws FILE_WRITE_FAILED. */
export function writeWorkingState(file: string, state: WorkingState): void {
  const temporary = `${file}.partial`;
  try {
    writeFileSync(temporary, JSON.stringify(state));
    const descriptor = openSync(temporary, "r+");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (cause) {
    throw writeError(file, cause);
  }
}

/** What a working copy holds by its journal; null where there is none, or none that can be read: then nothing is known. */
export function readWorkingState(file: string): WorkingState | null {
  if (!existsSync(file)) {
    return null;
  }
  let value: unknown;
  try {
    value = JSON.parse(readWhole(file));
  } catch (error) {
    if (error instanceof SyntaxError) {
      return null;
    }
    throw error;
  }
  return stateSchema.safeParse(value).data ?? null;
}

/** From now on nothing is known of the files. */
export function forgetWorkingState(file: string): void {
  rmSync(file, { force: true });
}
