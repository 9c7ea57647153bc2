import { type Bench, runBareLoop, runBoth, runViva, type Setting } from "./bench.ts";
import { type ReplySize, replyCharacters } from "./chat-replies.ts";
import type { SideResult } from "./side.ts";
import { type Spread, spreadOf } from "./spread.ts";
import type { VivaResult } from "./viva-run.ts";

/** CPU time a sample in microseconds, Viva beside the reference, for one size of reply. */
export interface CpuRow {
  readonly replyCharacters: number;
  /** Whether Viva read every reply by the extractors of the default sensitivity too. */
  readonly otherReadings: boolean;
  readonly bare: Spread;
  readonly viva: Spread;
  /** Viva to reference, round by round: from opening the exam's file to the estimates on disk. */
  readonly ratio: Spread;
  /** The same from the first question asked on: what a sample costs from its request to its scored record. */
  readonly askedRatio: Spread;
  /** Viva's by phase. */
  readonly loading: Spread;
  readonly asking: Spread;
  readonly measuring: Spread;
  /** The study's own extractor's share of measuring. */
  readonly reading: Spread;
  /** The HTML report's whole CPU time, milliseconds; not in the ratio. */
  readonly reportMs: Spread;
}

interface Round {
  readonly bare: SideResult;
  readonly viva: VivaResult;
}

/** Measure CPU time a sample against a server that answers at once. */
export async function measureCpu(bench: Bench, sizes: readonly ReplySize[] = ["short", "long"]): Promise<CpuRow[]> {
  const rows: CpuRow[] = [];
  for (const size of sizes) {
    const setting: Setting = { size, serviceTimeMs: 0, ...bench.sizes.cpu };
    const alone: Round[] = [];
    const withOthers: Round[] = [];
    for (let round = 0; round < bench.sizes.rounds; round++) {
      const viva = (otherReadings: boolean) => () => runViva(bench, setting, { report: true, otherReadings });
      const [[bare, one], several] = await runBoth(
        round,
        () => runBoth(round, () => runBareLoop(bench, setting), viva(false)),
        viva(true),
      );
      alone.push({ bare, viva: one });
      withOthers.push({ bare, viva: several });
      const [a, b, c] = [bare, one, several].map((side) => (side.cpuMicroseconds / setting.calls).toFixed(1));
      bench.say(
        `CPU, ${replyCharacters[size]} characters, round ${round + 1}: bare ${a} µs, Viva ${b} µs, with other readings ${c} µs`,
      );
    }
    rows.push(cpuRow(size, false, alone, setting.calls), cpuRow(size, true, withOthers, setting.calls));
  }
  return rows;
}

function cpuRow(size: ReplySize, otherReadings: boolean, rounds: readonly Round[], calls: number): CpuRow {
  const perSample = (pick: (round: Round) => number): Spread => spreadOf(rounds.map((round) => pick(round) / calls));
  return {
    replyCharacters: replyCharacters[size],
    otherReadings,
    bare: perSample(({ bare }) => bare.cpuMicroseconds),
    viva: perSample(({ viva }) => viva.cpuMicroseconds),
    ratio: spreadOf(rounds.map(({ bare, viva }) => viva.cpuMicroseconds / bare.cpuMicroseconds)),
    askedRatio: spreadOf(
      rounds.map(({ bare, viva }) => (viva.cpuMicroseconds - viva.phases.loading) / bare.cpuMicroseconds),
    ),
    loading: perSample(({ viva }) => viva.phases.loading),
    asking: perSample(({ viva }) => viva.phases.asking),
    measuring: perSample(({ viva }) => viva.phases.measuring),
    reading: spreadOf(rounds.map(({ viva }) => viva.readingMicroseconds)),
    reportMs: spreadOf(rounds.map(({ viva }) => viva.reportCpuMicroseconds / 1000)),
  };
}
