import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../../../../../test/browser.ts";
import type { ReviewSheet } from "../../records/review.ts";
import { checkRatings } from "../../reviews/check-ratings.ts";
import { readRatings } from "../../reviews/read-ratings.ts";
import { sampleAnnotationSheet, sampleReplySheet } from "../__fixtures__/sample-rating-sheet.ts";
import { ratingForm } from "./rating-form.ts";

const hostile = `</script><script>window.hurt = 1</script><img src="x" onerror="window.hurt = 2">\u202e\u0000\ud800 &amp; =1+1`;

describe("a rating form in a browser", () => {
  let chromium: TestBrowser;
  let folder: string;
  let context: BrowserContext;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    chromium = await launchBrowser();
    folder = mkdtempSync(join(tmpdir(), "viva-form-"));
    const write = (name: string, sheet: ReviewSheet, language: "en" | "es" | "zh"): void =>
      writeFileSync(join(folder, name), ratingForm(sheet, language));
    write("labels.html", sampleReplySheet("labels"), "en");
    write("rubric.html", sampleReplySheet("rubric"), "es");
    write("hostile.html", sampleReplySheet("labels", hostile), "en");
    write("huge.html", sampleReplySheet("labels", "啊".repeat(1_000_000)), "en");
    write("annotations.html", sampleAnnotationSheet(), "zh");
  });
  beforeEach(async () => {
    context = await chromium.browser.newContext({
      viewport: { width: 1200, height: 900 },
      colorScheme: "light",
      acceptDownloads: true,
    });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(pathToFileURL(folder).href) && !request.url().startsWith("blob:")) {
        problems.push(`request for ${request.url()}`);
      }
    });
  });
  afterEach(async () => {
    await context.close();
    expect(problems.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await chromium?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (name: string) => page.goto(pathToFileURL(join(folder, name)).href);
  const start = async (name: string, rater: string): Promise<void> => {
    await open(name);
    await page.locator("#rater").fill(rater);
    await page.keyboard.press("Enter");
  };
  const text = (selector: string) => page.locator(selector).textContent();
  const download = async (button: "csv" | "json"): Promise<string> => {
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator(`#${button}`).click()]);
    const path = join(folder, file.suggestedFilename());
    await file.saveAs(path);
    return path;
  };

  it("rates nothing before somebody says who rates", async () => {
    await open("labels.html");
    expect(await page.locator("#blocks button").first().isDisabled()).toBe(true);
    expect(await page.locator("#csv").isDisabled()).toBe(true);
    await page.keyboard.press("4");
    expect(await text("#progress")).toBe("0 of 3 done");
  });

  it("rates by keys, keeps the ratings, and gives out what the import reads, as CSV and JSON", async () => {
    await start("labels.html", "anna, =MD");
    await page.keyboard.press("4");
    await page.keyboard.press("2");
    await page.keyboard.press("c");
    await page.keyboard.type('=cmd|wrong, "quoted"\nline');
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    expect(await text("#place")).toBe("Case 2 of 3");
    await page.keyboard.press("1");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("0");
    expect(await text("#progress")).toBe("3 of 3 done");
    expect(await page.locator("#all-done").isVisible()).toBe(true);
    await page.reload();
    expect(await text("#progress")).toBe("3 of 3 done");
    const sheet = sampleReplySheet("labels");
    const rows = sheet.cases.map(({ row }) => ({
      row,
      callId: "",
      exam: "",
      itemId: "",
      model: "",
      stratum: 0,
      shown: "",
    }));
    const options = { partial: false, emptyLabelsAreNo: true };
    const wanted = [
      {
        row: "rabc123-1",
        values: { reasonable: "0", irrelevant: "1", repeated: "0", inaccurate: "1" },
        comment: '=cmd|wrong, "quoted"\nline',
      },
      { row: "rabc123-2", values: { reasonable: "1", irrelevant: "0", repeated: "0", inaccurate: "0" }, comment: "" },
      { row: "rabc123-3", values: { reasonable: "0", irrelevant: "0", repeated: "0", inaccurate: "0" }, comment: "" },
    ];
    for (const kind of ["csv", "json"] as const) {
      const path = await download(kind);
      const written = readRatings(path);
      expect(written.rater).toBe("anna, =MD");
      expect(checkRatings(written, { rows }, sheet, options)).toEqual(wanted);
    }
    expect(readFileSync(join(folder, "ratings-abc123-anna-MD.csv"), "utf8")).toContain("'=cmd|wrong");
  });

  it("takes the last label away again, and leaves the case open then", async () => {
    await start("labels.html", "anna");
    await page.locator('[data-criterion="repeated"]').click();
    expect(await page.locator('[data-criterion="repeated"]').getAttribute("aria-pressed")).toBe("true");
    // After a click Enter goes on; it does not press the same button again.
    await page.keyboard.press("Enter");
    expect(await text("#place")).toBe("Case 2 of 3");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("3");
    expect(await text("#progress")).toBe("0 of 3 done");
  });

  it("shows key and reference only when asked to, and remembers the choice", async () => {
    await start("labels.html", "anna");
    expect(await page.locator(".part-key .text").isVisible()).toBe(false);
    await page.keyboard.press("a");
    await page.locator(".part-reference button").click();
    await page.keyboard.press("ArrowRight");
    expect(await text(".part-key .text")).toContain("冠状动脉粥样硬化");
    expect(await page.locator(".part-reference .text").isVisible()).toBe(true);
    await page.reload();
    expect(await page.locator(".part-key .text").isVisible()).toBe(true);
    await page.keyboard.press("a");
    expect(await page.locator(".part-key .text").isVisible()).toBe(false);
  });

  it("gives points of a scale one criterion after the other", async () => {
    await start("rubric.html", "ben");
    for (const digit of ["5", "4", "3"]) {
      await page.keyboard.press(digit);
    }
    expect(await text("#progress")).toBe("0 de 3 hechos");
    await page.keyboard.press("2");
    expect(await text("#progress")).toBe("1 de 3 hechos");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("1");
    const checked = page.locator('[role="radio"][aria-checked="true"]');
    expect(
      await checked.evaluateAll((all) => all.map((one) => `${one.dataset["criterion"]} ${one.dataset["value"]}`)),
    ).toEqual(["accuracy 5", "completeness 4", "relevance 1", "safety 2"]);
    await page.keyboard.press("9");
    expect(await text("#progress")).toBe("1 de 3 hechos");
  });

  it("keeps two raters apart, and goes on from a file", async () => {
    await start("labels.html", "anna");
    await page.keyboard.press("1");
    const file = await download("json");
    page.once("dialog", (dialog) => void dialog.dismiss());
    await page.locator("#another").click();
    await page.locator("#rater").fill("ben");
    await page.keyboard.press("Enter");
    expect(await text("#progress")).toBe("0 of 3 done");
    await page.locator("#file").setInputFiles(file);
    await page.locator("#message", { hasText: "1 ratings were taken over." }).waitFor();
    expect(await text("#progress")).toBe("1 of 3 done");
    const strange = join(folder, "strange.json");
    for (const content of ["{", "[]", JSON.stringify({ format: "viva-ratings", sheet: "other1", ratings: [] })]) {
      writeFileSync(strange, content);
      await page.locator("#file").setInputFiles(strange);
      await page.locator("#message", { hasText: "no ratings file of this sheet" }).waitFor();
    }
    expect(await text("#progress")).toBe("1 of 3 done");
    await page.locator("#another").click();
    await page.locator("#rater").fill("anna");
    await page.keyboard.press("Enter");
    expect(await text("#rater-is")).toBe("Rater: anna");
    expect(await text("#progress")).toBe("1 of 3 done");
  });

  it("lets reviewers take over or change a model's categories", async () => {
    await start("annotations.html", "王医生");
    expect(await text("h1")).toContain("题目标注表");
    expect(await page.locator(".block .hint").first().textContent()).toBe("题目所考疾病所属的章。");
    expect(await page.getByText("模型预标：11 · 循环系统疾病").isVisible()).toBe(true);
    await page.keyboard.press("s");
    expect(await text("#progress")).toBe("已完成 1 / 2");
    await page.locator("#choice-difficulty").selectOption("3");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    expect(await page.getByText("模型未给出可用的类别。").isVisible()).toBe(true);
    await page.keyboard.press("s");
    expect(await text("#progress")).toBe("已完成 1 / 2");
    await page.locator("#choice-department").selectOption({ label: "none · 不符合" });
    expect(await text("#progress")).toBe("已完成 2 / 2");
    const written = readRatings(await download("csv"));
    expect(written.rater).toBe("王医生");
    expect(written.ratings.map(({ cells }) => `${cells.get("department")} ${cells.get("difficulty")}`)).toEqual([
      "IM 3",
      "none 1",
    ]);
  });

  it("speaks three languages, is light or dark, and fits a narrow screen", async () => {
    await start("labels.html", "anna");
    for (const [code, title, tag] of [
      ["zh", "人工评审表 abc123", "zh-Hans"],
      ["es", "Hoja de valoración abc123", "es"],
      ["en", "Rating sheet abc123", "en"],
    ] as const) {
      await page.locator("#language").selectOption(code);
      expect(await text("h1")).toBe(title);
      expect(await page.title()).toBe(title);
      expect(await page.evaluate("document.documentElement.lang")).toBe(tag);
      const empty = await page
        .locator("[data-text]")
        .evaluateAll(
          (all) => all.filter((one) => one.textContent === "" || one.textContent === one.dataset["text"]).length,
        );
      expect(empty).toBe(0);
    }
    const background = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(await background()).toBe("rgb(255, 255, 255)");
    await page.locator("#theme").click();
    expect(await background()).toBe("rgb(21, 25, 29)");
    await page.reload();
    expect(await background()).toBe("rgb(21, 25, 29)");
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(400);
  });

  it("keeps hostile text text", async () => {
    await start("hostile.html", hostile);
    await page.keyboard.press("ArrowLeft");
    for (const _step of [1, 2]) {
      await page.keyboard.press("ArrowRight");
    }
    await page.keyboard.press("a");
    await page.keyboard.press("r");
    await page.keyboard.press("4");
    expect(await page.evaluate("window.hurt")).toBeUndefined();
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.locator("script").count()).toBe(2);
    expect(await text(".part-reply .text")).toContain('<img src="x" onerror="window.hurt = 2">');
    expect(await text(".part-reply .text")).toContain("␀");
    const written = readRatings(await download("csv"));
    expect(written.rater).toContain("<script>");
  });

  it("opens a page with a reply of a million characters", async () => {
    await start("huge.html", "anna");
    await page.locator("#go-to").fill("3");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.keyboard.press("4");
    expect(await text("#progress")).toBe("1 of 3 done");
  });
});
