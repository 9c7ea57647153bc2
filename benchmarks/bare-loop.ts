import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { Pool } from "undici";
import { readTask, type SideResult, writeResult } from "./side.ts";

/** What the reference is asked to do. */
export interface BareLoopTask {
  readonly origin: string;
  readonly path: string;
  readonly concurrency: number;
  readonly warmUpCalls: number;
  readonly calls: number;
  /** One request's body, as long as Viva's. */
  readonly body: string;
  readonly outFile: string;
}

interface ChatReply {
  readonly choices: readonly { readonly message: { readonly content: string } }[];
}

/**
 * The reference: the least a program can do that asks a server over kept-alive connections, parses each reply and
 * appends a line to a file. It loads nothing, checks nothing, marks nothing and can resume nothing.
 */
async function bareLoop(task: BareLoopTask, calls: number): Promise<void> {
  const pool = new Pool(task.origin, { connections: task.concurrency, pipelining: 1 });
  const out = createWriteStream(task.outFile);
  const headers = { "content-type": "application/json" };
  let started = 0;
  const worker = async (): Promise<void> => {
    while (started < calls) {
      started += 1;
      const call = started;
      const { body } = await pool.request({ path: task.path, method: "POST", headers, body: task.body });
      const reply = JSON.parse(await body.text()) as ChatReply;
      out.write(`${JSON.stringify({ call, text: reply.choices[0]?.message.content })}\n`);
    }
  };
  await Promise.all(Array.from({ length: task.concurrency }, worker));
  out.end();
  await finished(out);
  await pool.close();
}

const task = readTask<BareLoopTask>();
if (task.warmUpCalls > 0) {
  await bareLoop(task, task.warmUpCalls);
}
const before = process.cpuUsage();
const startedAtMs = performance.now();
await bareLoop(task, task.calls);
const { user, system } = process.cpuUsage(before);
const result: SideResult = {
  cpuMicroseconds: user + system,
  wallMs: performance.now() - startedAtMs,
  maxRssBytes: process.resourceUsage().maxRSS * 1024,
};
writeResult(result);
