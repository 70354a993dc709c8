// The app in a real browser on a real server: first run, joining, making, publishing, the feed by keyboard, talking,
// steering, moderation, and every screen by axe. Run by `node --test`; the server and its clip are made once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Somebody, credentials, people, setupToken, startServer } from "../stage/server.mjs";
import { play } from "../stage/show.mjs";
import { go, launch, open } from "../stage/visit.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let server, browser, cast, shown;

before(async () => {
  server = await startServer();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Serious faults of accessibility on the page as it is. */
async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
}

test("on the first run whoever has the token becomes the operator", async () => {
  const page = await open(browser, server, null);
  await page.goto(server.url);
  await page.waitForURL("**/setup");
  await page.getByLabel("Setup token").fill("not the token");
  await page.getByLabel("Name of this server").fill("Toybox Cinema");
  await page.getByLabel("Name", { exact: true }).fill("Mika");
  await page.getByLabel("Handle").fill("mika");
  await page.getByLabel("Password").fill(credentials("mika").password);
  await page.getByRole("button", { name: "Open the doors" }).click();
  await page.getByText(/token/i).nth(1).waitFor();
  assert.equal(new URL(page.url()).pathname, "/setup");
  await page.getByLabel("Setup token").fill(await setupToken(server));
  await page.getByRole("button", { name: "Open the doors" }).click();
  await page.waitForURL("**/create");
  await page.context().close();
});

test("the show is made through the app's API", { timeout: 240_000 }, async () => {
  const mika = new Somebody(server.url);
  await mika.post("/session", credentials("mika"));
  cast = await people(server, [["lou", "Lou"], ["noor", "Noor"], ["teo", "Téo"]], mika);
  shown = await play(cast, 2);
});

test("a stranger joins with the keyboard alone and is asked for nothing twice", async () => {
  const page = await open(browser, server, null, "phone");
  await go(page, server, "/join");
  await page.getByLabel("Name", { exact: true }).focus();
  for (const words of ["Ada", "ada_l"]) {
    await page.keyboard.type(words);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.getByLabel("Password").focus();
  await page.keyboard.type(credentials("").password);
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: "For you" }).waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a passkey is added, and signs in", async () => {
  const local = { ...server, url: server.url.replace("127.0.0.1", "localhost") };
  const page = await open(browser, local, cast.teo);
  const tools = await page.context().newCDPSession(page);
  await tools.send("WebAuthn.enable");
  await tools.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await go(page, local, "/settings/safety");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("Passkey added").waitFor();
  await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
  await page.waitForURL("**/sign-in**");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.getByRole("tab", { name: "For you" }).waitFor();
  await page.context().close();
});

test("the feed plays, is moved and liked by keys, and says why", async () => {
  const page = await open(browser, server, cast.mika, "phone");
  await go(page, server, "/");
  await page.waitForFunction(() => [...document.querySelectorAll("video")].some((one) => one.currentTime > 0.2));
  const heart = page.getByRole("button", { name: /^Like/ }).first();
  const before = await heart.getAttribute("aria-pressed");
  await page.keyboard.press("l");
  await page.waitForFunction(([one, was]) => one.ariaPressed !== was, [await heart.elementHandle(), before]);
  await page.keyboard.press("m");
  assert.equal(await page.locator("video").first().evaluate((one) => one.muted), false);
  await page.keyboard.press("j");
  await page.waitForFunction(() => document.querySelector(".reel").scrollTop > 300);
  await page.keyboard.press("c");
  await page.getByRole("dialog", { name: "Comments" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("k");
  await page.getByRole("button", { name: "More about this" }).first().click();
  await page.getByText("Why this?").waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a sentence steers the feed and becomes chips", async () => {
  const page = await open(browser, server, cast.mika);
  await go(page, server, "/");
  await page.getByLabel("Steer with a sentence").fill("plus de chats, pas de voitures");
  await page.keyboard.press("Enter");
  await page.getByRole("slider", { name: /chats/ }).waitFor();
  await page.getByRole("button", { name: /Drop the wish .*voitures/ }).click();
  await page.getByRole("slider", { name: /voitures/ }).waitFor({ state: "detached" });
  await page.context().close();
});

test("a clip is thought out, made, published and shared", { timeout: 120_000 }, async () => {
  const page = await open(browser, server, cast.lou);
  await go(page, server, "/create");
  await page.getByLabel("Prompt").fill("A yellow ball rolls across a table");
  await page.locator(".chip.good", { hasText: "ball" }).waitFor();
  await page.getByRole("slider", { name: /Duration/ }).fill("4");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.waitForURL("**/videos/video_*");
  await page.getByRole("progressbar").waitFor();
  await page.getByRole("button", { name: "Publish" }).waitFor({ timeout: 100_000 });
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByLabel("Caption").fill("It rolls");
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await page.waitForURL("**/p/post_*");
  const shared = await (await fetch(page.url().replace("/p/", "/c/"))).text();
  assert.match(shared, /og:title/);
  await page.getByLabel("Your comment").fill("First!");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("First!").waitFor();
  await page.context().close();
});

test("a moderator decides a case and its author reads why", async () => {
  const page = await open(browser, server, cast.mika);
  await go(page, server, "/operator/cases");
  await page.locator("button.case").first().click();
  await page.getByLabel("Decision").selectOption("removed");
  await page.getByLabel("Reasons").fill("It was spam after all.");
  await page.getByRole("button", { name: "Decide" }).click();
  await page.getByText("Nothing waits").waitFor();
  const author = await open(browser, server, cast.noor, "phone");
  await go(author, server, "/settings/cases");
  await author.getByText("It was spam after all.").waitFor();
  await page.context().close();
  await author.context().close();
});

test("every screen is whole: no script errors, nothing wider than the phone, no serious fault for axe", async () => {
  const { posts, videos, talk } = shown;
  const screens = [
    "/", "/create", "/videos", `/videos/${videos[0].id}`, `/videos/${videos[0].id}/screenplay`, `/p/${posts[0].id}`,
    `/p/${posts[0].id}/remix`, `/stitch?with=${videos[0].id}`, "/@lou", "/@noor", "/@lou/followers", "/search?q=cat", "/messages",
    `/messages/${talk.id}`, "/notices", "/settings/profile", "/settings/feed", "/settings/look", "/settings/safety",
    "/settings/credits", "/settings/invites", "/settings/cases", "/settings/data", "/nowhere",
  ];
  const rooms = ["cases", "trending", "members", "plans", "invites", "site", "audit"].map((one) => `/operator/${one}`);
  const wrong = [];
  for (const [who, paths] of [[cast.lou, screens], [cast.mika, rooms]]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await open(browser, server, who, "phone", { colorScheme, reducedMotion: "reduce" });
      for (const path of paths) {
        await go(page, server, path);
        for (const fault of await faults(page)) wrong.push(`${path} ${colorScheme}: ${fault}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) wrong.push(`${path} is ${over} px too wide`);
        for (const fault of page.faults.splice(0)) wrong.push(`${path}: ${fault}`);
      }
      await page.context().close();
    }
  }
  assert.deepEqual(wrong, []);
});

test("everything speaks French when asked", async () => {
  const page = await open(browser, server, cast.noor, "desk", { locale: "fr-FR" });
  await go(page, server, "/settings/look");
  await page.getByRole("heading", { name: "Réglages" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "fr");
  await page.context().close();
});

test("without a connection it says so, and goes on when it is back", async () => {
  const page = await open(browser, server, cast.noor, "phone");
  await go(page, server, "/notices");
  await page.context().setOffline(true);
  await page.getByText("No connection").first().waitFor();
  await page.context().setOffline(false);
  await page.getByText("No connection").first().waitFor({ state: "detached" });
  await page.context().close();
});
