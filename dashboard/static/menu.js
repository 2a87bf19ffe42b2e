// What unfolds over a page, the menu and the filters, is closed by Escape, and the focus goes back to its opener.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const open = event.target.closest?.("details.menu[open], details.narrow[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
})();
