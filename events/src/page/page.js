// Proves the report in this page: draws it again from the words that the log committed to, and
// compares. Rules and formats: docs/FORMAT.md of Peil.
// SPDX-License-Identifier: EUPL-1.2
const text = new TextEncoder();
const words = new TextDecoder("utf-8", { fatal: true });

// Bytes -------------------------------------------------------------------------------------------

const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromBase64 = (string) => Uint8Array.from(atob(string), (letter) => letter.charCodeAt(0));
const fromBase64url = (string) => fromBase64(string.replaceAll("-", "+").replaceAll("_", "/"));
const toBase64url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
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

// The report as HTML: the twin of report_html() --------------------------------------------------

const statusWords = {
  planned: "gepland", ongoing: "doorlopend", completed: "afgerond", merged: "samengevoegd",
  transferred: "overgedragen", withdrawn: "vervallen",
};
const columnWords = {
  number: "Nr", description: "Omschrijving", planning: "Planning",
  progress: "Recente ontwikkelingen en stand van zaken",
};
const monthWords = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
  "september", "oktober", "november", "december"];

// As on a terminal: nothing in a text turns the direction of writing or is obeyed as a command.
const obeyed = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const printable = (string) => string.replace(obeyed, (letter) =>
  letter === "\n" ? letter : letter === "\t" ? " " : "\ufffd");
const escape = (string) => printable(string).replaceAll("&", "&amp;").replaceAll("<", "&lt;")
  .replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");

function dateInWords(date) {
  const [year, month, day] = date.split("-").map(Number);
  return `${day} ${monthWords[month - 1]} ${year}`;
}

const blocks = (list) => list.map((block) => {
  if (block.type !== "list") return `<p>${escape(block.text)}</p>`;
  const tag = block.ordered ? "ol" : "ul";
  return `<${tag}>${block.items.map((item) => `<li>${escape(item)}</li>`).join("")}</${tag}>`;
}).join("");

class Report {
  constructor(edition, contents) {
    this.edition = edition;
    this.contents = contents;
    this.planned = edition.columns.some(({ field }) => field === "planning");
  }
  get(subject, field, otherwise) {
    return this.contents.get(`${subject}#${field}`) ?? otherwise;
  }
  of(number, field, otherwise) {
    return this.get(`measure/${number}`, field, otherwise);
  }
  chapterOf(number) {
    return Number(this.of(this.of(number, "parent", number), "chapter", 0));
  }
  cells(row, field) {
    return ` data-cells="${escape(row.map((number) => `measure/${number}#${field}`).join(" "))}"`;
  }
  heading(chapter) {
    const known = this.edition.chapters.find((each) => each.chapter === chapter);
    const title = known?.titlePrinted ? this.get(`chapter/${chapter}`, "title", "") : "";
    return title ? `${chapter}. ${title}` : `Hoofdstuk ${chapter}`;
  }
  label(field) {
    return this.edition.columns.find((each) => each.field === field)?.label || columnWords[field];
  }
  description(row) {
    const all = row.map((number) => this.of(number, "description", ""));
    if (all.every((one) => one === all[0])) return all[0];
    return row.map((number, i) => `${number}: ${all[i]}`).join("\n");
  }
  footnotes(row) {
    const seen = new Map();
    for (const number of row) {
      for (const note of this.of(number, "footnotes", [])) seen.set(JSON.stringify(
        [note.mark, note.field, note.anchor, note.text]), note);
    }
    return [...seen.values()];
  }
  row(row) {
    const notes = this.footnotes(row);
    const marks = (field) => notes.filter((note) => note.field === field)
      .map((note) => `<sup>${escape(note.mark)}</sup>`).join("");
    const planning = this.of(row[0], "planning", "") || (statusWords[this.of(row[0], "status", "")] ?? "");
    return `<tr><th scope="row"${this.cells(row, "chapter")}>${escape(row.join(" & "))}</th>` +
      `<td${this.cells(row, "description")}>${escape(this.description(row))}${marks("description")}</td>` +
      (this.planned ? `<td${this.cells(row, "planning")}>${escape(planning)}${marks("planning")}</td>` : "") +
      `<td${this.cells(row, "progress")}>${blocks(this.of(row[0], "progress", []))}${marks("progress")}</td></tr>`;
  }
  footnote(row, note) {
    const anchor = note.anchor ? `, bij ‘${escape(note.anchor)}’` : "";
    return `<p${this.cells(row, "footnotes")}><sup>${escape(note.mark)}</sup> Maatregel ` +
      `${escape(row.join(" & "))}${anchor}: ${escape(note.text)}</p>`;
  }
  chapters() {
    const chapters = [];
    for (const row of this.edition.rows) {
      const number = this.chapterOf(row[0]);
      if (chapters.at(-1)?.number !== number) chapters.push({ number, rows: [] });
      chapters.at(-1).rows.push(row);
    }
    return chapters;
  }
  html() {
    const { edition, date, title, introduction } = this.edition;
    const moment = `Editie ${edition}, ${dateInWords(date)}${title ? `: ${title}` : ""}`;
    const columns = ["number", "description", ...(this.planned ? ["planning"] : []), "progress"];
    const header = columns.map((field) => `<th scope="col">${escape(this.label(field))}</th>`).join("");
    return `<h1 data-cells="programme#title">${escape(this.get("programme", "title", ""))}</h1>` +
      `<p class="moment">${escape(moment)}</p><section>${blocks(introduction ?? [])}</section>` +
      this.chapters().map(({ number, rows }) =>
        `<h2 data-cells="chapter/${number}#title">${escape(this.heading(number))}</h2>` +
        `<table><thead><tr>${header}</tr></thead><tbody>${rows.map((row) => this.row(row)).join("")}` +
        `</tbody></table><div class="footnotes">` +
        rows.flatMap((row) => this.footnotes(row).map((note) => this.footnote(row, note))).join("") +
        "</div>").join("");
  }
}

function completeness(rows, cells) {
  const measures = new Map();
  for (const { leaf: json } of cells) {
    const { subject, field } = JSON.parse(json);
    if (!subject.startsWith("measure/")) continue;
    const number = subject.slice("measure/".length);
    measures.set(number, (measures.get(number) ?? new Set()).add(field));
  }
  const printed = rows.flat();
  if (new Set(printed).size !== printed.length || printed.some((number) => !measures.has(number))) {
    throw new Error("een maatregel staat er tweemaal, of zonder cel");
  }
  const lost = [...measures].filter(([number, fields]) => !printed.includes(number) && !fields.has("closure"));
  return { registered: measures.size, printed: printed.length, lost: lost.map(([number]) => number) };
}

// Claims ------------------------------------------------------------------------------------------

const peilDocument = JSON.parse(document.getElementById("peil-document").textContent);

async function prove() {
  const claims = [];
  const claim = async (name, work) => {
    try {
      claims.push({ name, verdict: "bewezen", text: await work() });
      return true;
    } catch (error) {
      claims.push({ name, verdict: error.open ? "niet bewezen" : "weersproken", text: error.message });
      return false;
    }
  };
  const unproven = (message) => Object.assign(new Error(message), { open: true });
  let key, checkpoint, event, contents;
  await claim("handtekening", async () => {
    key = await readKey(peilDocument.logKey);
    checkpoint = await openCheckpoint(peilDocument.checkpoint, key);
    return `${key.name} ondertekende een controlepunt over ${checkpoint.size} gebeurtenissen`;
  });
  await claim("editie", async () => {
    event = await readEvent(peilDocument.event, peilDocument.disclosures);
    if (!checkpoint) throw unproven("er is geen controlepunt");
    const leaf = await leafHash(text.encode(peilDocument.event));
    const proof = peilDocument.inclusion.map(fromBase64);
    if (!(await isIncluded(leaf, event.sequence - 1, checkpoint.size, proof, checkpoint.root))) {
      throw new Error("de editie ligt niet onder het controlepunt");
    }
    return `gebeurtenis ${event.sequence} van het logboek stelt deze editie vast`;
  });
  await claim("cellen", async () => {
    if (!event) throw unproven("de editie is niet te lezen");
    const leaves = [];
    for (const cell of peilDocument.cells) leaves.push(await leafHash(text.encode(cell.leaf)));
    const { root, size } = event.data.cells;
    if (leaves.length !== size || hex(await rootOf(leaves)) !== root) {
      throw new Error("het zijn niet de cellen die de editie vastlegt");
    }
    return `alle ${size} cellen die de editie vastlegt, en geen andere`;
  });
  await claim("woorden", async () => {
    contents = await readCells(peilDocument.cells);
    const missing = [...contents.values()].filter((value) => value === undefined).length +
      (event?.withheld ?? 0);
    if (missing > 0) throw unproven(`${missing} teksten worden niet getoond`);
    return "elke tekst is die is vastgelegd";
  });
  await claim("bladzijde", async () => {
    if (!event || !contents) throw unproven("er is niets om mee te vergelijken");
    const expected = document.createElement("template");
    expected.innerHTML = new Report(event.data, contents).html();
    if (expected.innerHTML !== document.getElementById("report").innerHTML) {
      throw new Error("deze bladzijde toont iets anders dan is vastgelegd");
    }
    return "wat hier staat, is wat is vastgelegd";
  });
  await claim("volledigheid", async () => {
    if (!event) throw unproven("de editie is niet te lezen");
    const { registered, printed, lost } = completeness(event.data.rows, peilDocument.cells);
    if (lost.length > 0) {
      throw unproven(`maatregel ${lost.join(", ")} staat er niet en is niet afgesloten`);
    }
    return `${registered} maatregelen zijn ooit ingeschreven: ${printed} staan er, ` +
      `${registered - printed} zijn met een grond afgesloten`;
  });
  await claim("vorige editie", async () => {
    if (!peilDocument.previous) throw unproven("het document noemt geen eerdere editie");
    if (!checkpoint) throw unproven("er is geen controlepunt");
    const { checkpoint: note, consistency } = peilDocument.previous;
    const before = await openCheckpoint(note, key);
    const proof = consistency.map(fromBase64);
    if (!(await isConsistent(before.size, checkpoint.size, before.root, checkpoint.root, proof))) {
      throw new Error("het logboek is niet dat van de vorige editie");
    }
    return `het logboek vervolgt dat van de vorige editie, toen ${before.size} gebeurtenissen`;
  });
  return claims;
}

function sentence(claims) {
  const wrong = claims.filter(({ verdict }) => verdict === "weersproken");
  if (wrong.length > 0) {
    return `Dit rapport klopt NIET: ${wrong.map(({ text: why }) => why).join("; ")}.`;
  }
  const open = claims.filter(({ verdict, name }) => verdict === "niet bewezen" && name !== "vorige editie");
  const rest = open.length === 0 ? "" : ` Niet bewezen: ${open.map(({ text: why }) => why).join("; ")}.`;
  const name = peilDocument.logKey.split("+")[0];
  return `Dit rapport is ${open.length === 0 ? "echt, volledig en ongewijzigd" : "niet weersproken"} ` +
    `volgens het logboek ${name}.${rest} Niet bewezen: dat de sleutel hieronder die van het logboek is; ` +
    "vergelijk hem met wat elders is gepubliceerd.";
}

function element(name, content, parent) {
  const made = document.createElement(name);
  made.textContent = content;
  parent.append(made);
  return made;
}

function show(claims) {
  const verdict = document.getElementById("verdict");
  verdict.textContent = "";
  const isWrong = claims.some((claim) => claim.verdict === "weersproken");
  verdict.className = isWrong ? "contradicted"
    : claims.some((claim) => claim.verdict !== "bewezen" && claim.name !== "vorige editie") ? "" : "proven";
  verdict.dataset.verdict = verdict.className || "open";
  element("p", sentence(claims), verdict);
  const details = element("details", "", verdict);
  element("summary", "Wat is nagerekend", details);
  const list = element("dl", "", details);
  for (const { name, verdict: outcome, text: what } of claims) {
    element("dt", `${name}: ${outcome}`, list);
    element("dd", what, list);
  }
  element("p", `Sleutel van het logboek: ${peilDocument.logKey}`, details);
  element("p", "Deze bladzijde rekent zichzelf na. Wie een bladzijde vervalst, kan ook dit programma " +
    "vervalsen: wie zeker wil zijn, laat `peil check` het bestand nagaan. Klik op een cel voor haar " +
    "eigen bewijs.", details);
}

// The proof of one cell ---------------------------------------------------------------------------

async function proofOf(name) {
  const index = peilDocument.cells.findIndex(({ leaf }) => {
    const { subject, field } = JSON.parse(leaf);
    return `${subject}#${field}` === name;
  });
  if (index < 0) return `${name}: de editie heeft deze cel niet.`;
  const { leaf, disclosure } = peilDocument.cells[index];
  const leaves = [];
  for (const cell of peilDocument.cells) leaves.push(await leafHash(text.encode(cell.leaf)));
  const steps = await pathOf(index, leaves);
  const lines = [`${name}: blad ${index} van ${leaves.length}`, "", `blad       ${leaf}`];
  if (disclosure !== undefined) lines.push(`onthulling ${words.decode(fromBase64url(disclosure))}`);
  lines.push(`hash       ${hex(leaves[index])}`);
  for (const { side, hash } of steps) lines.push(`${side === "left" ? "links     " : "rechts    "} ${hex(hash)}`);
  lines.push(`wortel     ${hex(await rootOf(leaves))}`, `vastgelegd ${JSON.parse(peilDocument.event).data.cells.root}`);
  return lines.join("\n");
}

async function openProof(target) {
  const dialog = document.getElementById("proof");
  dialog.textContent = "";
  element("h2", "Bewijs van deze cel", dialog);
  for (const name of target.dataset.cells.split(" ")) element("pre", await proofOf(name), dialog);
  const close = element("button", "Sluiten", dialog);
  close.addEventListener("click", () => dialog.close());
  dialog.showModal();
}

show(await prove());
for (const cell of document.querySelectorAll("#report [data-cells]")) cell.tabIndex = 0;
document.getElementById("report").addEventListener("click", (event) => {
  const cell = event.target.closest("[data-cells]");
  if (cell) openProof(cell);
});
document.getElementById("report").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.dataset.cells) openProof(event.target);
});
