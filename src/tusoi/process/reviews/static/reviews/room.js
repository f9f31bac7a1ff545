// The minute taker's keys: Enter sends what was written, Shift + Enter begins a new line.
"use strict";
(() => {
  const form = document.querySelector("[data-enter-sends]");
  if (!form) return;
  const text = form.querySelector("textarea");
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.removeAttribute("novalidate");
    form.requestSubmit();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "speaker") text.focus();
  });
})();
