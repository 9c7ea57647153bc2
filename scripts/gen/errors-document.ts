import { type ErrorKind, errorCodes, exitCodes } from "@viva/core";
import { markdownDocument, markdownTable } from "./markdown.ts";

const whoActs: Readonly<Record<ErrorKind, string>> = {
  usage: "The command, the study file or the environment is wrong.",
  data: "A file is wrong: an exam, a replies file, a run folder, or the disk.",
  backend: "A server or model cannot do what is asked.",
  bug: "Viva itself is wrong.",
};

const exitMeanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  complete: "Everything asked for was done.",
  bug: "Viva itself is wrong; please report it.",
  usage: whoActs.usage,
  data: whoActs.data,
  backend: whoActs.backend,
  unfinished: "The run ended with calls that could not be finished; the same command asks only those.",
  gate: "An accuracy is below `--fail-under`.",
  interrupted: "Interrupted; what was finished is kept and the same command goes on.",
};

/** docs/errors.md: every error code by who has to act, with its exit code and remedy, and every exit code. */
export function errorsDocument(): string {
  const blocks = [
    "# Errors and exit codes",
    "What a model does (an empty reply, a refusal, a reply cut off, one that cannot be read) is a result and never an " +
      "error. An error means that a person must act. Every error has a stable code; the command line prints code, " +
      "message and remedy, and ends with the exit code of its kind.",
    "## Exit codes",
    markdownTable(
      ["exit code", "name", "meaning"],
      Object.entries(exitCodes).map(([name, code]) => [
        String(code),
        name,
        exitMeanings[name as keyof typeof exitCodes],
      ]),
    ),
  ];
  for (const kind of Object.keys(whoActs) as ErrorKind[]) {
    const entries = Object.entries(errorCodes).filter(([, entry]) => entry.kind === kind);
    blocks.push(
      `## ${kind[0]?.toUpperCase()}${kind.slice(1)} errors: exit ${exitCodes[kind]}`,
      whoActs[kind],
      markdownTable(
        ["code", "meaning", "what to do"],
        entries.map(([code, { meaning, remedy }]) => [`\`${code}\`${exitNote(code)}`, meaning, remedy]),
      ),
    );
  }
  return markdownDocument(blocks);
}

/** Two codes stand for the end of a run rather than for something thrown, and have exit codes of their own. */
function exitNote(code: string): string {
  if (code === "RUN_UNFINISHED") {
    return ` (exit ${exitCodes.unfinished})`;
  }
  return code === "GATE_NOT_MET" ? ` (exit ${exitCodes.gate})` : "";
}
