import { join } from "node:path";
import type { Completion, Prompt, Study } from "@viva/core";
import { readLines } from "../packages/core/src/base/lines.ts";

/** Replies that are read again to time the reading. */
const timedReplies = 5000;

async function firstRecords<T>(path: string): Promise<T[]> {
  const records: T[] = [];
  for await (const lines of readLines(path)) {
    for (const { text } of lines) {
      records.push(JSON.parse(text) as T);
      if (records.length === timedReplies) {
        return records;
      }
    }
  }
  return records;
}

/** CPU time of the extractor for one reply of a finished run, in microseconds: what reading alone takes of a sample. */
export async function readingMicroseconds(study: Study, runFolder: string): Promise<number> {
  const prompts = new Map<string, Prompt>();
  for (const prompt of await firstRecords<Prompt>(join(runFolder, "prompts.jsonl"))) {
    prompts.set(prompt.hash, prompt);
  }
  const replies = await firstRecords<Completion & { readonly promptHash: string }>(
    join(runFolder, "completions.jsonl"),
  );
  const before = process.cpuUsage();
  let read = 0;
  for (const reply of replies) {
    const prompt = prompts.get(reply.promptHash);
    if (prompt !== undefined) {
      study.extractor.configured.extract(reply, prompt);
      read += 1;
    }
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / read;
}
