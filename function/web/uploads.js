// Files on their way to the function: a few at a time, each with its share that has gone up.

import { ApiError, ask, upload } from "./api.js";
import { getConfig } from "./session.js";
import { makeStore } from "./store.js";

const AT_ONCE = 2;
// What may pass by itself is tried again before the person is asked to.
const TRIES = 4;
const PASSING = new Set(["offline", "too_many_requests", "database_unavailable", "storage_unavailable", "body_too_slow"]);
// Larger files are not compared with each other before they go up: their bytes would have to fit into memory.
const LARGEST_COMPARED = 64 * 1024 * 1024;

/** Newest last: `{key, file, name, state, share, code, documentId, same}`. */
export const uploads = makeStore([]);

/** Hashes of what went up in this tab, and the names of their files. */
const sent = new Map();
const aborts = new Map();
let count = 0;
let running = 0;

/** Take files in their order. */
export function addFiles(files) {
  const limit = getConfig().max_file_size_mb;
  const added = [...files].map((file) => {
    count += 1;
    const problem = file.size === 0 ? "empty_file" : file.size > limit * 1024 * 1024 ? "too_big" : null;
    return { key: count, file, name: file.name, state: problem ? "refused" : "waiting", problem, share: 0 };
  });
  uploads.set((all) => [...all, ...added]);
  work();
}

export function tryAgain(key, { anyway = false } = {}) {
  change(key, { state: "waiting", share: 0, code: null, anyway });
  work();
}

export function dismiss(key) {
  aborts.get(key)?.abort();
  uploads.set((all) => all.filter((one) => one.key !== key));
}

export const dismissDone = () =>
  uploads.set((all) => all.filter((one) => one.state === "waiting" || one.state === "sending"));

export function clearUploads() {
  for (const abort of aborts.values()) abort.abort();
  sent.clear();
  uploads.set([]);
}

function change(key, values) {
  uploads.set((all) => all.map((one) => (one.key === key ? { ...one, ...values } : one)));
}

function work() {
  while (running < AT_ONCE) {
    const next = uploads.get().find((one) => one.state === "waiting");
    if (!next) return;
    running += 1;
    change(next.key, { state: "sending" });
    send(next).finally(() => {
      running -= 1;
      work();
    });
  }
}

async function send({ key, file, anyway }) {
  const abort = new AbortController();
  aborts.set(key, abort);
  try {
    const hash = await hashOf(file);
    if (hash && sent.has(hash) && !anyway) {
      change(key, { state: "same_batch", other: sent.get(hash) });
      return;
    }
    if (hash) sent.set(hash, file.name);
    const onProgress = (share) => change(key, { share });
    try {
      const said = await patiently(() => upload(file, { onProgress, signal: abort.signal }), abort.signal);
      const same = said.duplicates_of ?? [];
      change(key, { state: same.length ? "same" : "arrived", share: 1, documentId: said.document_id, same });
    } catch (error) {
      sent.delete(hash);
      throw error;
    }
  } catch (error) {
    if (error.name !== "AbortError") change(key, { state: "failed", code: error.code ?? "other" });
  } finally {
    aborts.delete(key);
  }
}

async function patiently(send, signal) {
  for (let tried = 1; ; tried += 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ApiError) || !PASSING.has(error.code) || tried === TRIES || signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, (error.retryAfter || 2 ** tried) * 1000));
    }
  }
}

/** The hash of a file's bytes, or null where the browser makes none (without https) or the file is large. */
async function hashOf(file) {
  if (!crypto.subtle || file.size > LARGEST_COMPARED) return null;
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Delete the copy that has just gone up, and keep the document that was there. */
export async function removeCopy({ key, documentId }) {
  await ask(`/api/documents/${documentId}`, { method: "DELETE" });
  dismiss(key);
}

addEventListener("beforeunload", (event) => {
  if (uploads.get().some((one) => one.state === "waiting" || one.state === "sending")) event.preventDefault();
});
