// Judges exports as their pages would: a line of JSON each, `{"source":…,"page":…}`, a verdict
// each in the order of the lines.
// SPDX-License-Identifier: EUPL-1.2
import { createInterface } from "node:readline";

import { judge } from "./page_program.mjs";

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { source, page } = JSON.parse(line);
  process.stdout.write(`${await judge(source, page)}\n`);
}
