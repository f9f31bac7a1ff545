// What is half written stays in this browser until it is sent, so that a lost connection loses nothing.
// Named by a keyed digest of the code, never by the code; gone when it is sent, dropped, or its last day has passed.
"use strict";
(() => {
  const PREFIX = "phieu:";
  const DAY = 86_400_000;
  let store;
  try {
    store = window.localStorage;
  } catch {
    return; // the browser keeps nothing at all
  }
  const read = (key) => {
    try {
      return JSON.parse(store.getItem(key));
    } catch {
      return null;
    }
  };
  for (const key of Object.keys(store)) {
    if (key.startsWith(PREFIX) && !(read(key)?.until > Date.now())) store.removeItem(key);
  }
  const place = document.querySelector("[data-keep]");
  if (!place) return;
  const key = PREFIX + place.dataset.keep;
  const form = place.closest("form");
  const wipe = () => store.removeItem(key);
  const part = (name) => place.querySelector(`[data-${name}]`);
  const hide = (name, value) => {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    field.dataset.kept = "";
    form.append(field);
  };
  const written = () => [...new FormData(form)].filter(([name, text]) => name.startsWith("a-") && text);

  const deeds = {
    wipe,
    // A slip that went out and whose answer was lost: the same nonce gets the same receipt. Else nothing is left to send.
    ask() {
      const kept = read(key);
      if (!kept?.sending) return wipe();
      form.querySelector("[name=nonce]")?.remove();
      hide("nonce", kept.nonce);
      place.hidden = false;
    },
    begin() {
      const shared = form.querySelector("[name=shared][type=checkbox]");
      const kept = read(key);
      place.hidden = false;
      const drop = () => {
        wipe();
        form.querySelectorAll("[data-kept]").forEach((field) => field.remove());
        part("found").hidden = true;
      };
      shared.addEventListener("change", () => shared.checked && drop());
      part("drop").addEventListener("click", drop);
      if (!kept || shared.checked || written().length) return;
      kept.fields.forEach(([name, text]) => hide(name, text));
      form.querySelector("[name=nonce]").value = kept.nonce;
      part("found").hidden = false;
    },
    write() {
      let keeps = true;
      let timer;
      const save = (sending = false) => {
        const fields = written();
        if (!keeps) return;
        if (!fields.length && !sending) return wipe();
        const nonce = form.elements.nonce.value;
        const until = Date.now() + Number(place.dataset.days) * DAY;
        try {
          store.setItem(key, JSON.stringify({ until, nonce, fields, sending }));
        } catch {
          place.hidden = true; // full, or forbidden: then the page must not say that it keeps anything
        }
      };
      place.hidden = false;
      save();
      form.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(save, 300);
      });
      form.addEventListener("submit", (event) => {
        clearTimeout(timer);
        save(event.submitter?.value === "send");
      });
      window.addEventListener("pagehide", () => clearTimeout(timer));
      part("drop").addEventListener("click", () => {
        keeps = false;
        wipe();
        hide("shared", "1");
        part("says").hidden = true;
        part("dropped").textContent = part("dropped").dataset.dropped;
      });
    },
  };
  deeds[place.dataset.deed]();
})();
