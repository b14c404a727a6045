// Files on their way to the function: each is compared with what is there, then goes up, a few at a time.

import { ApiError, upload } from "./api.js";
import { findSame, hashOf } from "./duplicates.js";
import { getConfig } from "./session.js";
import { makeStore } from "./store.js";

// What may pass by itself is tried again before the person is asked to.
const TRIES = 4;
const PASSING = new Set(["offline", "too_many_requests", "database_unavailable", "storage_unavailable", "body_too_slow"]);

// One file at a time is compared, since it is in memory meanwhile.
const STEPS = [
  { from: "waiting", to: "checking", take: check, atOnce: 1, running: 0 },
  { from: "ready", to: "sending", take: send, atOnce: 2, running: 0 },
];
const COMING = new Set(STEPS.flatMap(({ from, to }) => [from, to]));
const GONE_UP = new Set(["ready", "sending", "arrived"]);

/** Newest last: `{key, file, name, state, share, code, hash, same}`. */
export const uploads = makeStore([]);

const aborts = new Map();
let count = 0;

export const isComing = (one) => COMING.has(one.state);

/** Whether nothing of a file goes up before the person has said so, because they have it. */
export const isSame = (one) => one.state === "same" || one.state === "same_batch";

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

export function tryAgain(key) {
  change(key, { state: "waiting", share: 0, code: null });
  work();
}

/** Upload these although they are there. */
export function uploadAnyway(keys) {
  for (const key of keys) change(key, { state: "ready", share: 0, anyway: true });
  work();
}

export function dismiss(...keys) {
  for (const key of keys) aborts.get(key)?.abort();
  uploads.set((all) => all.filter((one) => !keys.includes(one.key)));
}

export const dismissDone = () => uploads.set((all) => all.filter((one) => isComing(one) || isSame(one)));

export function clearUploads() {
  for (const abort of aborts.values()) abort.abort();
  uploads.set([]);
}

function change(key, values) {
  uploads.set((all) => all.map((one) => (one.key === key ? { ...one, ...values } : one)));
}

function work() {
  for (const step of STEPS) {
    while (step.running < step.atOnce) {
      const next = uploads.get().find((one) => one.state === step.from);
      if (!next) break;
      step.running += 1;
      change(next.key, { state: step.to });
      take(next, step).finally(() => {
        step.running -= 1;
        work();
      });
    }
  }
}

async function take(one, step) {
  const abort = new AbortController();
  aborts.set(one.key, abort);
  try {
    await step.take(one, abort.signal);
  } catch (error) {
    if (error.name !== "AbortError") change(one.key, { state: "failed", code: error.code ?? "other" });
  } finally {
    aborts.delete(one.key);
  }
}

async function check({ key, file, anyway }, signal) {
  const hash = anyway ? null : await hashOf(file);
  if (!hash) return change(key, { state: "ready" });
  const twin = uploads.get().find((one) => one.key !== key && one.hash === hash && GONE_UP.has(one.state));
  if (twin) return change(key, { state: "same_batch", hash, same: { file_name: twin.name } });
  const same = await patiently(() => findSame(hash, signal), signal);
  return change(key, { state: same ? "same" : "ready", hash, same });
}

async function send({ key, file, anyway }, signal) {
  const onProgress = (share) => change(key, { share });
  const options = { duplicates: anyway ? "allow" : "refuse", onProgress, signal };
  try {
    await patiently(() => upload(file, options), signal);
    change(key, { state: "arrived", share: 1 });
  } catch (error) {
    // It could not be compared here, or another tab was quicker.
    if (error.code !== "duplicate_file") throw error;
    change(key, { state: "same", same: error.duplicates[0] });
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

addEventListener("beforeunload", (event) => {
  if (uploads.get().some(isComing)) event.preventDefault();
});
