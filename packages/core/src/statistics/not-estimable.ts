/** What a statistic gives where the data cannot say anything, with the reason, a sentence without its full stop. */
export interface NotEstimable {
  readonly status: "not-estimable";
  readonly why: string;
}

/**
 * The result of a statistic that cannot be computed from what was observed.
 *
 * @example notEstimable("fewer than 4 clusters") // { status: "not-estimable", why: "fewer than 4 clusters" }
 */
export function notEstimable(why: string): NotEstimable {
  return { status: "not-estimable", why };
}
