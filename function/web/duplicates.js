// Whether the bytes of a file are there already, asked before they go up.

import { askJson } from "./api.js";

// A browser hashes a file as a whole, in memory. Of larger ones the function says it once they have arrived.
const LARGEST_HASHED = 256 * 1024 * 1024;

/** The SHA-256 of a file, or null where the browser makes none: without https, or of a file that is too large for it. */
export async function hashOf(file) {
  if (!crypto.subtle || file.size > LARGEST_HASHED) return null;
  try {
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return null;
  }
}

/** The person's oldest document with these bytes, if there is one. */
export async function findSame(hash, signal) {
  const query = new URLSearchParams({ sha256: hash, sort: "created_at", limit: 1 });
  const { documents } = await askJson(`/api/documents?${query}`, { signal });
  return documents[0];
}
