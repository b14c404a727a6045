// A value that components follow.

import { useEffect, useRef, useState } from "./vendor/htm-preact.js";

export function makeStore(value) {
  const followers = new Set();
  return {
    get: () => value,
    set(next) {
      value = typeof next === "function" ? next(value) : next;
      for (const follower of [...followers]) follower(value);
    },
    follow(follower) {
      followers.add(follower);
      return () => followers.delete(follower);
    },
  };
}

/** What `choose` takes out of the store's value; the component is drawn again when that changes. */
export function useStore(store, choose = (value) => value) {
  const [, redraw] = useState(0);
  const drawn = useRef();
  drawn.current = { choose, chosen: choose(store.get()) };
  useEffect(() => {
    const look = (value) => {
      if (drawn.current.choose(value) !== drawn.current.chosen) redraw((count) => count + 1);
    };
    // What changed between drawing and now.
    look(store.get());
    return store.follow(look);
  }, [store]);
  return drawn.current.chosen;
}
