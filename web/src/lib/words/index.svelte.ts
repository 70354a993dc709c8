// The words of the app: a typed catalogue a language. English is the measure; French loads when it is asked for.
import { keep, kept } from "../look.svelte";
import { en } from "./en";

export type Words = typeof en;
export type Locale = "en" | "fr";

class Catalogue {
  locale = $state<Locale>("en");
  words = $state.raw<Words>(en);
}

const catalogue = new Catalogue();

/** Reads as the catalogue of the moment: `t.like`, `t.likes(3)`. Reactive. */
export const t = new Proxy({} as Words, {
  get: (_, key) => catalogue.words[key as keyof Words],
});

export const locale = () => catalogue.locale;

export async function setLocale(to: Locale) {
  catalogue.words = to === "fr" ? (await import("./fr")).fr : en;
  catalogue.locale = to;
  document.documentElement.lang = to;
  keep("locale", to);
}

export async function startWords() {
  const wanted = kept("locale") ?? navigator.language.slice(0, 2);
  if (wanted === "fr") await setLocale("fr");
}
