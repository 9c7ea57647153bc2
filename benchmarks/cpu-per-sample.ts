import { type Bench, runBareLoop, runBoth, runViva, type Setting } from "./bench.ts";
import { type ReplySize, replyCharacters } from "./chat-replies.ts";
import { type Spread, spreadOf } from "./spread.ts";

/** CPU time a sample in microseconds, Viva beside the reference, for one size of reply. */
export interface CpuRow {
  readonly replyCharacters: number;
  readonly bare: Spread;
  readonly viva: Spread;
  /** Viva to reference, round by round. */
  readonly ratio: Spread;
  /** Viva's by phase. */
  readonly loading: Spread;
  readonly asking: Spread;
  readonly measuring: Spread;
  /** The HTML report's whole CPU time, milliseconds; not in the ratio. */
  readonly reportMs: Spread;
}

/** Measure CPU time a sample against a server that answers at once. */
export async function measureCpu(bench: Bench, sizes: readonly ReplySize[] = ["short", "long"]): Promise<CpuRow[]> {
  const rows: CpuRow[] = [];
  for (const size of sizes) {
    const setting: Setting = { size, serviceTimeMs: 0, ...bench.sizes.cpu };
    const rounds = [];
    for (let round = 0; round < bench.sizes.rounds; round++) {
      const [bare, viva] = await runBoth(
        round,
        () => runBareLoop(bench, setting),
        () => runViva(bench, setting, { report: true }),
      );
      rounds.push({ bare, viva });
      const perSample = [bare, viva].map(({ cpuMicroseconds }) => (cpuMicroseconds / setting.calls).toFixed(1));
      bench.say(
        `CPU, ${replyCharacters[size]} characters, round ${round + 1}: bare ${perSample[0]} µs, Viva ${perSample[1]} µs`,
      );
    }
    const perSample = (pick: (round: (typeof rounds)[number]) => number): Spread =>
      spreadOf(rounds.map((round) => pick(round) / setting.calls));
    rows.push({
      replyCharacters: replyCharacters[size],
      bare: perSample(({ bare }) => bare.cpuMicroseconds),
      viva: perSample(({ viva }) => viva.cpuMicroseconds),
      ratio: spreadOf(rounds.map(({ bare, viva }) => viva.cpuMicroseconds / bare.cpuMicroseconds)),
      loading: perSample(({ viva }) => viva.phases.loading),
      asking: perSample(({ viva }) => viva.phases.asking),
      measuring: perSample(({ viva }) => viva.phases.measuring),
      reportMs: spreadOf(rounds.map(({ viva }) => viva.reportCpuMicroseconds / 1000)),
    });
  }
  return rows;
}
