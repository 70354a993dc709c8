// Every screen of the app, in both languages, sizes and colours: nothing for axe to find, nothing wider than the window,
// no script errors; every dialog opens, closes by Escape, and gives the focus back; all goes by keyboard, holds still for
// who wants it so, and says when there is no connection. The screens are those of the router's own table: one that nobody
// goes to here fails.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { credentials, firstOne, people, startServer } from "../stage/server.mjs";
import { play } from "../stage/show.mjs";
import { LOCALES, go, launch, open, settled } from "../stage/visit.mjs";
import { wordsOf } from "../stage/words.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const table = readFileSync(new URL("../src/lib/router.svelte.ts", import.meta.url), "utf8");
const ROUTES = [...table.matchAll(/\broute\(\s*"([^"]+)"/g)].map((found) => found[1]);
const EVERYWHERE = [["phone", "fr"], ["desk", "en"]];
let server, browser, cast, shown, words;

before(async () => {
  server = await startServer();
  browser = await launch();
  words = { en: await wordsOf("en"), fr: await wordsOf("fr") };
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What axe finds on the page as it is: all of it, however slight. */
async function faults(page, rules = null) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (only) => window.axe.run(document, { resultTypes: ["violations"], ...(only && { runOnly: only }) }),
    rules,
  );
  return violations.map((one) => `${one.id} (${one.impact}): ${one.nodes.map((node) => node.html.slice(0, 140)).join(" | ")}`);
}

/** What is wrong with the page as it is: by every rule in the dark, by those of colour in the light too. */
async function wrongs(page, name) {
  const found = [];
  for (const [colorScheme, rules] of [["light", ["color-contrast"]], ["dark", null]]) {
    await page.emulateMedia({ colorScheme });
    for (const fault of await faults(page, rules)) found.push(`${name}, ${colorScheme}: ${fault}`);
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) found.push(`${name} is ${over} px too wide`);
  for (const fault of page.faults.splice(0)) if (!/status of 40[14]/.test(fault)) found.push(`${name}: ${fault}`);
  return found;
}

const somewhere = (somebody, [size, language]) =>
  open(browser, server, somebody, size, { locale: LOCALES[language], reducedMotion: "reduce" });

test("the screen of a server where nobody is yet", async () => {
  const wrong = [];
  for (const where of EVERYWHERE) {
    const page = await somewhere(null, where);
    await go(page, server, "/");
    await page.waitForURL("**/setup");
    await page.getByLabel(words[where[1]].setup_token).waitFor();
    wrong.push(...(await wrongs(page, `/setup, ${where}`)));
    await page.context().close();
  }
  assert.deepEqual(wrong, []);
});

test("people come and play", async () => {
  cast = await people(server, [["lou", "Lou"], ["noor", "Noor"], ["teo", "Téo"]], await firstOne(server));
  shown = await play(cast, 2, { seconds: 1, width: 180, height: 320 });
});

/** For each of the router's patterns: where to go, as whom. */
function screens() {
  const [post] = shown.posts;
  const remix = shown.posts.at(-1);
  const [video] = shown.videos;
  const of = (who, ...paths) => paths.map((path) => [who, path]);
  const sections = (all, at) => Object.keys(all).map((one) => `${at}/${one}`);
  return {
    "/": of("lou", "/"),
    "/setup": [],
    "/sign-in": of(null, "/sign-in"),
    "/join": of(null, "/join", "/join?code=some"),
    "/p/:id": [...of("lou", `/p/${post.id}`), ...of("noor", `/p/${remix.id}`), ...of(null, `/p/${post.id}`)],
    "/@:handle": of("lou", "/@lou", "/@noor", "/@nobody"),
    "/@:handle/:people": of("lou", "/@lou/followers"),
    "/search": of("lou", "/search", "/search?q=cat"),
    "/verify": of(null, "/verify"),
    "/create": of("lou", "/create?prompt=A%20fox%20sings%20to%20a%20blorp"),
    "/videos": of("lou", "/videos"),
    "/videos/:id": of("lou", `/videos/${video.id}`),
    "/videos/:id/screenplay": of("lou", `/videos/${video.id}/screenplay`),
    "/p/:id/:change": of("lou", `/p/${post.id}/remix`, `/p/${post.id}/extend`),
    "/stitch": of("lou", `/stitch?with=${video.id}`),
    "/messages": of("lou", "/messages"),
    "/messages/:id": of("lou", `/messages/${shown.talk.id}`),
    "/notices": of("lou", "/notices"),
    "/settings": of("lou", "/settings"),
    "/settings/:section": of("lou", ...sections(words.en.sections, "/settings")),
    "/operator": of("mika", "/operator"),
    "/operator/:section": of("mika", ...sections(words.en.rooms, "/operator")),
    nowhere: of("lou", "/nowhere/at/all"),
  };
}

test("every screen is whole and without a fault", async () => {
  const all = screens();
  assert.deepEqual(ROUTES.filter((one) => !(one in all)), [], "screens of the router that nobody looks at here");
  const wrong = [];
  for (const where of EVERYWHERE) {
    const pages = {};
    for (const [who, path] of Object.values(all).flat()) {
      pages[who] ??= await somewhere(cast[who] ?? null, where);
      await go(pages[who], server, path);
      wrong.push(...(await wrongs(pages[who], `${path}, ${where}`)));
    }
    for (const one of Object.values(pages)) await one.context().close();
  }
  assert.deepEqual(wrong, []);
});

/** Each dialog: as whom, where, what opens it, and what it is called. */
function dialogs(w) {
  const [post] = shown.posts;
  const [video] = shown.videos;
  const press = (name, at = 0) => (page) => page.getByRole("button", { name, exact: true }).nth(at);
  const menu = press(w.more_about_this);
  return [
    ["noor", "/@lou", menu, "Lou"],
    ["noor", "/@lou", press(w.write), w.write_to("Lou")],
    ["noor", `/p/${post.id}`, menu, post.caption],
    ["noor", `/p/${post.id}`, press(w.report), w.report],
    ["lou", `/p/${post.id}`, press(w.edit), w.edit],
    ["lou", `/videos/${video.id}`, press(w.remix), w.remix],
    ["lou", `/videos/${video.id}`, press(w.extend), w.extend],
    ["lou", `/messages/${shown.talk.id}`, press(w.report), w.report],
    ["mika", "/operator/plans", press(w.new_plan), w.new_plan],
    ["mika", "/operator/members", (page) => page.getByRole("button", { name: /Lou @lou/ }), "Lou"],
    ["mika", "/operator/cases", (page) => page.getByRole("button", { name: new RegExp(`^${w.subjects.comment}`) }), w.subjects.comment],
    ["noor", "/", menu, null],
    ["noor", "/", (page) => page.getByRole("article").first().getByRole("button", { name: new RegExp(`^${w.comments}`) }), w.comments],
  ];
}

test("every dialog is without a fault, closes by Escape, and gives the focus back", async () => {
  const wrong = [];
  for (const where of EVERYWHERE) {
    const w = words[where[1]];
    const all = dialogs(w);
    if (where[0] === "phone") all.push(["noor", "/", (page) => page.getByRole("button", { name: w.steer_feed }), w.steer_feed]);
    const pages = {};
    let last = "";
    for (const [who, path, opener, name] of all) {
      const page = (pages[who] ??= await somewhere(cast[who], where));
      if (last !== who + path) await go(page, server, path);
      last = who + path;
      await opener(page).focus();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog", name === null ? {} : { name });
      await dialog.waitFor();
      await settled(page);
      wrong.push(...(await wrongs(page, `${path}, ${where}, dialog ${name}`)));
      assert.ok(await dialog.evaluate((one) => one.contains(document.activeElement)), `the focus is in ${name}`);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      if (!(await opener(page).evaluate((one) => one === document.activeElement)))
        wrong.push(`${path}, ${where}: ${name} does not give the focus back`);
    }
    for (const one of Object.values(pages)) await one.context().close();
  }
  assert.deepEqual(wrong, []);
});

test("a dialog that another opens gives the focus back to what opened the first", async () => {
  const w = words.en;
  const page = await somewhere(cast.noor, ["desk", "en"]);
  await go(page, server, `/p/${shown.posts[0].id}`);
  const opener = page.getByRole("button", { name: w.more_about_this });
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: w.report, exact: true }).press("Enter");
  await page.getByRole("dialog", { name: w.report }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.ok(await opener.evaluate((one) => one === document.activeElement));
  await page.context().close();
});

test("a stranger joins with the keyboard alone and is asked for nothing twice", async () => {
  const w = words.en;
  const page = await somewhere(null, ["phone", "en"]);
  await go(page, server, "/join");
  await page.getByLabel(w.name, { exact: true }).focus();
  for (const said of ["Ada", "ada_l"]) {
    await page.keyboard.type(said);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.getByLabel(w.password).focus();
  await page.keyboard.type(credentials("").password);
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: w.tabs.for_you }).waitFor();
  assert.deepEqual(page.faults.filter((one) => !/status of 40[14]/.test(one)), []);
  await page.context().close();
});

test("the feed plays, is moved, liked, heard and talked about by keys, and says what it does", async () => {
  const w = words.en;
  const page = await open(browser, server, cast.teo, "phone");
  await go(page, server, "/");
  await page.getByRole("tab", { name: w.tabs.latest }).press("Enter");
  const first = page.getByRole("article", { name: shown.posts.at(-1).caption ?? "" });
  const next = page.getByRole("article", { name: shown.posts.at(-2).caption ?? "" });
  const state = first.getByRole("button", { name: w.pause, exact: true });
  await state.waitFor();
  await page.getByRole("region", { name: w.clips }).focus();
  await page.keyboard.press("Space");
  await first.getByRole("button", { name: w.play, exact: true }).waitFor();
  await page.keyboard.press("Space");
  await state.waitFor();
  await page.getByRole("status").or(page.locator("[aria-live=polite]")).filter({ hasText: w.now_playing("Noor", "The cat in winter") }).waitFor();
  await page.keyboard.press("l");
  await first.getByRole("button", { name: w.like_count(1), pressed: true }).waitFor();
  await first.getByRole("button", { name: w.sound_on }).waitFor();
  await page.keyboard.press("m");
  await first.getByRole("button", { name: w.sound_off }).waitFor();
  assert.equal(await first.locator("video").evaluate((one) => one.muted), false);
  await page.keyboard.press("j");
  await next.getByRole("button", { name: w.pause, exact: true }).waitFor();
  await first.getByRole("button", { name: w.play, exact: true }).waitFor({ state: "attached" });
  await page.keyboard.press("c");
  await page.getByRole("dialog", { name: w.comments }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("k");
  await state.waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: w.keyboard }).waitFor();
  assert.deepEqual(page.faults.filter((one) => !/status of 40[14]/.test(one)), []);
  await page.context().close();
});

test("who wants less motion gets none: nothing plays or moves by itself", async () => {
  const w = words.en;
  const page = await somewhere(cast.teo, ["desk", "en"]);
  await go(page, server, "/");
  await page.getByRole("tab", { name: w.tabs.latest }).press("Enter");
  const first = page.getByRole("article", { name: "The cat in winter" });
  await first.getByRole("button", { name: w.play, exact: true }).waitFor();
  await settled(page);
  assert.equal(await first.locator("video").evaluate((one) => one.paused && one.currentTime), 0);
  assert.deepEqual(await page.evaluate(() => document.getAnimations().map((one) => one.animationName ?? one.transitionProperty)), []);
  await first.getByRole("button", { name: w.play, exact: true }).press("Enter");
  await first.getByRole("button", { name: w.pause, exact: true }).waitFor();
  await page.getByLabel(w.steer).waitFor();
  await page.context().close();
});

test("without a connection it says so, and goes on when it is back", async () => {
  const w = words.fr;
  const page = await somewhere(cast.noor, ["phone", "fr"]);
  await go(page, server, "/notices");
  await page.context().setOffline(true);
  await page.getByText(w.offline_words).first().waitFor();
  await page.context().setOffline(false);
  await page.getByText(w.offline_words).first().waitFor({ state: "detached" });
  await page.context().close();
});
