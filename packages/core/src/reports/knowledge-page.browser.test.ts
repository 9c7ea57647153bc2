import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../../../../test/browser.ts";
import { sampleKnowledgeInput } from "../comparisons/__fixtures__/sample-knowledge-input.ts";
import { knowledgeAnalysis } from "../comparisons/knowledge-analysis.ts";
import { knowledgeHtml } from "./knowledge-page.ts";

const hostile = `</script><script>window.hurt = 1</script><img src="x" onerror="window.hurt = 2">\u202e\u0000 &amp; end`;

function hostileAnalysis() {
  const analysis = knowledgeAnalysis({ ...sampleKnowledgeInput, exam: hostile });
  return {
    ...analysis,
    changes: analysis.changes.map((change) => ({ ...change, seeds: [{ label: hostile, explained: true }] })),
    examples: analysis.examples.map((example) => ({
      ...example,
      answerAfter: hostile,
      seeds: [{ label: hostile, explained: false, way: hostile }],
      excerpt: hostile,
    })),
  };
}

describe("the page of knowledge in a browser", { timeout: 60_000 }, () => {
  let chromium: TestBrowser;
  let folder: string;
  let page: Page;
  const problems: string[] = [];
  const languages = ["en", "es", "zh"] as const;

  beforeAll(async () => {
    chromium = await launchBrowser();
    folder = mkdtempSync(join(tmpdir(), "viva-knowledge-page-"));
    for (const language of languages) {
      const stemsOf = (): ReadonlyMap<string, string> => new Map([["i0", hostile]]);
      const given = { run: hostile, analyses: [hostileAnalysis()], stemsOf };
      writeFileSync(join(folder, `${language}.html`), knowledgeHtml(given, language));
    }
    page = await chromium.browser.newPage({ viewport: { width: 1100, height: 900 }, colorScheme: "light" });
    page.setDefaultTimeout(5000);
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
  }, 60_000);

  afterAll(async () => {
    await chromium?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (language: string) => page.goto(pathToFileURL(join(folder, `${language}.html`)).href);

  it("keeps hostile text text and fits a narrow screen, in every language", async () => {
    for (const language of languages) {
      await page.setViewportSize({ width: 400, height: 800 });
      await open(language);
      await page.locator("details").evaluateAll((parts) => parts.map((part) => part.setAttribute("open", "")));
      expect(await page.evaluate("window.hurt")).toBeUndefined();
      expect(await page.locator("img, script").count()).toBe(0);
      expect(await page.locator("article.reply .options .text").first().textContent()).toContain('<img src="x"');
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(400);
      expect(await page.locator(".narrow").first().isVisible()).toBe(true);
    }
    expect(problems).toEqual([]);
    await page.setViewportSize({ width: 1100, height: 900 });
  });

  it("names the upper bound as one that leaks the answer in every figure and table that has it", async () => {
    await open("en");
    const texts = await page.locator("figure, table, article").allTextContents();
    const naming = texts.filter((text) => text.includes("oracle"));
    expect(naming.length).toBeGreaterThan(5);
    expect(naming.filter((text) => !text.includes("[leaks the answer]"))).toEqual([]);
  });

  it("is dark where the reader is, and prints light with every example open", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await open("en");
    const background = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(await background()).toBe("rgb(21, 25, 29)");
    await page.emulateMedia({ colorScheme: "dark", media: "print" });
    expect(await background()).toBe("rgb(255, 255, 255)");
    expect(await page.locator("article.reply").last().isVisible()).toBe(true);
    await page.emulateMedia({ colorScheme: "light", media: "screen" });
  });
});
