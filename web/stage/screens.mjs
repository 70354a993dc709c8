// Pictures of the app for docs/screens: `node stage/screens.mjs`. Makes a server of its own with clips that the engine
// makes then and there.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { firstOne, people, startServer } from "./server.mjs";
import { play } from "./show.mjs";
import { go, launch, open } from "./visit.mjs";

const out = resolve(import.meta.dirname, "../../docs/screens");
mkdirSync(out, { recursive: true });
const server = await startServer({ workers: 1 });
const browser = await launch();
try {
  const cast = await people(server, [["lou", "Lou"], ["noor", "Noor"], ["teo", "Téo"]], await firstOne(server));
  const { posts, videos, talk } = await play(cast);
  const wanted = [
    ["feed", "/", ["phone", "desk"], 2200],
    ["post", `/p/${posts[0].id}`, ["phone", "desk"], 2200],
    ["create", "/create?prompt=A%20fox%20dances%20on%20the%20moon", ["phone", "desk"], 6000],
    ["screenplay", `/videos/${videos[0].id}/screenplay`, ["phone", "desk"], 9000],
    ["profile", "/@lou", ["phone", "desk"], 400],
    ["messages", `/messages/${talk.id}`, ["phone", "desk"], 400],
    ["notices", "/notices", ["phone"], 400],
    ["settings", "/settings/feed", ["phone", "desk"], 400],
    ["search", "/search?q=cat", ["phone"], 600],
  ];
  for (const size of ["phone", "desk"]) {
    const page = await open(browser, server, cast.lou, size);
    for (const [name, path, sizes, wait] of wanted) {
      if (!sizes.includes(size)) continue;
      await go(page, server, path);
      await page.waitForTimeout(wait);
      await page.screenshot({ path: join(out, `${name}-${size}.png`) });
    }
    const operator = await open(browser, server, cast.mika, size);
    await go(operator, server, "/operator/members");
    await operator.screenshot({ path: join(out, `operator-${size}.png`) });
    const stranger = await open(browser, server, null, size);
    await go(stranger, server, "/sign-in");
    await stranger.screenshot({ path: join(out, `sign-in-${size}.png`) });
  }
} finally {
  await browser.close();
  await server.stop();
}
console.log(out);
