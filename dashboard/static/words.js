// Some words stay whole at the end of a line: a browser would break "e-mail" after its hyphen, and where there is
// hardly room, "aujourd’hui" at its apostrophe. The text stays as it is, for whoever searches or copies it.
(() => {
  "use strict";
  const WORDS = /(\be-mails?\b|\baujourd[’']hui\b)/i;
  const LEFT_ALONE = "script, style, textarea, select, title, code, svg, .whole";

  function keepWhole(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (WORDS.test(text.data) && isRunning(text.parentElement)) found.push(text);
    }
    for (const text of found) {
      text.replaceWith(...text.data.split(WORDS).map((part, place) => (place % 2 ? whole(part) : part)));
    }
  }

  // The parts of a flexible row would stand apart.
  function isRunning(parent) {
    return !parent.closest(LEFT_ALONE) && !/flex|grid/.test(getComputedStyle(parent).display);
  }

  function whole(word) {
    const element = document.createElement("span");
    element.className = "whole";
    element.textContent = word;
    return element;
  }

  keepWhole(document.body);
  const renewed = new MutationObserver((changes) => new Set(changes.map((one) => one.target)).forEach(keepWhole));
  for (const part of document.querySelectorAll("[data-live], [data-plot] figcaption")) {
    renewed.observe(part, { childList: true });
  }
})();
