// Bytes, hashes, trees, signatures, and the words behind digests. Formats: docs/FORMAT.md of Peil.
// SPDX-License-Identifier: EUPL-1.2
const text = new TextEncoder();
const words = new TextDecoder("utf-8", { fatal: true });

// Bytes -------------------------------------------------------------------------------------------

const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
// atob() drops white space and bits left over: what was read must be written the same again.
const readAgain = (bytes, string, write) => {
  if (write(bytes) !== string) throw new Error("een tekst is niet in base64");
  return bytes;
};
const ofLetters = (string) => {
  const letters = atob(string);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; ++i) bytes[i] = letters.charCodeAt(i);
  return bytes;
};
const toBase64 = (bytes) => {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
};
const toBase64url = (bytes) =>
  toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const fromBase64 = (string) => readAgain(ofLetters(string), string, toBase64);
const fromBase64url = (string) =>
  readAgain(ofLetters(string.replaceAll("-", "+").replaceAll("_", "/")), string, toBase64url);
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

// C2SP signed-note and tlog-checkpoint. One note has one text, so that nothing hides in another.
const keyName = /^[^\p{White_Space}\x00-\x1f+]+$/u;

function need(holds, otherwise) {
  if (!holds) throw new Error(otherwise);
}

async function readKey(vkey) {
  const [name, id, ...rest] = vkey.split("+");
  const bytes = fromBase64(rest.join("+"));
  const expected = (await sha256(join(text.encode(name + "\n"), bytes))).slice(0, 4);
  need(
    keyName.test(name) && bytes.length === 33 && bytes[0] === 1 && hex(expected) === id,
    "de sleutel van het logboek is niet te lezen",
  );
  return { name, id: expected, bytes: bytes.slice(1) };
}

function readNote(note) {
  const wrong = "het controlepunt is niet te lezen";
  const split = note.lastIndexOf("\n\n");
  need(split >= 0 && note.endsWith("\n") && !/[\x00-\x09\x0b-\x1f]/.test(note), wrong);
  const lines = note.slice(split + 2, -1).split("\n");
  const signatures = lines.map((line) => {
    const [dash, name, signature, ...more] = line.split(" ");
    need(dash === "\u2014" && keyName.test(name) && signature && more.length === 0, wrong);
    const bytes = fromBase64(signature);
    need(bytes.length > 4 && lines.length <= 100, wrong);
    return { name, id: bytes.slice(0, 4), bytes: bytes.slice(4) };
  });
  return { body: note.slice(0, split + 1), signatures };
}

async function readCheckpoint(body) {
  const [origin, size, root, ...more] = body.slice(0, -1).split("\n");
  const hash = root === undefined ? [] : fromBase64(root);
  need(
    keyName.test(origin) &&
      text.encode(origin).length <= 255 &&
      /^(0|[1-9][0-9]*)$/.test(size) &&
      Number.isSafeInteger(Number(size)) &&
      hash.length === 32 &&
      !more.includes("") &&
      (size !== "0" || same(hash, await sha256(new Uint8Array()))),
    "het controlepunt is niet te lezen",
  );
  return { origin, size: Number(size), root: hash };
}

// Which key counts at which size: docs/FORMAT.md, section 19.
async function readKeys({ logKey: firstKey, keys: history }) {
  const wrong = "de sleutels van het logboek sluiten niet op elkaar aan";
  const counting = async (vkey, first) => ({
    ...(await readKey(vkey)),
    vkey,
    first,
    last: Infinity,
    revoked: Infinity,
  });
  const keys = [await counting(firstKey, 0)];
  let before = 0;
  for (const { event: json } of history?.events ?? []) {
    const { type, sequence, data } = JSON.parse(json);
    const number = Number(sequence);
    need(/^[0-9]{12,}$/.test(sequence) && number > before, wrong);
    before = number;
    const old = keys.at(-1);
    if (type === "nl.peil.key.revoked") {
      const key = keys.find((each) => hex(each.id) === data.key);
      const from = Number(data.from ?? sequence);
      need(key && key !== old && key.revoked === Infinity && from >= 1 && from <= number, wrong);
      key.revoked = from;
      continue;
    }
    need(type === "nl.peil.key.rotated" && data.previous === old.vkey, wrong);
    const next = await counting(data.logKey, number);
    const said = text.encode(`${old.name}\nnext key by event ${sequence}\n${next.vkey}\n`);
    need(next.name === old.name && hex(next.id) === data.key, wrong);
    need(!keys.some(({ id, bytes }) => same(id, next.id) || same(bytes, next.bytes)), wrong);
    need(await isSigned(said, fromBase64(data.signature), old.bytes), wrong);
    old.last = number - 1;
    keys.push(next);
  }
  return keys;
}

async function openCheckpoint(note, keys) {
  const { body, signatures } = readNote(note);
  const checkpoint = await readCheckpoint(body);
  const { size, origin } = checkpoint;
  const key = keys.find((each) => size >= each.first && size <= each.last && size < each.revoked);
  const own = signatures.filter(({ name, id }) => name === key?.name && same(id, key.id));
  need(own.length > 0, "het logboek ondertekende dit controlepunt niet");
  for (const { bytes } of own) {
    need(
      await isSigned(text.encode(body), bytes, key.bytes),
      "de handtekening onder het controlepunt klopt niet",
    );
  }
  need(origin === key.name, "het controlepunt is van een ander logboek");
  return checkpoint;
}

// docs/FORMAT.md, section 18: 256 bits of root and four check bits, five bits a character.
async function codeOf(root) {
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  let bits = (BigInt(`0x${hex(root)}`) << 4n) | BigInt((await sha256(root))[0] >> 4);
  let code = "";
  for (let place = 51; place >= 0; --place) {
    code = (place % 4 === 0 && place > 0 ? " " : "") + letters[Number(bits & 31n)] + code;
    bits >>= 5n;
  }
  return code;
}

// The log holds the events about its keys, and its last key signed them.
async function requireHistory(history, keys, own) {
  const wrong = "het logboek bevat de wisseling van zijn sleutels niet";
  const last = await openCheckpoint(history.checkpoint, keys);
  const proof = history.consistency.map(fromBase64);
  need(await isConsistent(own.size, last.size, own.root, last.root, proof), wrong);
  for (const { event, inclusion } of history.events) {
    const index = Number(JSON.parse(event).sequence) - 1;
    const leaf = await leafHash(text.encode(event));
    need(await isIncluded(leaf, index, last.size, inclusion.map(fromBase64), last.root), wrong);
  }
}

// What others signed, at the document's checkpoint or later ones: over how many events.
async function sizesOfEvidence(evidence, keys, own) {
  const wrong = "wat anderen ondertekenden, gaat niet over dit logboek";
  const sizes = [];
  let last = own;
  for (const { checkpoint, consistency, timestamps } of evidence) {
    const head = await openCheckpoint(checkpoint, keys);
    const proof = consistency.map(fromBase64);
    need(await isConsistent(last.size, head.size, last.root, head.root, proof), wrong);
    // A timestamp names what it is over: the text of the checkpoint, and the token before it.
    let stamped = text.encode(readNote(checkpoint).body);
    for (const token of timestamps.map(fromBase64)) {
      need(hex(token).includes(hex(await sha256(stamped))), wrong);
      stamped = join(text.encode(readNote(checkpoint).body), token);
    }
    last = head;
    sizes.push(head.size);
  }
  return sizes;
}

// The document ------------------------------------------------------------------------------------

const isText = (value) => typeof value === "string";
const isList = (value, isItem) => Array.isArray(value) && value.every(isItem);
const isHashes = (value) => isList(value, isText) && value.length <= 64;
const isFilled = (value, isItem) => isList(value, isItem) && value.length > 0;
// Members in this order and no others; those that end in `?` may be missing.
const fits = (value, shape) => {
  if (value === null || typeof value !== "object") return false;
  const members = Object.entries(shape)
    .filter(([name]) => !name.endsWith("?") || Object.hasOwn(value, name.slice(0, -1)))
    .map(([name, isMember]) => [name.replace("?", ""), isMember]);
  return (
    Object.keys(value).join() === members.map(([name]) => name).join() &&
    members.every(([name, isMember]) => isMember(value[name]))
  );
};

const cellShape = { leaf: isText, "disclosure?": (value) => isText(value) && value !== "" };
const previousShape = { checkpoint: isText, consistency: isHashes };
const keyEventShape = { event: isText, inclusion: isHashes };
const keysShape = {
  checkpoint: isText,
  consistency: isHashes,
  events: (value) => isList(value, (event) => fits(event, keyEventShape)),
};
const evidenceShape = {
  checkpoint: isText,
  consistency: isHashes,
  timestamps: (value) => isList(value, isText),
};
const policyShape = {
  key: (value) => isText(value) && /^[^\p{White_Space}\x00-\x1f+]+\+[0-9a-f]{8}$/u.test(value),
  sha256: (value) => isText(value) && /^[0-9a-f]{64}$/.test(value),
};
const documentShape = {
  schema: (value) => value === "peil.edition/1",
  logKey: isText,
  event: isText,
  disclosures: (value) => isList(value, isText),
  inclusion: isHashes,
  checkpoint: isText,
  "keys?": (value) => fits(value, keysShape),
  cells: (value) => isList(value, (cell) => fits(cell, cellShape)),
  previous: (value) => value === null || fits(value, previousShape),
  "evidence?": (value) =>
    isFilled(value, (each) => fits(each, evidenceShape)) && value.length <= 16,
  "policy?": (value) => isFilled(value, (each) => fits(each, policyShape)),
};

// It has one text and no other members, so that nothing can be hidden in it.
function readDocument(json) {
  const wrong = "het document in deze bladzijde is niet te lezen";
  let value;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error(wrong);
  }
  need(JSON.stringify(value).replaceAll("<", "\\u003c") === json.trim(), wrong);
  need(fits(value, documentShape), wrong);
  return value;
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
