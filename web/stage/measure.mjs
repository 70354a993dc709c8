// Is the feed quick? `node stage/measure.mjs`: the JavaScript that its route loads (gzipped) and the time until the
// first clip plays at a quarter of this machine's speed. Ends with 1 when over the budget.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { firstOne, people, startServer } from "./server.mjs";
import { play } from "./show.mjs";
import { launch, open } from "./visit.mjs";

const MOST_BYTES = 60_000;
const MOST_MS = 1500;
const ROUNDS = 5;
const built = resolve(import.meta.dirname, "../../src/fantascope/web_dist");

const server = await startServer({ workers: 1 });
const browser = await launch();
let good = false;
try {
  const cast = await people(server, [["lou", "Lou"], ["noor", "Noor"], ["teo", "Téo"]], await firstOne(server));
  await play(cast, 2);
  const times = [];
  const scripts = new Set();
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await open(browser, server, cast.mika, "phone");
    page.on("request", (one) => new URL(one.url()).pathname.endsWith(".js") && scripts.add(new URL(one.url()).pathname));
    const tools = await page.context().newCDPSession(page);
    await tools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.goto(server.url, { waitUntil: "commit" });
    const playing = () => {
      const one = [...document.querySelectorAll("video")].find((video) => video.currentTime > 0);
      return one ? performance.now() - one.currentTime * 1000 : false;
    };
    times.push(await (await page.waitForFunction(playing, null, { polling: 16 })).jsonValue());
    await page.context().close();
  }
  const bytes = [...scripts].reduce((sum, one) => sum + gzipSync(readFileSync(join(built, one))).length, 0);
  times.sort((one, other) => one - other);
  const median = times[Math.floor(times.length / 2)];
  console.log(`JavaScript of the feed: ${bytes} bytes gzipped in ${scripts.size} files (at most ${MOST_BYTES})`);
  console.log(`First clip plays after ${Math.round(median)} ms, median of ${ROUNDS}, CPU slowed 4x (at most ${MOST_MS})`);
  good = bytes <= MOST_BYTES && median <= MOST_MS;
} finally {
  await browser.close();
  await server.stop();
}
process.exitCode = good ? 0 : 1;
