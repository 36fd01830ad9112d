// Draws the report from proven words: the twin of report_html() in C++.
// SPDX-License-Identifier: EUPL-1.2
const statusWords = {
  planned: "gepland",
  ongoing: "doorlopend",
  completed: "afgerond",
  merged: "samengevoegd",
  transferred: "overgedragen",
  withdrawn: "vervallen",
};
const columnWords = {
  number: "Nr",
  description: "Omschrijving",
  planning: "Planning",
  progress: "Recente ontwikkelingen en stand van zaken",
};
const monthWords = [
  "januari",
  "februari",
  "maart",
  "april",
  "mei",
  "juni",
  "juli",
  "augustus",
  "september",
  "oktober",
  "november",
  "december",
];

// As on a terminal: nothing in a text turns the direction of writing or is obeyed as a command.
const obeyed = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const printable = (string) =>
  string.replace(obeyed, (letter) => (letter === "\n" ? letter : letter === "\t" ? " " : "\ufffd"));
const escape = (string) =>
  printable(string)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

function dateInWords(date) {
  const [year, month, day] = date.split("-").map(Number);
  return `${day} ${monthWords[month - 1]} ${year}`;
}

const blocks = (list) =>
  list
    .map((block) => {
      if (block.type !== "list") return `<p>${escape(block.text)}</p>`;
      const tag = block.ordered ? "ol" : "ul";
      return `<${tag}>${block.items.map((item) => `<li>${escape(item)}</li>`).join("")}</${tag}>`;
    })
    .join("");

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
      for (const note of this.of(number, "footnotes", []))
        seen.set(JSON.stringify([note.mark, note.field, note.anchor, note.text]), note);
    }
    return [...seen.values()];
  }
  row(row) {
    const notes = this.footnotes(row);
    const cell = (field, html) => {
      const marks = notes.filter((note) => note.field === field);
      const sup = marks.map((note) => `<sup>${escape(note.mark)}</sup>`).join("");
      return `<td${this.cells(row, field)}>${html}${sup}</td>`;
    };
    const status = statusWords[this.of(row[0], "status", "")] ?? "";
    const planning = this.of(row[0], "planning", "") || status;
    return (
      `<tr><th scope="row"${this.cells(row, "chapter")}>${escape(row.join(" & "))}</th>` +
      cell("description", escape(this.description(row))) +
      (this.planned ? cell("planning", escape(planning)) : "") +
      cell("progress", blocks(this.of(row[0], "progress", []))) +
      "</tr>"
    );
  }
  footnote(row, note) {
    const anchor = note.anchor ? `, bij ‘${escape(note.anchor)}’` : "";
    return (
      `<p${this.cells(row, "footnotes")}><sup>${escape(note.mark)}</sup> Maatregel ` +
      `${escape(row.join(" & "))}${anchor}: ${escape(note.text)}</p>`
    );
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
  programme() {
    return this.get("programme", "title", "");
  }
  moment() {
    const { edition, date, title } = this.edition;
    return `Editie ${edition}, ${dateInWords(date)}${title ? `: ${title}` : ""}`;
  }
  html() {
    const columns = ["number", "description", ...(this.planned ? ["planning"] : []), "progress"];
    const header = columns
      .map((field) => `<th scope="col">${escape(this.label(field))}</th>`)
      .join("");
    return (
      `<h1 data-cells="programme#title">${escape(this.programme())}</h1>` +
      `<p class="moment">${escape(this.moment())}</p>` +
      `<section>${blocks(this.edition.introduction ?? [])}</section>` +
      this.chapters()
        .map(
          ({ number, rows }) =>
            `<h2 data-cells="chapter/${number}#title">${escape(this.heading(number))}</h2>` +
            `<table><thead><tr>${header}</tr></thead><tbody>` +
            rows.map((row) => this.row(row)).join("") +
            `</tbody></table><div class="footnotes">` +
            rows
              .flatMap((row) => this.footnotes(row).map((note) => this.footnote(row, note)))
              .join("") +
            "</div>",
        )
        .join("")
    );
  }
  // The whole page around a style and a program: the twin of render_page() in C++.
  page(proven, format, style, program) {
    const json = JSON.stringify(proven).replaceAll("<", "\\u003c");
    return (
      '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n' +
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ` +
      `style-src 'unsafe-inline'; script-src 'unsafe-inline'">\n` +
      '<meta name="viewport" content="width=device-width">\n' +
      `<meta name="peil-page" content="${format}">\n` +
      `<title>${escape(`${this.programme()}, ${this.moment()}`)}</title>\n` +
      `<style>${style}</style>\n</head>\n<body>\n` +
      '<aside id="verdict" role="status" aria-live="polite">' +
      "<p>Dit rapport is nog niet nagerekend. Dat gebeurt in de browser, zonder netwerk; " +
      "daarvoor moeten scripts aan staan. Anders: <code>peil check</code> en dit bestand.</p>" +
      `</aside>\n<main id="report">${this.html()}</main>\n<dialog id="proof"></dialog>\n` +
      `<script type="application/json" id="peil-document">\n${json}\n<\/script>\n` +
      `<script type="module">${program}<\/script>\n</body>\n</html>\n`
    );
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
  const lost = [...measures].filter(
    ([number, fields]) => !printed.includes(number) && !fields.has("closure"),
  );
  return {
    registered: measures.size,
    printed: printed.length,
    lost: lost.map(([number]) => number),
  };
}
