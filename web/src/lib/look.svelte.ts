// The theme, and what is kept in this browser: sound on or off, captions on or off.

export type Theme = "system" | "light" | "dark";

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(`fantascope.${key}`);
  } catch {
    return null;
  }
};

export function keep(key: string, value: string) {
  try {
    localStorage.setItem(`fantascope.${key}`, value);
  } catch {
    // A browser that keeps nothing: the setting lasts as long as the page.
  }
}

export const kept = read;

class Look {
  theme = $state<Theme>((read("theme") as Theme | null) ?? "system");
  muted = $state(true);
  captions = $state(read("captions") !== "off");

  setTheme(theme: Theme) {
    this.theme = theme;
    keep("theme", theme);
    applyTheme();
  }

  setCaptions(on: boolean) {
    this.captions = on;
    keep("captions", on ? "on" : "off");
  }
}

export const look = new Look();

export function applyTheme() {
  if (look.theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = look.theme;
}

export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
