// Comfort on top of pages that work without it. No texts live here: templates hand them over in data attributes.
"use strict";
(() => {
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  document.documentElement.classList.add("scripted");

  // Writing that is not yet sent: the browser asks before the page is left.
  const unsaved = new Set();
  const guarded = (form) => form && form.matches('form[method="post" i]') && !form.closest(".top, .demo, .foot") && !form.matches("[data-no-guard]");
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (guarded(form)) unsaved.add(form);
  });
  document.addEventListener("submit", (event) => unsaved.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
  });

  // A question before what cannot be taken back.
  document.addEventListener("click", (event) => {
    const asking = event.target.closest("[data-confirm]");
    if (asking && !window.confirm(asking.dataset.confirm)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  // A form is sent once, however often the button is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(() => delete form.dataset.sent, 4000);
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // Autosave: POST the form two seconds after the last key; 2xx means that it is on disk.
  const timers = new WeakMap();
  const note = (form, state, words) => {
    const place = form.querySelector("[data-autosave-note]");
    if (!place) return;
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    place.classList.toggle("failed", state === "failed");
    place.textContent = state === "saved" ? `${place.dataset.saved} ${time}` : words || place.dataset[state];
  };
  // Fields that stand beside the text (data-apart) go only with their own button: until then they are not saved.
  const apart = (form) => [...form.elements].filter((field) => "apart" in field.dataset);
  const typedApart = (form) => apart(form).some((field) => field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
  // Of a long page only the parts that were written on go, with the fields that belong to them.
  const changed = (form) => {
    const sent = new FormData(form);
    apart(form).forEach((field) => sent.delete(field.name));
    const parts = all("[data-part]", form);
    const touched = new Set(parts.filter((field) => field.matches("textarea") && field.value !== field.defaultValue).map((field) => field.dataset.part));
    parts.filter((field) => !touched.has(field.dataset.part)).forEach((field) => sent.delete(field.name));
    return sent;
  };
  const save = async (form) => {
    const sent = changed(form);
    const before = new URLSearchParams(sent).toString();
    note(form, "saving");
    try {
      const reply = await fetch(form.dataset.autosaveUrl, { method: "POST", body: new URLSearchParams(sent), headers: { "X-Autosave": "1" }, redirect: "error" });
      const same = new URLSearchParams(changed(form)).toString() === before;
      const told = (reply.headers.get("Content-Type") || "").startsWith("application/json") ? await reply.json() : {};
      for (const [name, value] of Object.entries(told.values || {})) form.elements[name].value = value;
      if (told.message && reply.status >= 400 && reply.status < 500) { // another window was faster, or no more may be written: trying again would not help
        note(form, "failed", told.message);
        if (reply.status === 403) form.dataset.autosaveOver = "1";
        return;
      }
      if (!reply.ok) throw new Error(String(reply.status));
      all("textarea[data-part]", form).filter((area) => sent.has(area.name)).forEach((area) => { area.defaultValue = sent.get(area.name); });
      note(form, "saved");
      if (same && !typedApart(form)) unsaved.delete(form);
    } catch {
      note(form, "failed");
      timers.set(form, window.setTimeout(() => save(form), 10000));
    }
  };
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form || !form.dataset.autosaveUrl || form.dataset.autosaveOver || "apart" in event.target.dataset) return;
    window.clearTimeout(timers.get(form));
    timers.set(form, window.setTimeout(() => save(form), 2000));
  });
  document.addEventListener("submit", (event) => window.clearTimeout(timers.get(event.target)));
  // A laptop is closed or the page is put aside: what was typed goes now, not in two seconds; opened again, what failed goes again.
  const saveNow = () => [...unsaved].filter((form) => form.isConnected && form.dataset.autosaveUrl && !form.dataset.autosaveOver).forEach((form) => {
    window.clearTimeout(timers.get(form));
    save(form);
  });
  document.addEventListener("visibilitychange", saveNow);
  window.addEventListener("online", saveNow);

  // "/" goes to the search box.
  document.addEventListener("keydown", (event) => {
    const box = document.querySelector("[data-search]");
    if (event.key !== "/" || !box || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    box.focus();
  });

  // Copy and print.
  document.addEventListener("click", async (event) => {
    if (event.target.closest("[data-print]")) window.print();
    const copying = event.target.closest("[data-copy]");
    if (!copying) return;
    const source = document.querySelector(copying.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      const word = copying.querySelector("span");
      const old = word.textContent;
      word.textContent = copying.dataset.copied;
      window.setTimeout(() => { word.textContent = old; }, 3000);
    } catch {
      window.getSelection().selectAllChildren(source); // no clipboard on plain HTTP: select it, the person copies
    }
  });

  // A day can be picked too; what is kept is the typed text, dd/mm/yyyy.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pick]");
    const typed = button && document.getElementById(button.dataset.pick);
    if (!typed) return;
    const picker = document.createElement("input");
    picker.type = "date";
    picker.className = "unseen";
    picker.tabIndex = -1;
    picker.setAttribute("aria-hidden", "true");
    picker.value = typed.value.split("/").reverse().join("-");
    picker.addEventListener("change", () => {
      typed.value = picker.value.split("-").reverse().join("/");
      typed.dispatchEvent(new Event("input", { bubbles: true }));
      typed.focus();
      picker.remove();
    });
    button.after(picker);
    try { picker.showPicker(); } catch { picker.remove(); typed.focus(); }
  });

  // What a page or a swapped part brings with it.
  const grow = (area) => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  const growing = !CSS.supports("field-sizing", "content");
  if (growing) document.addEventListener("input", (event) => event.target.matches("textarea[data-grow]") && grow(event.target));
  const wake = (root) => {
    if (growing) all("textarea[data-grow]", root).forEach(grow);
    all("[data-focus]", root).filter((place) => place.getBoundingClientRect().top < window.innerHeight).forEach((place) => place.focus());
  };
  // htmx: a refusal comes with its own place; anything else that fails is said, never swallowed.
  const said = document.getElementById("thong-bao");
  document.addEventListener("htmx:beforeSwap", (event) => {
    const reply = event.detail.xhr;
    if (reply.status === 403 && reply.getResponseHeader("HX-Retarget")) event.detail.shouldSwap = true;
  });
  const failed = (event) => {
    const reply = event.detail.xhr;
    if (!said || (reply.status === 403 && reply.getResponseHeader("HX-Retarget"))) return;
    said.textContent = said.dataset.failed;
    said.scrollIntoView({ block: "center" });
  };
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    unsaved.delete(event.detail.elt.form || event.detail.elt.closest("form"));
    if (said) said.textContent = "";
  });
  document.addEventListener("htmx:load", (event) => wake(event.detail.elt));
  wake(document);
  const here = document.querySelector(".process .current");
  if (here) here.scrollIntoView({ block: "nearest", inline: "center" });

  // An open menu closes with Escape or a click beside it.
  const menu = document.querySelector(".who-menu");
  document.addEventListener("click", (event) => { if (menu && !menu.contains(event.target)) menu.open = false; });
  document.addEventListener("keydown", (event) => { if (menu && event.key === "Escape") menu.open = false; });
})();
