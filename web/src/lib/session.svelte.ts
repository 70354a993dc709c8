// Who is here and what this server is: read once at the start, changed by signing in and out.
import { get, type Failure } from "./api";
import type { Me, SessionAnswer, SiteAnswer } from "./types";
import { watched } from "./watched";

/** The numbers wait until the first clip has begun. */
const COUNT_AFTER_MS = 1200;

class Session {
  me = $state<Me | null>(null);
  csrf = $state<string | null>(null);
  fresh = $state(false);
  unread = $state({ notices: 0, messages: 0 });
  site = $state<SiteAnswer | null>(null);
  ready = $state(false);
  failure = $state<Failure | null>(null);
  /** Nothing answered: what was watched last can still be seen. */
  offline = $state(false);

  take(answer: SessionAnswer) {
    this.me = answer.me;
    this.csrf = answer.csrf;
    this.fresh = answer.fresh;
    if (answer.me) setTimeout(() => this.count(), COUNT_AFTER_MS);
  }

  async start() {
    this.failure = null;
    try {
      const [site, answer] = await Promise.all([get<SiteAnswer>("/site"), get<SessionAnswer>("/session")]);
      this.site = site;
      this.take(answer);
      this.ready = true;
      this.offline = false;
    } catch (error) {
      const failure = error as Failure;
      this.offline = failure.code === "offline" && watched().length > 0;
      this.failure = this.offline ? null : failure;
    }
  }

  /** How much is unread; asked again from time to time. */
  async count() {
    try {
      const answer = await get<{ unread: number; unread_messages: number }>("/notices");
      this.unread = { notices: answer.unread, messages: answer.unread_messages };
    } catch {
      // The numbers stay what they were.
    }
  }

  async refresh() {
    this.take(await get<SessionAnswer>("/session"));
  }

  get moderates() {
    return this.me?.role === "moderator" || this.me?.role === "operator";
  }

  get operates() {
    return this.me?.role === "operator";
  }
}

export const session = new Session();
