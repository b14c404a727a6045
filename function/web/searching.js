// The search and its hits, kept so that one can go through them in the documents.

import { askJson } from "./api.js";
import { makeStore } from "./store.js";

const HITS = 20;
// Letters before the first word that was found: four lines of a phone have 150, and the word must be among them.
const LONGEST_START = 120;
const START = 60;

/** `{query, literal, results, understood, loading, code}`; `results` are null before the first search. */
export const found = makeStore(empty());
let running = null;

function empty() {
  return { query: "", literal: false, results: null, understood: {}, loading: false, code: null };
}

/** Search, unless it is what was searched for last. */
export async function search(query, literal = false) {
  const now = found.get();
  if (now.query === query && now.literal === literal && !now.code) return;
  running?.abort();
  if (!query) {
    found.set(empty());
    return;
  }
  running = new AbortController();
  const { signal } = running;
  found.set({ ...now, query, literal, loading: true, code: null });
  try {
    const json = { query, limit: HITS, literal };
    const { results, understood } = await askJson("/api/search", { method: "POST", json, signal });
    found.set({ query, literal, results, understood, loading: false, code: null });
  } catch (error) {
    if (!signal.aborted) found.set({ ...found.get(), loading: false, code: error.code ?? "other" });
  }
}

export function clearSearch() {
  running?.abort();
  found.set(empty());
}

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

/** The parts of a snippet, `{text, hit}`. Its HTML is taken apart and never put into the page. */
export function partsOf(snippet) {
  const parts = snippet.split(/(<mark>.*?<\/mark>)/s).filter(Boolean).map((part) => ({
    hit: part.startsWith("<mark>"),
    text: part.replace(/<\/?mark>/g, "").replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole),
  }));
  const [before] = parts;
  if (parts.length > 1 && !before.hit && before.text.length > LONGEST_START) before.text = `… ${before.text.slice(-START).replace(/^\S*\s+/, "")}`;
  return parts;
}

/** The page of a hit, that with most of its boxes, and the boxes there. */
export function placeOf(result) {
  const boxes = result.boxes ?? [];
  const on = Map.groupBy(boxes, (one) => one.page);
  const most = [...on].sort((one, other) => other[1].length - one[1].length)[0];
  return { page: most?.[0] ?? result.pages?.[0] ?? 1, boxes: (most?.[1] ?? []).map((one) => one.box) };
}
