// One side of the benchmark of knowledge seeds, in a process of its own: load a graph, then find the seeds of an exam.
import knowledgeSeeds from "../packages/core/src/retrievers/knowledge-seeds.ts";
import { madeUpItems } from "./made-up-graph.ts";
import { readTask, writeResult } from "./side.ts";

/** What the side does. */
export interface SeedsTask {
  readonly graph: string;
  readonly items: number;
  readonly entities: number;
  readonly hops: 1 | 2;
}

/** Its figures. */
export interface SeedsResult {
  /** From opening the database until the first question has its seeds: the index of names included. */
  readonly loadMs: number;
  readonly loadCpuMicroseconds: number;
  readonly wallMs: number;
  readonly cpuMicroseconds: number;
  readonly maxRssBytes: number;
  readonly seeds: number;
  readonly withoutEntity: number;
}

const task = readTask<SeedsTask>();
const startedAtMs = performance.now();
const atStart = process.cpuUsage();
const retriever = await knowledgeSeeds
  .configure({ graph: task.graph, hops: task.hops }, { resolvePath: (path) => path })
  .open();
const items = madeUpItems(task.entities);
retriever.retrieve(items(0));
const loadMs = performance.now() - startedAtMs;
const loading = process.cpuUsage(atStart);

const before = process.cpuUsage();
const beganAtMs = performance.now();
let seeds = 0;
let withoutEntity = 0;
for (let number = 0; number < task.items; number++) {
  const found = retriever.retrieve(items(number)).length;
  seeds += found;
  withoutEntity += found === 0 ? 1 : 0;
}
const { user, system } = process.cpuUsage(before);
writeResult({
  loadMs,
  loadCpuMicroseconds: loading.user + loading.system,
  wallMs: performance.now() - beganAtMs,
  cpuMicroseconds: user + system,
  maxRssBytes: process.resourceUsage().maxRSS * 1024,
  seeds,
  withoutEntity,
} as SeedsResult);
