// Things that are loaded: one answer, or a list that goes on.
import { get, withQuery } from "./api";
import type { Listing } from "./types";

/** A list read page by page from `path`. */
export class Pages<T extends { id?: string }> {
  items = $state<T[]>([]);
  next = $state<string | null>(null);
  begun = $state(false);
  busy = $state(false);
  error = $state<unknown>(null);

  constructor(private path: string, private query: Record<string, string | number | null | undefined> = {}) {
    void this.more();
  }

  get done() {
    return this.begun && this.next === null;
  }

  async more() {
    if (this.busy || this.done) return;
    this.busy = true;
    this.error = null;
    try {
      const answer = await get<Listing<T>>(withQuery(this.path, { ...this.query, cursor: this.next }));
      this.items = [...this.items, ...answer.items];
      this.next = answer.next ?? null;
      this.begun = true;
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  }

  again = () => {
    this.items = [];
    this.next = null;
    this.begun = false;
    void this.more();
  };

  drop(id: string) {
    this.items = this.items.filter((one) => one.id !== id);
  }
}

/** One answer, loaded anew by `again`. */
export class One<T> {
  value = $state<T | null>(null);
  error = $state<unknown>(null);

  constructor(private load: () => Promise<T>) {
    void this.again();
  }

  again = async () => {
    this.error = null;
    try {
      this.value = await this.load();
    } catch (error) {
      this.error = error;
    }
  };
}
