// What is on its way up: a bar for each file, and what went wrong with it.

import { say, sayError } from "../language.js";
import { announce, Bar, Icon } from "../parts.js";
import { address } from "../route.js";
import { getConfig } from "../session.js";
import { useStore } from "../store.js";
import { dismiss, dismissDone, removeCopy, tryAgain, uploads } from "../uploads.js";
import { html, useEffect, useRef } from "../vendor/htm-preact.js";

// Once it has arrived, a file is a document in the list below; its row here goes away after a moment.
const SHOWN_MS = 1500;

export function Uploads() {
  const all = useStore(uploads);
  const coming = all.some((one) => one.state === "waiting" || one.state === "sending");
  const arrived = useRef(new Set());
  for (const one of all) if (one.state === "arrived") arrived.current.add(one.key);
  useEffect(() => {
    if (coming || !arrived.current.size) return;
    announce(say("uploads_done", { n: arrived.current.size }));
    arrived.current.clear();
  }, [coming]);
  if (!all.length) return null;
  const notes = all.filter((one) => !["waiting", "sending", "arrived"].includes(one.state)).length;
  return html`
    <section class="uploads" aria-labelledby="uploads-title">
      <div class="uploads-top">
        <h2 id="uploads-title">${say("uploads")}</h2>
        ${notes > 1 && !coming && html`<button type="button" class="plain" onClick=${dismissDone}>${say("clear_done")}</button>`}
      </div>
      <ul>${all.map((one) => html`<${Upload} key=${one.key} one=${one} />`)}</ul>
    </section>
  `;
}

function Upload({ one }) {
  useEffect(() => {
    if (one.state !== "arrived") return undefined;
    const timer = setTimeout(() => dismiss(one.key), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [one.state]);
  const close = html`
    <button type="button" class="plain square" aria-label="${say("dismiss")}: ${one.name}" onClick=${() => dismiss(one.key)}>
      <${Icon} name="close" />
    </button>
  `;
  return html`
    <li class="upload upload-${one.state}">
      <span class="upload-name">${one.name}</span>
      <div class="upload-state"><${State} one=${one} /></div>
      ${one.state !== "arrived" && close}
    </li>
  `;
}

function State({ one }) {
  const words = { name: one.other ?? one.name, limit: getConfig().max_file_size_mb };
  switch (one.state) {
    case "waiting":
      return html`<span class="small">${say("upload_waiting")}</span>`;
    case "sending":
      return html`<${Bar} share=${one.share} label=${`${one.name}: ${say("upload_sending", { percent: Math.round(one.share * 100) })}`} />`;
    case "arrived":
      return html`<span class="small good"><${Icon} name="check" />${say("upload_arrived")}</span>`;
    case "refused":
      return html`<span class="problem">${say(one.problem, words)}</span>`;
    case "failed":
      return html`
        <span class="problem">${sayError(one.code)}</span>
        <button type="button" class="link" onClick=${() => tryAgain(one.key)}>${say("retry")}</button>
      `;
    case "same_batch":
      return html`
        <span>${say("upload_same_batch", words)}</span>
        <button type="button" class="link" onClick=${() => tryAgain(one.key, { anyway: true })}>${say("upload_anyway")}</button>
      `;
    default:
      return html`
        <span>${say("upload_same")}</span>
        <a class="link" href=${address("document", one.same[0])}>${say("open_other")}</a>
        <button type="button" class="link" onClick=${() => removeCopy(one).catch(() => {})}>${say("remove_this")}</button>
        <button type="button" class="link" onClick=${() => dismiss(one.key)}>${say("keep_both")}</button>
      `;
  }
}
