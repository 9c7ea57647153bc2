import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { type Browser, chromium as playwright } from "playwright-core";

/** A running browser, and how to end it. */
export interface TestBrowser {
  readonly browser: Browser;
  /** Ends the browser and removes what it unpacked. */
  close(): Promise<void>;
}

/**
 * A headless Chromium for tests, from an npm package, so that no browser needs to be installed. Launch once a test
 * file, in `beforeAll`. The package unpacks itself into the system's temporary folder, where two processes get in each
 * other's way: every launch therefore has a temporary folder of its own.
 */
export async function launchBrowser(): Promise<TestBrowser> {
  const folder = mkdtempSync(join(tmpdir(), "viva-browser-"));
  const held = {
    TMPDIR: env["TMPDIR"],
    LD_LIBRARY_PATH: env["LD_LIBRARY_PATH"],
    FONTCONFIG_PATH: env["FONTCONFIG_PATH"],
  };
  env["TMPDIR"] = folder;
  // Makes the package bring its own copies of libraries a bare Linux lacks (libnss3 and its kin).
  env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs24.x";
  const fontconfig = writeFontConfiguration(folder);
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    const browser = await playwright.launch({
      executablePath: await chromium.executablePath(),
      args: ["--no-sandbox"],
      env: {
        ...env,
        FONTCONFIG_PATH: fontconfig,
        LD_LIBRARY_PATH: [join(folder, "al2023", "lib"), held.LD_LIBRARY_PATH].filter(Boolean).join(":"),
      },
    });
    return {
      browser,
      close: async () => {
        await browser.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    for (const [name, value] of Object.entries(held)) {
      if (value === undefined) {
        delete env[name];
      } else {
        env[name] = value;
      }
    }
  }
}

/**
 * The package's own font configuration names /tmp/fonts, which a private temporary folder leaves empty, and Chromium
 * crashes on the first character it has no font for. This one names the fonts unpacked here and those of the system.
 */
function writeFontConfiguration(folder: string): string {
  const path = join(folder, "fontconfig");
  mkdirSync(path);
  const directories = [join(folder, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"];
  writeFileSync(
    join(path, "fonts.conf"),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${directories.map((directory) => `  <dir>${directory}</dir>`).join("\n")}
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`,
  );
  return path;
}
