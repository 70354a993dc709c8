// A screenplay as it is edited: each state can be gone back to, and its text is read with care.
import { get } from "./api";
import type { Choice, Screenplay, Vocabulary } from "./types";
import { locale, t } from "./words/index.svelte";

export const vocabulary = () => get<Vocabulary>("/vocabulary");

/** [value, name] in the reader's language, by name. */
export const named = (choices: Choice[]): [string, string][] =>
  choices
    .map((one): [string, string] => [one.value, one[locale()]])
    .sort(([, one], [, other]) => one.localeCompare(other, locale()));

const MOST_STEPS = 100;

/** The document, what it was before, and what was taken back. */
export class Edited {
  play = $state<Screenplay>() as Screenplay;
  private past = $state.raw<string[]>([]);
  private future = $state.raw<string[]>([]);
  private readonly first: string;

  constructor(play: Screenplay) {
    this.play = play;
    this.first = JSON.stringify(play);
    this.past = [this.first];
  }

  get changed() {
    return JSON.stringify(this.play) !== this.first;
  }

  get canUndo() {
    return this.past.length > 1;
  }

  get canRedo() {
    return this.future.length > 0;
  }

  /** Remembers the document as it is now, if it differs from what is remembered. */
  remember() {
    const now = JSON.stringify(this.play);
    if (now === this.past.at(-1)) return;
    this.past = [...this.past.slice(-MOST_STEPS), now];
    this.future = [];
  }

  undo() {
    this.remember();
    const now = this.past.at(-1);
    const before = this.past.at(-2);
    if (!now || !before) return;
    this.future = [now, ...this.future];
    this.past = this.past.slice(0, -1);
    this.play = JSON.parse(before) as Screenplay;
  }

  redo() {
    const [next, ...rest] = this.future;
    if (!next) return;
    this.future = rest;
    this.past = [...this.past, next];
    this.play = JSON.parse(next) as Screenplay;
  }

  /** Takes the document from its text; answers what is wrong with it, "" when nothing is. */
  read(text: string): string {
    try {
      const found: unknown = JSON.parse(text);
      if (!isScreenplay(found)) return t.not_a_screenplay;
      this.play = found;
      return "";
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

/** Whether the form can show it; the server looks at the rest. */
function isScreenplay(found: unknown): found is Screenplay {
  const shots = (found as { shots?: unknown } | null)?.shots;
  if (!Array.isArray(shots) || !shots.length) return false;
  return shots.every(
    (shot: Record<string, unknown> | null) =>
      shot &&
      ["cast", "actions", "lines"].every((name) => Array.isArray(shot[name])) &&
      ["place", "camera"].every((name) => shot[name] && typeof shot[name] === "object") &&
      Array.isArray((shot.camera as { moves?: unknown }).moves),
  );
}
