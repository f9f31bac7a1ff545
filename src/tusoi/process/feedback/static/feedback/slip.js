// Comfort on slip pages that work without it: the code of a scanned QR, and the receipt's buttons. What is half written: keep.js.
"use strict";
(() => {
  document.documentElement.classList.add("scripted");
  const field = document.querySelector("input[name=code]");
  const take = () => {
    if (!field || location.hash.length < 2) return;
    field.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname); // the code leaves the address, and so the browser's history
  };
  take();
  // A page that the browser kept whole for its Back button may hold somebody's words: begin anew instead.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.replace(location.pathname);
  });
  window.addEventListener("hashchange", take); // another sheet scanned on the same page
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    const copy = event.target.closest("[data-copy]");
    if (!copy || !navigator.clipboard) return;
    navigator.clipboard.writeText(document.querySelector(copy.dataset.copy).textContent.trim()).then(() => {
      copy.querySelector("span").textContent = copy.dataset.copied;
    });
  });
})();
