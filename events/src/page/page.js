// Proves the report in this page: draws it again from the words that the log committed to, and
// compares. What it uses stands in proof.js and report.js.
// SPDX-License-Identifier: EUPL-1.2
// The page ----------------------------------------------------------------------------------------

// A shadow root shows something else than what its element holds. A closed one is told to nobody,
// but an element takes no second one. The elements that this is asked of are done with.
const shadowable = "aside, body, div, h1, h2, main, p, section";
function hasShadow(element) {
  if (element.shadowRoot) return true;
  try {
    element.attachShadow({ mode: "open" });
    return false;
  } catch {
    return true;
  }
}

// The whole page must be the one that this document has, from its first node to its last. Then the
// page is shown as it was drawn here, so that nothing is left of what was not compared. Only the
// program is taken as it stands there: one that was changed finds nothing wrong with itself.
async function comparePage(report) {
  const content = (selector) => document.querySelector(selector)?.textContent ?? "";
  const stated = document.querySelector('meta[name="peil-page"]')?.content ?? "";
  const format = /^[1-9][0-9]*$/.test(stated) ? stated : "";
  const sheet = content("style");
  const style = hex(await sha256(text.encode(sheet))) === styleDigest ? sheet : "";
  const html = report.page(peilDocument, format, style, content('script[type="module"]'));
  const drawn = new DOMParser().parseFromString(html, "text/html");
  const isSame =
    document.isEqualNode(drawn) && ![...document.querySelectorAll(shadowable)].some(hasShadow);
  document.documentElement.replaceWith(drawn.documentElement);
  need(
    isSame,
    "deze bladzijde toonde iets anders dan is vastgelegd; " +
      "wat nu hieronder staat, is getekend uit het document dat erin zit",
  );
}

// Claims ------------------------------------------------------------------------------------------

let peilDocument = { logKey: "" };
let logKeys = [];

async function prove() {
  const claims = [];
  const claim = async (name, work) => {
    try {
      claims.push({ name, verdict: "bewezen", text: await work() });
      return true;
    } catch (error) {
      claims.push({
        name,
        verdict: error.open ? "niet bewezen" : "weersproken",
        text: error.message,
      });
      return false;
    }
  };
  const unproven = (message) => Object.assign(new Error(message), { open: true });
  let checkpoint, event, contents;
  const isRead = await claim("document", async () => {
    peilDocument = readDocument(document.getElementById("peil-document").textContent);
    return "het is een editie, zonder andere delen dan een editie heeft";
  });
  if (!isRead) return claims;
  await claim("handtekening", async () => {
    logKeys = await readKeys(peilDocument);
    const opened = await openCheckpoint(peilDocument.checkpoint, logKeys);
    if (peilDocument.keys) await requireHistory(peilDocument.keys, logKeys, opened);
    checkpoint = opened;
    return (
      `${logKeys[0].name} ondertekende een controlepunt over ${opened.size} gebeurtenissen; ` +
      `zijn code op papier is ${await codeOf(opened.root)}`
    );
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
    const missing =
      [...contents.values()].filter((value) => value === undefined).length + (event?.withheld ?? 0);
    if (missing > 0) throw unproven(`${missing} teksten worden niet getoond`);
    return "elke tekst is die is vastgelegd";
  });
  await claim("bladzijde", async () => {
    if (!event || !contents) throw unproven("er is niets om mee te vergelijken");
    await comparePage(new Report(event.data, contents));
    return "wat hier staat, is wat is vastgelegd, en niets anders";
  });
  await claim("volledigheid", async () => {
    if (!event) throw unproven("de editie is niet te lezen");
    const { registered, printed, lost } = completeness(event.data.rows, peilDocument.cells);
    if (lost.length > 0) {
      throw unproven(`maatregel ${lost.join(", ")} staat er niet en is niet afgesloten`);
    }
    return (
      `van de ${registered} maatregelen die deze editie noemt, staan er ${printed} en zijn ` +
      `${registered - printed} met een grond afgesloten`
    );
  });
  await claim("vorige editie", async () => {
    if (!peilDocument.previous) throw unproven("het document noemt geen eerdere editie");
    if (!checkpoint) throw unproven("er is geen controlepunt");
    const { checkpoint: note, consistency } = peilDocument.previous;
    const before = await openCheckpoint(note, logKeys);
    const proof = consistency.map(fromBase64);
    if (!(await isConsistent(before.size, checkpoint.size, before.root, checkpoint.root, proof))) {
      throw new Error("het logboek is niet dat van de vorige editie");
    }
    return `het logboek vervolgt dat van de vorige editie, toen ${before.size} gebeurtenissen`;
  });
  if (peilDocument.evidence) {
    await claim("bewijs van buiten", async () => {
      if (!checkpoint) throw unproven("er is geen controlepunt");
      return `wat anderen ondertekenden, gaat over dit logboek, bij ${(
        await sizesOfEvidence(peilDocument.evidence, logKeys, checkpoint)
      ).join(" en ")} gebeurtenissen`;
    });
  }
  return claims;
}

function sentence(claims) {
  const wrong = claims.filter(({ verdict }) => verdict === "weersproken");
  if (wrong.length > 0) {
    return `Dit rapport klopt NIET: ${wrong.map(({ text: why }) => why).join("; ")}.`;
  }
  const open = claims.filter(
    ({ verdict, name }) => verdict === "niet bewezen" && name !== "vorige editie",
  );
  const rest =
    open.length === 0 ? "" : ` Niet bewezen: ${open.map(({ text: why }) => why).join("; ")}.`;
  const name = peilDocument.logKey.split("+")[0];
  return (
    `Dit rapport is ${open.length === 0 ? "echt, volledig en ongewijzigd" : "niet weersproken"} ` +
    `volgens het logboek ${name}.${rest} Niet bewezen: dat de sleutel hieronder die van het ` +
    "logboek is; " +
    "vergelijk hem met wat elders is gepubliceerd. Niet bewezen: getuigen en tijdstip; die gaat " +
    "deze bladzijde niet na."
  );
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
  verdict.className = isWrong
    ? "contradicted"
    : claims.some((claim) => claim.verdict !== "bewezen" && claim.name !== "vorige editie")
      ? ""
      : "proven";
  verdict.dataset.verdict = verdict.className || "open";
  element("p", sentence(claims), verdict);
  const details = element("details", "", verdict);
  element("summary", "Wat is nagerekend", details);
  const list = element("dl", "", details);
  for (const { name, verdict: outcome, text: what } of claims) {
    element("dt", `${name}: ${outcome}`, list);
    element("dd", what, list);
  }
  const own = logKeys.length > 0 ? logKeys.map(({ vkey }) => vkey) : [peilDocument.logKey];
  element("p", `Sleutel${own.length > 1 ? "s" : ""} van het logboek: ${own.join(", ")}`, details);
  if (peilDocument.policy) {
    const note = "Sleutels die de uitgever noemt, met hun vingerafdruk (SHA-256):";
    element("p", note, details);
    const keys = element("ul", "", details);
    for (const { key, sha256: hash } of peilDocument.policy) element("li", `${key} ${hash}`, keys);
  }
  element(
    "p",
    "Deze bladzijde rekent zichzelf na. Wie een bladzijde vervalst, kan ook dit programma " +
      "vervalsen: wie zeker wil zijn, laat `peil check` het bestand nagaan. Klik op een cel voor " +
      "haar " +
      "eigen bewijs. Wat een editie van het begin af verzwijgt, wijst alleen een eerder rapport " +
      "uit: geef `peil check` ze allebei.",
    details,
  );
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
  for (const { side, hash } of steps)
    lines.push(`${side === "left" ? "links     " : "rechts    "} ${hex(hash)}`);
  lines.push(
    `wortel     ${hex(await rootOf(leaves))}`,
    `vastgelegd ${JSON.parse(peilDocument.event).data.cells.root}`,
  );
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
