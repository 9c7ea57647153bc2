/** What one side of a comparison measures of its own process, warm-up left out (but for memory). */
export interface SideResult {
  /** User and system time of the process, all threads. */
  readonly cpuMicroseconds: number;
  readonly wallMs: number;
  /** Largest resident set of the process so far. */
  readonly maxRssBytes: number;
}

/** The task a child process was started with: JSON in its first argument. */
export function readTask<T>(): T {
  return JSON.parse(process.argv[2] ?? "") as T;
}

/** Hand a result to the parent process: the one line of standard output. */
export function writeResult(result: SideResult): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
