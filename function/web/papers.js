// The documents in the inbox, kept up to date by events.

import { askJson } from "./api.js";
import { listen } from "./live.js";
import { makeStore } from "./store.js";

const AT_ONCE = 50;
// Of many documents that come one after the other, the list is asked for once.
const SOON_MS = 1000;

/** `{items, next, loading, code}`; items are null until the first answer. */
export const papers = makeStore({ items: null, next: null, loading: false, code: null });
let filter = {};
let latest = 0;
let timer = null;

/** List the documents that `wanted` lets through: type, status, needs_review, issuer, from, to. */
export function listPapers(wanted) {
  filter = wanted;
  return load(null);
}

export const listMore = () => load(papers.get().next);

async function load(after) {
  latest += 1;
  const mine = latest;
  papers.set((now) => ({ ...now, loading: true, code: null }));
  const query = new URLSearchParams({ sort: "-created_at", limit: AT_ONCE });
  for (const [name, value] of Object.entries(filter)) for (const one of [value].flat()) query.append(name, one);
  if (after) query.set("after", after);
  try {
    const answer = await askJson(`/api/documents?${query}`);
    if (mine !== latest) return;
    papers.set((now) => {
      const known = after ? now.items : [];
      const ids = new Set(known.map((one) => one.document_id));
      const fresh = answer.documents.filter((one) => !ids.has(one.document_id));
      return { items: [...known, ...fresh], next: answer.next, loading: false, code: null };
    });
  } catch (error) {
    if (mine === latest) papers.set((now) => ({ ...now, loading: false, code: error.code ?? "other" }));
  }
}

export function clearPapers() {
  latest += 1;
  filter = {};
  papers.set({ items: null, next: null, loading: false, code: null });
}

const drop = (id) =>
  papers.set((now) => ({ ...now, items: now.items?.filter((one) => one.document_id !== id) ?? null }));

listen((name, data) => {
  if (name === "again") {
    if (papers.get().items) load(null);
    return;
  }
  const { items } = papers.get();
  if (!items) return;
  if (name === "deleted") {
    drop(data.document_id);
  } else if (name === "document") {
    const known = items.some((one) => one.document_id === data.document_id);
    if (!known && Object.keys(filter).length) return void askLater(data, items);
    papers.set((now) => ({ ...now, items: known ? now.items.map((one) => merge(one, data)) : place(now, data) }));
  }
});

/** A new document may be one of those that the filter lets through, or become one when it has been read. */
function askLater({ status }, items) {
  // A list that a person has made longer stays as it is.
  if (status === "processing" || items.length > AT_ONCE) return;
  clearTimeout(timer);
  timer = setTimeout(() => papers.get().items && load(null), SOON_MS);
}

const merge = (one, data) =>
  one.document_id === data.document_id ? { ...one, ...data, page_count: data.pages_total ?? one.page_count } : one;

/** Put a new document where its time of creation belongs, unless that is further down than what is listed. */
function place({ items, next }, data) {
  const item = { ...data, page_count: data.pages_total };
  const later = items.findIndex((one) => (one.created_at ?? "") < (data.created_at ?? ""));
  if (later < 0) return next ? items : [...items, item];
  return items.toSpliced(later, 0, item);
}
