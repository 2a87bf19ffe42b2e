// New disclosures appear by themselves. The tabs of one browser share one connection: whoever holds the lock listens
// and tells the others, for browsers open no more than six connections to one server.
(() => {
  "use strict";
  const body = document.body;
  const pulse = document.querySelector(".pulse");
  const status = document.querySelector("[data-news]");
  const pause = document.querySelector("[data-pause]");
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("tracker-news") : null;
  const GATHER = 20; // milliseconds: what leaves together is shown together
  const REST = 500; // milliseconds between two refreshes, and so many times as long as one takes at least
  const SHARE = 2; // a busy page does not flicker, nor many on a busy machine ask without end
  const SPOKEN = 8000; // milliseconds that a message stays, and between two of them
  let known = Number(body.dataset.newest);
  let turn = 0; // grows with all that is heard, alike in all tabs: the moment it came, for whoever listens next
  let isPaused = sessionStorage.getItem("paused") === "yes";
  let isStale = false;
  let timer = 0;
  let said = 0;
  let rested = 0;

  function listen(release) {
    const source = new EventSource(`${body.dataset.stream}?known=${known}`);
    source.onmessage = (event) => {
      const news = { id: Number(event.lastEventId), turn: Math.max(Date.now(), turn + 1), ...JSON.parse(event.data) };
      if (channel) channel.postMessage(news);
      hear(news);
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) show("lost");
    };
    source.onopen = () => show(isPaused ? "paused" : "live");
    addEventListener("pagehide", () => { source.close(); release(); }, { once: true });
  }

  function hear(news) {
    if (news.id === known && !news.isSummed) return;
    known = news.id;
    turn = news.turn;
    isStale = true;
    say(news.text);
    refreshSoon();
  }

  function say(text) {
    if (isPaused || !text || document.hidden || Date.now() - said < SPOKEN) return;
    said = Date.now();
    status.textContent = text;
    setTimeout(() => { status.textContent = ""; }, SPOKEN);
  }

  function refreshSoon() {
    if (timer || isPaused || document.hidden || !document.querySelector("[data-live]")) return;
    timer = setTimeout(refresh, Math.max(GATHER, rested - Date.now()));
  }

  async function refresh() {
    isStale = false;
    const began = Date.now();
    try {
      const text = await window.together.page(turn);
      if (text !== null) replace(new DOMParser().parseFromString(text, "text/html"));
    } catch {
      show("lost");
    } finally {
      timer = 0;
      rested = began + Math.max(REST, SHARE * (Date.now() - began));
      if (isStale) refreshSoon();
    }
  }

  function replace(fresh) {
    const next = [...fresh.querySelectorAll("[data-live]")];
    const here = [...document.querySelectorAll("[data-live]")];
    if (next.map((part) => part.id + part.tagName).join() !== here.map((part) => part.id + part.tagName).join()) {
      location.reload(); // the first disclosure of all, or everything forgotten: another page altogether
      return;
    }
    here.forEach((part) => renew(part, fresh.getElementById(part.id)));
    document.querySelectorAll("[data-plot]").forEach((plot) => renewPlot(plot, fresh.getElementById(plot.id)));
    const draw = () => document.dispatchEvent(new Event("figures"));
    requestAnimationFrame(() => setTimeout(draw)); // after the words are shown, for drawing takes its time
  }

  function renew(part, next) {
    if (part.innerHTML === next.innerHTML) return;
    const open = new Set([...part.querySelectorAll("details[open]")].map((details) => details.id));
    const seen = new Set([...part.querySelectorAll("li[id]")].map((entry) => entry.id));
    const focused = part.contains(document.activeElement) ? place(document.activeElement) : null;
    part.replaceChildren(...next.childNodes);
    for (const id of open) if (id && document.getElementById(id)) document.getElementById(id).open = true;
    for (const entry of part.querySelectorAll("li[id]")) if (!seen.has(entry.id)) entry.classList.add("fresh");
    if (focused) find(focused)?.focus({ preventScroll: true });
  }

  // Where the focus is: the nth link or summary in the entry of that id.
  function place(element) {
    const owner = element.closest("[id]");
    return { id: owner.id, index: [...owner.querySelectorAll("a, summary, button")].indexOf(element) };
  }

  function find({ id, index }) {
    const owner = document.getElementById(id);
    return owner && (index < 0 ? owner : owner.querySelectorAll("a, summary, button")[index]);
  }

  function renewPlot(plot, next) {
    if (!next) return;
    for (const part of ["figcaption", "[data-figure]", "[data-table] .scroll"]) {
      plot.querySelector(part).replaceChildren(...next.querySelector(part).childNodes);
    }
    const canvas = plot.querySelector("[data-canvas]");
    canvas.setAttribute("aria-label", next.querySelector("[data-canvas]").getAttribute("aria-label"));
  }

  function show(state) {
    document.querySelector("[data-pulse]").textContent = pulse.dataset[`${state}Word`];
    pulse.dataset.state = state;
  }

  function togglePause() {
    isPaused = !isPaused;
    sessionStorage.setItem("paused", isPaused ? "yes" : "no");
    showPause();
    if (!isPaused && isStale) refreshSoon();
  }

  function showPause() {
    show(isPaused ? "paused" : "live");
    pause.textContent = isPaused ? pause.dataset.resumeWord : pause.dataset.pauseWord;
    pause.setAttribute("aria-pressed", String(isPaused));
  }

  pulse.hidden = false;
  showPause();
  pause.addEventListener("click", togglePause);
  document.addEventListener("visibilitychange", () => { if (isStale) refreshSoon(); });
  if (channel) channel.onmessage = (event) => hear(event.data);
  if (navigator.locks) navigator.locks.request("tracker-news", () => new Promise(listen));
  else listen(() => {});
})();
