/** Names of query fields that carry a key. */
const keyLikeField = /key|token|secret|signature|password|^sig$/i;

/**
 * Why an address cannot stand in a study, or null when it can. A study, its run folder and its reports are shown to
 * others, so an address holds neither a password nor a key.
 *
 * @example addressProblem("https://me:pass@host/v1") // 'holds a user name or password; …'
 */
export function addressProblem(baseUrl: string): string | null {
  if (!URL.canParse(baseUrl)) {
    return "not an address";
  }
  const url = new URL(baseUrl);
  if (url.username !== "" || url.password !== "") {
    return "holds a user name or password; name the variable that holds the key in apiKeyEnv";
  }
  const field = [...url.searchParams.keys()].find((name) => keyLikeField.test(name));
  return field === undefined
    ? null
    : `holds "${field}", which looks like a key; name the variable that holds it in apiKeyEnv`;
}

/**
 * The path of one of a server's services, with the address's own query (Azure's api-version stands there).
 *
 * @example servicePath(new URL("http://127.0.0.1:8000/v1/"), "chat/completions") // "/v1/chat/completions"
 */
export function servicePath(baseUrl: URL, service: string): string {
  return `${baseUrl.pathname.replace(/\/+$/, "")}/${service}${baseUrl.search}`;
}
