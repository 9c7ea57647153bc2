import { type Bench, runBareLoop, runBoth, runViva, type Setting } from "./bench.ts";
import { type Spread, spreadOf } from "./spread.ts";

/** Calls a second after slow start, as the server saw them arrive. */
export interface RateRow {
  readonly concurrency: number;
  readonly bare: Spread;
  readonly viva: Spread;
  /** Viva to reference, round by round. */
  readonly ratio: Spread;
}

/** Measure the rate against a server with a fixed service time, for each concurrency. */
export async function measureRate(bench: Bench): Promise<RateRow[]> {
  const { slowStartCalls, calls, concurrencies, serviceTimeMs } = bench.sizes.rate;
  const rows: RateRow[] = [];
  for (const concurrency of concurrencies) {
    const setting: Setting = {
      size: "short",
      serviceTimeMs,
      concurrency,
      warmUpCalls: 0,
      calls: slowStartCalls + calls,
    };
    // Asking for the arrivals also forgets them.
    const elapsedMs = async (): Promise<number> => {
      const reply = await fetch(`${bench.origin}/arrivals/${slowStartCalls}/${slowStartCalls + calls}`);
      return ((await reply.json()) as { elapsedMs: number }).elapsedMs;
    };
    const rate = async (run: () => Promise<unknown>): Promise<number> => {
      await elapsedMs();
      await run();
      return (calls / (await elapsedMs())) * 1000;
    };
    const rounds: { bare: number; viva: number }[] = [];
    for (let round = 0; round < bench.sizes.rounds; round++) {
      const [bare, viva] = await runBoth(
        round,
        () => rate(() => runBareLoop(bench, setting)),
        () => rate(() => runViva(bench, setting, { report: false })),
      );
      rounds.push({ bare, viva });
      bench.say(
        `rate, concurrency ${concurrency}, round ${round + 1}: bare ${bare.toFixed(0)}/s, Viva ${viva.toFixed(0)}/s`,
      );
    }
    rows.push({
      concurrency,
      bare: spreadOf(rounds.map(({ bare }) => bare)),
      viva: spreadOf(rounds.map(({ viva }) => viva)),
      ratio: spreadOf(rounds.map(({ bare, viva }) => viva / bare)),
    });
  }
  return rows;
}
