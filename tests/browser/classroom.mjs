// Drives a whole case of a classroom page by keyboard, off line, and fails on the first thing that would shame it.
// node drive.mjs PAGE.html FOLDER — one screenshot per screen goes into the folder. Needs /usr/bin/chromium.
import { chromium } from "playwright-core";
import axe from "axe-core";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pagePath, folder] = process.argv.slice(2);
if (!pagePath || !folder) { console.error("node drive.mjs PAGE.html FOLDER"); process.exit(2); }
mkdirSync(folder, { recursive: true });
const address = pathToFileURL(resolve(pagePath)).href;
const failures = [];
let where = "";
const fail = (text) => { failures.push(`${where}: ${text}`); console.error(`FAIL ${where}: ${text}`); };

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", headless: true, args: ["--headless", "--no-sandbox",
  "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });

async function openPage(width, height) {
  const context = await browser.newContext({ viewport: { width, height }, screen: { width, height }, offline: true, reducedMotion: "reduce" });
  await context.route("**", (route) => route.abort());
  const page = await context.newPage();
  await page.addInitScript(() => { window.printed = 0; window.print = () => { window.printed += 1; }; });
  await context.unroute("**");
  await context.route((url) => url.href.split("#")[0] !== address, (route) => { fail(`request to ${route.request().url()}`); route.abort(); });
  page.on("request", (request) => { if (request.url().split("#")[0] !== address) fail(`request to ${request.url()}`); });
  page.on("pageerror", (error) => fail(`script error: ${error.message}`));
  page.on("console", (message) => { if (message.type() === "error") fail(`console: ${message.text()}`); });
  page.on("dialog", (dialog) => { if (dialog.type() !== "beforeunload") fail(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(address);
  page.kit = await page.evaluate(() => JSON.parse(document.getElementById("kit").textContent));
  return page;
}

async function press(page, key) {
  await page.keyboard.press(key);
  const lost = await page.evaluate(() => !document.activeElement || document.activeElement === document.body);
  if (lost) fail(`focus lost after ${key}`);
  const hidden = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    const bar = document.getElementById("bar");
    const floor = bar.contains(document.activeElement) || getComputedStyle(bar).position !== "sticky" ? innerHeight : bar.getBoundingClientRect().top;
    return box.bottom <= 0 || box.top >= floor ? document.activeElement.outerHTML.slice(0, 80) : "";
  });
  if (hidden && key === "Tab") fail(`focused element out of sight after ${key}: ${hidden}`);
}

async function presses(page, ...keys) { for (const key of keys) await press(page, key); }

// A digit opens a case at once, unless a longer number may follow.
async function openCase(page, n) {
  await press(page, String(n + 1));
  if ((await heading(page)) === page.kit.words.choose) await press(page, "Enter");
}

const heading = (page) => page.textContent("#heading");

async function checkWidth(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) fail(`scrolls horizontally by ${over} px`);
}

async function checkSizes(page) {
  const small = await page.evaluate(() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || node.closest("script,.unseen,.skip,[aria-hidden]") || !node.getClientRects().length) continue;
      const size = parseFloat(getComputedStyle(node).fontSize);
      const least = innerHeight / (node.closest(".key,#heading") ? 20 : 30);
      if (size < least - 0.01) found.push(`${size} px instead of ${least}: ${walker.currentNode.data.slice(0, 40)}`);
    }
    return found;
  });
  small.forEach((text) => fail(`text too small, ${text}`));
}

async function checkAxe(page) {
  const results = await page.evaluate(async (source) => { if (!window.axe) window.eval(source); return (await window.axe.run(document)).violations; }, axe.source);
  for (const one of results) {
    const text = `axe ${one.impact} ${one.id}: ${one.nodes[0].html.slice(0, 120)}`;
    if (["serious", "critical"].includes(one.impact)) fail(text); else console.log(`note ${where}: ${text}`);
  }
}

async function screen(page, name, { picture = true, audit = true } = {}) {
  where = `${page.viewportSize().width}×${page.viewportSize().height} ${name}`;
  await page.waitForTimeout(80);
  await checkWidth(page);
  await checkSizes(page);
  if (audit) await checkAxe(page);
  const folds = await page.evaluate(() => {
    const last = [...document.getElementById("content").children].filter((node) => !node.classList.contains("past")).at(-1);
    return last ? Math.round(last.getBoundingClientRect().bottom - document.getElementById("bar").getBoundingClientRect().top) : 0;
  });
  if (folds > 0) console.log(`note ${where}: goes ${folds} px below the fold`);
  if (picture) await page.screenshot({ path: join(folder, `${page.viewportSize().height}-${name}.png`) });
}

// Every option must stand as many times as every other in what a search, a screen reader or the address can find.
async function checkSecret(page) {
  const { options } = page.kit;
  const times = (text, word) => text.split(word).length - 1;
  const source = await page.content();
  const seen = await page.evaluate(() => [document.body.innerText, document.title, location.href,
    ...[...document.querySelectorAll("*")].flatMap((node) => [...node.attributes].map((one) => one.value)),
    ...[...document.querySelectorAll("input")].map((node) => node.value)].join("\n"));
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/\u00a0/g, "&nbsp;");
  // An option whose name holds another's is counted apart from it.
  const own = (text, word) => times(options.filter((one) => one !== word && one.includes(word)).reduce((left, one) => left.replaceAll(one, ""), text), word);
  const inSource = options.map((word) => own(source, word) + (escaped(word) !== word ? own(source, escaped(word)) : 0));
  const inSeen = options.map((word) => own(seen, word));
  if (new Set(inSource).size > 1) fail(`an option is singled out in the page source: ${inSource}`);
  if (new Set(inSeen).size > 1) fail(`an option is singled out on the screen: ${inSeen}`);
  const title = await page.title();
  if (options.some((word) => title.includes(word) || page.url().includes(encodeURIComponent(word)))) fail("an option stands in the title or the address");
}

async function checkStorage(page) {
  const left = await page.evaluate(async () => localStorage.length + sessionStorage.length + document.cookie.length + (await indexedDB.databases()).length);
  if (left || (await page.context().cookies()).length) fail("something was stored");
}

async function checkPaper(page, name, secret) {
  where = `${page.viewportSize().height} ${name}`;
  await press(page, "p");
  if (!(await page.evaluate(() => window.printed))) fail("p does not print");
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  if (secret) await checkSecret(page);
  if (!(await page.innerText("#paper")).trim()) fail("nothing on paper");
  if (await page.isVisible("main")) fail("the screen prints too");
  await page.screenshot({ path: join(folder, `${page.viewportSize().height}-${name}.png`), fullPage: true });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: null });
  await page.pdf({ path: join(folder, `${page.viewportSize().height}-${name}.pdf`), preferCSSPageSize: true });
}

async function before(page, caseNumber) {
  const { headings } = page.kit.cases[caseNumber];
  await screen(page, "01-list");
  await checkSecret(page);
  await presses(page, "Tab", "Tab");
  await page.focus("#voters");
  await page.keyboard.type("18");
  await press(page, "Enter");
  await presses(page, "?");
  await screen(page, "02-keys");
  await press(page, "Escape");
  await openCase(page, caseNumber);
  const keys = ["ArrowRight", "PageDown", "Space"];
  for (let n = 0; n < headings.length; n += 1) {
    if ((await heading(page)) !== headings[n].label) fail(`expected the heading ${headings[n].label}, found ${await heading(page)}`);
    const lines = await page.$$eval("#content > ul.key li", (items) => items.map((item) => item.textContent));
    if (lines.join("\n") !== headings[n].lines.join("\n")) fail("the lines of a heading are not shown as written");
    await screen(page, `03-facts-${n + 1}`);
    await checkSecret(page);
    if (n === 1) { await press(page, "PageUp"); await press(page, "ArrowRight"); }
    if (n === headings.length - 1) { await checkPaper(page, "04-paper-before", true); await press(page, "ArrowRight"); }
    else await press(page, keys[n % keys.length]);
  }
}

async function votes(page) {
  const { options, words } = page.kit;
  if ((await heading(page)) !== words.vote_1) fail("vote 1 expected");
  await press(page, "r");
  // In a number field a letter does nothing; the reveal is asked for from the page itself.
  await page.focus("#heading");
  await press(page, "r");
  where = "refusal";
  if (!(await page.innerText("#content")).includes(words.refused)) fail("the reveal is not refused without a vote");
  await screen(page, "05-refused");
  await checkSecret(page);
  await presses(page, "ArrowLeft", "ArrowLeft", "ArrowLeft");
  for (const [round, counts] of [[6, 7, 0, 5], [2, 12, 0, 3]].entries()) {
    if (round) { await press(page, "ArrowRight"); await screen(page, "07-discussion"); await checkSecret(page); await press(page, "PageDown"); }
    if ((await heading(page)) !== words[`vote_${round + 1}`]) fail(`vote ${round + 1} expected, found ${await heading(page)}`);
    for (const [n, count] of counts.entries()) { await page.keyboard.type(String(count)); if (n < options.length - 1) await press(page, "Space"); }
    if (round) { await presses(page, "ArrowUp", "ArrowDown"); }
    await screen(page, round ? "08-vote-2" : "06-vote-1");
    await checkSecret(page);
    const differs = (await page.innerText("#content output")).includes("18 ");
    if (Boolean(round) !== (differs && (await page.innerText("#content output")).length > 20)) fail("the notice on the total is wrong");
  }
  await press(page, "PageDown");
  if ((await heading(page)) !== words.gate) fail("the last screen before the reveal expected");
  await screen(page, "09-gate");
  await checkSecret(page);
}

async function revealed(page, caseNumber) {
  const sealed = JSON.parse(Buffer.from(page.kit.cases[caseNumber].sealed, "base64").toString("utf8"));
  await press(page, "PageDown");
  if (!(await page.innerText("#content")).includes(sealed.retained_text)) fail("the form retained is not revealed");
  let n = 0;
  while (!(await page.$("#content .key ~ .wide tbody")) || n === 0) {
    await screen(page, `10-reveal-${n + 1}`);
    if (await page.isVisible("#bar button:has-text('d " + page.kit.words.details + "')")) { await press(page, "d"); await screen(page, `10-reveal-${n + 1}-details`); await press(page, "d"); }
    await press(page, "ArrowRight");
    n += 1;
    if (n > 12) { fail("no step reached"); break; }
  }
  await replay(page, sealed);
  await drawings(page, sealed);
  if (sealed.flips?.facts.length) await flips(page, sealed);
  await checkPaper(page, "19-paper-after", false);
}

async function replay(page, sealed) {
  const sentence = () => page.innerText("#content .key, #content .told");
  const forwards = ["ArrowRight", "PageDown", "ArrowDown", "Space"];
  const backwards = ["ArrowLeft", "PageUp"];
  const expect = async (n) => { if ((await sentence()) !== sealed.steps[n].text) fail(`step ${n + 1} expected, found ${await sentence()}`); };
  for (let n = 0; n < sealed.steps.length; n += 1) {
    await expect(n);
    await screen(page, `11-step-${String(n + 1).padStart(2, "0")}`, { audit: n < 3 });
    if (n < sealed.steps.length - 1) await press(page, forwards[n % forwards.length]);
  }
  for (let n = sealed.steps.length - 2; n >= 1; n -= 1) { await press(page, backwards[n % 2]); await expect(n); }
  if (!sealed.table) return;
  await press(page, "t");
  for (const n of [1, 2, 3]) { await expect(n); await screen(page, `12-step-table-${n}`, { audit: n === 1 }); await press(page, n % 2 ? "PageDown" : "ArrowRight"); }
  await press(page, "PageUp");
  await expect(3);
  await press(page, "t");
}

async function drawings(page, sealed) {
  for (const [key, part, name] of [["t", "table", "13-table"], ["h", "heat", "14-heat"], ["s", "sensitivity", "15-effects"]]) {
    if (!sealed[part]) continue;
    await press(page, key);
    await screen(page, name);
    if (key === "t") { await press(page, "a"); await screen(page, `${name}-all`); await press(page, "a"); await page.focus("#heading"); }
    const bad = await page.$$eval("#content table", (all) => all.filter((one) => !one.caption || one.querySelector("th:not([scope])")).length);
    if (bad) fail("a table without caption or scope");
    await press(page, key);
  }
}

async function flips(page, sealed) {
  const { words } = page.kit;
  const { facts } = sealed.flips;
  const at = await heading(page);
  await press(page, "m");
  await screen(page, "16-pick");
  await page.keyboard.type(facts[0].text.slice(0, 6).toUpperCase());
  await press(page, "ArrowDown");
  await press(page, "Space");
  await screen(page, "16-pick-filtered");
  await press(page, "Enter");
  if ((await page.innerText("#content")).includes(words.compare)) fail("the answer is shown before the prediction");
  await screen(page, "17-predict");
  await press(page, "Space");
  await screen(page, "18-flipped-one");
  if (!(await page.innerText("#content")).includes(words.changed)) fail("what is modified is not marked in words");
  await press(page, "m");
  const second = facts.findIndex((_, n) => n > 0 && sealed.flips.double[0][n - 1]);
  await page.keyboard.type(facts[second].text);
  await presses(page, "ArrowDown", "Space", "Enter", "PageDown");
  await screen(page, "18-flipped-two");
  if ((await page.$$("#content > ul li")).length !== 2) fail("two facts should be changed");
  await press(page, "0");
  where = "restore";
  if ((await heading(page)) !== at) fail(`0 does not restore the case: ${await heading(page)}`);
}

async function narrow(caseNumber) {
  for (const [width, height] of [[320, 640], [640, 360]]) {
    const page = await openPage(width, height);
    where = `${width} wide`;
    await openCase(page, caseNumber);
    await page.evaluate(() => { settings.commit = false; });
    for (let n = 0; n < 45; n += 1) {
      await checkWidth(page);
      where = `${width} wide ${await heading(page)}`;
      if (n % 9 === 0) await page.screenshot({ path: join(folder, `w${width}-${n}.png`) });
      await press(page, (await page.isVisible("#vote-0")) ? "PageDown" : "ArrowRight");
    }
    for (const key of ["t", "h", "s", "m"]) {
      await page.focus("#heading"); await press(page, key); await checkWidth(page);
      if (key !== "m") await checkAxe(page);
      await page.screenshot({ path: join(folder, `w${width}-${key}.png`) });
    }
    for (let n = 0; n < 30; n += 1) { await page.keyboard.press("Tab"); if (await page.evaluate(() => document.activeElement === document.body)) break; }
    await page.context().close();
  }
}

for (const [width, height] of [[1280, 720], [1920, 1080]]) {
  const page = await openPage(width, height);
  await before(page, 0);
  await votes(page);
  await revealed(page, 0);
  await page.focus("#heading");
  await press(page, "Escape");
  await screen(page, "20-list-after");
  await checkStorage(page);
  await page.context().close();
}
const count = (await (async () => { const page = await openPage(1280, 720); const n = page.kit.cases.length; await page.context().close(); return n; })());
for (let n = 0; n < Math.min(count, 9); n += 1) {
  const page = await openPage(1280, 720);
  where = `case ${n + 1}`;
  await openCase(page, n);
  await screen(page, `30-case-${n + 1}`);
  await checkSecret(page);
  await page.focus("#heading");
  await press(page, "r"); await press(page, "x");
  await screen(page, `31-case-${n + 1}-revealed`);
  await checkStorage(page);
  await page.context().close();
}
await narrow(0);
await browser.close();
if (failures.length) { console.error(`${failures.length} failures`); process.exit(1); }
console.log("every screen passed");
