// Where the person is: the part of the address behind `#`.

import { makeStore } from "./store.js";

/** `{view, id, query}`: `#/document/<id>?page=2` is the view `document`. */
export const route = makeStore(parse());

function parse() {
  const [path, search = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, id] = path.split("/");
  return { view: view || "inbox", id: id ?? null, query: new URLSearchParams(search) };
}

addEventListener("hashchange", () => route.set(parse()));

export function address(view, id, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const search = new URLSearchParams(given).toString();
  const path = view === "inbox" ? "" : id ? `${view}/${id}` : view;
  return `#/${path}${search ? `?${search}` : ""}`;
}

export function go(view, id, query) {
  location.hash = address(view, id, query);
}

/** Change the address without a step to go back to. */
export function replace(view, id, query) {
  history.replaceState(null, "", address(view, id, query));
  route.set(parse());
}
