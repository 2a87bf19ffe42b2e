// First of all: say that scripts run, and let the styles that Plotly makes satisfy the page's policy.
// Plotly makes <style> elements and sets style attributes; the policy allows styles by nonce and by script only.
(() => {
  "use strict";
  const nonce = document.currentScript.nonce;
  const create = Document.prototype.createElement;
  Document.prototype.createElement = function (name, ...rest) {
    const element = create.call(this, name, ...rest);
    if (String(name).toLowerCase() === "style") element.nonce = nonce;
    return element;
  };
  const set = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (String(name).toLowerCase() === "style" && this.style) this.style.cssText = value;
    else set.call(this, name, value);
  };
  document.documentElement.classList.add("js");
})();
