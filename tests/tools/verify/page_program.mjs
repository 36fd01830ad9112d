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
});

const program = new AsyncFunction(
  "document",
  "crypto",
  "verifyAsync",
  script("proof.js") + script("report.js") + script("page.js"),
);

// What a page says of itself: proven, contradicted or open. `source` is the text of the document in
// it, `report` the HTML that it shows; null where there is a document alone, without a page.
export async function judge(source, report) {
  let drawn = "";
  const template = {
    set innerHTML(html) {
      drawn = html;
    },
    get innerHTML() {
      return drawn;
    },
  };
  const shown = element();
  Object.defineProperty(shown, "innerHTML", { get: () => report ?? drawn });
  const elements = {
    "peil-document": { textContent: `\n${source}\n` },
    report: shown,
    verdict: element(),
  };
  const document = {
    getElementById: (id) => elements[id],
    createElement: (name) => (name === "template" ? template : element()),
    querySelectorAll: () => [],
  };
  await program(document, crypto, noFallback);
  return elements.verdict.dataset.verdict;
}
