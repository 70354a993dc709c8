// The build: one page, split by route, into the Python package. `npm run dev` passes /api on to a server on port 8000.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const server = process.env.FANTASCOPE_URL ?? "http://127.0.0.1:8000";

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
      },
    }),
  ],
  build: {
    outDir: "../src/fantascope/web_dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: { proxy: { "/api": server, "/c": server } },
});
