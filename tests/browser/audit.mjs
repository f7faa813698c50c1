// Opens HTML files in a real browser, without a network, and says what keeps somebody from reading them:
// a request, a serious finding of axe, a page that must be scrolled sideways on a small screen.
//
//   node audit.mjs [--pdf OUT] PAGE.html…      OUT: a .pdf file for one page, else a folder
//   CHROMIUM=/path/to/chromium                 the browser, /usr/bin/chromium by default

import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const SMALL = { width: 320, height: 640 };
const LARGE = { width: 1280, height: 800 };
const GRAVE = ["serious", "critical"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const given = process.argv.slice(2);
const at = given.indexOf("--pdf");
const pdf = at < 0 ? null : given.splice(at, 2)[1];
const toFolder = pdf !== null && !(given.length === 1 && pdf?.endsWith(".pdf"));
if (given.length === 0 || pdf === undefined) {
  console.error("usage: node audit.mjs [--pdf OUT] PAGE.html…");
  process.exit(2);
}
if (toFolder) mkdirSync(pdf, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});

let failed = 0;
const waiting = [...given];
await Promise.all(Array.from({ length: 2 }, async () => {
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const { faults, notes } = await audit(resolve(path));
    if (faults.length > 0) failed += 1;
    const said = [`${faults.length > 0 ? "FAILED" : "ok"} ${basename(path)}`, ...notes].join(", ");
    console.log([said, ...new Set(faults)].join("\n    "));
  }
}));
await browser.close();
console.log(`audit: ${given.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** Everything wrong with one page, and what is good to know of it. */
async function audit(path) {
  const address = pathToFileURL(path).href;
  const faults = [];
  const notes = [];
  const context = await browser.newContext({ viewport: LARGE });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  await context.route("**/*", (route) => {
    const asked = route.request().url();
    if (asked === address) return route.continue();
    faults.push(`request: ${asked}`);
    return route.abort();
  });
  await page.goto(address);
  // What is folded must be sound too.
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  await page.evaluate(axe);
  await page.setViewportSize(SMALL);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  for (const found of violations) {
    if (GRAVE.includes(found.impact)) {
      const where = `${found.nodes[0].target.join(" ")} (${found.nodes.length})`;
      faults.push(`${found.impact} ${found.id}: ${found.help} at ${where}`);
    } else {
      notes.push(`${found.impact} ${found.id}`);
    }
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) faults.push(`${wide} px too wide on a screen of ${SMALL.width} px: ${await widest(page)}`);
  if (pdf !== null) notes.push(await print(context, address, toFolder ? join(pdf, basename(path, ".html") + ".pdf") : pdf));
  await context.close();
  return { faults, notes };
}

/** What sticks out, outside of boxes that scroll by themselves. */
async function widest(page) {
  return page.evaluate(() => {
    const held = (one) => one.closest(".scroll") && !one.matches(".scroll");
    const out = [...document.body.querySelectorAll("*")].filter(
      (one) => one.getBoundingClientRect().right > window.innerWidth && !held(one),
    );
    return out.slice(0, 3).map((one) => `<${one.localName} class="${one.className}"> ${one.textContent.slice(0, 40)}`).join(" | ");
  });
}

/** Prints the page as it first opens, and tells how many sheets of A4 it takes. */
async function print(context, address, out) {
  const page = await context.newPage();
  await page.goto(address);
  const bytes = await page.pdf({ path: out, format: "A4", preferCSSPageSize: true, printBackground: false });
  const text = bytes.toString("latin1");
  const sheets = text.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  const [, width, height] = text.match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/) ?? [];
  const [short, long] = [width, height].map((side) => Math.round(Number(side))).sort((one, other) => one - other);
  const size = Math.abs(short - 595) < 2 && Math.abs(long - 842) < 2 ? "A4" : `${short} × ${long} points`;
  await page.close();
  return `${sheets} ${sheets === 1 ? "page" : "pages"} ${size}`;
}
