// The inbox: what is on its way, and the documents that are there, the latest first.

import { ask, askJson } from "../api.js";
import { say, sayAmount, sayDate, sayError, sayType, typeNames } from "../language.js";
import { Bar, Heading, Icon, Note } from "../parts.js";
import { listMore, listPapers, papers } from "../papers.js";
import { useWantsPassword } from "../passwords.js";
import { usePicture } from "../pictures.js";
import { address, replace, route } from "../route.js";
import { useStore } from "../store.js";
import { addFiles } from "../uploads.js";
import { Password } from "./password.js";
import { Uploads } from "./uploads.js";
import { html, useEffect, useRef, useState } from "../vendor/htm-preact.js";

const FILTERS = ["type", "state", "issuer", "from", "to"];
const STATES = {
  reading: { status: ["queued", "processing"] },
  review: { needs_review: "true" },
  failed: { status: "failed" },
  completed: { status: "completed" },
};
const THUMBNAIL_WIDTH = 80;

export function Inbox() {
  const { query } = useStore(route);
  const filter = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? ""]));
  const key = JSON.stringify(filter);
  useEffect(() => {
    const { state, ...others } = filter;
    const given = Object.entries(others).filter(([, value]) => value);
    listPapers({ ...Object.fromEntries(given), ...STATES[state] });
  }, [key]);
  return html`
    <${Heading} title=${say("inbox")}>${say("inbox")}<//>
    <${Add} />
    <${Uploads} />
    <${Filters} filter=${filter} />
    <${List} filtered=${FILTERS.some((name) => filter[name])} />
  `;
}

function Add() {
  const files = useRef();
  const photo = useRef();
  const take = (event) => {
    addFiles(event.target.files);
    // The same file can be chosen again.
    event.target.value = "";
  };
  return html`
    <section class="add" aria-labelledby="add-title">
      <div>
        <h2 id="add-title"><span class="mouse-only">${say("drop_title")}</span><span class="touch-only">${say("add_title")}</span></h2>
        <p class="small"><span class="mouse-only">${say("drop_lead")}</span><span class="touch-only">${say("add_lead")}</span></p>
      </div>
      <div class="buttons">
        <button type="button" class="button strong" onClick=${() => files.current.click()}>
          <${Icon} name="upload" />${say("choose_files")}
        </button>
        <button type="button" class="button touch-only" onClick=${() => photo.current.click()}>
          <${Icon} name="camera" />${say("take_photo")}
        </button>
      </div>
      <input type="file" multiple hidden ref=${files} id="files" onChange=${take} />
      <input type="file" accept="image/*" capture="environment" hidden ref=${photo} onChange=${take} />
    </section>
  `;
}

function Filters({ filter }) {
  const active = FILTERS.filter((name) => filter[name]).length;
  const [open, setOpen] = useState(active > 0);
  const issuers = useIssuers(open, filter.issuer);
  const set = (name, value) => replace("inbox", null, { ...filter, [name]: value });
  const change = (name) => (event) => set(name, event.target.value);
  const types = Object.entries(typeNames()).sort((a, b) => a[1].localeCompare(b[1]));
  return html`
    <div class="filters">
      <div class="filters-top">
        <button type="button" class="plain" aria-expanded=${open} aria-controls="filters" onClick=${() => setOpen(!open)}>
          <${Icon} name="filter" />${say("filter")}${active > 0 && html` <span class="count">${active}</span>`}
        </button>
        ${active > 0 && html`<button type="button" class="plain" onClick=${() => replace("inbox")}>${say("clear_filters")}</button>`}
      </div>
      <form id="filters" class="filters-form" hidden=${!open} onSubmit=${(event) => event.preventDefault()}>
        <${Choice} name="type" label=${say("type")} value=${filter.type} all=${say("all_types")} options=${types} onChange=${change("type")} />
        <${Choice} name="state" label=${say("state")} value=${filter.state} all=${say("state_all")}
          options=${Object.keys(STATES).map((one) => [one, say(`state_${one}`)])} onChange=${change("state")} />
        <${Choice} name="issuer" label=${say("issuer")} value=${filter.issuer} all=${say("all_issuers")}
          options=${issuers.map((one) => [one, one])} onChange=${change("issuer")} />
        <div><label for="from">${say("from")}</label><input id="from" type="date" value=${filter.from} onChange=${change("from")} /></div>
        <div><label for="to">${say("to")}</label><input id="to" type="date" value=${filter.to} onChange=${change("to")} /></div>
      </form>
    </div>
  `;
}

/** Whom to choose from, by name; asked for when the filters are opened. */
function useIssuers(open, chosen) {
  const [found, setFound] = useState([]);
  useEffect(() => {
    if (open) askJson("/api/issuers").then(({ issuers }) => setFound(issuers), () => {});
  }, [open]);
  const all = chosen && !found.includes(chosen) ? [chosen, ...found] : found;
  return [...all].sort((a, b) => a.localeCompare(b));
}

const Choice = ({ name, label, value, all, options, onChange }) => html`
  <div>
    <label for=${name}>${label}</label>
    <select id=${name} onChange=${onChange}>
      <option value="" selected=${!value}>${all}</option>
      ${options.map(([one, words]) => html`<option key=${one} value=${one} selected=${one === value}>${words}</option>`)}
    </select>
  </div>
`;

function List({ filtered }) {
  const { items, next, loading, code } = useStore(papers);
  if (code) {
    return html`<${Note}>${sayError(code)} <button type="button" class="link" onClick=${listMore}>${say("retry")}</button><//>`;
  }
  if (items === null) return html`<p class="waiting" role="status">${say("loading")}</p>`;
  if (!items.length) {
    return filtered
      ? html`<p class="empty">${say("nothing_found")}</p>`
      : html`<div class="empty"><h2>${say("nothing_yet")}</h2><p>${say("nothing_yet_lead")}</p></div>`;
  }
  return html`
    <ul class="papers" aria-label=${say("list_of_papers")}>
      ${items.map((one) => html`<${Paper} key=${one.document_id} paper=${one} />`)}
    </ul>
    ${next && html`<p class="more"><button type="button" class="button" disabled=${loading} onClick=${listMore}>${say("more")}</button></p>`}
  `;
}

function Paper({ paper }) {
  const row = useRef();
  const seen = useSeen(row);
  const hasPages = paper.status === "completed" || paper.pages_done > 0;
  const picture = usePicture(seen && hasPages && paper.document_id, 1, THUMBNAIL_WIDTH);
  const known = paper.status === "completed" && (paper.issuer || (paper.document_type && paper.document_type !== "other"));
  const kind = paper.document_type && paper.document_type !== "other" ? sayType(paper.document_type) : "";
  const title = known ? [kind, paper.issuer].filter(Boolean).join(" · ") : paper.file_name;
  const details = [known && paper.file_name, paper.page_count > 1 && say("pages", { n: paper.page_count })];
  return html`
    <li class="paper" ref=${row}>
      <span class="thumbnail" aria-hidden="true">${picture ? html`<img src=${picture} alt="" />` : html`<${Icon} name="paper" />`}</span>
      <div class="paper-what">
        <a class="paper-title" href=${address("document", paper.document_id)}>${title}</a>
        ${details.some(Boolean) && html`<p class="small">${details.filter(Boolean).join(" · ")}</p>`}
        <${State} paper=${paper} toPaper=${() => row.current?.querySelector(".paper-title").focus()} />
      </div>
      <div class="paper-figures">
        <span class="amount">${sayAmount(paper.total_amount, paper.currency)}</span>
        <span class="small">${paper.document_date ? sayDate(paper.document_date, "short") : say("added", { date: sayDate(paper.created_at, "short") })}</span>
      </div>
    </li>
  `;
}

function State({ paper, toPaper }) {
  const [busy, setBusy] = useState(false);
  if (useWantsPassword(paper)) return html`<${Password} paper=${paper} onGone=${toPaper} />`;
  if (paper.status === "completed") return paper.needs_review && html`<p class="chip chip-look">${say("look")}</p>`;
  if (paper.status === "failed") {
    const again = async () => {
      setBusy(true);
      await ask(`/api/documents/${paper.document_id}/resubmit?force=true`, { method: "POST" }).catch(() => {});
      setBusy(false);
    };
    return html`
      <p class="problem">${sayError(paper.error_code)}</p>
      <button type="button" class="link above" disabled=${busy} onClick=${again}>${say("retry")}</button>
    `;
  }
  const { done, total } = { done: paper.pages_done ?? 0, total: paper.pages_total ?? paper.page_count };
  if (paper.status === "processing" && total > 1) {
    const words = say("reading_page", { done, total });
    return html`<div class="progress"><${Bar} share=${done / total} label=${words} /><span class="small">${words}</span></div>`;
  }
  const words = say(paper.status === "processing" ? "reading" : "queued");
  return html`<div class="progress">${paper.status === "processing" && html`<${Bar} label=${words} />`}<span class="small">${words}</span></div>`;
}

/** Whether an element has come near the part of the page that is seen. */
function useSeen(element) {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const look = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      setSeen(true);
      look.disconnect();
    }, { rootMargin: "300px" });
    look.observe(element.current);
    return () => look.disconnect();
  }, []);
  return seen;
}
