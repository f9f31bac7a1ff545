// Keys on a list that works without them: j and k go down and up, x marks a row, Enter opens it, / goes to the search.
"use strict";
(() => {
  const rows = [...document.querySelectorAll("tr[data-row]")];
  const search = document.querySelector("[data-board-search]");
  let place = -1;
  const go = (to) => {
    place = Math.min(Math.max(to, 0), rows.length - 1);
    if (rows[place]) rows[place].querySelector("a").focus();
  };
  document.addEventListener("focusin", (event) => {
    const at = rows.indexOf(event.target.closest("tr[data-row]"));
    if (at >= 0) place = at;
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("textarea, select, input:not([type=checkbox]), [contenteditable]")) return;
    if (event.key === "j") go(place + 1);
    else if (event.key === "k") go(place - 1);
    else if (event.key === "x" && rows[place]) rows[place].querySelector("input")?.click();
    else if (event.key === "/" && search) {
      search.closest("details")?.setAttribute("open", ""); // folded on a phone
      search.focus();
    }
    else return;
    event.preventDefault();
  });
})();
