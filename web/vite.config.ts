// The build: one page, split by route, into the Python package. What the feed needs is one file, for people begin there.
// `npm run dev` passes /api on to a server on port 8000.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const server = process.env.FANTASCOPE_URL ?? "http://127.0.0.1:8000";

/** Beside each script and style its compressed forms, which the server sends to those who take them. */
function compressed(): Plugin {
  let assets = "";
  return {
    name: "compressed",
    apply: "build",
    configResolved: (config) => void (assets = resolve(config.root, config.build.outDir, "assets")),
    closeBundle() {
      for (const name of readdirSync(assets).filter((one) => /\.(js|css)$/.test(one))) {
        const file = join(assets, name);
        if (statSync(file).size < 1000) continue;
        writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [
    svelte(),
    VitePWA({
      registerType: "autoUpdate",
      injectRegister: "script-defer",
      manifest: {
        name: "Fantascope",
        short_name: "Fantascope",
        description: "A feed of small, hand-made worlds.",
        display: "standalone",
        start_url: "/",
        background_color: "#16120f",
        theme_color: "#16120f",
        icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" }],
      },
      workbox: {
        globPatterns: ["**/*.{js,css,html,svg}"],
        navigateFallbackDenylist: [/^\/api\//, /^\/v1\//, /^\/c\//, /^\/docs/, /^\/health/, /^\/metrics/],
        inlineWorkboxRuntime: true,
        runtimeCaching: [
          {
            // Clips watched last (lib/watched.ts keeps them whole), when there is no connection.
            urlPattern: ({ url }) => url.pathname.startsWith("/api/media/"),
            handler: "NetworkFirst",
            options: { cacheName: "clips", rangeRequests: true, plugins: [{ cacheWillUpdate: async () => null }] },
          },
        ],
      },
    }),
    compressed(),
  ],
  build: {
    outDir: "../src/fantascope/web_dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "app", test: /src\/main\.ts$/ }] } },
    },
  },
  server: { proxy: { "/api": server, "/c": server } },
});
