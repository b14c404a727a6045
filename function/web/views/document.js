// A document: what it says about itself, and its pages beside what was read in them.

import { ask, askJson, download } from "../api.js";
import { say, sayDate, sayError, sayReason, sayType } from "../language.js";
import { listen } from "../live.js";
import { papers } from "../papers.js";
import { useWantsPassword } from "../passwords.js";
import { Bar, Confirm, Heading, Icon, Note } from "../parts.js";
import { renewPages } from "../reading.js";
import { address, go, route } from "../route.js";
import { makeStore, useStore } from "../store.js";
import { Fields } from "./fields.js";
import { Hits } from "./hits.js";
import { LineBar } from "./line_bar.js";
import { makeLook, PageRow } from "./page.js";
import { Password } from "./password.js";
import { hold } from "./hold.js";
import { html, useEffect, useMemo, useRef, useState } from "../vendor/htm-preact.js";

const LAYOUT = "kairo.layout";
const LAYOUTS = ["both", "paper", "text"];

export function Document({ id }) {
  const { paper, code, version, change } = usePaper(id);
  const marks = useMemo(() => makeStore(null), [id]);
  const active = useMemo(() => makeStore(null), [id]);
  const { query } = useStore(route);
  const asked = Number(query.get("page")) || null;
  useEffect(() => {
    // A hit has its own marks; a page alone is only scrolled to.
    if (paper && asked && !query.has("hit")) showPage(asked);
  }, [paper === null, asked]);
  if (code) {
    return html`
      <${Back} query=${query} />
      <${Heading} title=${say("paper")}>${say("paper")}<//>
      <${Note}>${sayError(code)}<//>
    `;
  }
  if (!paper) return html`<p class="waiting" role="status">${say("loading")}</p>`;
  const show = (page, boxes, shares = false) => {
    showPage(page);
    marks.set({ page, boxes, shares });
  };
  return html`
    <${Back} query=${query} />
    <${Hits} documentId=${id} onShow=${show} />
    <${Head} paper=${paper} />
    <${Fields} paper=${paper} onChange=${(metadata) => change({ metadata })}
      onShow=${(field) => show(field.page, [field.box], true)} />
    <${Pages} paper=${paper} version=${version} marks=${marks} active=${active} />
    <${LineBar} documentId=${id} active=${active} />
  `;
}

/** The document without its pages, kept up to date; `version` changes when more of it has been read. */
function usePaper(id) {
  // What the list knows of it is shown at once.
  const [paper, setPaper] = useState(papers.get().items?.find((one) => one.document_id === id) ?? null);
  const [code, setCode] = useState(null);
  const [version, setVersion] = useState(0);
  const change = (values) => setPaper((now) => (now ? { ...now, ...values } : now));
  useEffect(() => {
    let current = true;
    let last = null;
    const load = () =>
      askJson(`/api/documents/${id}?pages=false`).then(
        (found) => current && setPaper((now) => ({ ...now, ...found })),
        (error) => current && setCode(error.code ?? "other"),
      );
    load();
    const stop = listen((name, data) => {
      if (name === "again") load();
      if (data?.document_id !== id) return;
      if (name === "deleted") return void setCode("document_not_found");
      const hasEnded = last !== data.status && ["completed", "failed"].includes(data.status);
      // A document that has been read again has new pages.
      if (hasEnded && last) renewPages(id);
      if (hasEnded) load();
      last = data.status;
      change(data);
      setVersion((count) => count + 1);
    });
    return () => {
      current = false;
      stop();
    };
  }, [id]);
  return { paper, code, version, change };
}

/** Whether all is there to be seen; it is as well while only its text is made again, after a correction. */
function isSettled({ status, metadata, pages_done: done, pages_total: total }) {
  return status === "completed" || (["queued", "processing"].includes(status) && Boolean(metadata) && done > 0 && done === total);
}

function Back({ query }) {
  const searched = query.get("q");
  const to = searched ? address("search", null, { q: searched, literal: query.get("literal") }) : address("inbox");
  return html`<p class="back"><a href=${to}><${Icon} name="back" />${say(searched ? "back_to_search" : "inbox")}</a></p>`;
}

function Head({ paper }) {
  const [sure, setSure] = useState(false);
  const { document_id: id, file_name: name, status } = paper;
  const settled = isSettled(paper);
  const kind = paper.metadata?.type?.value;
  const issuer = paper.metadata?.fields?.issuer?.value;
  const named = [kind && kind !== "other" && sayType(kind), issuer].filter(Boolean).join(" · ");
  const title = named || name;
  const total = paper.page_count ?? paper.pages_total;
  const details = [named && name, total && say("pages", { n: total }), paper.created_at && say("added", { date: sayDate(paper.created_at) })];
  const stem = name.replace(/\.\w{1,5}$/, "");
  const remove = async () => {
    setSure(false);
    await ask(`/api/documents/${id}`, { method: "DELETE" }).then(() => go("inbox"), () => {});
  };
  const readAgain = () => {
    // The button goes away.
    document.querySelector(".heading").focus();
    return ask(`/api/documents/${id}/resubmit?force=true`, { method: "POST" }).catch(() => {});
  };
  return html`
    <div class="head">
    <div class="head-what">
      <${Heading} title=${title}>${title}<//>
      <p class="details">${details.filter(Boolean).join(" · ")}</p>
    </div>
    <div class="actions">
      <button type="button" class="button" onClick=${() => download(`/api/documents/${id}/file`, name)}><${Icon} name="download" />${say("original")}</button>
      ${paper.searchable_file_url && html`<button type="button" class="button" onClick=${() => download(`/api/documents/${id}/searchable`, `${stem}.pdf`)}><${Icon} name="download" />${say("searchable")}</button>`}
      ${settled && html`<button type="button" class="button" onClick=${() => download(`/api/documents/${id}?format=markdown`, `${stem}.md`)}><${Icon} name="download" />${say("markdown")}</button>`}
      ${(settled || status === "failed") && html`<button type="button" class="button" onClick=${readAgain}><${Icon} name="retry" />${say("read_again")}</button>`}
      <button type="button" class="button danger-quiet" onClick=${() => setSure(true)}><${Icon} name="trash" />${say("remove")}</button>
    </div>
    </div>
    <${Status} paper=${paper} total=${total} />
    ${sure && html`<${Confirm} title=${say("remove_title")} lead=${say("remove_lead", { name })} action=${say("remove")} onConfirm=${remove} onCancel=${() => setSure(false)} />`}
  `;
}

function Status({ paper, total }) {
  const { status } = paper;
  if (useWantsPassword(paper)) {
    return html`<${Password} paper=${paper} onGone=${() => document.querySelector(".heading").focus()} />`;
  }
  if (status === "failed") return html`<${Note}>${sayError(paper.error_code)}<//>`;
  if (isSettled(paper)) {
    const reasons = paper.review_reasons ?? [];
    return paper.needs_review && html`<${Note} kind="look">${say("why_review")} ${reasons.map(sayReason).join(", ")}.<//>`;
  }
  const done = paper.pages_done ?? 0;
  const words = status !== "processing" ? say("queued") : total > 1 ? say("reading_page", { done, total }) : say("reading");
  return html`<div class="progress"><${Bar} share=${total > 1 ? done / total : null} label=${words} /><span class="small" role="status">${words}</span></div>`;
}

function Pages({ paper, version, marks, active }) {
  const look = useMemo(makeLook, [paper.document_id]);
  const [layout, setLayout] = useState(localStorage.getItem(LAYOUT) ?? "both");
  useEffect(() => () => look.end(), [look]);
  const total = paper.page_count ?? paper.pages_total ?? (paper.status === "failed" ? 0 : 1);
  const choose = (one) => {
    localStorage.setItem(LAYOUT, one);
    setLayout(one);
  };
  const numbers = useMemo(() => Array.from({ length: total }, (_, index) => index + 1), [total]);
  if (!total) return null;
  return html`
    <div class="tools">
      <fieldset class="segments">
        <legend class="hidden">${say("view")}</legend>
        ${LAYOUTS.map((one) => html`
          <label key=${one}><input type="radio" name="layout" value=${one} checked=${layout === one} onChange=${() => choose(one)} /><span>${say(one)}</span></label>
        `)}
      </fieldset>
      ${total > 1 && html`<${Jump} total=${total} />`}
    </div>
    <div class="pages layout-${layout}">
      ${numbers.map((number) => html`
        <${PageRow} key=${number} documentId=${paper.document_id} number=${number} total=${total} version=${version}
          look=${look} marks=${marks} active=${active} />
      `)}
    </div>
  `;
}

function Jump({ total }) {
  const input = useRef();
  const jump = (event) => {
    event.preventDefault();
    showPage(Math.min(total, Math.max(1, Number(input.current.value) || 1)));
  };
  return html`
    <form class="jump" onSubmit=${jump}>
      <label for="jump">${say("go_to_page")}</label>
      <input id="jump" ref=${input} type="number" min="1" max=${total} inputmode="numeric" />
      <span class="small">/ ${total}</span>
    </form>
  `;
}

function showPage(number) {
  hold(() => document.getElementById(`page-${number}`), "start");
}
