// The room of the one who writes the minutes: keys, the clock, and no word lost when the network drops.
"use strict";
(() => {
  const room = document.querySelector(".room");
  if (!room) return;

  // The clock beside the item that is on.
  const since = room.querySelector("[data-since]");
  const tick = () => {
    const minutes = Math.floor((Date.now() - Date.parse(since.dateTime)) / 60000);
    if (minutes >= 0 && minutes < 1440) since.title = since.dataset.since.replace("{n}", minutes);
    if (minutes >= 0 && minutes < 1440) since.textContent = `${since.textContent.split(",")[0]}, ${since.title}`;
  };
  if (since) { tick(); window.setInterval(tick, 30000); }

  // Any other button of the room asks first whether the network is there: without it the page, and what is typed, stays.
  const form = room.querySelector("[data-enter-sends]");
  let flush = async () => true;
  room.addEventListener("submit", async (event) => {
    const other = event.target;
    if (other === form || event.defaultPrevented || other.dataset.sure) return;
    event.preventDefault();
    try {
      await fetch(document.querySelector("link[rel=icon]").href, { method: "HEAD", cache: "no-store" });
      if (!(await flush())) throw new Error("waiting"); // what was said comes before what is concluded
    } catch {
      let note = other.querySelector(".refused-note");
      if (!note) {
        note = document.createElement("p");
        note.className = "refused-note";
        note.setAttribute("role", "alert");
        other.append(note);
      }
      note.textContent = room.dataset.offline;
      return;
    }
    other.dataset.sure = "1";
    event.submitter ? other.requestSubmit(event.submitter) : other.submit();
  });

  if (!form) return;
  const text = form.querySelector("textarea");
  const speakers = [...form.querySelectorAll("input[name=speaker]")];
  const status = document.getElementById("cho-gui");
  const line = document.getElementById("chua-gui");
  const store = `tusoi.said.${form.dataset.keep}.`;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  let kept = true;
  let failed = "";
  let sending = false;
  let timer = 0;

  const read = () => {
    const found = {};
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(store)) found[key.slice(store.length)] = JSON.parse(localStorage.getItem(key));
    } catch { kept = false; }
    return found;
  };
  const waiting = read(); // id -> {at, speaker, name, issue, text, refused}
  const keep = (id) => {
    try {
      waiting[id] ? localStorage.setItem(store + id, JSON.stringify(waiting[id])) : localStorage.removeItem(store + id);
    } catch { kept = false; }
  };
  const random = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");
  const inOrder = () => Object.entries(waiting).sort(([, one], [, two]) => one.at - two.at);

  const show = () => {
    line.replaceChildren(...inOrder().map(([id, said]) => {
      const row = document.createElement("li");
      const words = document.createElement("p");
      const name = document.createElement("strong");
      name.textContent = said.name;
      words.append(name, `: ${said.text}`);
      row.append(words);
      if (said.refused) {
        const why = document.createElement("p");
        why.className = "refused-note";
        why.textContent = said.refused;
        const back = document.createElement("button");
        back.type = "button";
        back.className = "button quiet";
        back.textContent = status.dataset.back;
        back.addEventListener("click", () => {
          text.value = [said.text, text.value].filter(Boolean).join("\n");
          delete waiting[id];
          keep(id);
          show();
          text.focus();
        });
        row.append(why, back);
      }
      return row;
    }));
    const rows = Object.values(waiting);
    const parts = [];
    const open = rows.filter((said) => !said.refused).length;
    if (open) parts.push(failed || status.dataset.waits.replace("{n}", open));
    if (rows.length > open) parts.push(status.dataset.refused);
    if (rows.length && !kept) parts.push(status.dataset.notKept);
    status.textContent = parts.join(" ");
    status.hidden = !parts.length;
    line.hidden = !rows.length;
  };

  const take = (said) => {
    let list = document.getElementById("da-ghi");
    if (!list) {
      list = document.createElement("ol");
      list.id = "da-ghi";
      list.className = "said";
      line.after(list);
    }
    const row = document.createElement("li");
    const words = document.createElement("p");
    const name = document.createElement("strong");
    name.textContent = said.name;
    words.append(name, said.about ? ` (${said.about}): ` : ": ", said.text);
    row.append(words);
    list.append(row);
  };

  // One after another, in the order in which they were written: the first that does not arrive holds up the rest.
  const send = async () => {
    window.clearTimeout(timer);
    if (sending) return;
    sending = true;
    failed = "";
    for (const [id, said] of inOrder()) {
      if (said.refused) continue;
      const body = new URLSearchParams({ mark: id, speaker: said.speaker, issue: said.issue, text: said.text });
      try {
        const reply = await fetch(form.action, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json", "X-CSRFToken": token } });
        if (reply.type === "opaqueredirect") { failed = status.dataset.signedOut; break; }
        const answer = reply.ok ? await reply.json() : { refused: reply.status < 500 ? `${reply.status}` : "" };
        if (answer.number) { take(said); delete waiting[id]; } else if (answer.refused) { said.refused = answer.refused; } else { throw new Error("failed"); }
        keep(id);
      } catch {
        timer = window.setTimeout(send, 4000);
        break;
      }
    }
    sending = false;
    show();
  };

  form.addEventListener("submit", (event) => {
    const chosen = speakers.find((one) => one.checked);
    if (!chosen || !text.value.trim()) return; // the browser or the server says what is missing
    event.preventDefault();
    const issue = form.querySelector("[name=issue]");
    const id = random();
    waiting[id] = {
      at: Date.now() + Object.keys(waiting).length / 1000,
      speaker: chosen.value,
      name: chosen.closest("[data-name]").dataset.name,
      issue: issue ? issue.value : "",
      about: issue && issue.value ? issue.selectedOptions[0].textContent : "",
      text: text.value.trim(),
    };
    keep(id);
    text.value = "";
    chosen.checked = false;
    if (issue) issue.value = "";
    show();
    send();
    (speakers[0] || text).focus();
  });
  flush = async () => { await send(); return Object.keys(waiting).length === 0; };
  window.addEventListener("online", send);
  window.addEventListener("beforeunload", (event) => { if (!kept && Object.values(waiting).some((said) => !said.refused)) event.preventDefault(); });

  // Enter sends, Shift + Enter begins a new line, Alt + a digit chooses who speaks.
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.removeAttribute("novalidate");
    form.requestSubmit();
  });
  document.addEventListener("keydown", (event) => {
    const digit = event.altKey && /^Digit[1-9]$/.test(event.code) ? Number(event.code.slice(5)) : 0;
    if (!digit || !speakers[digit - 1]) return;
    event.preventDefault();
    speakers[digit - 1].checked = true;
    text.focus();
  });
  form.addEventListener("change", (event) => { if (event.target.name === "speaker") text.focus(); });
  show();
  send();
})();
