// What one can do with a post from anywhere it is shown. Changes show at once and are taken back when they fail.
import { del, post as send, put } from "./api";
import { router } from "./router.svelte";
import { session } from "./session.svelte";
import { toasts } from "./toast.svelte";
import type { Card, Person } from "./types";
import { t } from "./words/index.svelte";

/** Goes to sign in when nobody is; true when somebody is. */
export function needsMe(): boolean {
  if (session.me) return true;
  router.go(`/sign-in?to=${encodeURIComponent(location.pathname)}`);
  return false;
}

export async function like(card: Card, wanted = !card.liked) {
  if (!needsMe() || wanted === card.liked) return;
  const before = card.counts.likes;
  card.liked = wanted;
  card.counts.likes += wanted ? 1 : -1;
  try {
    const answer = await (wanted ? put : del)<{ likes: number; liked: boolean }>(`/posts/${card.id}/like`);
    if (answer) {
      card.counts.likes = answer.likes;
      card.liked = answer.liked;
    }
  } catch (error) {
    card.liked = !wanted;
    card.counts.likes = before;
    toasts.blame(error);
  }
}

export async function follow(person: Person, wanted = !person.followed) {
  if (!needsMe()) return;
  person.followed = wanted;
  try {
    await (wanted ? put : del)(`/people/${person.handle}/follow`);
  } catch (error) {
    person.followed = !wanted;
    toasts.blame(error);
  }
}

export const shareAddress = (card: { id: string }) => `${location.origin}/c/${card.id}`;

export async function share(card: Card) {
  const url = shareAddress(card);
  try {
    if (navigator.share) await navigator.share({ url, title: card.caption });
    else {
      await navigator.clipboard.writeText(url);
      toasts.say(t.link_copied);
    }
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) toasts.say(url);
  }
}

export async function lessLike(card: Card) {
  if (!needsMe()) return;
  try {
    const { lowered } = await send<{ lowered: string[] }>("/feed/less", { post_id: card.id });
    toasts.say(lowered.length ? t.lowered(lowered.join(", ")) : t.less_done);
  } catch (error) {
    toasts.blame(error);
  }
}
