// Browsers on the stage: a page at the size of a phone or of a desk, signed in or not, with a passkey's device or not.
import { chromium as browsers } from "playwright-core";
import { chromium } from "./server.mjs";

export const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };
export const LOCALES = { en: "en-GB", fr: "fr-FR" };

export const launch = () => browsers.launch(chromium());

/** A page as `somebody` (null = nobody); errors of the page are collected in `page.faults`. */
export async function open(browser, server, somebody, size = "desk", about = {}) {
  const context = await browser.newContext({
    viewport: SIZES[size],
    locale: LOCALES.en,
    colorScheme: "light",
    serviceWorkers: "block",
    hasTouch: size === "phone",
    ...about,
  });
  context.setDefaultTimeout(45_000);
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

/** Gives the page a device that holds passkeys and always says yes. */
export async function withPasskeys(page) {
  const tools = await page.context().newCDPSession(page);
  await tools.send("WebAuthn.enable");
  await tools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return page;
}

/** Goes there and waits until nothing is loading any more. */
export async function go(page, server, path) {
  await page.goto(server.url + path, { waitUntil: "domcontentloaded" });
  await settled(page);
}

/** Waits until the page stands: something is in it, and nothing of it is still being loaded. */
export async function settled(page) {
  await page.locator("main > *").first().waitFor();
  await page.waitForFunction(() => !document.querySelector("main .skeleton, main .wait"), null, { timeout: 20_000 }).catch(() => {});
  await page.waitForTimeout(120);
}
