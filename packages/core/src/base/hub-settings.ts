import { homedir } from "node:os";
import { join } from "node:path";
import { UsageError } from "./errors.ts";
import type { HubReference } from "./hub-reference.ts";
import { registerSecret } from "./secrets.ts";

/** What the environment says of the Hugging Face Hub and of Viva's cache. */
export interface HubSettings {
  /** Address of the Hub or a mirror, without a slash at its end (HF_ENDPOINT). */
  readonly endpoint: URL;
  /** Sent to the endpoint's own origin and nowhere else (HF_TOKEN). */
  readonly token: string | undefined;
  /** Whether anything may be fetched (VIVA_OFFLINE, HF_HUB_OFFLINE). */
  readonly offline: boolean;
  /** Folder of fetched files, absolute (VIVA_CACHE, else the platform's). */
  readonly cacheFolder: string;
  /** Proxies, as every client reads them; an empty text is none. */
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Read the settings from an environment. An endpoint that is no http or https address throws HUB_REFERENCE_INVALID.
 *
 * @param platform As `process.platform` names it.
 */
export function hubSettings(environment: Environment, platform: NodeJS.Platform = process.platform): HubSettings {
  const written = given(environment, "HF_ENDPOINT") ?? "https://huggingface.co";
  const endpoint = URL.parse(written.replace(/\/+$/u, ""));
  if (endpoint === null || !/^https?:$/u.test(endpoint.protocol)) {
    throw new UsageError("HUB_REFERENCE_INVALID", `HF_ENDPOINT is "${written}"; an http or https address is wanted`);
  }
  const token = given(environment, "HF_TOKEN");
  if (token !== undefined) {
    registerSecret(token);
  }
  return {
    endpoint,
    token,
    offline: ["VIVA_OFFLINE", "HF_HUB_OFFLINE"].some((name) =>
      /^(?:1|true|yes|on)$/iu.test(given(environment, name) ?? ""),
    ),
    cacheFolder: given(environment, "VIVA_CACHE") ?? platformCache(environment, platform),
    httpProxy: given(environment, "http_proxy") ?? given(environment, "HTTP_PROXY") ?? "",
    httpsProxy: given(environment, "https_proxy") ?? given(environment, "HTTPS_PROXY") ?? "",
    noProxy: given(environment, "no_proxy") ?? given(environment, "NO_PROXY") ?? "",
  };
}

/** Address of a file: `<endpoint>/datasets/<owner>/<name>/resolve/<revision>/<file>`; of a model's without `datasets/`. */
export function hubAddress({ repository, owner, name, revision, file }: HubReference, endpoint: URL): URL {
  const path = file.split("/").map(encodeURIComponent).join("/");
  const base = endpoint.href.replace(/\/+$/u, "");
  const kind = repository === "dataset" ? "/datasets" : "";
  return new URL(`${base}${kind}/${owner}/${name}/resolve/${encodeURIComponent(revision)}/${path}`);
}

/** Where a file is kept: `<cache>/hub/datasets/<owner>/<name>/<revision>/<file>`; of a model under `models`. */
export function hubCachePath({ repository, owner, name, revision, file }: HubReference, cacheFolder: string): string {
  return join(cacheFolder, "hub", `${repository}s`, owner, name, encodeURIComponent(revision), ...file.split("/"));
}

function platformCache(environment: Environment, platform: NodeJS.Platform): string {
  const home = given(environment, "HOME") ?? given(environment, "USERPROFILE") ?? homedir();
  switch (platform) {
    case "win32":
      return join(given(environment, "LOCALAPPDATA") ?? join(home, "AppData", "Local"), "viva", "Cache");
    case "darwin":
      return join(home, "Library", "Caches", "viva");
    default:
      return join(given(environment, "XDG_CACHE_HOME") ?? join(home, ".cache"), "viva");
  }
}

function given(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === "" ? undefined : value;
}
