// The stream has a button of its own to hold it, which is the page's: both say the same.
(() => {
  "use strict";
  const page = document.querySelector("[data-pause]");
  const own = document.querySelector("[data-hold]");
  if (!page || !own) return;

  function show() {
    const isPaused = page.getAttribute("aria-pressed") === "true";
    own.textContent = isPaused ? own.dataset.goWord : own.dataset.holdWord;
    own.setAttribute("aria-pressed", String(isPaused));
  }

  own.hidden = false;
  own.addEventListener("click", () => page.click());
  new MutationObserver(show).observe(page, { attributes: true, attributeFilter: ["aria-pressed"] });
  show();
})();
