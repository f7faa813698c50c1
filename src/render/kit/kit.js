"use strict";
// The classroom page, first part: the data embedded in it, where the class stands (in memory only), and what each
// screen shows. Every sentence comes from the data, and goes in as text, never as markup. In order: small tools,
// pieces (bars, tables, lists), screens of a case, views (table, map, effects, changed facts), list of cases, paper.
// kit-moves.js follows it in the same script.

const kit = JSON.parse(document.getElementById("kit").textContent);
const settings = { voters: 0, commit: true, hide: true, letters: true, scale: 1 };
const games = kit.cases.map(() => ({
  at: 0, seen: -1, votes: [[], []], skipped: false, known: null, view: "", picks: [], all: false, details: false,
}));
let current = -1; // the case on screen, or -1: the list
let typed = ""; // digits typed on the list

// --- Small tools ---

const plural = new Intl.PluralRules(kit.lang);
const byId = (id) => document.getElementById(id);
const game = () => games[current];
const sum = (numbers) => numbers.reduce((total, n) => total + (n || 0), 0);
const signed = (n) => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : "0");

function t(key, values = {}) {
  return (kit.words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

function counted(key, n) {
  return t(`${key}_${plural.select(n) === "one" ? "one" : "other"}`, { n });
}

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(2).filter((child) => child != null && child !== "" && child !== false));
  return node;
}

function say(text) {
  byId("live").textContent = "";
  setTimeout(() => { byId("live").textContent = text; }, 50);
}

function unseal(sealed) {
  const bytes = Uint8Array.from(atob(sealed), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/’/g, "'").toLowerCase();
}

// --- Pieces ---

function bar(value, top, blocks = 10) {
  const length = Math.round((Math.abs(value) * Math.min(blocks, top)) / Math.max(top, 1));
  const block = value < 0 ? "▒" : "█";
  return el("span", { class: "bar", "aria-hidden": "true" }, block.repeat(value ? Math.max(length, 1) : 0));
}

const marked = (key) => el("span", { class: "mark nobreak" }, " ", t(key));

function grid(caption, head, rows, kind = "") {
  const cell = (content) => (content instanceof Element && content.tagName === "TD" ? content : el("td", {}, content));
  const top = head.map((content, n) => el("th", { scope: "col", class: content.here && "here" },
    n && kind.includes("turned") ? el("span", {}, content.parts ?? content) : content.parts ?? content));
  const body = rows.map((row) => el("tr", { class: row.here && "here" },
    el("th", { scope: "row" }, row.head), row.cells.map(cell)));
  return el("div", { class: `wide ${kind}` }, el("table", {},
    el("caption", {}, caption), el("thead", {}, el("tr", {}, top)), el("tbody", {}, body)));
}

// A table with the forms as columns: their names are turned when there are too many for the width.
function formGrid(caption, first, rows, here = []) {
  const head = kit.options.map((name, n) => ({ here: here.includes(n), parts: [name, here.includes(n) && marked("here")] }));
  return grid(caption, [first, ...head], rows, kit.options.length > 5 ? "forms turned sticky" : "forms sticky");
}

const list = (texts, kind) => el("ul", { class: kind }, texts.map((text) => el("li", {}, text)));

function argumentList(items, full) {
  return el("ul", {}, items.map((item) => el("li", {},
    item.bar ? [bar(item.bar, 4, 4), " "] : "", el("span", { class: "mark" }, item.mark), " – ", item.text,
    full ? item.details.map((text) => el("p", { class: "detail" }, text)) : "")));
}

function titled(key, content) {
  return content ? [el("h3", {}, t(key)), content] : [];
}

function voteGrid() {
  const { votes, known } = game();
  const top = Math.max(1, ...votes.flat().map((n) => n || 0));
  const cells = (n) => votes.map((vote) => [bar(vote[n] || 0, top, 14), ` ${vote[n] || 0}`]);
  const rows = kit.options.map((name, n) => ({
    here: n === known.retained, head: [name, n === known.retained && marked("retained_mark")], cells: cells(n),
  }));
  rows.push({ head: t("total_row"), cells: votes.map((vote) => String(sum(vote))) });
  return grid(t("votes_caption"), [t("form"), t("vote_1"), t("vote_2")], rows, "two");
}

// --- Screens of a case: each gives a title and a body, sometimes what to say and where the focus goes ---

const screens = {
  facts(n) {
    const { headings } = kit.cases[current];
    const past = headings.slice(0, n).map(factSection);
    return { title: headings[n].label, body: [list(headings[n].lines, "key"), past.length ? el("div", { class: "past" }, past) : ""],
      said: headings[n].lines.join(" ") };
  },
  vote(round) {
    return { title: t(`vote_${round + 1}`), focus: "vote-0",
      body: [el("p", { class: "key" }, t(`vote_ask_${round + 1}`)), voteForm(round), el("p", {}, t("vote_keys"))] };
  },
  talk: () => ({ title: t("talk"), body: [el("p", { class: "key" }, t("talk_ask")), list([t("talk_1"), t("talk_2"), t("talk_3")])] }),
  gate: () => ({ title: t("gate"), body: gateBody() }),
  ground() {
    const { known } = game();
    return { title: t("ground"), said: known.retained_text,
      body: [el("p", { class: "key" }, known.retained_text), voteGrid(), el("p", { class: "note" }, t("not_only"))] };
  },
  verdict() {
    const { known } = game();
    const dissent = known.dissent && el("p", { class: "note" }, known.dissent);
    return { title: t("verdict"), said: known.verdict,
      body: [el("p", { class: "key" }, known.verdict), el("p", { class: "mark" }, known.robustness), dissent] };
  },
  reasons: () => ({ title: t("reasons"), body: reasonsBody(game().details) }),
  limits: () => ({ title: t("limits"), body: limitsBody(game().details) }),
  others: () => ({ title: t("others"), body: [list(game().known.why_not.map((item) => item.text))] }),
  account() {
    const { known } = game();
    const lines = known.account.map((item) => [el("dt", {}, item.label), el("dd", {}, item.text)]);
    return { title: t("account"), body: [
      el("p", { class: "mark" }, [known.name, known.place, known.year].filter(Boolean).join(" – ")),
      el("dl", {}, lines), titled("sources", known.sources.length && list(known.sources))].flat() };
  },
  debrief: () => ({ title: t("debrief"), body: [list(game().known.debrief, "key"), game().known.code && el("p", { class: "mark" }, game().known.code)].filter(Boolean) }),
  step: stepScreen,
};

function factSection(heading) {
  return el("section", {}, el("h3", {}, heading.label), list(heading.lines));
}

function voteForm(round) {
  const votes = game().votes[round];
  const total = el("output", {});
  const count = () => { total.textContent = voteTotal(votes); };
  const field = (name, n) => el("div", { class: "row" }, el("label", { for: `vote-${n}` }, name), el("input", {
    id: `vote-${n}`, type: "number", min: 0, max: 999, step: 1, inputmode: "numeric", autocomplete: "off",
    value: votes[n] ?? null, onfocus: (event) => event.target.select(),
    oninput: (event) => {
      votes[n] = event.target.value === "" ? undefined : Math.min(999, Math.max(0, Math.trunc(Number(event.target.value)) || 0));
      count();
    },
  }));
  count();
  return el("fieldset", { class: "votes" }, el("legend", { class: "unseen" }, t("vote_legend")), kit.options.map(field), total);
}

function voteTotal(votes) {
  const total = sum(votes);
  const differs = settings.voters && total && total !== settings.voters;
  return counted("total", total) + (differs ? ` ${t("total_differs", { n: settings.voters })}` : "");
}

const mayReveal = () => !settings.commit || game().skipped || sum(game().votes[0]) > 0;

function gateBody() {
  const rounds = game().votes.map((vote, n) => `${t(`vote_${n + 1}`)} – ${voteTotal(vote)}`);
  const skip = el("button", { type: "button", onclick: skipVote }, el("kbd", {}, "x"), " ", t("skip"));
  const go = el("button", { type: "button", class: "go key", onclick: reveal }, t("reveal_go"));
  return [list(rounds), mayReveal() ? go : el("p", { class: "key note" }, t("refused")), mayReveal() ? "" : skip];
}

function reasonsBody(full) {
  return [argumentList(game().known.reasons, full)];
}

function limitsBody(full) {
  const { reservations, requirements } = game().known;
  return [...titled("reservations", reservations.length && argumentList(reservations, full)),
    ...titled("requirements", requirements.length && argumentList(requirements, full))];
}

function gains(step) {
  return kit.options.map((_, n) => sum(step.moves.filter((move) => move.option === n).map((move) => move.points)));
}

function stepScreen(n) {
  const { steps, table } = game().known;
  const step = steps[n];
  const before = n ? steps[n - 1].out : [];
  const line = step.row != null && table ? table.rows[step.row] : null;
  const top = Math.max(1, ...steps.flatMap((one) => one.balances.map(Math.abs)));
  const gain = gains(step);
  const rows = kit.options.map((name, option) => {
    const aside = step.out[option] ? (before[option] ? t("out") : t("out_now")) : "";
    const touched = gain[option] !== 0 || aside === t("out_now");
    return { here: touched, head: name, cells: [
      ...(line ? [line.cells[option]] : []), [gain[option] ? signed(gain[option]) : touched ? "" : "·", touched && marked("here")],
      [bar(step.balances[option], top), ` ${signed(step.balances[option])}`, aside && el("span", { class: "mark" }, ` ${aside}`)]] };
  });
  const head = [t("form"), ...(line ? [t("line_here")] : []), t("this_step"), t("balance")];
  const caption = line ? t("step_line", { text: line.text }) : t("step_caption");
  return { title: t("step", { n: n + 1, of: steps.length }), said: `${step.text} ${movesText(step)}`,
    body: [el("p", { class: "key" }, step.text), grid(caption, head, rows, "steps")] };
}

function movesText(step) {
  const gain = gains(step);
  return kit.options.map((name, n) => gain[n] && t("move", { n: signed(gain[n]), form: name })).filter(Boolean).join(" ");
}

// --- Views, opened over the screen of a revealed case ---

const views = {
  table() {
    const { known, all } = game();
    const step = stepNow();
    const label = t(all ? "rows_live" : "rows_all");
    const toggle = el("button", { type: "button", id: "rows", onclick: toggleRows }, el("kbd", {}, "a"), " ", label);
    return { title: step ? t("step", { n: spot()[1] + 1, of: known.steps.length }) : t("table"), said: step ? step.text : t("table"),
      body: [step && el("p", { class: "mark told" }, step.text), decisionTable(step, all), el("p", {}, toggle)] };
  },
  heat: () => ({ title: t("heat"), body: [heatTable(), el("p", {}, t("heat_legend"))] }),
  effects: () => ({ title: t("effects"), body: [effectTable()] }),
  pick: pickView,
  predict: () => ({ title: t("predict"), said: t("predict_ask"), body: [
    changeList(), el("p", { class: "key" }, t("predict_ask")),
    el("button", { type: "button", class: "go key", onclick: () => goto("shown") }, t("predict_show"))] }),
  shown: () => {
    const after = flipped();
    return { title: headline(after), said: headline(after), body: [changeList(), ...compareTable(after), el("p", {}, t("restore_hint"))] };
  },
};

function decisionTable(step, all) {
  const { table } = game().known;
  const here = step ? kit.options.map((_, n) => n).filter((n) => gains(step)[n]) : [];
  const rows = table.rows.map((row, n) => ({ ...row, here: step != null && n === step.row }));
  const shown = extract(rows.filter((row) => all || row.live || row.here), step && !all).map((row) => ({
    here: row.here, head: [row.text, row.here ? marked("here") : all && row.live && marked("row_live")],
    cells: row.cells.map((text, n) => el("td", { class: here.includes(n) && "here" }, text)),
  }));
  return formGrid(table.caption, t("condition"), shown, here);
}

// During the replay: the live row between its two neighbours.
function extract(rows, near) {
  const at = Math.max(1, rows.findIndex((row) => row.here));
  return near ? rows.slice(Math.max(0, Math.min(at - 1, rows.length - 3)), at + 2) : rows;
}

function heatTable() {
  const { heat } = game().known;
  const cell = (n) => el("td", { class: n > 0 ? "plus" : n < 0 ? "minus" : null }, signed(n));
  return formGrid(heat.caption, t("dimension"), heat.rows.map((row) => ({ head: row.label, cells: row.values.map(cell) })));
}

function effectTable() {
  const { sensitivity } = game().known;
  const top = Math.max(1, ...sensitivity.rows.map((row) => Math.abs(row.effect)));
  return grid(sensitivity.caption, [t("fact"), t("effect"), t("first_then")], sensitivity.rows.map((row) => ({
    head: row.text, cells: [[bar(row.effect, top, 8), ` ${signed(row.effect)}`],
      row.winner ? el("span", { class: "mark" }, row.winner) : t("unchanged")] })), "sticky");
}

function changeText(fact) {
  return t("change", fact);
}

function changeList() {
  const { known, picks } = game();
  return el("ul", {}, picks.map((n) => el("li", {}, changeText(known.flips.facts[n]), marked("changed"))));
}

function pickView() {
  const { known, picks } = game();
  const note = el("output", { id: "pick-note" }, pickNote());
  const box = (fact, n) => el("li", {}, el("label", {}, el("input", {
    type: "checkbox", checked: picks.includes(n), onchange: (event) => pick(n, event.target, note),
  }), el("span", {}, changeText(fact))));
  const facts = el("ul", { class: "facts" }, known.flips.facts.map(box));
  const filter = el("input", { id: "filter", type: "text", autocomplete: "off", spellcheck: "false", oninput: (event) => narrow(facts, event.target.value, note) });
  return { title: t("pick"), focus: "filter", body: [
    el("div", { class: "row" }, el("label", { for: "filter" }, t("filter")), filter,
      el("button", { type: "button", class: "go", onclick: forward }, t("pick_go"))),
    note, el("fieldset", {}, el("legend", { class: "unseen" }, t("pick_legend")), facts)] };
}

function pickNote() {
  return game().picks.length ? counted("picked", game().picks.length) : t("pick_help");
}

function narrow(facts, text, note) {
  for (const item of facts.children) item.hidden = !plain(item.textContent).includes(plain(text.trim()));
  note.textContent = counted("matching", [...facts.children].filter((item) => !item.hidden).length);
}

function pick(n, input, note) {
  const { picks } = game();
  if (!input.checked) picks.splice(picks.indexOf(n), 1);
  else if (picks.length === 2) { input.checked = false; note.textContent = t("pick_two"); return; }
  else if (picks.length && !doubleOf(picks[0], n)) { input.checked = false; note.textContent = t("pick_rivals"); return; }
  else picks.push(n);
  note.textContent = pickNote();
}

function doubleOf(a, b) {
  const [low, high] = a < b ? [a, b] : [b, a];
  return game().known.flips.double[low][high - low - 1];
}

function flipped() {
  const { known, picks } = game();
  return picks.length === 1 ? known.flips.single[picks[0]] : doubleOf(picks[0], picks[1]);
}

const flipTexts = (indexes) => indexes.map((n) => game().known.flips.texts[n]);
const firstNames = (result) => flipTexts(result.first).join(t("tie")) || t("none");

function headline(after) {
  const { before } = game().known.flips;
  if (firstNames(before) !== firstNames(after)) return t("answer_changes", { form: firstNames(after) });
  const weaker = after.word !== null && before.word !== after.word;
  return t(weaker ? "answer_weaker" : "answer_same", { word: weaker ? flipTexts([after.word])[0] : "" });
}

// What is the same before and after is said in one line under the table.
function compareTable(after) {
  const { before } = game().known.flips;
  const single = (head, a, b) => ({ head, cells: [a, [b, a !== b && marked("changed")]], same: a === b });
  const lines = (indexes, mark) => (indexes.length ? indexes.map((n) => el("div", {}, flipTexts([n])[0], mark(n))) : "·");
  const reasons = { head: t("because"), cells: [
    lines(before.because, (n) => !after.because.includes(n) && marked("no_more")),
    lines(after.because, (n) => !before.because.includes(n) && marked("new"))] };
  const moved = { head: t("arguments"), cells: [lines(after.lost, () => marked("no_more")), lines(after.gained, () => marked("new"))] };
  const balance = (result, n) => signed(result.balances[n]) + (result.out[n] ? `, ${t("out")}` : "");
  const forms = kit.options.map((name, n) => single(name, balance(before, n), balance(after, n)));
  const same = forms.filter((row) => row.same).map((row) => row.head).join(", ");
  return [grid(t("compare"), [t("compare_what"), t("before"), t("after")], [
    single(t("first_place"), firstNames(before), firstNames(after)),
    ...(before.word !== null && after.word !== null ? [single(t("robustness"), ...flipTexts([before.word, after.word]))] : []),
    reasons, moved, ...forms.filter((row) => !row.same)], "two sticky"), same && el("p", {}, t("same_balance", { forms: same }))];
}

// --- The list of cases ---

function listScreen() {
  const button = (one, n) => el("li", {}, el("button", { type: "button", id: `case-${n}`, onclick: () => openCase(n) },
    el("kbd", {}, String(n + 1)), " ", el("bdi", {}, one.title), ` – ${t(games[n].known ? "done" : games[n].seen >= 0 ? "begun" : "fresh")}`));
  const box = (name) => el("label", { class: "switch" }, el("input", { type: "checkbox", role: "switch", checked: settings[name],
    onchange: (event) => { settings[name] = event.target.checked; document.body.classList.toggle("hide", settings.hide); } }), el("span", {}, t(`set_${name}`)));
  const voters = el("input", { id: "voters", type: "number", min: 0, max: 999, autocomplete: "off", value: settings.voters || null,
    oninput: (event) => { settings.voters = Math.max(0, Math.trunc(Number(event.target.value)) || 0); } });
  return { title: t("choose"), body: [el("ul", { class: "cases" }, kit.cases.map(button)),
    el("fieldset", {}, el("legend", { class: "mark" }, t("settings")),
      el("div", { class: "row" }, el("label", { for: "voters" }, t("set_voters")), voters),
      box("commit"), box("hide"), box("letters")), el("p", {}, t("memory"))] };
}

// --- Paper: the case as it stands; nothing of the answer before the reveal ---

const section = (title, body) => [el("h2", {}, title), ...body];

function paper() {
  if (current < 0) return section(t("choose"), [list(kit.cases.map((one) => one.title))]);
  const { known, seen, view } = game();
  const facts = kit.cases[current].headings.slice(0, seen + 1).flatMap((heading) => section(heading.label, [list(heading.lines)]));
  if (!known) return [...facts, ...section(t("vote_legend"), [blankGrid()])];
  const told = slides().filter(([kind]) => !["facts", "vote", "talk", "step"].includes(kind)).flatMap(([kind]) => {
    const body = kind === "reasons" ? reasonsBody(true) : kind === "limits" ? limitsBody(true) : screens[kind]().body;
    return section(screens[kind]().title, body);
  });
  const steps = el("ol", {}, known.steps.map((step) => el("li", {}, `${step.text} ${movesText(step)}`)));
  const drawn = [known.table && decisionTable(null, game().all), known.heat && heatTable(), known.sensitivity && effectTable()].filter(Boolean);
  return [...facts, ...told, ...section(t("steps"), [steps]), ...(drawn.length ? section(t("tables"), drawn) : []),
    ...(view === "shown" ? section(headline(flipped()), views.shown().body.slice(0, -1)) : [])].filter(Boolean);
}

function blankGrid() {
  return grid(t("blank_caption"), [t("form"), t("vote_1"), t("vote_2"), t("blank_why")],
    kit.options.map((name) => ({ head: name, cells: ["☐", "☐", ""] })));
}

const fillPaper = () => byId("paper").replaceChildren(...paper());
const clearPaper = () => byId("paper").replaceChildren();
