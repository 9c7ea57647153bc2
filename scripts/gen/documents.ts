/** Documents made from the catalogs and tables of the code. */
export function documentFiles(_root: string): Promise<Map<string, string>> {
  return Promise.resolve(new Map());
}
