// Marks made in a hall wait in the browser until the server has answered each of them: by its own random id, so that a
// second sending changes nothing. The page stays usable without a network as long as it is open.
"use strict";
(() => {
  const list = document.querySelector("[data-marks-url]");
  if (!list) return;
  const store = `tusoi.marks.${list.dataset.keep}.`; // and the person: one entry each, so that two tabs do not overwrite each other
  const status = document.getElementById("cho-gui");
  const here = document.getElementById("co-mat");
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const words = status.dataset;
  let kept = true; // whether this browser keeps what waits
  const one = (person) => { try { return JSON.parse(localStorage.getItem(store + person)); } catch { return null; } };
  const read = () => {
    const found = {};
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(store)) found[key.slice(store.length)] = one(key.slice(store.length));
    } catch { kept = false; }
    return found;
  };
  const marks = read(); // person -> {id, here, said}
  Object.values(marks).forEach((mark) => { delete mark.said; }); // what was refused is tried again: the list may be open again
  let late = 0; // came after the list was closed; the server keeps them for a decision
  let sending = false;
  let timer = 0;

  const line = (person) => list.querySelector(`li[data-person="${CSS.escape(person)}"]`);
  const keep = (person) => {
    try {
      marks[person] ? localStorage.setItem(store + person, JSON.stringify(marks[person])) : localStorage.removeItem(store + person);
    } catch { kept = false; }
  };
  const random = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");

  const show = (person) => {
    const row = line(person);
    if (!row) return;
    const mark = marks[person];
    const box = row.querySelector("input");
    const note = row.querySelector("[data-note]");
    if (mark) box.checked = mark.here;
    row.classList.toggle("waits", Boolean(mark) && !mark.said);
    row.classList.toggle("refused", Boolean(mark && mark.said));
    note.textContent = mark ? mark.said || words.waits : row.dataset.here ? words.here : note.dataset.before || "";
  };
  const say = (failed) => {
    const waiting = Object.values(marks).filter((mark) => !mark.said).length;
    const refused = Object.values(marks).filter((mark) => mark.said).length;
    const parts = [];
    if (waiting) parts.push((failed || words.sending).replace("{n}", waiting));
    if (refused) parts.push(words.refused.replace("{n}", refused));
    if (late) parts.push(words.late.replace("{n}", late));
    document.getElementById("den-muon").hidden = !late;
    if (!kept) parts.push(words.notKept);
    status.textContent = parts.join(" ");
    status.hidden = !parts.length;
    status.classList.toggle("failed", Boolean(failed && waiting) || refused > 0 || late > 0 || !kept);
  };
  const take = (answers) => {
    for (const [person, mark] of Object.entries(marks)) {
      const answer = answers[mark.id];
      if (!answer) continue; // marked anew meanwhile
      if (answer.state === "refused") { mark.said = answer.said; } else {
        delete marks[person];
        late += answer.state === "late";
        const row = line(person);
        if (row) {
          row.dataset.here = answer.state === "here" ? "1" : "";
          row.querySelector("input").checked = answer.state === "here";
          if (answer.said) row.querySelector("[data-note]").dataset.before = answer.said;
        }
      }
      keep(person);
      show(person);
    }
  };
  const send = async () => {
    window.clearTimeout(timer);
    const batch = Object.entries(marks).filter(([, mark]) => !mark.said).slice(0, 500);
    if (sending || !batch.length) { say(); return; }
    sending = true;
    say();
    let failed = "";
    try {
      const body = JSON.stringify({ marks: batch.map(([person, mark]) => ({ id: mark.id, person, here: mark.here })) });
      const reply = await fetch(list.dataset.marksUrl, { method: "POST", body, redirect: "manual", headers: { "Content-Type": "application/json", "X-CSRFToken": token } });
      if (!reply.ok) throw new Error(reply.type === "opaqueredirect" || reply.status === 403 ? "signed-out" : "failed");
      const told = await reply.json();
      take(told.marks);
      here.textContent = words.people.replace("{n}", told.here);
    } catch (fault) {
      failed = fault.message === "signed-out" ? words.signedOut : words.offline;
    }
    sending = false;
    say(failed);
    if (failed || Object.values(marks).some((mark) => !mark.said)) timer = window.setTimeout(send, failed ? 4000 : 50);
  };

  list.addEventListener("change", (event) => {
    const row = event.target.closest("li[data-person]");
    if (!row) return;
    marks[row.dataset.person] = { id: random(), here: event.target.checked };
    keep(row.dataset.person);
    show(row.dataset.person);
    send();
  });
  window.addEventListener("online", send);
  window.addEventListener("storage", (event) => {
    if (!event.key || !event.key.startsWith(store)) return;
    const person = event.key.slice(store.length);
    const mark = one(person);
    if (mark) marks[person] = mark; else delete marks[person];
    show(person);
    say();
  });
  window.addEventListener("beforeunload", (event) => { if (Object.values(marks).some((mark) => !mark.said)) event.preventDefault(); });

  // Search on the phone itself, without accents, also without a network.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const search = document.getElementById("loc");
  search.closest("[hidden]").hidden = false;
  search.addEventListener("input", () => {
    const parts = plain(search.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of list.querySelectorAll("li[data-person]")) {
      row.hidden = !parts.every((part) => row.dataset.key.includes(part));
      shown += !row.hidden;
    }
    document.getElementById("khong-thay").hidden = shown > 0;
  });
  search.form.addEventListener("submit", (event) => event.preventDefault());

  list.querySelectorAll("li[data-person] input").forEach((box) => { box.disabled = list.dataset.open !== "1"; });
  document.querySelectorAll("[data-without-script]").forEach((part) => { part.hidden = true; });
  Object.keys(marks).forEach(show);
  send();
})();
