// Scrolling to a place while the pages around it are still growing.

// Long enough for the pages around it to come; until then the place stays where it was brought to.
const HELD_MS = 4000;
const TAKES_OVER = ["wheel", "touchstart", "pointerdown", "keydown"];

let release = () => {};

/** Scroll to what `find` returns, and again whenever pages change their size, until the person scrolls. */
export function hold(find, block) {
  release();
  const align = () => find()?.scrollIntoView({ block, behavior: "instant" });
  const pages = document.querySelector(".pages");
  align();
  if (!pages) return;
  const grown = new ResizeObserver(align);
  grown.observe(pages);
  const timer = setTimeout(() => release(), HELD_MS);
  release = () => {
    clearTimeout(timer);
    grown.disconnect();
    for (const name of TAKES_OVER) removeEventListener(name, release);
    release = () => {};
  };
  for (const name of TAKES_OVER) addEventListener(name, release, { passive: true });
}
