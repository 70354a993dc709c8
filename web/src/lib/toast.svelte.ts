// Short messages that say what happened, read out by screen readers and gone after a while.
import { asFailure } from "./api";
import { t } from "./words/index.svelte";

interface Toast {
  id: number;
  words: string;
  bad: boolean;
  undo?: () => void;
}

class Toasts {
  all = $state<Toast[]>([]);
  private last = 0;

  say(words: string, { bad = false, undo = undefined as (() => void) | undefined } = {}) {
    const id = ++this.last;
    this.all = [...this.all.slice(-2), { id, words, bad, undo }];
    setTimeout(() => this.drop(id), bad || undo ? 7000 : 3500);
  }

  drop(id: number) {
    this.all = this.all.filter((one) => one.id !== id);
  }

  /** What went wrong, in the reader's words where we have them. */
  blame(error: unknown) {
    const failure = asFailure(error);
    this.say(failureWords(failure), { bad: true });
  }
}

export const toasts = new Toasts();

/** Why a video failed, in the reader's words where we have them. */
export const faultWords = (fault: { code: string; message: string } | null) =>
  fault ? (t.failures[fault.code as keyof typeof t.failures] ?? fault.message) : t.went_wrong;

export function failureWords(error: unknown): string {
  const failure = asFailure(error);
  if (failure.code === "offline") return t.offline_words;
  if (failure.status === 429 && failure.retryAfter) return t.try_again_in(Math.ceil(failure.retryAfter));
  if (failure.status >= 500) return t.server_failed;
  const own = t.failures[failure.code as keyof typeof t.failures];
  if (failure.code === "screenplay_invalid") return `${own} ${failure.message}`; // which fault: only the server knows
  return own ?? failure.message;
}
