// Starts the app: the look first (so that nothing flashes), then the page.
import "./app.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { applyTheme } from "./lib/look.svelte";
import { startWords } from "./lib/words/index.svelte";

applyTheme();
await startWords();
const target = document.getElementById("app");
if (target) mount(App, { target });
