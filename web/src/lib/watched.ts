// The clips watched last, kept in this browser so that they can be seen without a connection (the service worker
// answers for them, vite.config.ts). Only where there is one; all of it goes when one signs out.
import { keep, kept } from "./look.svelte";
import type { Card } from "./types";

const STORE = "clips";
const MOST = 12;

export function watched(): Card[] {
  try {
    return JSON.parse(kept("watched") ?? "[]") as Card[];
  } catch {
    return [];
  }
}

const files = (card: Card) => [card.video_url, card.poster_url, ...(card.captions_url ? [card.captions_url] : [])];

export async function keepWatched(card: Card) {
  if (!navigator.serviceWorker?.controller || card.visibility !== "public") return;
  const before = watched();
  if (before.some((one) => one.id === card.id)) return;
  const store = await caches.open(STORE);
  await store.addAll(files(card));
  const now = [card, ...before];
  for (const old of now.slice(MOST)) for (const file of files(old)) await store.delete(file);
  keep("watched", JSON.stringify(now.slice(0, MOST)));
}

export async function forgetWatched() {
  keep("watched", "[]");
  if ("caches" in window) await caches.delete(STORE);
}
