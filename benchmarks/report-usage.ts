// Loaded into a measured process by --import: leaves what the process used where its parent looks for it.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env["VIVA_BENCH_USAGE"];
if (isMainThread && file !== undefined) {
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(file, JSON.stringify({ cpuMicroseconds: userCPUTime + systemCPUTime, maxRssBytes: maxRSS * 1024 }));
  });
}
