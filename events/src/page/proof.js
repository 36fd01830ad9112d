// Bytes, hashes, trees, signatures, and the words behind digests. Formats: docs/FORMAT.md of Peil.
// SPDX-License-Identifier: EUPL-1.2
const text = new TextEncoder();
const words = new TextDecoder("utf-8", { fatal: true });

// Bytes -------------------------------------------------------------------------------------------

const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromBase64 = (string) => Uint8Array.from(atob(string), (letter) => letter.charCodeAt(0));
const fromBase64url = (string) => fromBase64(string.replaceAll("-", "+").replaceAll("_", "/"));
const toBase64url = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const join = (...parts) => {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
};

// Hashes, trees, signatures -----------------------------------------------------------------------

const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const leafHash = (bytes) => sha256(join(Uint8Array.of(0), bytes));
const nodeHash = (left, right) => sha256(join(Uint8Array.of(1), left, right));

// RFC 6962, section 2.1.
async function rootOf(leaves) {
  if (leaves.length === 0) return sha256(new Uint8Array());
  if (leaves.length === 1) return leaves[0];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(await rootOf(leaves.slice(0, split)), await rootOf(leaves.slice(split)));
}

// RFC 6962, section 2.1.1; each step says on which side the hash stands.
async function pathOf(index, leaves) {
  if (leaves.length <= 1) return [];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  if (index < split) {
    const inner = await pathOf(index, leaves.slice(0, split));
    return [...inner, { side: "right", hash: await rootOf(leaves.slice(split)) }];
  }
  const inner = await pathOf(index - split, leaves.slice(split));
  return [...inner, { side: "left", hash: await rootOf(leaves.slice(0, split)) }];
}

// RFC 9162, section 2.1.3.2. Sizes are below 2^53.
async function isIncluded(leaf, index, size, proof, root) {
  if (index >= size) return false;
  let number = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (number % 2 === 1 || number === last) {
      hash = await nodeHash(sibling, hash);
      while (number % 2 === 0 && number !== 0) {
        number = Math.floor(number / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = await nodeHash(hash, sibling);
    }
    number = Math.floor(number / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(hash, root);
}

// RFC 9162, section 2.1.4.2.
async function isConsistent(oldSize, size, oldRoot, root, proof) {
  if (oldSize > size) return false;
  if (oldSize === size) return proof.length === 0 && same(oldRoot, root);
  if (oldSize === 0) return proof.length === 0 && same(oldRoot, await sha256(new Uint8Array()));
  let number = oldSize - 1;
  let last = size - 1;
  while (number % 2 === 1) {
    number = Math.floor(number / 2);
    last = Math.floor(last / 2);
  }
  const path = number === 0 ? [oldRoot, ...proof] : [...proof];
  if (path.length === 0) return false;
  let before = path.shift();
  let now = before;
  for (const hash of path) {
    if (last === 0) return false;
    if (number % 2 === 1 || number === last) {
      before = await nodeHash(hash, before);
      now = await nodeHash(hash, now);
      while (number % 2 === 0 && number !== 0) {
        number = Math.floor(number / 2);
        last = Math.floor(last / 2);
      }
    } else {
      now = await nodeHash(now, hash);
    }
    number = Math.floor(number / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(before, oldRoot) && same(now, root);
}

async function isSigned(message, signature, key) {
  try {
    const own = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, own, signature, message);
  } catch {
    return verifyAsync(signature, message, key, { zip215: false }).catch(() => false);
  }
}

// C2SP signed-note and tlog-checkpoint.
async function readKey(vkey) {
  const [name, id, ...rest] = vkey.split("+");
  const bytes = fromBase64(rest.join("+"));
  const expected = (await sha256(join(text.encode(name + "\n"), bytes))).slice(0, 4);
  if (bytes.length !== 33 || bytes[0] !== 1 || hex(expected) !== id) {
    throw new Error("de sleutel van het logboek is niet te lezen");
  }
  return { name, id: expected, bytes: bytes.slice(1) };
}

async function openCheckpoint(note, key) {
  const split = note.lastIndexOf("\n\n");
  if (split < 0) throw new Error("het controlepunt is niet te lezen");
  const body = note.slice(0, split + 1);
  let signed = 0;
  for (const line of note.slice(split + 2).split("\n")) {
    const [dash, name, signature] = line.split(" ");
    if (dash !== "\u2014" || name !== key.name) continue;
    const bytes = fromBase64(signature);
    if (!same(bytes.slice(0, 4), key.id)) continue;
    if (!(await isSigned(text.encode(body), bytes.slice(4), key.bytes))) {
      throw new Error("de handtekening onder het controlepunt klopt niet");
    }
    signed += 1;
  }
  if (signed === 0) throw new Error("het logboek ondertekende dit controlepunt niet");
  const [origin, size, root] = body.split("\n");
  if (origin !== key.name) throw new Error("het controlepunt is van een ander logboek");
  return { size: Number(size), root: fromBase64(root) };
}

// The words of the edition ------------------------------------------------------------------------

// RFC 9901: the value behind a digest.
async function disclosed(disclosure, digest) {
  if (toBase64url(await sha256(text.encode(disclosure))) !== digest) {
    throw new Error("een tekst is niet die is vastgelegd");
  }
  const [, name, value] = JSON.parse(words.decode(fromBase64url(disclosure)));
  return { name, value };
}

async function contentOf(leaf, disclosure) {
  if (leaf.digest === undefined) {
    if (disclosure !== undefined) throw new Error("een tekst die de editie niet noemt");
    return leaf.value;
  }
  if (disclosure === undefined) return undefined;
  let { name, value } = await disclosed(disclosure, leaf.digest);
  while (name === "content") {
    name = leaf.field in value ? leaf.field : "content";
    if (!(name in value)) throw new Error("een correctie zonder het veld");
    value = value[name];
  }
  if (name !== leaf.field) throw new Error("een tekst hoort bij een ander veld");
  return value;
}

const order = (a, b) => {
  const [x, y] = [text.encode(a), text.encode(b)];
  for (let i = 0; i < Math.min(x.length, y.length); ++i) if (x[i] !== y[i]) return x[i] - y[i];
  return x.length - y.length;
};

async function readCells(cells) {
  const contents = new Map();
  let before;
  for (const { leaf: json, disclosure } of cells) {
    const leaf = JSON.parse(json);
    if (before !== undefined) {
      const place = order(before.subject, leaf.subject);
      if (place > 0 || (place === 0 && order(before.field, leaf.field) >= 0)) {
        throw new Error("de cellen staan niet op volgorde");
      }
    }
    before = leaf;
    contents.set(`${leaf.subject}#${leaf.field}`, await contentOf(leaf, disclosure));
  }
  return contents;
}

// The edition's event with its own words: title and introduction.
async function readEvent(json, disclosures) {
  const event = JSON.parse(json);
  if (event.type !== "nl.peil.edition.published" || event.data.projection !== 2) {
    throw new Error("dit is geen gebeurtenis die een editie vaststelt");
  }
  const digests = new Set(event.data._sd ?? []);
  for (const disclosure of disclosures) {
    const digest = toBase64url(await sha256(text.encode(disclosure)));
    if (!digests.delete(digest)) throw new Error("een tekst die de editie niet noemt");
    const { name, value } = await disclosed(disclosure, digest);
    event.data[name] = value;
  }
  return { sequence: Number(event.sequence), data: event.data, withheld: digests.size };
}
