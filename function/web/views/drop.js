// Files dropped anywhere on the page.

import { say } from "../language.js";
import { Icon } from "../parts.js";
import { go, route } from "../route.js";
import { addFiles } from "../uploads.js";
import { html, useEffect, useState } from "../vendor/htm-preact.js";

// Of a dropped folder; a wrong one, such as a whole disk, must not hang the page.
const MOST_FILES = 1000;

export function DropZone() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
    const hold = (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event) => event.relatedTarget === null && setOver(false);
    const drop = async (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = await filesOf(event.dataTransfer);
      if (!files.length) return;
      if (route.get().view !== "inbox") go("inbox");
      addFiles(files);
    };
    const all = { dragenter: hold, dragover: hold, dragleave: leave, drop };
    for (const [name, take] of Object.entries(all)) addEventListener(name, take);
    return () => {
      for (const [name, take] of Object.entries(all)) removeEventListener(name, take);
    };
  }, []);
  return over && html`<div class="drop-over" aria-hidden="true"><${Icon} name="upload" /><p>${say("drop_here")}</p></div>`;
}

/** The files dropped, those in folders among them. */
async function filesOf(transfer) {
  // Entries must be taken before the first wait: the list is empty afterwards.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
  const files = [];
  while (entries.length && files.length < MOST_FILES) {
    const entry = entries.shift();
    if (entry.isFile) files.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
    else entries.push(...(await readFolder(entry.createReader())));
  }
  // What systems leave in folders is no paper.
  return files.filter((file) => !file.name.startsWith(".") && file.name !== "Thumbs.db");
}

async function readFolder(reader) {
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length || found.length > MOST_FILES) return found;
    found.push(...some);
  }
}
