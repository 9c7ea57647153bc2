import { isAbsolute, resolve } from "node:path";
import { fetchHubFile } from "../base/hub-cache.ts";
import type { FetchProgress } from "../base/hub-download.ts";
import { isHubReference, parseHubReference } from "../base/hub-reference.ts";

/** Where the paths of a study lead, references to the Hugging Face Hub included. */
export interface StudyPaths {
  /**
   * A path as an absolute path: relative ones are resolved against the study's folder. An `hf://` reference is
   * remembered and stays as it is until it is fetched; then its file in the cache is given. Throws
   * HUB_REFERENCE_INVALID.
   */
  readonly resolvePath: (path: string) => string;
  /**
   * Fetch every reference met so far that is not fetched yet, one after the other. Without references nothing
   * happens. Throws what `fetchHubFile` throws, the signal's reason included.
   */
  fetchReferences(
    environment: Readonly<Record<string, string | undefined>>,
    signal?: AbortSignal | undefined,
    onProgress?: ((progress: FetchProgress) => void) | undefined,
  ): Promise<void>;
}

/** The paths of a study in a folder. */
export function createStudyPaths(folder: string): StudyPaths {
  const fetched = new Map<string, string | null>();
  return {
    resolvePath: (path) => {
      if (!isHubReference(path)) {
        return isAbsolute(path) ? path : resolve(folder, path);
      }
      const known = fetched.get(path);
      if (known === undefined) {
        parseHubReference(path);
        fetched.set(path, null);
      }
      return known ?? path;
    },
    fetchReferences: async (environment, signal, onProgress) => {
      const options = {
        ...(signal === undefined ? {} : { signal }),
        ...(onProgress === undefined ? {} : { onProgress }),
      };
      for (const [reference, file] of fetched) {
        if (file === null) {
          fetched.set(reference, (await fetchHubFile(reference, environment, options)).path);
        }
      }
    },
  };
}
