// The app's own dictionaries, for finding things on a page by the names they have in a language.
import { resolve } from "node:path";
import { runnerImport } from "vite";

const root = resolve(import.meta.dirname, "..");

/** The words of "en" or "fr". */
export async function wordsOf(language) {
  const file = resolve(root, `src/lib/words/${language}.ts`);
  const { module } = await runnerImport(file, { configFile: false, root, logLevel: "error" });
  return module[language];
}
