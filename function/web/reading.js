// Pages as they were read: fetched when they come into view, and kept while the document is open.

import { ApiError, askJson } from "./api.js";
import { makeStore, useStore } from "./store.js";
import { useEffect } from "./vendor/htm-preact.js";

// The recogniser's own confidence, below which a person should compare a line with its picture: what the review asks
// about as well (function/document/corrections.py).
const DOUBT = 0.97;
const KEPT = 200;

const kept = new Map();

const keyOf = (documentId, number) => `${documentId}/${number}`;

function storeOf(documentId, number) {
  const key = keyOf(documentId, number);
  if (!kept.has(key)) {
    kept.set(key, makeStore({ page: null, code: null, asked: false, old: false }));
    // The first is the one that was opened longest ago.
    if (kept.size > KEPT) kept.delete(kept.keys().next().value);
  }
  return kept.get(key);
}

async function load(documentId, number) {
  const store = storeOf(documentId, number);
  store.set((now) => ({ ...now, asked: true }));
  try {
    const page = await askJson(`/api/documents/${documentId}/pages/${number}`);
    store.set({ page, code: null, asked: true, old: false });
  } catch (error) {
    // A page that has not been read yet is asked for again when more pages have been.
    store.set((now) => ({ ...now, code: error.code ?? "other", asked: false }));
  }
}

/** `{page, code}` of a page; it is asked for again when `version` changes and it is not there yet, or old. */
export function usePage(documentId, number, version) {
  const store = storeOf(documentId, number);
  const found = useStore(store);
  useEffect(() => {
    const now = store.get();
    if ((!now.page || now.old) && !now.asked) load(documentId, number);
  }, [documentId, number, version]);
  return found;
}

/** A page, from what is kept or from the function. */
export async function readPage(documentId, number) {
  const store = storeOf(documentId, number);
  if (!store.get().page || store.get().old) await load(documentId, number);
  const { page, code } = store.get();
  if (!page) throw new ApiError(code);
  return page;
}

/** Save what a person says about a line or cell, and show the page as it is now. */
export async function correctLine(documentId, number, place, said) {
  const where = place.isCell ? { cell: place.cell } : { line: place.line };
  const json = { page: number, block: place.block, ...where, text: null, accepted: false, ...said };
  const page = await askJson(`/api/documents/${documentId}/lines`, { method: "POST", json });
  storeOf(documentId, number).set({ page, code: null, asked: true, old: false });
  return page;
}

/** Read the pages of a document anew when they are next in view; until they have come, the old ones stay. */
export function renewPages(documentId) {
  for (const [key, store] of kept) {
    if (key.startsWith(`${documentId}/`)) store.set((now) => ({ ...now, asked: false, old: true }));
  }
}

export const clearPages = () => kept.clear();

export const isDoubtful = (line) => !line.corrected_at && line.confidence < DOUBT;

/** Lines and cells in reading order, `{place, box, block, line, text, doubtful}`; `place` is their name on the page. */
export function placesOf(page) {
  return page.blocks.flatMap((block, index) => {
    const lines = (block.lines ?? []).map((line, number) => ({
      place: `${index}.${number}`,
      block: block.index ?? index,
      line: line.index ?? number,
      box: line.box,
      text: line.text,
      said: line,
      doubtful: isDoubtful(line),
    }));
    if (block.table) return cellsOf(block, index, lines);
    // A figure, a code or handwriting has a box and no lines.
    return lines.length ? lines : [{ place: `${index}`, box: block.box, text: block.text, doubtful: false }];
  });
}

/** The lines in each cell of a table; a cell without lines, or one that a person spoke of, is a place itself. */
function cellsOf(block, index, lines) {
  return block.table.cells.flatMap((cell, number) => {
    const own = cell.corrected_at ? [] : lines.filter((line) => isIn(line.box, cell.box));
    const { box, text } = cell;
    const whole = { place: `${index}.c${number}`, block: block.index ?? index, isCell: true, box, text, said: cell, doubtful: false };
    return (own.length ? own : [whole]).map((one) => ({ ...one, cell: number }));
  });
}

function isIn([x0, y0, x1, y1], [left, top, right, bottom]) {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return left <= x && x <= right && top <= y && y <= bottom;
}

/** Whether a line lies in one of the boxes. */
export const isMarked = (box, boxes) => boxes.some((one) => isIn(box, one));
