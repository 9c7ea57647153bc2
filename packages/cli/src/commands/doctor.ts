import { statfsSync } from "node:fs";
import { describeEngine, detectServers, exitCodes, probeServer, type Study, VivaError } from "@viva/core";
import type { Command } from "commander";
import { drawTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { addStudyFlags, type StudyFlags, studyFromFlags } from "../study-options.ts";

interface Finding {
  readonly what: string;
  readonly good: boolean;
  readonly detail: string;
}

/** `viva doctor [study]`: what this machine has, and whether a study's servers answer. */
export function addDoctorCommand(program: Command, setExitCode: SetExitCode): void {
  const command = program
    .command("doctor")
    .description(
      "Check this machine and what runs on it, and with a study its keys and servers. No question is asked and no token spent.",
    )
    .argument("[study]", "study file (YAML)");
  addStudyFlags(command).action(async (file: string | undefined, flags: StudyFlags) => {
    const [engine, servers] = await Promise.all([engineFinding(), serversHere()]);
    const findings = [...machineFindings(), engine, ...servers];
    if (file !== undefined) {
      const study = await studyFromFlags(file, flags);
      findings.push({ what: "study", good: true, detail: `${study.name}: ${study.models.length} models` });
      const asked = [...study.models, ...study.assistants].filter(({ needsNetwork }) => needsNetwork);
      findings.push(...(await Promise.all(asked.map(serverFinding))));
    }
    console.log(
      drawTable({
        header: ["", "what", "found"],
        align: ["left", "left", "left"],
        rows: findings.map(({ what, good, detail }) => [good ? "ok" : "!!", what, detail]),
      }),
    );
    setExitCode(findings.every(({ good }) => good) ? exitCodes.complete : exitCodes.backend);
  });
}

function machineFindings(): Finding[] {
  const { bavail, bsize } = statfsSync(process.cwd());
  const freeGigabytes = (bavail * bsize) / 1e9;
  return [
    { what: "Node.js", good: true, detail: `${process.version} (${process.execPath})` },
    { what: "platform", good: true, detail: `${process.platform} ${process.arch}` },
    { what: "disk", good: freeGigabytes > 0.5, detail: `${freeGigabytes.toFixed(1)} GB free here` },
  ];
}

/** Whether models can be asked without a server. That they cannot is no fault: few studies want it. */
async function engineFinding(): Promise<Finding> {
  const engine = await describeEngine();
  const what = "models without a server";
  switch (engine.status) {
    case "works": {
      const threads = engine.threads === 1 ? "1 thread" : `${engine.threads} threads`;
      return { what, good: true, detail: `node-llama-cpp ${engine.version}, ${engine.device}, ${threads}` };
    }
    case "missing":
      return { what, good: true, detail: `not installed; for the backend local: ${engine.installLine}` };
    case "fails":
      return { what, good: false, detail: engine.why };
  }
}

/** Servers that run on this machine already, whether or not the study names them. */
async function serversHere(): Promise<Finding[]> {
  const servers = await detectServers();
  if (servers.length === 0) {
    return [{ what: "servers here", good: true, detail: "none at the usual ports" }];
  }
  return servers.map(({ preset, baseUrl, models }) => ({
    what: "server here",
    good: true,
    detail: `${baseUrl} (preset: ${preset}) offers ${models.slice(0, 8).join(", ") || "no model yet"}`,
  }));
}

async function serverFinding(model: Study["models"][number]): Promise<Finding> {
  const { baseUrl, apiKeyEnv, model: name } = model.settings;
  if (typeof baseUrl !== "string") {
    return { what: model.id, good: true, detail: `${model.use}: nothing to try` };
  }
  try {
    const probe = await probeServer({ baseUrl, ...(typeof apiKeyEnv === "string" ? { apiKeyEnv } : {}) }, process.env);
    if (!probe.reachable || probe.problem !== "") {
      return { what: model.id, good: false, detail: `${baseUrl}: ${probe.problem}` };
    }
    const known = probe.models.length === 0 || probe.models.includes(String(name));
    const listed = `it lists ${probe.models.slice(0, 8).join(", ")}`;
    return {
      what: model.id,
      good: known,
      detail: known ? `${baseUrl} answers` : `${baseUrl} does not know ${name}; ${listed}`,
    };
  } catch (error) {
    return {
      what: model.id,
      good: false,
      detail: error instanceof VivaError ? `${error.code}: ${error.message}` : String(error),
    };
  }
}
