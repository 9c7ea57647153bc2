import { fileURLToPath } from "node:url";

/**
 * Absolute path of something shipped with this package (exams, studies, schemas). The same from source and from the
 * compiled package: both lie two folders below the package's own.
 */
export function shippedPath(relative: string): string {
  return fileURLToPath(new URL(`../../${relative}`, import.meta.url));
}
