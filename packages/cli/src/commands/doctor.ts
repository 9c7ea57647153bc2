import { statfsSync } from "node:fs";
import { exitCodes, probeServer, type Study, VivaError } from "@viva/core";
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
    .description("Check this machine, and with a study its keys and servers. No question is asked and no token spent.")
    .argument("[study]", "study file (YAML)");
  addStudyFlags(command).action(async (file: string | undefined, flags: StudyFlags) => {
    const findings = machineFindings();
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
