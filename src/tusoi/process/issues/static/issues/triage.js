// Keys on top of buttons that work without them: a press does what a click on [data-key] does.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const place = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!place) return;
  event.preventDefault();
  if (place.tagName !== "DETAILS") {
    place.click();
    return;
  }
  place.open = true;
  place.querySelector("input:not([type=hidden]), textarea").focus();
});
