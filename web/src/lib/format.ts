// Numbers and times in words of the reader's language.
import { locale } from "./words/index.svelte";

export const count = (value: number) =>
  new Intl.NumberFormat(locale(), { notation: value >= 10_000 ? "compact" : "standard" }).format(value);

export const date = (at: number) =>
  new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(at * 1000);

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

export function ago(at: number): string {
  const passed = Date.now() / 1000 - at;
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: "auto", style: locale() === "fr" ? "short" : "narrow" });
  for (const [unit, length] of steps) if (passed >= length) return format.format(-Math.floor(passed / length), unit);
  return format.format(0, "minute");
}

export const clock = (seconds: number) => {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

export const plain = (word: string) => word.replaceAll("_", " ");
