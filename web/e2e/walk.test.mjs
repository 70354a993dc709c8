// One walk through the whole app, on a phone and at a desk, in English and in French: a new server is set up, people
// are invited and join with a passkey, a clip is thought out, made, published, seen, liked, commented, followed, remixed;
// the feed is steered by a sentence; a report is decided, appealed and answered; all one owns is exported, taken in by
// another server, and the account deleted. Everything is done as a person does it, and found by role and by the name it
// has in that language. Two walks go at the same time: the server of each is the other server of the other. By default
// those of a phone in English and a desk in French; with WALKS=all the other two as well.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Somebody, credentials, setupToken, startServer } from "../stage/server.mjs";
import { LOCALES, launch, open, withPasskeys } from "../stage/visit.mjs";
import { wordsOf } from "../stage/words.mjs";

const PAIRS = [
  [["phone", "en"], ["desk", "fr"]],
  [["phone", "fr"], ["desk", "en"]],
].slice(0, process.env.WALKS === "all" ? 2 : 1);

/** Who walks; two walks meet on the same servers, so each has people of its own. */
const PEOPLE = {
  phone: { operator: ["mika", "Mika"], author: ["lou", "Lou"], viewer: ["noor", "Noor"] },
  desk: { operator: ["iris", "Iris"], author: ["emile", "Émile"], viewer: ["zoe", "Zoé"] },
};

const STORIES = {
  en: {
    prompt: "A yellow ball rolls across a table",
    staged: "ball",
    caption: "It rolls and rolls",
    comment: "What a lovely ball!",
    change: "make it night",
    sentence: "more calm seas, no cats",
    reasons: "Looks like an advertisement.",
    disagree: "It is my own ball, I sell nothing.",
    answer: "You are right, sorry.",
  },
  fr: {
    prompt: "Un ballon jaune roule sur une table",
    staged: "ballon",
    caption: "Il roule encore",
    comment: "Quel joli ballon !",
    change: "de nuit",
    sentence: "plus de mers calmes, pas de chats",
    reasons: "On dirait une publicité.",
    disagree: "C’est mon ballon, je ne vends rien.",
    answer: "Vous avez raison, pardon.",
  },
};

/** What the operator has published before: the oldest first. */
const BEFORE = [
  ["sea", "A small sailing boat on a calm sea"],
  ["cat", "A sleeping cat"],
  ["car", "A red car drives along a road"],
];

const browsers = [];
const folder = mkdtempSync(join(tmpdir(), "fantascope-walk-"));
after(async () => {
  for (const one of browsers) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const pair of PAIRS) {
  describe(pair.map((one) => one.join(" ")).join(", "), { concurrency: true }, () => {
    const servers = [];
    const sites = [later(), later()];

    before(async () => {
      servers.push(...(await Promise.all(pair.map(() => startServer()))));
      for (const one of servers) one.url = one.url.replace("127.0.0.1", "localhost"); // passkeys want a name
    });
    after(() => Promise.all(servers.map((one) => one.stop())));

    for (const [at, [size, language]] of pair.entries())
      test(`${size}, ${language}`, async (whole) => {
        let broken = false;
        const part = (name, act) =>
          whole.test(name, async (one) => {
            if (broken) return one.skip("a part before it failed");
            broken = true;
            await act();
            broken = false;
          });
        const walk = await begin(servers[at], size, language);
        await walkThrough(walk, part, sites[at], sites[1 - at]);
        if (broken) sites[at].refuse(new Error("the other walk failed"));
        else assert.deepEqual(walk.pages.flatMap((one) => one.faults.filter((fault) => !/40[134]/.test(fault))), []);
        await walk.browser.close();
      });
  });
}

function later() {
  const one = {};
  one.there = new Promise((settle, refuse) => Object.assign(one, { settle, refuse }));
  one.there.catch(() => {});
  return one;
}

async function begin(server, size, language) {
  const browser = await launch();
  browsers.push(browser);
  return { browser, pages: [], server, size, people: PEOPLE[size], story: STORIES[language], locale: LOCALES[language], w: await wordsOf(language) };
}

async function walkThrough(walk, part, mine, other) {
  const { w, story, people } = walk;
  let operator, author, viewer, invite, shown, post, child;

  await part("whoever has the token sets the server up, makes a plan and an invitation", async () => {
    operator = await setUp(walk);
    shown = publishBefore(walk);
    shown.catch(() => {});
    await makePlan(walk, operator);
    invite = await makeInvite(walk, operator);
    mine.settle(invite);
  });

  await part("a stranger joins by the invitation with a passkey, and signs in with it", async () => {
    author = await withPasskeys(await page(walk));
    await join_(walk, author, invite, people.author);
    await signOutAndIn(walk, author);
  });

  await part("a clip is thought out with live understanding, made with progress to see, and published", async () => {
    await shown;
    post = await makeClip(walk, author);
  });

  await part("somebody else sees it in the feed, likes, comments and follows", async () => {
    viewer = await page(walk);
    await join_(walk, viewer, invite, people.viewer, credentials("").password);
    await enjoy(walk, viewer);
  });

  await part("and remixes it", async () => {
    child = await remix(walk, viewer);
  });

  await part("a sentence steers the feed: other clips, in another order", () => steer(walk, viewer));

  await part("a report is decided with a reason, appealed by the author, and answered", async () => {
    await report(walk, viewer);
    await decide(walk, operator, w.case_states.open, w.actions.removed, story.reasons);
    await appeal(walk, author);
    await decide(walk, operator, w.case_states.appealed, w.uphold_appeal, story.answer);
    await readAnswer(walk, author);
  });

  const archive = join(folder, `${walk.size}-${walk.locale}.zip`);
  await part("all one owns is exported, and taken in by another server", async () => {
    await exportAll(walk, author, archive);
    await takeIn(walk, await other.there, archive);
  });

  await part("the account is deleted: a receipt is shown, and nothing of it is left", async () => {
    await leave(walk, author);
    await gone(walk, viewer, post, child);
  });
}

async function page(walk, server = walk.server) {
  const one = await open(walk.browser, server, null, walk.size, { locale: walk.locale });
  walk.pages.push(one);
  return one;
}

const button = (where, name) => where.getByRole("button", { name, exact: true });
const label = (where, name) => where.getByLabel(name, { exact: true });
const starts = (words) => new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
const clip = (where, name) => where.getByRole("article", { name, exact: true });
const inNav = (walk, where, name) => where.getByRole("navigation", { name: walk.w.navigation }).getByRole("link", { name: starts(name) });
const playing = (element) => element.evaluate((one) => new Promise((settle) => {
  const look = () => (one.currentTime > 0.1 ? settle(true) : setTimeout(look, 50));
  look();
}));

async function setUp(walk) {
  const { w, people, server } = walk;
  const [handle, name] = people.operator;
  const one = await page(walk);
  await one.goto(server.url);
  await one.waitForURL("**/setup");
  await label(one, w.setup_token).fill("not the token");
  await label(one, w.site_name).fill("Toybox Cinema");
  await label(one, w.name).fill(name);
  await label(one, w.handle).fill(handle);
  await label(one, w.password).fill(credentials("").password);
  await button(one, w.open_doors).click();
  await one.locator("[aria-invalid=true]").waitFor();
  await label(one, w.setup_token).fill(await setupToken(server));
  await button(one, w.open_doors).click();
  await one.waitForURL("**/create");
  return one;
}

/** To the settings, as the navigation of this size leads there. */
async function settings(walk, one, section) {
  const { w } = walk;
  if (walk.size === "phone") {
    await inNav(walk, one, w.profile).click();
    await one.getByRole("main").getByRole("link", { name: w.settings, exact: true }).click();
  } else await inNav(walk, one, w.settings).click();
  await one.getByRole("navigation", { name: w.settings, exact: true }).getByRole("link", { name: section, exact: true }).click();
}

async function room(walk, one, name) {
  const { w } = walk;
  if (walk.size === "phone") await settings(walk, one, w.operator);
  else await inNav(walk, one, w.operator).click();
  await one.getByRole("navigation", { name: w.operator, exact: true }).getByRole("link", { name, exact: true }).click();
}

/** A plan for everyone: small clips, so that they are made quickly. */
async function makePlan(walk, one) {
  const { w } = walk;
  await room(walk, one, w.rooms.plans);
  await button(one, w.new_plan).click();
  const form = one.getByRole("dialog", { name: w.new_plan });
  await label(form, w.name).fill("Small");
  await label(form, w.credits_each).fill("500");
  await label(form, w.most_pixels).fill(String(360 * 640));
  await form.getByRole("checkbox", { name: w.default_plan }).check();
  await button(form, w.save).click();
  await form.waitFor({ state: "detached" });
  await one.getByRole("listitem").filter({ hasText: "Small" }).getByText(w.default_plan).waitFor();
}

async function makeInvite(walk, one) {
  const { w } = walk;
  await room(walk, one, w.rooms.invites);
  await label(one, w.uses).fill("4");
  await button(one, w.make_invite).first().click();
  return one.getByText(/\/join\?code=/).textContent();
}

/** With a passkey where no password is given. */
async function join_(walk, one, invite, [handle, name], password) {
  const { w } = walk;
  await one.goto(invite);
  await label(one, w.name).fill(name);
  await label(one, w.handle).fill(handle);
  await one.getByRole("radio", { name: w.adult }).check();
  if (password) {
    await label(one, w.password).fill(password);
    await button(one, w.join_password).click();
  } else await button(one, w.join_passkey).click();
  await one.getByRole("tab", { name: w.tabs.for_you }).waitFor();
}

async function signOutAndIn(walk, one) {
  const { w } = walk;
  await settings(walk, one, w.sections.safety);
  await one.getByRole("heading", { name: w.passkeys }).waitFor();
  await button(one, w.sign_out).first().click();
  await one.waitForURL("**/sign-in**");
  await button(one, w.use_passkey).click();
  await one.getByRole("tab", { name: w.tabs.for_you }).waitFor();
}

/** Follows a render to its end; answers what was seen of it, in order. */
async function made(walk, one, ask) {
  await one.evaluate(() => {
    window.told = [];
    const look = () => {
      const bar = document.querySelector("progress");
      if (bar && window.told.at(-1) !== bar.value) window.told.push(bar.value);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await ask();
  await one.waitForURL("**/videos/video_*");
  await one.getByRole("progressbar", { name: starts(walk.w.progress_of("").trim()) }).waitFor();
  await button(one, walk.w.publish).waitFor({ timeout: 180_000 });
  return one.evaluate(() => window.told);
}

async function publish(walk, one, { caption, tags }) {
  const { w } = walk;
  await button(one, w.publish).click();
  const form = one.getByRole("dialog", { name: w.publish });
  if (caption) await label(form, w.caption).fill(caption);
  if (tags) await label(form, w.tags).fill(tags);
  await button(form, w.publish).click();
  await one.waitForURL("**/p/post_*");
}

async function makeClip(walk, one) {
  const { w, story } = walk;
  await inNav(walk, one, w.create).click();
  await label(one, w.prompt).fill(story.prompt);
  await one.getByRole("listitem").filter({ hasText: `${w.staged}${w.colon} ${story.staged}` }).waitFor();
  await one.getByRole("img", { name: w.preview_frame }).waitFor();
  await one.getByRole("slider", { name: starts(w.duration) }).fill("2");
  const told = await made(walk, one, () => button(one, w.make_it).click());
  assert.ok(new Set(told).size > 1, `progress was seen as ${told}`);
  assert.deepEqual(told, told.toSorted((one, other) => one - other), "progress only grows");
  await publish(walk, one, { caption: story.caption, tags: "rolling" });
  await clip(one, story.caption).waitFor();
  assert.match(await (await fetch(one.url().replace("/p/", "/c/"))).text(), /og:video/);
  return new URL(one.url()).pathname;
}

/** The operator's own clips, for a feed to be steered through; not part of the walk. */
async function publishBefore({ server, people }) {
  const operator = new Somebody(server.url);
  await operator.post("/session", credentials(people.operator[0]));
  for (const [caption, prompt] of BEFORE) {
    const video = await operator.clip(prompt, { seconds: 1, width: 180, height: 320 });
    await operator.post("/posts", { video_id: video.id, caption, tags: [caption], visibility: "public" });
  }
}

async function enjoy(walk, one) {
  const { w, story, people } = walk;
  const [, name] = people.author;
  await one.getByRole("tab", { name: w.tabs.latest }).click();
  const shown = clip(one, story.caption);
  await inView(shown);
  await playing(shown.locator("video"));
  await button(shown, w.like_count(0)).click();
  await shown.getByRole("button", { name: w.like_count(1), pressed: true }).waitFor();
  await button(shown, `${w.follow}, ${name}`).click();
  await button(shown, w.comment_count(0)).click();
  const talk = one.getByRole("dialog", { name: w.comments });
  await label(talk, w.your_comment).fill(story.comment);
  await button(talk, w.send).click();
  await talk.getByRole("article").filter({ hasText: story.comment }).waitFor();
  await one.keyboard.press("Escape");
  await button(shown, w.comment_count(1)).waitFor();
}

/** Waits until it fills the stage. */
const inView = (shown) => shown.evaluate((one) => new Promise((settle) => {
  const look = ([seen]) => seen.intersectionRatio > 0.9 && settle();
  new IntersectionObserver(look, { threshold: [0, 0.5, 0.95] }).observe(one);
}));

async function remix(walk, one) {
  const { w, story } = walk;
  await button(clip(one, story.caption), w.remix_count(0)).click();
  await label(one, w.remix_question).fill(story.change);
  await made(walk, one, () => button(one, w.remix).click());
  await publish(walk, one, { caption: `${story.caption}: ${story.change}` });
  await one.getByRole("treeitem", { name: starts(story.caption), selected: false }).waitFor();
  return new URL(one.url()).pathname;
}

const names = (one) => one.getByRole("article").evaluateAll((all) => all.map((it) => it.getAttribute("aria-label")));

async function steer(walk, one) {
  const { w, story } = walk;
  await inNav(walk, one, w.feed).click();
  await clip(one, "sea").waitFor();
  const earlier = await names(one);
  assert.deepEqual(earlier.toSorted(), ["car", "cat", "sea"]);
  assert.ok(earlier.indexOf("car") < earlier.indexOf("sea"), "what is newer comes first");
  if (walk.size === "phone") await button(one, w.steer_feed).click();
  await label(one, w.steer).fill(story.sentence);
  await one.keyboard.press("Enter");
  await one.getByRole("slider", { name: starts(w.weight_of("").trim()) }).nth(1).waitFor();
  await clip(one, "cat").waitFor({ state: "detached" });
  if (walk.size === "phone") await one.keyboard.press("Escape");
  await clip(one, "car").waitFor();
  assert.deepEqual(await names(one), ["sea", "car"]);
  await button(clip(one, "sea"), w.more_about_this).click();
  await one.getByRole("dialog").getByText(starts(w.why("matches_wish", "").trim())).waitFor();
  await one.keyboard.press("Escape");
}

async function report(walk, one) {
  const { w, story } = walk;
  await one.getByRole("tab", { name: w.tabs.following }).click();
  await button(clip(one, story.caption), w.more_about_this).click();
  await button(one.getByRole("dialog"), w.report).click();
  const form = one.getByRole("dialog", { name: w.report });
  await form.getByRole("radio", { name: w.reasons.spam }).check();
  await button(form, w.send_report).click();
  await one.getByText(w.reported).waitFor();
}

async function decide(walk, one, state, decision, words) {
  const { w } = walk;
  await room(walk, one, w.rooms.cases);
  await one.getByRole("tab", { name: state }).click();
  await one.getByRole("main").getByRole("button", { name: starts(w.subjects.post) }).click();
  const form = one.getByRole("dialog", { name: w.subjects.post });
  await form.getByRole("combobox", { name: w.decision, exact: true }).selectOption({ label: decision });
  await label(form, w.statement).fill(words);
  await button(form, w.decide).click();
  await one.getByText(w.no_open_cases).waitFor();
}

async function appeal(walk, one) {
  const { w, story } = walk;
  await inNav(walk, one, w.notices).click();
  await one.getByRole("link", { name: starts(w.notice.case_decided("")) }).click();
  await one.getByText(story.reasons).waitFor();
  await label(one, w.why_disagree).fill(story.disagree);
  await button(one, w.appeal).click();
  await one.getByText(w.appealed).waitFor();
}

async function readAnswer(walk, one) {
  const { w, story } = walk;
  await inNav(walk, one, w.notices).click();
  await one.getByRole("link", { name: starts(w.notice.appeal_decided("")) }).click();
  await one.getByText(w.appeal_upheld).waitFor();
  await one.getByText(story.answer).waitFor();
}

async function exportAll(walk, one, archive) {
  const { w } = walk;
  await settings(walk, one, w.sections.data);
  const coming = one.waitForEvent("download");
  await button(one, w.export).click();
  await (await coming).saveAs(archive);
}

/** On the other server the clip is there again, plays, and is published as it was. */
async function takeIn(walk, invite, archive) {
  const { w, story, people } = walk;
  const one = await withPasskeys(await page(walk, { url: new URL(invite).origin }));
  await join_(walk, one, invite, people.author);
  await settings(walk, one, w.sections.data);
  await label(one, w.choose_archive).setInputFiles(archive);
  await one.getByRole("link", { name: story.prompt }).click();
  const video = one.locator("video");
  await video.evaluate((it) => it.play());
  await playing(video);
  await publish(walk, one, {});
  const again = clip(one, story.caption);
  await playing(again.locator("video"));
  await one.getByRole("link", { name: "#rolling" }).waitFor();
}

async function leave(walk, one) {
  const { w, people } = walk;
  const [handle] = people.author;
  await settings(walk, one, w.sections.data);
  await label(one, w.type_handle(handle)).fill(handle);
  await button(one, w.delete_account).click();
  await one.getByRole("heading", { name: w.account_deleted }).waitFor();
  const receipt = JSON.parse(await one.locator("pre").textContent());
  assert.equal(receipt.handle, handle);
  assert.ok(receipt.removed.posts >= 1 && receipt.removed.videos >= 1 && receipt.signature, JSON.stringify(receipt));
}

/** For whoever follows the author: no post, no profile, nothing in the feed; what the remix came from is a gap. */
async function gone(walk, one, post, child) {
  const { w, people } = walk;
  await inNav(walk, one, w.feed).click();
  await one.getByRole("tab", { name: w.tabs.following }).click();
  await one.getByText(w.feed_empty).waitFor();
  for (const path of [post, `/@${people.author[0]}`]) {
    await one.goto(walk.server.url + path);
    await one.getByRole("heading", { name: w.not_found }).waitFor();
  }
  await one.goto(walk.server.url + child);
  await one.getByRole("treeitem").filter({ hasText: w.lineage_gap }).waitFor();
}
