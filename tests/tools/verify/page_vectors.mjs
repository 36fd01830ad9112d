// The program of the page against vectors that an independent implementation made.
// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from "node:fs";

import { proofFunctions } from "./page_program.mjs";

const page = await proofFunctions([
  "disclosed",
  "fromBase64",
  "hex",
  "isConsistent",
  "isIncluded",
  "isSigned",
  "leafHash",
  "openCheckpoint",
  "readKey",
  "readKeys",
  "readNote",
  "rootOf",
  "same",
  "sha256",
  "toBase64url",
]);
const text = new TextEncoder();
const load = (name) =>
  JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), "utf8"));

let count = 0;
let wrong = 0;
function expect(found, expected, what) {
  ++count;
  if (found === expected) return;
  ++wrong;
  console.log(`${what}: expected ${expected}, found ${found}`);
}
const isAccepted = async (work) => {
  try {
    return (await work()) !== false;
  } catch {
    return false;
  }
};

const events = [];
for (let i = 0; i < 1025; ++i) events.push(await page.leafHash(text.encode(`event-${i}`)));
for (const { tree, size, root_hex: root } of load("roots").roots) {
  if (tree !== "event" || size > events.length) continue;
  expect(page.hex(await page.rootOf(events.slice(0, size))), root, `root of ${size}`);
}

for (const { leaf_hash: leaf, index, size, proof, root, ok, why } of load("inclusion").proofs) {
  const [from, hashes] = [page.fromBase64, proof.map(page.fromBase64)];
  expect(await page.isIncluded(from(leaf), index, size, hashes, from(root)), ok, why);
}

for (const { old, old_root: before, new: size, new_root: root, proof, ok, why } of load(
  "consistency",
).proofs) {
  const [from, hashes] = [page.fromBase64, proof.map(page.fromBase64)];
  expect(await page.isConsistent(old, size, from(before), from(root), hashes), ok, why);
}

const notes = load("notes");
const key = await page.readKey(notes.meta.keys.log.vkey);
for (const { vkey, ok, why } of notes.meta.vkeys) {
  expect(await isAccepted(() => page.readKey(vkey)), ok, why);
}
for (const { name, note, expect: expected } of notes.notes) {
  if (note === undefined) continue; // bytes that are no text never reach a script
  const isOpened = await isAccepted(async () => {
    const { body, signatures } = page.readNote(note);
    const own = signatures.filter((each) => each.name === key.name && page.same(each.id, key.id));
    const results = await Promise.all(
      own.map(({ bytes }) => page.isSigned(text.encode(body), bytes, key.bytes)),
    );
    return results.length > 0 && results.every(Boolean);
  });
  expect(isOpened, expected === "OK", name);
}

const keys = await page.readKeys({ logKey: notes.meta.keys.log.vkey });
for (const { name, note, expect: expected } of load("checkpoints").checkpoints) {
  const isOpened = await isAccepted(() => page.openCheckpoint(note, keys));
  expect(isOpened, expected === "OK" || expected === "HAS_EXTENSIONS", name);
}

for (const { name, disclosures, digests } of load("sdjwt").vectors) {
  for (const disclosure of disclosures) {
    const digest = page.toBase64url(await page.sha256(text.encode(disclosure)));
    if (!digests.includes(digest) || name.includes("array") || name.includes("not JSON")) continue;
    expect(await isAccepted(() => page.disclosed(disclosure, digest)), true, name);
    expect(await isAccepted(() => page.disclosed(disclosure, `${digest}x`)), false, name);
  }
}

console.log(`${count} vectors, ${wrong} wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
