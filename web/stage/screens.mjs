// Pictures of the app for docs/screens: `node stage/screens.mjs`. Makes a server of its own with clips that the engine
// makes then and there.
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { firstOne, people, startServer } from "./server.mjs";
import { play } from "./show.mjs";
import { LOCALES, go, launch, open, settled } from "./visit.mjs";

const out = resolve(import.meta.dirname, "../../docs/screens");
const BOTH = ["phone", "desk"];

/** What is pictured: name, as whom, where, at which sizes, and what is done there first. */
const pictures = ({ posts, videos, talk }) => [
  ["feed", "noor", "/", BOTH, atMoment(2.2)],
  ["steer", "lou", "/", ["phone"], press(/Steer the feed/)],
  ["post", "lou", `/p/${posts[0].id}`, BOTH, atMoment(3.2)],
  ["create", "lou", "/create?prompt=A%20fox%20chases%20a%20red%20ball%20across%20a%20meadow%2C%20sunset", BOTH, drawn],
  ["screenplay", "lou", `/videos/${videos[0].id}/screenplay`, BOTH, drawn],
  ["profile", "teo", "/@lou", BOTH, settled],
  ["messages", "lou", `/messages/${talk.id}`, BOTH, settled],
  ["notices", "lou", "/notices", ["phone"], settled],
  ["videos", "lou", "/videos", ["desk"], settled],
  ["search", "lou", "/search?q=cat", ["phone"], settled],
  ["settings", "lou", "/settings/feed", BOTH, settled],
  ["stitch", "lou", `/stitch?with=${videos[0].id}`, ["desk"], settled],
  ["operator", "mika", "/operator/cases", BOTH, press(/Comment/)],
  ["sign-in", null, "/sign-in", ["phone"], settled],
];
/** The same in other clothes. */
const others = ({ posts }) => [
  ["feed-fr", "noor", "/", "phone", "dark", "fr", atMoment(2.2)],
  ["create-fr-light", "lou", "/create?prompt=Un%20renard%20danse%20sur%20la%20lune", "desk", "light", "fr", drawn],
  ["post-light", "lou", `/p/${posts[0].id}`, "desk", "light", "en", atMoment(3.2)],
  ["profile-light", "teo", "/@lou", "phone", "light", "en", settled],
];

/** The clip stands at this second, so that each making gives the same picture. */
function atMoment(seconds) {
  return async (page) => {
    const video = page.locator("video").first();
    await video.evaluate(
      (one, at) =>
        new Promise((settle) => {
          const hold = () => {
            one.pause();
            one.onseeked = () => setTimeout(settle, 400);
            one.currentTime = at;
          };
          if (one.currentTime > 0) hold();
          else one.addEventListener("timeupdate", hold, { once: true });
        }),
      seconds,
    );
    await settled(page);
    await page.evaluate(() => document.querySelectorAll(".tap > *").forEach((one) => (one.style.visibility = "hidden")));
  };
}

function press(name) {
  return async (page) => {
    await settled(page);
    await page.getByRole("main").getByRole("button", { name }).first().click();
    await settled(page);
    await page.waitForTimeout(500);
  };
}

async function drawn(page) {
  await page.getByRole("figure").getByRole("img").waitFor();
  await page.waitForFunction(() => !document.querySelector("figure [aria-busy=true]"));
  await settled(page);
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const server = await startServer({ workers: 1 });
server.url = server.url.replace("127.0.0.1", "localhost"); // passkeys want a name
const browser = await launch();
try {
  const cast = await people(server, [["lou", "Lou"], ["noor", "Noor"], ["teo", "Téo"]], await firstOne(server));
  const shown = await play(cast, undefined, { width: 432, height: 768 });
  const take = async (name, who, path, size, colorScheme, language, act) => {
    const page = await open(browser, server, cast[who] ?? null, size, { colorScheme, locale: LOCALES[language] });
    await go(page, server, path);
    await act(page);
    await page.screenshot({ path: join(out, `${name}-${size}.jpg`), type: "jpeg", quality: 82 });
    await page.context().close();
  };
  for (const [name, who, path, sizes, act] of pictures(shown))
    for (const size of sizes) await take(name, who, path, size, "dark", "en", act);
  for (const one of others(shown)) await take(...one);
} finally {
  await browser.close();
  await server.stop();
}
console.log(out);
