// Comfort on slip pages that work without it: the code of a scanned QR, and the receipt's buttons. Nothing is kept.
"use strict";
(() => {
  document.documentElement.classList.add("scripted");
  const field = document.querySelector("input[name=code]");
  if (field && location.hash.length > 1) {
    field.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname); // the code leaves the address, and so the browser's history
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    const copy = event.target.closest("[data-copy]");
    if (!copy || !navigator.clipboard) return;
    navigator.clipboard.writeText(document.querySelector(copy.dataset.copy).textContent.trim()).then(() => {
      copy.querySelector("span").textContent = copy.dataset.copied;
    });
  });
})();
