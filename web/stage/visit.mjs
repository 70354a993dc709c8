// Browsers on the stage: a signed-in page at the size of a phone or of a desk.
import { chromium as browsers } from "playwright-core";
import { chromium } from "./server.mjs";

export const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };

export const launch = () => browsers.launch(chromium());

/** A page as `somebody` (null = nobody); errors of the page are collected in `page.faults`. */
export async function open(browser, server, somebody, size = "desk", about = {}) {
  const context = await browser.newContext({
    viewport: SIZES[size],
    locale: "en-GB",
    colorScheme: "light",
    serviceWorkers: "block",
    ...about,
  });
  if (somebody) {
    const [name, ...value] = somebody.cookie.split("=");
    await context.addCookies([{ name, value: value.join("="), url: server.url, httpOnly: true, sameSite: "Lax" }]);
  }
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (said) => said.type() === "error" && page.faults.push(said.text()));
  return page;
}

/** Goes there and waits until nothing is loading any more. */
export async function go(page, server, path) {
  await page.goto(server.url + path, { waitUntil: "domcontentloaded" });
  await page.locator("main > *").first().waitFor();
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached", timeout: 4000 }).catch(() => {});
  await page.waitForTimeout(350);
}
