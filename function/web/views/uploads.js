// What is on its way up: a bar for each file, and what went wrong with it.

import { say, sayDate, sayError } from "../language.js";
import { announce, Bar, Icon } from "../parts.js";
import { address } from "../route.js";
import { getConfig } from "../session.js";
import { useStore } from "../store.js";
import { dismiss, dismissDone, isComing, isSame, tryAgain, uploadAnyway, uploads } from "../uploads.js";
import { html, useEffect, useRef } from "../vendor/htm-preact.js";

// Once it has arrived, a file is a document in the list below; its row here goes away after a moment.
const SHOWN_MS = 1500;

export function Uploads() {
  const all = useStore(uploads);
  const coming = all.some(isComing);
  const same = all.filter(isSame).map((one) => one.key);
  const arrived = useRef(new Set());
  for (const one of all) if (one.state === "arrived") arrived.current.add(one.key);
  useEffect(() => {
    if (coming) return;
    const counts = [["uploads_done", arrived.current.size], ["uploads_same", same.length]].filter(([, n]) => n > 0);
    if (!counts.length) return;
    announce(counts.map(([words, n]) => say(words, { n })).join(" "));
    arrived.current.clear();
  }, [coming]);
  if (!all.length) return null;
  const notes = all.filter((one) => one.state === "refused" || one.state === "failed").length;
  return html`
    <section class="uploads" aria-labelledby="uploads-title">
      <div class="uploads-top">
        <h2 id="uploads-title">${say("uploads")}</h2>
        ${notes > 1 && !coming && html`<button type="button" class="plain" onClick=${dismissDone}>${say("clear_done")}</button>`}
      </div>
      ${same.length > 1 && html`<${ManySame} keys=${same} />`}
      <ul>${all.map((one) => html`<${Upload} key=${one.key} one=${one} />`)}</ul>
    </section>
  `;
}

/** One choice for all that are there already. */
const ManySame = ({ keys }) => html`
  <div class="uploads-same">
    <p>${say("uploads_same", { n: keys.length })}</p>
    <div class="buttons">
      <button type="button" class="button" onClick=${() => dismiss(...keys)}>${say("upload_none")}</button>
      <button type="button" class="button" onClick=${() => uploadAnyway(keys)}>${say("upload_all_anyway")}</button>
    </div>
  </div>
`;

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
  const words = { name: one.name, limit: getConfig().max_file_size_mb };
  switch (one.state) {
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
    case "same":
    case "same_batch":
      return html`<${Same} one=${one} />`;
    default:
      return html`<span class="small">${say(one.state === "checking" ? "upload_checking" : "upload_waiting")}</span>`;
  }
}

/** Which document a file is again, and what to do with it. */
function Same({ one: { key, name, same } }) {
  const added = same.document_date ? "upload_same" : "upload_same_added";
  const date = sayDate(same.document_date ?? same.created_at);
  const words = say(same.document_id ? added : "upload_same_batch", { name: same.file_name ?? name, date });
  return html`
    <span>${words}</span>
    ${same.document_id && html`
      <a class="link" href=${address("document", same.document_id)} onClick=${() => dismiss(key)}>${say("open_other")}</a>
    `}
    <button type="button" class="link" onClick=${() => uploadAnyway([key])}>${say("upload_anyway")}</button>
  `;
}
