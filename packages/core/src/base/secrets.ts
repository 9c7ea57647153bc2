const secrets = new Set<string>();

/** Shortest value treated as a secret; anything shorter would blank out ordinary words. */
const shortestSecret = 8;

/** Remember a secret, so that no error or log line ever shows it. */
export function registerSecret(value: string): void {
  if (value.length >= shortestSecret) {
    secrets.add(value);
  }
}

/** The text with every registered secret, and anything that looks like a bearer token, replaced by "[redacted]". */
export function redactSecrets(text: string): string {
  let clean = text;
  for (const secret of secrets) {
    clean = clean.replaceAll(secret, "[redacted]");
  }
  return clean.replace(/\b(Bearer\s+|sk-)[A-Za-z0-9_\-.]{8,}/g, "$1[redacted]");
}
