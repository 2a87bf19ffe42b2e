"use strict";
(() => {
  const one = (name) => document.getElementById(name);
  const is_badge = document.body.dataset.part === "badge";
  const SOON = 1000, LATE = 5000;
  let pause = SOON, last = "";
  const day = (text) => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(text));
  const line = ([name, text, since]) => {
    const item = document.createElement("li"), said = document.createElement("span");
    if (name) item.appendChild(document.createElement("b")).textContent = name;
    said.textContent = since ? text.replace("{day}", day(since)) : text;
    item.append(said);
    return item;
  };
  const show = (told) => {
    document.documentElement.classList.toggle("grave", told.has_grave);
    if (is_badge) return void (one("badge").textContent = [told.kinds, told.badge].filter(Boolean).join(" \u00b7 "));
    for (const name of ["held", "got", "note", "link", "hide"]) one(name).textContent = told[name];
    for (const name of ["held_rows", "got_rows"]) one(name).replaceChildren(...told[name].map(line));
    one("link").hidden = !told.address;
    if (told.address) one("link").href = told.address;
    one("hide").onclick = async () => {
      const done = await fetch("hide", { method: "POST" });
      if (done.ok) { one("hide").hidden = true; one("hidden").textContent = told.hidden; one("hidden").hidden = false; }
    };
    one("all").hidden = false;
  };
  const ask = async () => {
    pause = Math.min(pause * 1.5, LATE);
    if (document.visibilityState === "visible") {
      try {
        const answer = await fetch("told"), text = answer.ok ? await answer.text() : last;
        if (text !== last) { last = text; pause = SOON; show(JSON.parse(text)); }
      } catch { pause = LATE; }
    }
    setTimeout(ask, pause);
  };
  ask();
})();
