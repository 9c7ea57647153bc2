import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../../../../test/browser.ts";
import { estimate, sampleReply, sampleReportInput } from "./__fixtures__/sample-report-input.ts";
import { htmlReport } from "./html-report.ts";
import { junitReport } from "./junit-report.ts";

const hostile = `</script><script>window.hurt = 1</script><img src="x" onerror="window.hurt = 2">\u202e\u0000\ud800 &amp; end`;

function hostileInput() {
  const base = sampleReply("en", 0, { model: hostile, itemId: hostile });
  const item = base.item && {
    ...base.item,
    stem: hostile,
    options: base.item.options.map((option) => ({ ...option, text: hostile })),
    references: [hostile],
  };
  const reply = { text: `Answer: A 😀 ${hostile}`, reasoning: hostile, finishReason: "stop" as const };
  const reading = { ...base.reading, span: [0, 11] as const, rule: hostile };
  return sampleReportInput("en", {
    studyName: hostile,
    estimates: [estimate({ model: hostile, right: 1, nItems: 2 })],
    samples: [{ ...base, item, reply, reading }, sampleReply("en", 1), sampleReply("en", 4)],
  });
}

describe("the page in a browser", () => {
  let chromium: TestBrowser;
  let folder: string;
  let context: BrowserContext;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    chromium = await launchBrowser();
    folder = mkdtempSync(join(tmpdir(), "viva-report-"));
    writeFileSync(join(folder, "plain.html"), htmlReport(sampleReportInput()));
    writeFileSync(join(folder, "hostile.html"), htmlReport(hostileInput()));
    context = await chromium.browser.newContext({ viewport: { width: 1100, height: 900 }, colorScheme: "light" });
    page = await context.newPage();
    page.setDefaultTimeout(5000);
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(pathToFileURL(folder).href)) {
        problems.push(`request for ${request.url()}`);
      }
    });
  });

  afterAll(async () => {
    await chromium?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (name: string) => page.goto(pathToFileURL(join(folder, name)).href);
  const articles = () => page.locator("article.reply").count();
  const status = () => page.locator("#matching").textContent();

  it("opens from disk without an error and without asking for anything else", async () => {
    await open("plain.html");
    expect(await articles()).toBe(10);
    expect(await status()).toBe("24 of 24 match; showing 1 to 10.");
    expect(problems).toEqual([]);
  });

  it("filters by model, outcome and text, and turns pages", async () => {
    await open("plain.html");
    await page.getByRole("button", { name: "Next" }).click();
    expect(await status()).toBe("24 of 24 match; showing 11 to 20.");
    await page.getByLabel("Model", { exact: true }).selectOption("meditron-7b");
    expect(await status()).toBe("6 of 24 match; showing 1 to 6.");
    await page.getByLabel("Outcome", { exact: true }).selectOption("wrong");
    expect(await page.locator("article .outcome").allTextContents()).toEqual(["wrong", "wrong"]);
    await page.getByLabel("Search in texts").fill("CARDIO-A23");
    expect(await page.locator("article h3").allTextContents()).toEqual(["Item cardio-a23"]);
    await page.getByLabel("Search in texts").fill("no such text");
    expect(await status()).toBe("No reply matches these filters.");
    expect(await articles()).toBe(0);
    expect(problems).toEqual([]);
  });

  it("marks the key, the model's answer and the passage that decided", async () => {
    await open("plain.html");
    const first = page.locator("article.reply").nth(1);
    expect(await first.locator("mark").textContent()).toBe("Answer: B");
    expect(await first.locator("li.key .text").textContent()).toBe("Right coronary artery");
    expect(await first.locator(".badge.picked").locator("..").locator(".label").textContent()).toBe("B");
  });

  it("switches between light and dark with the keyboard", async () => {
    await open("plain.html");
    const background = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(await background()).toBe("rgb(255, 255, 255)");
    const toggle = page.getByRole("button", { name: "Switch between light and dark" });
    await toggle.focus();
    await page.keyboard.press("Enter");
    expect(await background()).toBe("rgb(21, 25, 29)");
    expect(await toggle.getAttribute("aria-pressed")).toBe("true");
    const point = "getComputedStyle(document.querySelector('svg [fill*=\"--figure-point\"]')).fill";
    expect(await page.evaluate(point)).toBe("rgb(86, 180, 233)");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(point)).toBe("rgb(0, 114, 178)");
  });

  it("follows the system's dark setting but prints light, with every section open", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await open("plain.html");
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(21, 25, 29)");
    await page.emulateMedia({ colorScheme: "dark", media: "print" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    expect(await page.locator("details:not([open])").count()).toBe(0);
    expect(await page.locator(".print-only").isVisible()).toBe(true);
    expect(await page.locator("nav").isVisible()).toBe(false);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator("details:not([open])").count()).toBeGreaterThan(0);
    await page.emulateMedia({ colorScheme: "light", media: "screen" });
  });

  it("fits a narrow screen without scrolling sideways", async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    await open("plain.html");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(400);
    expect(await page.locator(".wide").first().isVisible()).toBe(false);
    expect(await page.locator(".narrow").first().isVisible()).toBe(true);
    await page.setViewportSize({ width: 1100, height: 900 });
  });

  it("keeps hostile text text", async () => {
    await open("hostile.html");
    await page.locator("details").evaluateAll((parts) => parts.map((part) => part.setAttribute("open", "")));
    expect(await page.evaluate("window.hurt")).toBeUndefined();
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.locator("script").count()).toBe(2);
    expect(await page.locator("article .part .text").first().textContent()).toContain(
      '<img src="x" onerror="window.hurt = 2">',
    );
    expect(await page.locator("h1").textContent()).toContain("<img");
    expect(await page.locator("article mark").first().textContent()).toBe("Answer: A 😀");
    expect(problems).toEqual([]);
  });

  it("writes XML that a parser reads: JUnit and every figure", async () => {
    await open("plain.html");
    const errors = (xml: string) =>
      page.evaluate(
        `new DOMParser().parseFromString(${JSON.stringify(xml)}, "application/xml").querySelectorAll("parsererror").length`,
      );
    expect(await errors("<a><b></a>")).toBeGreaterThan(0);
    expect(await errors(junitReport(hostileInput(), { failUnder: 0.9 }))).toBe(0);
    const figures = [...htmlReport(hostileInput()).matchAll(/<svg [\s\S]*?<\/svg>/gu)];
    expect(figures.length).toBeGreaterThan(0);
    for (const [svg] of figures) {
      expect(await errors(svg)).toBe(0);
    }
  });
});
