// A server of its own for browser tests and pictures: a new home in a temporary folder, real people, and clips that the
// engine really makes. Everything is done through HTTP, as a person's browser does it.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const START_MS = 240_000; // so long only where much else goes on
const PASSWORD = "correct horse battery";

/** Starts it; answers {url, token, stop}. `home` keeps what is there for the next time. */
export async function startServer({ home, workers = 1 } = {}) {
  const folder = home ?? mkdtempSync(join(tmpdir(), "fantascope-stage-"));
  const command = join(ROOT, ".venv/bin/fantascope");
  const child = spawn(command, ["serve", "--port", "0", "--home", folder, "--workers", String(workers)], {
    env: { ...process.env, FANTASCOPE_LOG_FORMAT: "text", LANG: "C.UTF-8" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ended = new Promise((settle) => child.once("exit", settle));
  const url = await new Promise((settle, refuse) => {
    const timer = setTimeout(() => {
      child.kill("SIGTERM");
      refuse(new Error(`the server did not start: ${said}`));
    }, START_MS);
    const hear = (data) => {
      said += data;
      const found = /http:\/\/[\d.]+:\d+/.exec(said);
      if (found) {
        clearTimeout(timer);
        settle(found[0]);
      }
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => refuse(new Error(`the server ended with ${code}: ${said}`)));
  });
  return {
    url,
    home: folder,
    said: () => said,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      if (!home) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Somebody with a browser: keeps the cookie and the token. */
export class Somebody {
  constructor(url) {
    this.url = url;
    this.cookie = "";
    this.csrf = "";
  }

  async ask(method, path, body) {
    const headers = { accept: "application/json", cookie: this.cookie };
    if (method !== "GET") headers["x-csrf-token"] = this.csrf;
    if (body !== undefined) headers["content-type"] = "application/json";
    const response = await fetch(`${this.url}/api${path}`, { method, headers, body: body && JSON.stringify(body) });
    for (const line of response.headers.getSetCookie()) this.cookie = line.split(";")[0];
    const answer = response.status === 204 ? null : await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    if (answer?.csrf) this.csrf = answer.csrf;
    return answer;
  }

  get = (path) => this.ask("GET", path);
  post = (path, body = {}) => this.ask("POST", path, body);
  put = (path, body = {}) => this.ask("PUT", path, body);

  /** A finished clip of these words. */
  async clip(prompt, about = {}) {
    const { items } = await this.post("/videos", { prompt, seconds: 4, width: 360, height: 640, ...about });
    return this.ended(items[0].id);
  }

  /** A clip of one's own when it is finished. */
  async ended(id) {
    for (;;) {
      const video = await this.get(`/videos/${id}`);
      if (video.status === "completed") return video;
      if (video.status === "failed") throw new Error(`${video.prompt}: ${JSON.stringify(video.error)}`);
      await new Promise((settle) => setTimeout(settle, 400));
    }
  }
}

export const credentials = (handle) => ({ handle, password: PASSWORD });

/** What the server prints at its start while nobody is there. */
export async function setupToken(server) {
  for (;;) {
    const found = /the token (\S+)/.exec(server.said());
    if (found) return found[1];
    await new Promise((settle) => setTimeout(settle, 50));
  }
}

/** The operator "mika" on a server where nobody is yet. */
export async function firstOne(server) {
  const token = await setupToken(server);
  const operator = new Somebody(server.url);
  await operator.post("/setup", { token, site_name: "Toybox Cinema", name: "Mika", ...credentials("mika") });
  return operator;
}

/** The operator and the members asked for. */
export async function people(server, handles, operator) {
  const found = { mika: operator };
  await operator.ask("PATCH", "/admin/site", { registration: "open", words: "Small worlds, made by hand and by all of us." });
  for (const [handle, name] of handles) {
    found[handle] = new Somebody(server.url);
    await found[handle].post("/people", { name, adult: true, age_ok: true, ...credentials(handle) });
  }
  return found;
}

export function chromium() {
  const path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  if (!path) throw new Error("no Chromium here: install Debian's package chromium");
  return {
    executablePath: path,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--autoplay-policy=no-user-gesture-required",
    ],
  };
}
