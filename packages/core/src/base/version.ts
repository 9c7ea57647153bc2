/** Version of this package; a test holds it equal to package.json. */
export const vivaVersion = "0.1.0";
