// What a program written against the official client for Node does, from the first clip to the last webhook.
//
// Run by the suite: `node speak.mjs '{"base": …}'` prints one JSON line for each thing it tried. It knows of the server
// only what the client's users know.

import assert from "node:assert/strict";
import { createReadStream, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import OpenAI, { toFile } from "openai";
import { VERSION } from "openai/version";

const given = JSON.parse(process.argv[2]);
const client = new OpenAI({ baseURL: given.base, apiKey: given.key });
const picture = `${given.folder}/picture.png`;
const PROMPT = `A red ball bounces down a staircase (node ${VERSION})`;
const SMALL = { seconds: "1", size: "128x128" };
// An engine that is done in a moment, where it does not matter what is seen.
const QUICK = { ...SMALL, model: "fantascope-trial" };
// What earlier steps have made, for later ones.
const there = {};

async function finished(video) {
  const end = Date.now() + 240_000;
  while (video.status === "queued" || video.status === "in_progress") {
    assert(Date.now() < end, JSON.stringify(video));
    await sleep(150);
    video = await client.videos.retrieve(video.id);
  }
  assert.equal(video.status, "completed", JSON.stringify(video.error));
  return video;
}

async function refused(kind, code, ask) {
  let answer;
  try {
    answer = await ask();
  } catch (error) {
    assert(error instanceof kind, `${error}`);
    assert.equal(error.code, code, `${error}`);
    assert(error.requestID, "no request id");
    return error;
  }
  assert.fail(`not refused: ${JSON.stringify(answer)}`);
}

async function bytesOf(response) {
  return Buffer.from(await response.arrayBuffer());
}

async function all(pages) {
  const found = [];
  for await (const item of pages) found.push(item);
  return found;
}

// A web server on loopback that answers everything with `data` and keeps what it is sent.
async function serving(data, use) {
  const got = [];
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    if (request.method === "POST") got.push([Buffer.concat(parts).toString(), request.headers]);
    response.writeHead(200, { "content-type": "image/png", "content-length": data.length });
    response.end(data);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  try {
    await use(`http://127.0.0.1:${server.address().port}/picture.png`, got);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const steps = {
  async create() {
    const made = await client.videos.create({ prompt: PROMPT, seed: 7, ...SMALL });
    assert(["queued", "in_progress"].includes(made.status));
    const video = await finished(made);
    assert.deepEqual([video.object, video.progress, video.error], ["video", 100, null]);
    assert.deepEqual([video.prompt, video.size, video.seconds], [PROMPT, "128x128", "1"]);
    assert.deepEqual([video.remixed_from_video_id, video.expires_at], [null, null]);
    assert(video.completed_at >= video.created_at);
    assert.equal(video.seed, 7);
    there.first = video;
  },

  async retrieve() {
    const { data, response, request_id } = await client.videos.retrieve(there.first.id).withResponse();
    assert.deepEqual({ ...data, _request_id: undefined }, { ...there.first, _request_id: undefined });
    assert(request_id.startsWith("req_"));
    assert(Number(response.headers.get("openai-poll-after-ms")) > 0);
  },

  async downloadEachVariant() {
    const clip = await bytesOf(await client.videos.downloadContent(there.first.id));
    assert.equal(clip.subarray(4, 8).toString(), "ftyp");
    const thumbnail = await bytesOf(await client.videos.downloadContent(there.first.id, { variant: "thumbnail" }));
    assert.equal(thumbnail.subarray(8, 12).toString(), "WEBP");
    const sheet = await bytesOf(await client.videos.downloadContent(there.first.id, { variant: "spritesheet" }));
    assert.equal(sheet.subarray(0, 3).toString("hex"), "ffd8ff");
    there.clip = clip;
  },

  async remix() {
    there.remix = await client.videos.remix(there.first.id, { prompt: "Make the ball blue" });
    assert.equal(there.remix.remixed_from_video_id, there.first.id);
  },

  async edit() {
    const video = { id: there.first.id };
    there.edit = await client.videos.edit({ prompt: "Make it night", video });
    const json = await client.post("/videos/edits", { body: { prompt: "Make it night", video } });
    const file = await client.videos.edit({ prompt: "Make it night", video: await toFile(there.clip, "clip.mp4") });
    for (const one of [json, file]) {
      const cancelled = await client.post(`/videos/${one.id}/cancel`);
      assert.deepEqual([cancelled.status, cancelled.error.code], ["failed", "cancelled"]);
    }
  },

  async extend() {
    const video = { id: there.first.id };
    const ask = { prompt: "The ball rolls on", seconds: "1" };
    there.extended = await client.videos.extend({ ...ask, video });
    const json = await client.post("/videos/extensions", { body: { ...ask, video } });
    const file = await client.videos.extend({ ...ask, video: await toFile(there.clip, "clip.mp4") });
    for (const one of [json, file]) await client.post(`/videos/${one.id}/cancel`);
    assert.deepEqual([there.extended.seconds, json.seconds, file.seconds], ["2", "2", "2"]);
  },

  async characters() {
    const made = await client.videos.createCharacter({
      name: "Rolo",
      video: createReadStream(`${given.folder}/object.mp4`),
    });
    assert.equal((await client.videos.getCharacter(made.id)).name, "Rolo");
    const ask = { prompt: "Rolo rolls over the grass", characters: [{ id: made.id }], ...QUICK };
    await finished(await client.videos.create(ask));
    await finished(await client.post("/videos", { body: ask }));
  },

  async firstPicture() {
    const pictured = await client.videos.create({
      prompt: PROMPT,
      input_reference: createReadStream(picture),
      ...SMALL,
      model: "sora-2",
    });
    const stored = await client.files.create({ file: createReadStream(picture), purpose: "vision" });
    for (const input_reference of [{ file_id: stored.id }, { image_url: given.data_url }]) {
      await client.videos.create({ prompt: "A bar", input_reference, ...QUICK });
      await client.post("/videos", { body: { prompt: "A bar", input_reference, ...QUICK } });
    }
    const wrong = { prompt: "A bar", ...QUICK, size: "256x128" };
    const error = await refused(OpenAI.BadRequestError, "picture_size", () =>
      client.videos.create({ ...wrong, input_reference: createReadStream(picture) }),
    );
    assert.match(error.message, /Inpaint image must match the requested width and height/);
    assert((await finished(pictured)).report.reference);
  },

  async whatWasMadeOfTheFirst() {
    for (const name of ["remix", "edit", "extended"]) {
      const video = await finished(there[name]);
      const clip = await bytesOf(await client.videos.downloadContent(video.id));
      assert.equal(clip.subarray(4, 8).toString(), "ftyp", name);
    }
  },

  async listAndPage() {
    const ids = (await all(client.videos.list({ limit: 2 }))).map((video) => video.id);
    assert(ids.length > 4 && new Set(ids).size === ids.length);
    const back = (await all(client.videos.list({ limit: 3, order: "asc" }))).map((video) => video.id);
    assert.deepEqual(back.reverse(), ids);
    const page = await client.videos.list({ limit: 1, after: ids[1] });
    assert.deepEqual([page.data[0].id, page.has_more], [ids[2], true]);
  },

  async delete() {
    const video = await client.videos.create({ ...QUICK, prompt: "Gone soon [slow 30]" });
    const gone = await client.videos.delete(video.id);
    assert.deepEqual([gone.id, gone.deleted, gone.object], [video.id, true, "video.deleted"]);
    await refused(OpenAI.NotFoundError, "video_not_found", () => client.videos.retrieve(video.id));
  },

  async errorClasses() {
    const ask = { prompt: "A bar", ...QUICK };
    const stranger = client.withOptions({ apiKey: "fsk_nobody_knows_this_key" });
    await refused(OpenAI.AuthenticationError, "invalid_api_key", () => stranger.videos.list());
    const reader = client.withOptions({ apiKey: given.reader });
    await refused(OpenAI.PermissionDeniedError, "missing_scope", () => reader.videos.create(ask));
    await refused(OpenAI.BadRequestError, "bad_seconds", () => client.videos.create({ ...ask, seconds: "900" }));
    const error = await refused(OpenAI.BadRequestError, "unsupported_negative_prompt", () =>
      client.videos.create({ prompt: "A ball", ...SMALL, negative_prompt: "rain" }),
    );
    assert.equal(error.param, "negative_prompt");
    const headers = { "Idempotency-Key": `one-${VERSION}` };
    const video = await client.videos.create(ask, { headers });
    assert.equal((await client.videos.create(ask, { headers })).id, video.id);
    await refused(OpenAI.UnprocessableEntityError, "idempotency_conflict", () =>
      client.videos.create({ ...ask, prompt: "Another bar" }, { headers }),
    );
  },

  async rateLimit() {
    const slow = client.withOptions({ apiKey: given.slow, maxRetries: 0 });
    for (let n = 0; n < given.slow_rate; n++) await slow.models.list();
    await refused(OpenAI.RateLimitError, "rate_limited", () => slow.models.list());
  },

  async aRetryStartsNoSecondJob() {
    const prompt = `Once only ${VERSION}`;
    const dropping = client.withOptions({ baseURL: given.dropping });
    const video = await dropping.videos.create({ ...QUICK, prompt });
    const same = (await all(client.videos.list())).filter((found) => found.prompt === prompt);
    assert.deepEqual(same.map((found) => found.id), [video.id]);
  },

  async files() {
    const data = readFileSync(picture);
    const made = await client.files.create({ file: await toFile(data, "notes.png"), purpose: "vision" });
    assert.deepEqual([made.filename, made.purpose, made.bytes], ["notes.png", "vision", data.length]);
    assert((await all(client.files.list({ limit: 1 }))).some((file) => file.id === made.id));
    assert.deepEqual(await bytesOf(await client.files.content(made.id)), data);
    assert((await client.files.delete(made.id)).deleted);
    await refused(OpenAI.NotFoundError, "file_not_found", () => client.files.retrieve(made.id));
  },

  async models() {
    const names = (await all(client.models.list())).map((model) => model.id);
    for (const name of ["sora-2", "fantascope-world-1"]) assert(names.includes(name));
    assert.equal((await client.models.retrieve("sora-2")).object, "model");
  },

  async batches() {
    const line = { custom_id: "one", method: "POST", url: "/v1/videos", body: { ...QUICK, prompt: "A bar" } };
    const file = await client.files.create({
      file: await toFile(Buffer.from(JSON.stringify(line)), "jobs.jsonl"),
      purpose: "batch",
    });
    const ask = { input_file_id: file.id, endpoint: "/v1/videos", completion_window: "24h" };
    let batch = await client.batches.create(ask);
    const end = Date.now() + 120_000;
    while (!["completed", "failed"].includes(batch.status)) {
      assert(Date.now() < end, JSON.stringify(batch));
      await sleep(200);
      batch = await client.batches.retrieve(batch.id);
    }
    assert.deepEqual([batch.status, batch.request_counts.completed], ["completed", 1]);
    const output = JSON.parse(await (await client.files.content(batch.output_file_id)).text());
    assert.deepEqual([output.custom_id, output.response.body.status], ["one", "completed"]);
    assert((await all(client.batches.list({ limit: 1 }))).some((found) => found.id === batch.id));
  },

  async webhooks() {
    await serving(Buffer.alloc(0), async (url, got) => {
      const body = { name: "contract", url, event_types: ["video.completed"] };
      const { id, signing_secret } = await client.post("/webhook_endpoints", { body });
      const video = await finished(await client.videos.create({ ...QUICK, prompt: "A bar" }));
      const end = Date.now() + 60_000;
      let item;
      while (!(item = got.find(([text]) => text.includes(video.id)))) {
        assert(Date.now() < end, "no webhook came");
        await sleep(50);
      }
      const event = await client.webhooks.unwrap(item[0], item[1], signing_secret);
      assert.deepEqual([event.type, event.data.id, event.object], ["video.completed", video.id, "event"]);
      await assert.rejects(client.webhooks.unwrap(item[0] + " ", item[1], signing_secret));
      await client.delete(`/webhook_endpoints/${id}`);
    });
  },
};

for (const [step, run] of Object.entries(steps)) {
  const begun = Date.now();
  let wrong = "";
  try {
    await run();
  } catch (error) {
    wrong = error.stack ?? `${error}`;
  }
  console.log(JSON.stringify({ step, wrong, s: (Date.now() - begun) / 1000 }));
}
console.log(JSON.stringify({ client: VERSION }));
process.exit(0);
