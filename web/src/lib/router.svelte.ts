// Addresses: which page a path names, going there without loading, and guarding work that is not saved.
import type { Component } from "svelte";

type Loader = () => Promise<{ default: Component<Record<string, string>> }>;

interface Route {
  pattern: RegExp;
  names: string[];
  load: Loader | null;
  open: boolean;
}

const page = (load: () => Promise<{ default: unknown }>) => load as Loader;

/** `open` pages can be seen without signing in. */
function route(path: string, load: Loader | null, open = false): Route {
  const names: string[] = [];
  const text = path.replace(/:(\w+)/g, (_, name: string) => (names.push(name), "([^/]+)"));
  return { pattern: new RegExp(`^${text}$`), names, load, open };
}

const routes: Route[] = [
  route("/", null), // the feed, which comes with the app: it is where most people begin
  route("/setup", page(() => import("../pages/Setup.svelte")), true),
  route("/sign-in", page(() => import("../pages/SignIn.svelte")), true),
  route("/join", page(() => import("../pages/Join.svelte")), true),
  route("/p/:id", page(() => import("../pages/Post.svelte")), true),
  route("/@:handle", page(() => import("../pages/Profile.svelte")), true),
  route("/@:handle/:people", page(() => import("../pages/People.svelte")), true),
  route("/search", page(() => import("../pages/Search.svelte")), true),
  route("/verify", page(() => import("../pages/Verify.svelte")), true),
  route("/create", page(() => import("../pages/Create.svelte"))),
  route("/videos", page(() => import("../pages/Videos.svelte"))),
  route("/videos/:id", page(() => import("../pages/Video.svelte"))),
  route("/videos/:id/screenplay", page(() => import("../pages/ScreenplayPage.svelte"))),
  route("/p/:id/:change", page(() => import("../pages/Change.svelte"))),
  route("/stitch", page(() => import("../pages/Stitch.svelte"))),
  route("/messages", page(() => import("../pages/Messages.svelte"))),
  route("/messages/:id", page(() => import("../pages/Messages.svelte"))),
  route("/notices", page(() => import("../pages/Notices.svelte"))),
  route("/settings", page(() => import("../pages/Settings.svelte"))),
  route("/settings/:section", page(() => import("../pages/Settings.svelte"))),
  route("/operator", page(() => import("../pages/Operator.svelte"))),
  route("/operator/:section", page(() => import("../pages/Operator.svelte"))),
];

const nowhere = page(() => import("../pages/NotFound.svelte"));

class Router {
  path = $state(location.pathname);
  query = $state(new URLSearchParams(location.search));

  match = $derived.by(() => {
    for (const one of routes) {
      const found = one.pattern.exec(this.path);
      if (!found) continue;
      const given = one.names.map((name, at): [string, string] => [name, decodeURIComponent(found[at + 1] ?? "")]);
      return { load: one.load, open: one.open, given: Object.fromEntries(given) };
    }
    return { load: nowhere, open: true, given: {} };
  });

  go(to: string, { replace = false } = {}) {
    if (replace) history.replaceState(null, "", to);
    else history.pushState(null, "", to);
    this.read();
    window.scrollTo(0, 0);
  }

  read() {
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
  }
}

export const router = new Router();

window.addEventListener("popstate", () => router.read());

/** Links within the app do not load the page anew. */
document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = (event.target as Element).closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.pathname.startsWith("/api/") || link.pathname.startsWith("/c/")) return;
  if (link.pathname === location.pathname && link.hash) return;
  event.preventDefault();
  router.go(link.pathname + link.search);
});
