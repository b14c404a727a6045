// What happens to documents, as the function tells it: one stream of events for the whole page.

import { ask } from "./api.js";
import { makeStore } from "./store.js";

const LONGEST_WAIT_SECONDS = 30;

const listeners = new Set();
/** `true` while the stream stands; what the page shows may be old otherwise. */
export const connected = makeStore(true);
let stop = null;

/** Call `listener(name, data)` for each event, and `listener("again")` when the stream stands anew. */
export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function startListening() {
  stop?.abort();
  stop = new AbortController();
  keepListening(stop.signal);
}

export function stopListening() {
  stop?.abort();
  stop = null;
}

async function keepListening(signal) {
  let wait = 1;
  for (let first = true; !signal.aborted; first = false) {
    try {
      const answer = await ask("/api/events", { signal, headers: { Accept: "text/event-stream" } });
      connected.set(true);
      wait = 1;
      if (!first) tell("again");
      await readEvents(answer.body, tell);
    } catch (error) {
      if (signal.aborted || error.status === 401) return;
    }
    // Not at once: a stream may end as a matter of course, where a worker is replaced.
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    if (signal.aborted) return;
    if (wait > 1) connected.set(false);
    wait = Math.min(wait * 2, LONGEST_WAIT_SECONDS);
  }
}

async function readEvents(body, take) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (rest + value).replaceAll("\r\n", "\n").split("\n\n");
    rest = parts.pop();
    for (const part of parts) readEvent(part, take);
  }
}

function readEvent(text, take) {
  let name = "message";
  let data = "";
  for (const line of text.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    else if (line.startsWith("data:")) data += line.slice(5).trim();
  }
  if (data) take(name, JSON.parse(data));
}

function tell(name, data) {
  for (const listener of [...listeners]) listener(name, data);
}
