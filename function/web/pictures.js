// Pictures of pages: fetched with the bearer token, a few at a time, and kept for a while.

import { ask } from "./api.js";
import { useEffect, useState } from "./vendor/htm-preact.js";

// Browsers open six connections to a host; events and uploads need some of them.
const AT_ONCE = 3;
// A page at 1,200 pixels takes about 100 KB: at most 8 MB.
const KEPT = 80;
const WIDTHS = [160, 480, 800, 1200, 1600, 2400];

const kept = new Map();
const waiting = [];
let running = 0;

/** The object URL of a page's picture that is at least `width` CSS pixels wide; null until it is there. */
export function usePicture(documentId, page, width) {
  const [shown, show] = useState(null);
  useEffect(() => {
    if (!documentId || !page || !width) return undefined;
    let wanted = true;
    const pixels = width * Math.min(devicePixelRatio || 1, 2);
    const size = WIDTHS.find((one) => one >= pixels) ?? WIDTHS.at(-1);
    const path = `/api/documents/${documentId}/pages/${page}/image?width=${size}`;
    fetchPicture(path).then(
      (url) => wanted && show(url),
      () => wanted && show(""),
    );
    return () => {
      wanted = false;
      giveUp(path);
    };
  }, [documentId, page, width]);
  return shown;
}

function fetchPicture(path) {
  const found = kept.get(path);
  if (found) {
    const before = waiting.find((one) => one.path === path);
    if (before) before.users += 1;
    // The latest used is the last to go.
    kept.delete(path);
    kept.set(path, found);
    return found;
  }
  const coming = new Promise((resolve, reject) => waiting.push({ path, users: 1, resolve, reject }));
  kept.set(path, coming);
  coming.catch(() => kept.delete(path));
  work();
  return coming;
}

function work() {
  // What was asked for last is what is in view.
  while (running < AT_ONCE && waiting.length) {
    const { path, resolve, reject } = waiting.pop();
    running += 1;
    ask(path)
      .then((answer) => answer.blob())
      .then((blob) => resolve(URL.createObjectURL(blob)), reject)
      .finally(() => {
        running -= 1;
        dropOldest();
        work();
      });
  }
}

/** Forget a picture that has scrolled away before its turn came. */
function giveUp(path) {
  const place = waiting.findIndex((one) => one.path === path);
  if (place < 0) return;
  waiting[place].users -= 1;
  if (waiting[place].users) return;
  const [one] = waiting.splice(place, 1);
  kept.delete(path);
  one.reject(new DOMException("Not needed any more", "AbortError"));
}

function dropOldest() {
  for (const [path, coming] of kept) {
    if (kept.size <= KEPT) return;
    kept.delete(path);
    coming.then((url) => URL.revokeObjectURL(url), () => {});
  }
}

export function forgetPictures() {
  for (const coming of kept.values()) coming.then((url) => URL.revokeObjectURL(url), () => {});
  kept.clear();
}
