// The frame around the views: who is signed in, where they are, and what they drop.

import { language, say } from "./language.js";
import { connected, startListening, stopListening } from "./live.js";
import { Announcer, Icon, OtherLanguage } from "./parts.js";
import { forgetPictures } from "./pictures.js";
import { address, route } from "./route.js";
import { getConfig, readConfig, session, signOut } from "./session.js";
import { useStore } from "./store.js";
import { DropZone } from "./views/drop.js";
import { Document } from "./views/document.js";
import { Inbox } from "./views/inbox.js";
import { Review } from "./views/review.js";
import { Search } from "./views/search.js";
import { SignIn } from "./views/sign_in.js";
import { clearPages } from "./reading.js";
import { clearPapers } from "./papers.js";
import { clearTried } from "./passwords.js";
import { clearSearch } from "./searching.js";
import { clearUploads } from "./uploads.js";
import { html, render, useEffect, useState } from "./vendor/htm-preact.js";

const VIEWS = { inbox: Inbox, document: Document, search: Search, review: Review };
const SECTIONS = { inbox: "paper", search: "search", review: "check" };

function App() {
  const [ready, setReady] = useState(getConfig() !== null);
  const [failed, setFailed] = useState(false);
  const who = useStore(session, (one) => one?.token ?? one?.email ?? null);
  const spoken = useStore(language);
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  useEffect(() => {
    readConfig().then(() => setReady(true), () => setFailed(true));
  }, []);
  useEffect(() => {
    if (!ready || who === null) return undefined;
    startListening();
    return () => {
      stopListening();
      // The next person on this machine sees nothing of the last one.
      forgetPictures();
      clearPages();
      clearPapers();
      clearSearch();
      clearTried();
      clearUploads();
    };
  }, [ready, who]);
  if (failed) return html`<main class="alone"><p class="note note-problem" role="alert">${say("unreachable")}</p></main>`;
  if (!ready) return html`<p class="waiting" role="status">${say("loading")}</p>`;
  return who === null ? html`<${SignIn} />` : html`<${Frame} />`;
}

function Frame() {
  const { view, id } = useStore(route);
  const shown = view in VIEWS ? view : "inbox";
  const stands = useStore(connected);
  useEffect(() => scrollTo(0, 0), [shown, id]);
  return html`
    <a class="skip" href="#content" onClick=${toContent}>${say("skip")}</a>
    <header class="top">
      <nav class="sections" aria-label=${say("sections")}>
        ${Object.entries(SECTIONS).map(
          ([name, icon]) => html`
            <a key=${name} href=${address(name)} aria-current=${isIn(shown, name) ? "page" : undefined}>
              <${Icon} name=${icon} /><span>${say(name)}</span>
            </a>
          `,
        )}
      </nav>
      <div class="corner">
        <${OtherLanguage} />
        <button type="button" class="plain" onClick=${signOut} title=${session.get()?.email}>${say("sign_out")}</button>
      </div>
    </header>
    ${!stands && html`<p class="note note-quiet wide" role="status">${say("offline")}</p>`}
    <main id="content" class="content content-${shown}" tabindex="-1">
      <${VIEWS[shown]} key=${`${shown}/${id ?? ""}`} id=${id} />
    </main>
    <${DropZone} />
    <${Announcer} />
  `;
}

const isIn = (shown, section) => shown === section || (shown === "document" && section === "inbox");

function toContent(event) {
  // `#content` would be taken for an address of the page.
  event.preventDefault();
  document.getElementById("content").focus();
}

render(html`<${App} />`, document.getElementById("app"));
