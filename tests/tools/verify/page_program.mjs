// The program of the page of an edition, run without a browser: its scripts in a document that is
// made up, with SHA-256 and Ed25519 of Node.
// SPDX-License-Identifier: EUPL-1.2
import { createHash, webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";

const folder = new URL("../../../events/src/page/", import.meta.url);
const script = (name) => readFileSync(new URL(name, folder), "utf8");
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;

const { subtle } = webcrypto;
const crypto = {
  subtle: {
    digest: async (name, bytes) => createHash("sha256").update(bytes).digest(),
    importKey: (...all) => subtle.importKey(...all),
    verify: (...all) => subtle.verify(...all),
  },
};
const noFallback = async () => false;

// The functions of proof.js with these names.
export const proofFunctions = async (names) =>
  new AsyncFunction("crypto", "verifyAsync", `${script("proof.js")}; return { ${names.join()} };`)(
    crypto,
    noFallback,
  );

const element = () => ({
  dataset: {},
  append() {},
  addEventListener() {},
  replaceWith() {},
});

const program = new AsyncFunction(
  "document",
  "DOMParser",
  "styleDigest",
  "crypto",
  "verifyAsync",
  script("proof.js") + script("report.js") + script("page.js"),
);
const sheet = `\n${script("page.css")}`;
const styleDigest = createHash("sha256").update(sheet).digest("hex");

// A page is its text here: two are equal if no byte differs. tests/cli/page_in_browser.sh has nodes
// compared in Chromium.
class DOMParser {
  parseFromString(html) {
    return { html, documentElement: element() };
  }
}

// What a page says of itself: proven, contradicted or open. `source` is the text of the document in
// it, `page` all of it; null where there is a document alone, without a page.
export async function judge(source, page) {
  // The first place, as the program holds these texts, too.
  const between = (begin, end) => {
    const at = page?.indexOf(begin) ?? -1;
    return at < 0 ? undefined : page.slice(at + begin.length).split(end)[0];
  };
  const parts = {
    style: { textContent: page === null ? sheet : between("<style>", "</style>") },
    'meta[name="peil-page"]': { content: between('"peil-page" content="', '"') ?? "1" },
    'script[type="module"]': { textContent: between('<script type="module">', "</script>") ?? "" },
  };
  const elements = {
    "peil-document": { textContent: `\n${source}\n` },
    report: element(),
    verdict: element(),
  };
  const document = {
    documentElement: element(),
    getElementById: (id) => elements[id],
    createElement: element,
    querySelector: (selector) => parts[selector],
    querySelectorAll: () => [],
    isEqualNode: ({ html }) => page === null || page === html,
  };
  await program(document, DOMParser, styleDigest, crypto, noFallback);
  return elements.verdict.dataset.verdict;
}
