// The keyboard, and pages that refresh themselves. Everything here has a plain form or link behind it:
// without this script the desk does the same with a click more.
"use strict";

(() => {
  const body = document.body;
  const say = document.getElementById("notices");
  const csrf = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  const typing = (e) => e.target.closest?.("input, textarea, select, [contenteditable]");
  let lastUndo = document.querySelector("#notices input[name=judgement]")?.value ?? "";

  // -- one line at the top --------------------------------------------------------------------------------------

  function tell(words, wrong = false, undo = "") {
    const line = document.createElement("div");
    line.className = wrong ? "notice wrong" : "notice";
    line.setAttribute("role", wrong ? "alert" : "status");
    const p = document.createElement("p");
    p.textContent = words;
    line.append(p);
    if (undo) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = body.dataset.undoWord || "Undo";
      const key = document.createElement("kbd");
      key.textContent = "u";
      button.append(" ", key);
      button.addEventListener("click", undoLast);
      line.append(button);
    }
    say.replaceChildren(line);
  }

  async function send(url, fields) {
    const form = new URLSearchParams({ csrfmiddlewaretoken: csrf(), ...fields });
    const answer = await fetch(url, {
      method: "POST", body: form, headers: { Accept: "application/json", "X-CSRFToken": csrf() }, credentials: "same-origin",
    });
    if (answer.redirected || answer.status === 403) { location.reload(); return null; }
    const told = await answer.json().catch(() => null);
    if (!told) { tell("?", true); return null; }
    if (told.refused) { tell(told.refused, true); return null; }
    return told;
  }

  // -- a document beside its claims -------------------------------------------------------------------------------

  const list = document.getElementById("cards");
  const cards = () => (list ? [...list.querySelectorAll(".card")] : []);
  let current = null;

  function choose(card, focus = true) {
    if (!card) return;
    cards().forEach((c) => c.classList.toggle("current", c === card));
    document.querySelectorAll("mark.current").forEach((m) => m.classList.remove("current"));
    current = card.dataset.ref;
    if (focus) card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    const marks = document.querySelectorAll(`mark[data-claims~="${current}"]`);
    marks.forEach((m) => m.classList.add("current"));
    if (marks[0] && matchMedia("(min-width: 60rem)").matches) marks[0].scrollIntoView({ block: "center" });
  }

  const now = () => cards().find((c) => c.dataset.ref === current) ?? null;
  function step(by) {
    const all = cards();
    const at = all.findIndex((c) => c.dataset.ref === current);
    choose(all[Math.min(all.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))]);
  }
  function onward() {
    const all = cards();
    const at = all.findIndex((c) => c.dataset.ref === current);
    const next = all.slice(at + 1).find((c) => c.dataset.standing === "proposed") ?? all.find((c) => c.dataset.standing === "proposed");
    choose(next ?? all[at]);
  }

  function changed(told) {
    for (const [ref, { html, standing }] of Object.entries(told.cards)) {
      const old = document.getElementById(`c-${ref}`);
      if (old) {
        const box = document.createElement("template");
        box.innerHTML = html.trim();
        old.replaceWith(box.content.firstElementChild);
      }
      document.querySelectorAll(`mark[data-claims~="${ref}"]`).forEach((m) => {
        m.classList.remove("proposed", "accepted", "rejected", "corrected", "added");
        m.classList.add(standing);
      });
    }
    const open = document.getElementById("open-count");
    if (open) open.textContent = told.open;
    const sure = document.querySelector("form.sure");
    if (sure) { sure.hidden = !told.sure; const n = document.getElementById("sure-count"); if (n) n.textContent = told.sure; }
    lastUndo = told.undo;
    tell(told.said, false, told.undo);
  }

  let busy = false;
  async function judge(verdict, ref) {
    if (busy || !body.dataset.review) return;
    busy = true;
    try {
      const told = await send(body.dataset.review, verdict === "accept-sure" ? { verdict } : { verdict, claim: ref });
      if (!told) return;
      changed(told);
      if (ref) { current = ref; onward(); } else choose(now() ?? cards()[0]);
    } finally { busy = false; }
  }

  async function undoLast() {
    if (busy || !lastUndo) return;
    if (!body.dataset.undo) { document.querySelector("#notices form")?.requestSubmit(); return; }
    busy = true;
    try {
      const told = await send(body.dataset.undo, { judgement: lastUndo, paper: body.dataset.paper });
      if (!told) return;
      const touched = Object.keys(told.cards);
      changed(told);
      const card = document.getElementById(`c-${touched.length === 1 ? touched[0] : current}`);
      choose(card ?? cards()[0]);
    } finally { busy = false; }
  }

  if (list) {
    document.addEventListener("submit", (e) => {
      const form = e.target;
      if (form.matches("form.judge") && e.submitter) { e.preventDefault(); judge(e.submitter.value, form.elements.claim.value); }
      else if (form.matches("form.sure")) { e.preventDefault(); judge("accept-sure", ""); }
      else if (form.matches(".card form.undo")) { e.preventDefault(); lastUndo = form.elements.judgement.value; undoLast(); }
    });
    list.addEventListener("focusin", (e) => { const card = e.target.closest(".card"); if (card && card.dataset.ref !== current) choose(card, false); });
    document.querySelector(".text")?.addEventListener("click", (e) => {
      const mark = e.target.closest("mark");
      if (!mark || String(getSelection())) return;
      e.preventDefault();
      const refs = mark.dataset.claims.split(" ");
      const at = refs.indexOf(current);
      choose(document.getElementById(`c-${refs[(at + 1) % refs.length]}`));
    });
    const aimed = location.hash.startsWith("#c-") ? location.hash.slice(3) : location.hash.startsWith("#p-") ? location.hash.slice(3) : "";
    if (aimed) choose(document.getElementById(`c-${aimed}`));
    if (location.hash.startsWith("#c-")) onwardIfJudged();
  }
  function onwardIfJudged() { const card = now(); if (card && card.dataset.standing !== "proposed") choose(card); }

  // Characters are counted as the document counts them: by code point, from the start of its block.
  function marked() {
    const chosen = getSelection();
    if (!chosen || chosen.isCollapsed) return null;
    const at = (node, offset) => {
      const block = (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-start]");
      if (!block) return null;
      const before = document.createRange();
      before.setStart(block, 0);
      before.setEnd(node, offset);
      return Number(block.dataset.start) + Array.from(before.toString()).length;
    };
    const range = chosen.getRangeAt(0);
    const start = at(range.startContainer, range.startOffset), end = at(range.endContainer, range.endOffset);
    return start !== null && end !== null && start < end ? { start, end } : null;
  }

  // -- keys -----------------------------------------------------------------------------------------------------------

  const dialog = document.getElementById("keys");
  let going = 0;
  // On a Russian or Uzbek keyboard the key of "j" gives "о": then the place of the key counts, not the letter.
  const pressed = (e) =>
    e.key.length > 1 || e.key.charCodeAt(0) < 128 ? e.key : e.code.startsWith("Key") ? e.code.slice(3).toLowerCase() : e.key;
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || typing(e) || dialog?.open) return;
    const key = pressed(e);
    if (Date.now() - going < 1500) {
      going = 0;
      const to = { c: body.dataset.case, p: body.dataset.people, h: "/" }[key];
      if (to) { e.preventDefault(); location.assign(to); return; }
    }
    const act = {
      "?": () => dialog?.showModal(),
      g: () => { going = Date.now(); },
      u: undoLast,
      j: list && (() => step(1)),
      k: list && (() => step(-1)),
      a: list && (() => now() && judge("accept", current)),
      r: list && (() => now() && judge("reject", current)),
      c: list && (() => now() && location.assign(now().dataset.correct)),
      s: list && (() => { if (!document.querySelector("form.sure")?.hidden) judge("accept-sure", ""); }),
      n: body.dataset.add && (() => { const m = marked(); location.assign(`${body.dataset.add}?${new URLSearchParams(m ?? {})}`); }),
      ".": body.dataset.next && (() => location.assign(body.dataset.next)),
      Enter: list && e.target.matches?.(".card, main, body") && now() && (() => document.getElementById(`p-${current}`)?.scrollIntoView({ block: "center" })),
    }[key];
    if (act) { e.preventDefault(); act(); }
  });

  // A link to something folded away opens what it is folded in.
  function unfold() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    for (let box = target?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    target?.scrollIntoView();
  }
  addEventListener("hashchange", unfold);
  if (location.hash && document.getElementById(location.hash.slice(1))?.closest("details")) unfold();

  // -- papers being read ----------------------------------------------------------------------------------------------

  const live = document.getElementById("live");
  async function refresh() {
    const began = performance.now();
    try {
      const answer = await fetch(live.dataset.poll, { headers: { "X-Safeconduct-Poll": "1" }, credentials: "same-origin" });
      if (answer.redirected) { location.reload(); return; }
      if (answer.ok) live.innerHTML = await answer.text();
    } catch { /* the server is away for a moment: ask again */ }
    // On a slow machine with a large case, asking must not take the time that reading needs.
    const pause = Math.max(1500, 4 * (performance.now() - began));
    if (Number(live.firstElementChild?.dataset.unfinished)) setTimeout(refresh, pause);
  }
  if (live && Number(live.firstElementChild?.dataset.unfinished)) setTimeout(refresh, 1000);
})();
