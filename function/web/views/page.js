// One page of a document: its picture and what was read in it, side by side and linked both ways.

import { say, sayError } from "../language.js";
import { usePicture } from "../pictures.js";
import { isMarked, placesOf, usePage } from "../reading.js";
import { useStore } from "../store.js";
import { Box, Marks } from "./crop.js";
import { hold } from "./hold.js";
import { PageText } from "./page_text.js";
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../vendor/htm-preact.js";

// A4, in points: the size of a page that has not been fetched.
const USUAL_SIZE = { width: 595, height: 842 };
// Pages are made ready before they are seen, as far away as a person scrolls in half a second.
const NEAR = "900px";
// Pixels: of the bar at the top, with some air; below a picture.
const UNDER_THE_FRAME = 76;
const MARGIN = 16;

/** `look` is shared by all pages: it tells each when it comes near and when it goes away. */
export function makeLook() {
  const tell = new Map();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) tell.get(entry.target)?.(entry.isIntersecting);
    },
    { rootMargin: NEAR },
  );
  return {
    watch(element, told) {
      tell.set(element, told);
      observer.observe(element);
      return () => {
        tell.delete(element);
        observer.unobserve(element);
      };
    },
    end: () => observer.disconnect(),
  };
}

export function PageRow({ documentId, number, total, version, look, marks, active }) {
  const row = useRef();
  const [near, setNear] = useState(false);
  const [height, setHeight] = useState(null);
  useEffect(
    () =>
      look.watch(row.current, (isNear) => {
        // A page that goes away keeps its place, so that nothing moves under the person's eyes.
        if (!isNear && row.current.offsetHeight) setHeight(row.current.offsetHeight);
        setNear(isNear);
      }),
    [look],
  );
  const label = total > 1 ? say("page_of", { n: number, total }) : say("page", { n: number });
  return html`
    <section class="page" id="page-${number}" ref=${row} aria-label=${label} data-page=${number}
      style=${near || !height ? undefined : { minHeight: `${height}px` }}>
      <h2 class="page-number">${label}</h2>
      ${near
        ? html`<${Both} documentId=${documentId} number=${number} version=${version} marks=${marks} active=${active} />`
        : html`<div class="page-far"></div>`}
    </section>
  `;
}

function Both({ documentId, number, version, marks, active }) {
  const { page, code } = usePage(documentId, number, version);
  const places = useMemo(() => (page ? placesOf(page) : []), [page]);
  const mine = useStore(marks, (now) => (now?.page === number ? now : null));
  const boxes = useMemo(() => boxesOf(mine, page), [mine, page]);
  const marked = useMemo(() => {
    const hit = places.filter((one) => one.box && isMarked(one.box, boxes));
    return new Set(hit.map((one) => one.place));
  }, [places, boxes]);
  const pointAt = (event) => highlight(event.currentTarget, placeUnder(event.target));
  const choose = (event) => {
    const place = placeUnder(event.target);
    const chosen = places.find((one) => one.place === place);
    if (!chosen) return;
    const fromPicture = Boolean(event.target.closest(".sheet"));
    if (fromPicture) reveal(event.currentTarget, place);
    if (event.type !== "focusin" || chosen.said) active.set({ number, size: page, ...chosen, editing: false });
  };
  return html`
    <div class="page-both" onPointerOver=${pointAt} onPointerLeave=${pointAt} onfocusin=${(event) => {
      pointAt(event);
      choose(event);
    }} onClick=${choose}>
      <${Sheet} documentId=${documentId} number=${number} page=${page} places=${places} boxes=${boxes} mine=${mine} />
      <div class="read">
        ${page
          ? html`<${PageText} page=${page} number=${number} places=${places} marked=${marked} active=${active} />`
          : html`<p class="waiting">${saying(code)}</p>`}
      </div>
    </div>
  `;
}

function saying(code) {
  if (!code) return say("loading");
  return ["document_not_found", "page_not_found", "text_pending", "http_error"].includes(code)
    ? say("not_read_yet")
    : sayError(code);
}

/** The picture with a box over each line, and the marks above. */
function Sheet({ documentId, number, page, places, boxes, mine }) {
  const sheet = useRef();
  const [wide, setWide] = useState(0);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = new ResizeObserver(([entry]) => {
      setWide(Math.round(entry.contentRect.width));
      // Where the text is longer, the picture stays: from its top if it fits into the window, else from its bottom.
      setTop(Math.min(UNDER_THE_FRAME, innerHeight - Math.round(entry.contentRect.height) - MARGIN));
    });
    measure.observe(sheet.current);
    return () => measure.disconnect();
  }, []);
  const picture = usePicture(page && documentId, number, wide);
  const { width, height } = page ?? USUAL_SIZE;
  useEffect(() => {
    if (mine && page) hold(() => sheet.current?.querySelector(".mark"), "center");
  }, [mine, page]);
  return html`
    <div class="sheet" ref=${sheet} style=${{ top: `${top}px` }}>
      <svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${say("page_picture", { n: number })}>
        <rect class="sheet-ground" width=${width} height=${height} />
        ${picture && html`<image href=${picture} width=${width} height=${height} preserveAspectRatio="none" />`}
        ${picture === "" && html`<text class="sheet-missing" x=${width / 2} y=${height / 2}>${say("no_picture")}</text>`}
        ${places.map((one) => one.box && html`<${Box} key=${one.place} box=${one.box} size=${page} place=${one.place} kind=${one.doubtful ? "place doubtful" : "place"} />`)}
        ${boxes.length > 0 && html`<${Marks} boxes=${boxes} size=${page} />`}
      </svg>
    </div>
  `;
}

/** Boxes of marks in points; those of fields are shares of the page. */
function boxesOf(mine, page) {
  if (!mine || !page) return [];
  if (!mine.shares) return mine.boxes;
  return mine.boxes.map(([x0, y0, x1, y1]) => [x0 * page.width, y0 * page.height, x1 * page.width, y1 * page.height]);
}

const placeUnder = (element) => element.closest?.("[data-place]")?.dataset.place ?? null;

/** Done on the elements themselves: drawing a page of 200 lines anew at each move of the pointer would lag. */
function highlight(both, place) {
  for (const element of both.querySelectorAll(".is-here")) element.classList.remove("is-here");
  if (place === null) return;
  for (const element of both.querySelectorAll(`[data-place="${place}"]`)) element.classList.add("is-here");
}

function reveal(both, place) {
  const line = both.querySelector(`.read [data-place="${place}"]`);
  line?.focus({ preventScroll: true });
  line?.scrollIntoView({ block: "nearest" });
}
