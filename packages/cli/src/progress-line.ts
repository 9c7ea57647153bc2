import type { RunProgress } from "@viva/core";

/** Shows how far a run is, on standard error. */
export interface ProgressLine {
  update(progress: RunProgress): void;
  /** Take the line away, before anything else is printed. */
  end(): void;
}

/** Milliseconds between two drawings on a terminal, and between two lines in a log. */
const terminalEveryMs = 100;
const logEveryMs = 10_000;

/** A line that redraws itself on a terminal; in a log, a line now and then. */
export function createProgressLine(stream: NodeJS.WriteStream, now: () => number): ProgressLine {
  const everyMs = stream.isTTY ? terminalEveryMs : logEveryMs;
  const startedAtMs = now();
  let lastMs = stream.isTTY ? Number.NEGATIVE_INFINITY : startedAtMs;
  let drawn = false;
  return {
    update: (progress) => {
      const nowMs = now();
      if (nowMs - lastMs < everyMs) {
        return;
      }
      lastMs = nowMs;
      const text = describeProgress(progress, nowMs - startedAtMs);
      if (stream.isTTY) {
        stream.write(`\r\u001b[2K${text.slice(0, Math.max(20, stream.columns - 1))}`);
        drawn = true;
      } else {
        stream.write(`${text}\n`);
      }
    },
    end: () => {
      if (drawn) {
        stream.write("\r\u001b[2K");
        drawn = false;
      }
    },
  };
}

/** One line: phase, calls finished of those planned, rate, what failed, and the slowest model's name. */
export function describeProgress(progress: RunProgress, elapsedMs: number): string {
  if (progress.fetching !== undefined) {
    return describeFetching(progress.fetching);
  }
  if (progress.phase === "loading") {
    return "loading the exam …";
  }
  if (progress.phase === "measuring") {
    return "reading, marking and measuring …";
  }
  const finished = progress.models.reduce((sum, model) => sum + model.finished, 0);
  const failed = progress.models.reduce((sum, model) => sum + model.failed, 0);
  const planned = progress.plannedPerModel * progress.models.length;
  const behind = [...progress.models].sort((a, b) => a.finished - b.finished)[0];
  const bar = progressBar(planned === 0 ? 0 : finished / planned);
  const rate = elapsedMs > 0 ? `${Math.round((finished / elapsedMs) * 1000)}/s` : "";
  return [
    `${progress.phase} ${bar} ${finished} of ${planned}`,
    rate,
    failed === 0 ? "" : `${failed} failed`,
    behind === undefined || progress.models.length < 2 ? "" : `last: ${behind.model} ${behind.finished}`,
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

/** "fetching ███░░ 1.2 of 4.7 GB · hf://…": what comes, the place it comes from last, since it is long. */
function describeFetching({ reference, doneBytes, totalBytes }: NonNullable<RunProgress["fetching"]>): string {
  const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(2);
  return totalBytes === undefined
    ? `fetching ${gigabytes(doneBytes)} GB · ${reference}`
    : `fetching ${progressBar(doneBytes / totalBytes)} ${gigabytes(doneBytes)} of ${gigabytes(totalBytes)} GB · ${reference}`;
}

function progressBar(share: number): string {
  const full = Math.round(Math.min(1, share) * 20);
  return `${"█".repeat(full)}${"░".repeat(20 - full)}`;
}
