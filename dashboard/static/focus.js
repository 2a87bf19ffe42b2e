// Whoever narrows or sorts a page by keyboard goes on where they were, and is not sent through the whole page again:
// the focus goes to the choice that was made, else to the title, which is the answer.
(() => {
  "use strict";
  const KEY = "narrowed";
  const PARTS = "nav.spans, .chips, .filters, thead, aside";
  document.addEventListener("click", (event) => {
    const part = event.detail === 0 && event.target.closest("a, button")?.closest(PARTS);
    if (part) sessionStorage.setItem(KEY, JSON.stringify({ at: part.matches("nav.spans, thead") ? place(part) : -1, path: location.pathname }));
  });

  function place(part) {
    return [...document.querySelectorAll("nav.spans, thead")].indexOf(part);
  }

  const kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
  sessionStorage.removeItem(KEY);
  if (!kept || kept.path !== location.pathname || location.hash) return;
  const part = document.querySelectorAll("nav.spans, thead")[kept.at];
  const chosen = part?.querySelector("[aria-current], [aria-sort='ascending'] a, [aria-sort='descending'] a");
  const title = document.querySelector("h1");
  if (!chosen && title) title.tabIndex = -1;
  (chosen || title)?.focus();
})();
