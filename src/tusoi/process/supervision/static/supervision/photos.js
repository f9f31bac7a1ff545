// A photo taken where there is no network waits on the phone (IndexedDB) until the server has answered it, by its own
// random id, so that a second sending changes nothing. It waits for the person who took it, and is sent from any page of
// the same commitment.
"use strict";
(() => {
  const status = document.getElementById("cho-gui");
  if (!status) return;
  const words = status.dataset;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  let sending = false;
  let timer = 0;
  const done = (request) => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error); });
  const base = new Promise((yes, no) => {
    const opening = indexedDB.open("tusoi.photos", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("photos", { keyPath: "key" });
    opening.onsuccess = () => yes(opening.result);
    opening.onerror = () => no(opening.error);
  });
  base.catch(() => {}); // a browser that keeps nothing sends at once, or says so
  const store = async (how) => (await base).transaction("photos", how).objectStore("photos");
  const mine = async () => (await done((await store("readonly")).getAll())).filter((one) => one.url === words.url && one.who === words.who);
  const random = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");

  const say = (text, failed = false) => {
    status.textContent = text;
    status.hidden = !text;
    status.classList.toggle("failed", failed);
  };
  const post = async (one) => {
    const body = new FormData();
    body.append("key", one.key);
    body.append("note", one.note);
    body.append("file", new File([one.content], "anh", { type: one.type }));
    const reply = await fetch(words.url, { method: "POST", body, redirect: "manual", headers: { "X-CSRFToken": token, "X-Autosave": "1" } });
    if (reply.status === 413) return { state: "refused", said: (await reply.json()).message }; // too large: never again
    if (!reply.ok) throw new Error(reply.type === "opaqueredirect" || reply.status === 403 ? "signed-out" : "failed");
    return reply.json();
  };
  const send = async () => {
    window.clearTimeout(timer);
    const waiting = await mine().catch(() => []);
    if (sending || !waiting.length) return;
    sending = true;
    let left = waiting.length;
    let refused = "";
    let failed = "";
    for (const one of waiting) {
      say(words.sending.replace("{n}", left));
      try {
        const answer = await post(one);
        if (answer.state === "refused") refused = answer.said;
        await done((await store("readwrite")).delete(one.key));
        left -= 1;
      } catch (fault) {
        failed = fault.message === "signed-out" ? words.signedOut : words.waits;
        break;
      }
    }
    sending = false;
    if (failed) { say(failed.replace("{n}", left), true); timer = window.setTimeout(send, 5000); return; }
    say(refused ? words.refused.replace("{said}", refused) : words.sent, Boolean(refused));
    const form = document.querySelector("form[data-photos]");
    if (!refused && form) window.location.assign(words.url.replace(/minh-chung\/anh\/$/, ""));
    else if (await mine().then((more) => more.length)) send();
  };

  const form = document.querySelector("form[data-photos]");
  if (form) {
    const chosen = form.querySelector("[name=file]");
    const camera = document.getElementById("may-anh");
    const note = form.querySelector("[name=note]");
    camera.addEventListener("change", () => { document.getElementById("da-chup").textContent = camera.files.length ? camera.files[0].name : ""; });
    form.addEventListener("submit", async (event) => {
      const file = camera.files[0] || chosen.files[0];
      if (!file || !note.value.trim()) return; // the server says what is missing
      event.preventDefault();
      const one = { key: random(), url: words.url, who: words.who, note: note.value, type: file.type, content: await file.arrayBuffer() };
      try {
        await done((await store("readwrite")).add(one));
        form.reset();
        document.getElementById("da-chup").textContent = "";
        send();
      } catch {
        try {
          const answer = await post(one);
          if (answer.state === "refused") say(words.refused.replace("{said}", answer.said), true); else window.location.assign(words.url.replace(/minh-chung\/anh\/$/, ""));
        } catch { say(words.notKept, true); }
      }
    });
  }
  window.addEventListener("online", send);
  send();
})();
