import { existsSync, readFileSync, rmSync, watch } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { expect, it } from "vitest";
import { type RandomStream, randomStream } from "../packages/core/src/base/random.ts";
import { type MockServer, startMockServer } from "./mock-server.ts";
import { plantExam, plantStudy } from "./planted-exam.ts";
import { derivedFiles, recordsOf, temporaryFolder } from "./run-folder.ts";
import { type RunningViva, startViva, type VivaEnd } from "./viva.ts";

const slow = env["VIVA_SLOW"] === "1";
/** How many kills fall into which part of a run. */
const kills = slow ? { starting: 6, asking: 36, deriving: 8 } : { starting: 1, asking: 5, deriving: 2 };
const concurrency = 8;
const repeats = 2;
/** Calls asked before a kill at most; so many for each kill that the run is not finished before the last one. */
const mostBeforeKill = 40;
const nQuestions = ((kills.asking + 2) * (mostBeforeKill + 2 * concurrency)) / repeats;
const nCalls = nQuestions * repeats;

interface CompletionRecord {
  readonly callId: string;
  readonly place: string;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Resolves when a process begins to derive results in a folder (its answers appear), or ends. */
async function derivationBegins(running: RunningViva, folder: string): Promise<void> {
  const stop = new AbortController();
  const begun = new Promise<void>((resolve) => {
    watch(folder, { signal: stop.signal }, (_event, file) => {
      if (file?.startsWith("answers.jsonl") === true) {
        resolve();
      }
    });
  });
  await Promise.race([begun, running.ended]);
  stop.abort();
}

/** Whole lines of the journal, which may end in a torn one. */
function finishedLines(folder: string): number {
  const path = join(folder, "completions.jsonl");
  return existsSync(path) ? readFileSync(path, "latin1").split("\n").length - 1 : 0;
}

/** Runs of one study that are killed, one after another, in one folder. */
class KilledRun {
  readonly #cwd: string;
  readonly #folder: string;
  readonly #server: MockServer;
  readonly #random: RandomStream;
  readonly #derivationMs: number;
  kills = 0;

  constructor(cwd: string, server: MockServer, random: RandomStream, derivationMs: number) {
    this.#cwd = cwd;
    this.#folder = join(cwd, "killed");
    this.#server = server;
    this.#random = random;
    this.#derivationMs = derivationMs;
  }

  async starting(): Promise<void> {
    await this.#kill(() => pause(this.#random.integer(800)));
  }

  /** After some more requests have arrived, and a moment later, so that every state of a call is met. */
  async asking(): Promise<void> {
    const arrivals = this.#server.arrivals + 1 + this.#random.integer(mostBeforeKill);
    await this.#kill(async (running) => {
      await Promise.race([this.#server.arrived(arrivals), running.ended]);
      await pause(this.#random.integer(8));
    });
  }

  async deriving(): Promise<void> {
    await this.#kill(async (running) => {
      await derivationBegins(running, this.#folder);
      await pause(this.#random.fraction() * this.#derivationMs);
    });
  }

  async #kill(moment: (running: RunningViva) => Promise<void>): Promise<void> {
    const running = startViva(["run", "study.yaml", "--out", "killed"], { cwd: this.#cwd });
    await moment(running);
    running.child.kill("SIGKILL");
    const end = await running.ended;
    if (end.signal !== "SIGKILL") {
      // It was faster than the kill. Without its last note the folder is what a kill just before that note leaves.
      expect(end).toMatchObject({ code: 0 });
      rmSync(join(this.#folder, "complete.json"));
      await this.#kill(moment);
      return;
    }
    this.kills += 1;
    const lost = this.#server.paid - nCalls - finishedLines(this.#folder);
    expect(lost).toBeLessThanOrEqual(this.kills * concurrency);
  }
}

it(`survives ${kills.starting + kills.asking + kills.deriving} kills and finds what an undisturbed run finds`, async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  const exam = plantExam(cwd, nQuestions, 5);
  const server = await startMockServer({
    behave: ({ question }) => {
      const { id, given } = exam.questionIn(question);
      return { kind: "reply", text: `Answer: ${given}`, delayMs: 2 + randomStream(5, "delay", id).integer(20) };
    },
  });
  try {
    const model = { id: "m", backend: "openai-compatible", model: "m", baseUrl: server.baseUrl, sendSeed: true };
    plantStudy(cwd, [model], { concurrency, repeats });

    const undisturbed = startViva(["run", "study.yaml", "--out", "undisturbed"], { cwd });
    await undisturbed.meanwhile(server.arrived(1));
    await derivationBegins(undisturbed, join(cwd, "undisturbed"));
    const begunMs = performance.now();
    expect(await undisturbed.ended).toMatchObject({ code: 0 });
    const derivationMs = performance.now() - begunMs;
    expect(server.paid).toBe(nCalls);

    const killed = new KilledRun(cwd, server, randomStream(5, "kills"), derivationMs);
    const plan = [
      ...Array.from({ length: kills.starting }, () => () => killed.starting()),
      ...Array.from({ length: kills.asking }, () => () => killed.asking()),
    ];
    for (const kill of randomStream(5, "order").shuffled(plan)) {
      await kill();
    }
    expect(finishedLines(join(cwd, "killed"))).toBeLessThan(nCalls);
    for (let kill = 0; kill < kills.deriving; kill++) {
      await killed.deriving();
    }
    expect(killed.kills).toBe(kills.starting + kills.asking + kills.deriving);
    const end: VivaEnd = await startViva(["run", "study.yaml", "--out", "killed"], { cwd }).ended;
    expect(end).toMatchObject({ code: 0 });

    const completions = recordsOf<CompletionRecord>(join(cwd, "killed"), "completions.jsonl");
    const places = (records: readonly CompletionRecord[]): string[] =>
      records.map(({ place, callId }) => `${place} ${callId}`).sort();
    expect(places(completions)).toEqual(
      places(recordsOf<CompletionRecord>(join(cwd, "undisturbed"), "completions.jsonl")),
    );
    expect(new Set(completions.map(({ place }) => place)).size).toBe(nCalls);
    expect(server.paid - 2 * nCalls).toBeLessThanOrEqual(killed.kills * concurrency);
    expect(server.mostInFlight).toBeLessThanOrEqual(concurrency);
    expect(derivedFiles(join(cwd, "killed"))).toEqual(derivedFiles(join(cwd, "undisturbed")));
  } finally {
    await server.close();
  }
}, 600_000);
