// The classroom page, second part, after kit.js in the same script: how the class moves from screen to screen, what is
// drawn at each move, and the keys.

// --- Moves ---

function slides() {
  const { known } = game();
  const start = [...kit.cases[current].headings.map((_, n) => ["facts", n]), ["vote", 0], ["talk"], ["vote", 1]];
  if (!known) return [...start, ["gate"]];
  const filled = { reasons: known.reasons.length, limits: known.reservations.length + known.requirements.length,
    others: known.why_not.length, debrief: known.debrief.length };
  const told = ["ground", "verdict", "reasons", "limits", "others", "account", "debrief"].filter((kind) => filled[kind] !== 0);
  return [...start, ...told.map((kind) => [kind]), ...known.steps.map((_, n) => ["step", n])];
}

const spot = () => slides()[game().at];
const stepNow = () => (current >= 0 && spot()[0] === "step" ? game().known.steps[spot()[1]] : null);

function move(by) {
  const at = game().at + by;
  if (at < 0) return toList();
  if (at >= slides().length) return say(t("end"));
  game().at = at;
  game().seen = Math.max(game().seen, at);
  return draw();
}

const flipPath = ["", "pick", "predict", "shown"];

function goto(view) {
  if (["predict", "shown"].includes(view) && !game().picks.length) return say(t("pick_help"));
  game().view = view;
  return draw();
}

function step(by) {
  if (current < 0) return;
  const { view } = game();
  const place = flipPath.indexOf(view);
  if (place > 0) { if (flipPath[place + by] !== undefined) goto(flipPath[place + by]); else say(t("restore_hint")); }
  else if (view && !(view === "table" && stepNow())) goto("");
  else if (view && slides()[game().at + by]?.[0] !== "step") say(t(by > 0 ? "end" : "start"));
  else if (!view && spot()[0] === "gate" && by > 0) reveal();
  else move(by);
}

const forward = () => step(1);
const back = () => step(-1);

// Space, Page Down and the down arrow first show what is below the fold; on a projector, each one is one step of the replay.
function page(by) {
  const blocks = [...byId("content").children].filter((node) => !node.classList.contains("past"));
  const floor = innerHeight - (getComputedStyle(byId("bar")).position === "sticky" ? byId("bar").offsetHeight : 0);
  const more = by > 0 ? (blocks.at(-1)?.getBoundingClientRect().bottom ?? 0) > floor + 4 : scrollY > 4;
  if (more && !(stepNow() && innerWidth >= 960 && ["", "table"].includes(game().view))) scrollBy(0, by * floor * 0.8);
  else step(by);
}

function openCase(n) {
  current = n;
  game().seen = Math.max(game().seen, game().at);
  draw();
}

function toList() {
  const from = current;
  current = -1;
  draw();
  if (from >= 0) byId(`case-${from}`).focus();
}

function reveal() {
  const one = game();
  if (one.known) return;
  one.at = slides().length - 1;
  one.seen = one.at;
  if (mayReveal()) one.known = unseal(kit.cases[current].sealed);
  draw();
  if (!one.known) say(t("refused"));
}

function skipVote() {
  if (current < 0 || game().known) return;
  game().skipped = true;
  reveal();
}

function toggleView(view) {
  goto(game().view === view ? "" : view);
}

function restore() {
  game().picks.length = 0;
  game().view = "";
  draw();
  say(t("restored"));
}

function toggleRows() {
  game().all = !game().all;
  draw();
  byId("rows").focus();
}

function toggleDetails() {
  game().details = !game().details;
  draw();
}

function enlarge(by) {
  settings.scale = Math.min(2, Math.max(1, settings.scale + by));
  document.documentElement.style.setProperty("--plus", settings.scale);
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen?.();
}

// --- Drawing the page ---

const has = (part) => current >= 0 && game().known?.[part] != null;
const commands = [
  ["←", "previous", back, () => current >= 0],
  ["→", "next", forward, () => current >= 0],
  ["r", "reveal", reveal, () => current >= 0 && !game().known],
  ["d", "details", toggleDetails, () => current >= 0 && !game().view && ["reasons", "limits"].includes(spot()[0])],
  ["t", "table_short", () => toggleView("table"), () => has("table")],
  ["h", "heat_short", () => toggleView("heat"), () => has("heat")],
  ["s", "effects_short", () => toggleView("effects"), () => has("sensitivity")],
  ["m", "flip_short", () => goto("pick"), () => has("flips") && game().known.flips.facts.length > 0],
  ["0", "restore", restore, () => current >= 0 && game().picks.length > 0],
  ["p", "print", () => print(), () => true],
  ["Escape", "list", toList, () => current >= 0],
  ["?", "keys", openHelp, () => true],
];

function buildBar() {
  byId("bar").append(...commands.map(([key, word, act]) => el("button", { type: "button", onclick: act },
    el("kbd", {}, key === "Escape" ? t("escape") : key), el("span", {}, ` ${t(word)}`))));
}

function draw() {
  const screen = current < 0 ? listScreen() : game().view ? views[game().view]() : screens[spot()[0]](spot()[1]);
  const title = current < 0 ? kit.title : kit.cases[current].title;
  document.title = current < 0 ? kit.title : `${title} – ${kit.title}`;
  byId("title").textContent = title;
  byId("where").textContent = current < 0 ? "" : whereText();
  byId("heading").textContent = screen.title;
  byId("content").replaceChildren(...screen.body.filter(Boolean));
  commands.forEach(([, , , shown], n) => { byId("bar").children[n].hidden = !shown(); });
  document.body.classList.toggle("after", current >= 0 && game().known != null);
  scrollTo(0, 0);
  settle(screen);
  say([screen.title, screen.said].filter(Boolean).join(" – "));
}

function whereText() {
  const group = settings.voters ? counted("people", settings.voters) : "";
  return [t(game().known ? "state_after" : "state_before"), group].filter(Boolean).join(" · ");
}

// After a drawing: the focus is somewhere useful, the live row is in sight, a table too wide can be scrolled by keyboard.
function settle(screen) {
  if (screen.focus) byId(screen.focus).focus({ preventScroll: true });
  const active = document.activeElement;
  if (active === document.body || !active || active.hidden) byId("heading").focus({ preventScroll: true });
  byId("content").querySelectorAll(".wide").forEach((box) => {
    if (box.scrollWidth > box.clientWidth + 1) Object.entries({ tabindex: 0, role: "region", "aria-label": box.querySelector("caption").textContent }).forEach(([name, value]) => box.setAttribute(name, value));
  });
  keepFootWhole();
  const row = byId("content").querySelector("tr.here");
  if (current >= 0 && game().view === "table" && game().all && row && row.getBoundingClientRect().bottom > innerHeight * 0.85) row.scrollIntoView({ block: "center" });
}

// The foot stands whole above the commands, or starts under them.
function keepFootWhole() {
  const [stage, foot] = [byId("stage"), byId("foot").parentElement];
  stage.style.minHeight = "";
  const floor = byId("bar").getBoundingClientRect().top;
  const { top, bottom } = foot.getBoundingClientRect();
  if (top < floor && bottom > floor + 1) stage.style.minHeight = `${stage.offsetHeight + floor - top}px`;
}

// One hundredth of the screen height, kept through the browser's zoom so that zooming does enlarge the text.
function fit() {
  const zoom = Math.max(1, outerWidth / innerWidth || 1);
  const height = innerHeight * zoom;
  document.documentElement.style.setProperty("--u", `${Math.min(Math.max(height, screen.height), height * 1.15) / 100}px`);
}

function openHelp() {
  const rows = Array.from({ length: 40 }, (_, n) => [`key_${n}`, `does_${n}`]).filter(([key]) => kit.words[key]);
  byId("help").replaceChildren(el("h2", { id: "help-title" }, t("keys_title")),
    el("button", { type: "button", onclick: () => byId("help").close() }, t("close")),
    el("dl", { class: "keys" }, rows.map(([key, does]) => [el("dt", {}, t(key)), el("dd", {}, t(does))])));
  byId("help").showModal();
}

// --- Keys ---

function walk(selector, by) {
  const stops = [...byId("content").querySelectorAll(selector)].filter((node) => !node.closest("[hidden]"));
  const at = stops.indexOf(document.activeElement);
  stops[Math.min(stops.length - 1, Math.max(0, at < 0 ? 0 : at + by))]?.focus();
}

function nextField(key) {
  const fields = [...byId("content").querySelectorAll("input[type=number]")];
  const next = fields[fields.indexOf(document.activeElement) + 1];
  if (next) next.focus(); else if (key === "Enter") { if (current < 0) byId("heading").focus(); else forward(); }
}

function digit(key) {
  typed += key;
  const n = Number(typed);
  if (!n || n > kit.cases.length) { typed = ""; return; }
  byId(`case-${n - 1}`).focus();
  if (n * 10 > kit.cases.length) { typed = ""; openCase(n - 1); }
}

function fieldKeys(key, target) {
  const picking = current >= 0 && game().view === "pick";
  if (picking && (key === "ArrowDown" || key === "ArrowUp")) return () => walk("#filter, .facts input", key === "ArrowDown" ? 1 : -1);
  if (picking && key === "Enter" && target.tagName === "INPUT") return forward;
  if (current < 0 && (key === "ArrowDown" || key === "ArrowUp") && target.type !== "number") return () => walk(".cases button, input", key === "ArrowDown" ? 1 : -1);
  if (target.type === "text") return "native";
  if (target.type === "number") {
    if (key === "Enter" || key === " ") return () => nextField(key);
    if (key === "?") return openHelp;
    return current >= 0 && (key === "ArrowLeft" || key === "ArrowRight") ? null : "native";
  }
  return (key === " " || key === "Enter") && ["BUTTON", "INPUT", "A"].includes(target.tagName) ? "native" : null;
}

function otherKeys(key, shift) {
  const moves = { ArrowRight: forward, ArrowLeft: back, ArrowDown: () => page(1), ArrowUp: () => page(-1), " ": () => page(shift ? -1 : 1), Enter: forward };
  if (moves[key] && current >= 0) return moves[key];
  if (!settings.letters && key.length === 1) return null;
  if (current < 0 && /^[0-9]$/.test(key)) return () => digit(key);
  const letter = key.toLowerCase();
  const extra = { f: fullScreen, "+": () => enlarge(0.1), "-": () => enlarge(-0.1) };
  const onTable = current >= 0 && game().view === "table";
  if (letter === "x" && current >= 0 && spot()[0] === "gate") return skipVote;
  if (letter === "a" && onTable) return toggleRows;
  const command = commands.find(([one, , , shown]) => one === letter && shown());
  return command ? command[2] : extra[letter] ?? null;
}

function onKey(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (byId("help").open) { if (key === "?") { event.preventDefault(); byId("help").close(); } return; }
  if (!/^[0-9]$/.test(key)) typed = "";
  const always = { F5: fullScreen, Escape: () => current >= 0 && toList(), PageDown: () => page(1), PageUp: () => page(-1) };
  const act = always[key] ?? fieldKeys(key, target) ?? otherKeys(key, event.shiftKey);
  if (typeof act !== "function") return;
  event.preventDefault();
  act();
}

function start() {
  byId("skip").textContent = t("skip_link");
  byId("bar").setAttribute("aria-label", t("bar"));
  byId("foot").textContent = kit.foot;
  document.body.classList.toggle("hide", settings.hide);
  buildBar();
  fit();
  addEventListener("resize", fit);
  addEventListener("keydown", onKey);
  addEventListener("beforeprint", fillPaper);
  addEventListener("afterprint", clearPaper);
  matchMedia("print").addEventListener("change", (event) => (event.matches ? fillPaper() : clearPaper()));
  addEventListener("beforeunload", (event) => { if (games.some((one) => sum(one.votes.flat()))) event.preventDefault(); });
  draw();
}

start();
