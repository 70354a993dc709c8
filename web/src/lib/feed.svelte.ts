// The feed: its cards, which is on stage, what was seen of each, and when to ask whether it is enough.
import { asFailure, get, post as send, withQuery } from "./api";
import { session } from "./session.svelte";
import type { Card, Listing, Wellbeing } from "./types";
import { keepWatched, watched } from "./watched";

export type Tab = "for_you" | "following" | "latest";

const AHEAD = 4;

interface Seen {
  post_id: string;
  seconds: number;
  finished: boolean;
  skipped: boolean;
}

export class Feed {
  tab = $state<Tab>("for_you");
  cards = $state<Card[]>([]);
  at = $state(0);
  begun = $state(false);
  busy = $state(false);
  done = $state(false);
  error = $state<unknown>(null);
  stopped = $state(false);
  /** Whether a first clip has begun: what is not needed for that waits for it. */
  playing = $state(false);
  private cursor: string | null = null;
  private views = new Map<string, Seen>();
  private pauseAfter: number | null = null;
  private since = Date.now();
  private round = 0;

  card = $derived<Card | undefined>(this.cards[this.at]);

  async show(tab: Tab) {
    this.round += 1;
    this.tab = tab;
    this.cards = [];
    this.at = 0;
    this.begun = this.done = this.busy = false;
    this.cursor = null;
    await this.more();
  }

  async more() {
    if (this.busy || this.done) return;
    const round = this.round;
    this.busy = true;
    this.error = null;
    try {
      const answer = await get<Listing<Card>>(withQuery("/feed", { tab: this.tab, cursor: this.cursor }));
      if (round !== this.round) return;
      const known = new Set(this.cards.map((one) => one.id));
      this.cards = [...this.cards, ...answer.items.filter((one) => !known.has(one.id))];
      this.cursor = answer.next ?? null;
      this.done = this.cursor === null;
      this.begun = true;
    } catch (error) {
      if (round !== this.round) return;
      this.error = error;
      if (asFailure(error).code === "offline" && !this.cards.length) this.cards = watched();
      this.begun = this.cards.length > 0;
    } finally {
      if (round === this.round) this.busy = false;
    }
  }

  moveTo(at: number) {
    if (at === this.at || at < 0 || at > this.cards.length) return;
    this.at = at;
    if (at >= this.cards.length - AHEAD) void this.more();
    if (this.pauseAfter && Date.now() - this.since > this.pauseAfter * 60_000) this.stopped = true;
  }

  drop(id: string) {
    this.cards = this.cards.filter((one) => one.id !== id);
  }

  saw(card: Card, seconds: number, finished: boolean) {
    const skipped = !finished && seconds < Math.min(2, card.seconds / 3);
    if (finished) void keepWatched(card).catch(() => {}); // a full disk keeps nothing
    if (seconds > 0) this.views.set(card.id, { post_id: card.id, seconds, finished, skipped });
    if (this.views.size >= 5) this.tell();
  }

  /** Tells what was seen, in one request; what cannot be told is dropped. */
  tell() {
    const views = [...this.views.values()].slice(-50);
    this.views.clear();
    if (views.length && session.me) send("/feed/seen", { views }, { keepalive: true }).catch(() => {});
  }

  async readPause() {
    if (!session.me) return;
    try {
      this.pauseAfter = (await get<Wellbeing>("/feed/wellbeing")).minutes;
    } catch {
      this.pauseAfter = null;
    }
  }

  answered(answer: "fine" | "enough") {
    this.stopped = false;
    this.since = Date.now();
    if (session.me) send("/feed/wellbeing/answer", { answer }).catch(() => {});
  }
}
