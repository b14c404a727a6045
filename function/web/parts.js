// Small parts that several views use.

import { language, say, switchLanguage } from "./language.js";
import { makeStore, useStore } from "./store.js";
import { html, useEffect, useRef } from "./vendor/htm-preact.js";

const PATHS = {
  back: "M15 5l-7 7 7 7",
  forward: "M9 5l7 7-7 7",
  camera: "M4 8h3l2-3h6l2 3h3v11H4zM12 10.5a3 3 0 100 6 3 3 0 000-6z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6L6 18",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  filter: "M4 6h16M7 12h10M10 18h4",
  paper: "M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7",
  pencil: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  place: "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0113 0c0 5-6.5 11-6.5 11zM12 8a2.2 2.2 0 100 4.4A2.2 2.2 0 0012 8z",
  retry: "M19 12a7 7 0 11-2-5l2 2M19 4v5h-5",
  search: "M11 4a7 7 0 100 14 7 7 0 000-14zM16 16l5 5",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  undo: "M8 5L4 9l4 4M4 9h10a5 5 0 010 10h-4",
  upload: "M12 16V5M7 9l5-5 5 5M5 20h14",
};

/** A drawing beside words, which say what it means; it is not read out. */
export const Icon = ({ name }) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>`;

/** Names the other language in that language; on a phone by its first two letters. */
export function OtherLanguage() {
  const name = say("other_language");
  return html`
    <button type="button" class="plain" lang=${language.get() === "es" ? "en" : "es"} onClick=${switchLanguage}>
      <span class="on-wide">${name}</span><span class="on-narrow" aria-hidden="true">${name.slice(0, 2).toUpperCase()}</span>
    </button>
  `;
}

/** A bar of `share` 0 to 1; without a share it is busy for as long as it takes. */
export const Bar = ({ share = null, label }) => html`
  <progress class="bar" max="1" value=${share ?? undefined} aria-label=${label} />
`;

export const Note = ({ kind = "problem", children }) =>
  html`<p class="note note-${kind}" role=${kind === "problem" ? "alert" : "status"}>${children}</p>`;

/** The view's heading; it is focused when the view opens, so that a screen reader says where one is. */
export function Heading({ children, title, quiet = false }) {
  const heading = useRef();
  useEffect(() => {
    document.title = `${title} · ${say("app")}`;
  }, [title]);
  useEffect(() => {
    if (!quiet && opened) heading.current.focus({ preventScroll: true });
    opened = true;
  }, []);
  return html`<h1 class="heading" tabindex="-1" ref=${heading}>${children}</h1>`;
}

// The first view of all leaves the focus where the browser puts it.
let opened = false;

/** Asks before something that cannot be undone. */
export function Confirm({ title, lead, action, onConfirm, onCancel }) {
  const dialog = useRef();
  useEffect(() => dialog.current.showModal(), []);
  return html`
    <dialog class="dialog" ref=${dialog} onCancel=${onCancel} aria-labelledby="confirm-title" aria-describedby="confirm-lead">
      <h2 id="confirm-title">${title}</h2>
      <p id="confirm-lead">${lead}</p>
      <div class="buttons">
        <button type="button" class="button" onClick=${onCancel}>${say("cancel")}</button>
        <button type="button" class="button danger" onClick=${onConfirm}>${action}</button>
      </div>
    </dialog>
  `;
}

const announced = makeStore("");

/** Have a screen reader say a sentence. */
export function announce(sentence) {
  // The same sentence twice is two sentences.
  announced.set((last) => (last === sentence ? `${sentence}\u00a0` : sentence));
}

export const Announcer = () => html`<p class="hidden" role="status">${useStore(announced)}</p>`;
