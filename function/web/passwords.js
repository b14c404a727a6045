// Passwords of encrypted PDFs: given to the function, and not kept here.

import { ApiError, ask, askJson } from "./api.js";
import { makeStore, useStore } from "./store.js";

const LOOK_MS = 700;
const OFFICE = /\.(docx|xlsx|pptx|od[tspg])$/i;

/** By document: `trying`, or the code of what went wrong. */
export const tried = makeStore({});

const set = (id, state) => tried.set((all) => ({ ...all, [id]: state }));

/** Whether the document waits for its password. That of an office file cannot be given. */
export function useWantsPassword(paper) {
  // While one is tried, and until events have told that it was wrong, the document is no failed one.
  const isTried = useStore(tried, (all) => Boolean(all[paper.document_id]));
  const isLocked = paper.status === "failed" && paper.error_code === "file_encrypted" && !OFFICE.test(paper.file_name ?? "");
  return isLocked || (isTried && paper.status !== "completed");
}

/** Have a document opened with a password; `tried` says what came of it. Returns whether it opens. */
export async function givePassword(id, password) {
  set(id, "trying");
  try {
    await ask(`/api/documents/${id}/password`, { method: "POST", json: { password } });
    if (await fails(id)) throw new ApiError("wrong_file_password");
    set(id, null);
    return true;
  } catch (error) {
    set(id, error.code ?? "other");
    return false;
  }
}

/** Events may leave out that a document has failed again in the same way, so its job is asked. */
async function fails(id) {
  for (;;) {
    const { status, error_code: code, pages_total: opened } = await askJson(`/api/jobs/${id}`);
    if (status === "failed") return code === "file_encrypted";
    if (status === "completed" || opened !== null) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

export const clearTried = () => tried.set({});
