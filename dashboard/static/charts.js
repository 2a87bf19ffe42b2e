// Draws the page's figures in the page's own colours, again when the theme or the width changes, and hands them out.
(() => {
  "use strict";
  const NARROW = 520, ROOM = 220; // pixels: of a phone, of a band between the names at its ends
  const config = { displayModeBar: false, responsive: true, showTips: false };
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
  const widths = new WeakMap(), root = document.documentElement;
  const themes = new MutationObserver(drawAll);

  // The figure of a plot: what is another on a phone laid over it, and colours in place of their names.
  function figureOf(plot, isNarrow) {
    const { narrow, ...figure } = JSON.parse(plot.querySelector("[data-figure]").textContent);
    if (isNarrow && narrow) {
      figure.layout = laid(figure.layout, narrow.layout);
      figure.data = figure.data.map((trace, place) => laid(trace, narrow.data?.[place]));
      if (narrow.turned) figure.data.forEach(turn);
    }
    return painted({ ...figure, paneColor: "--panel" }, false, colours());
  }

  // What a named colour is in the theme of the moment: a property holds one for each, and only an element has one of them.
  function colours() {
    const known = new Map(), probe = Object.assign(document.createElement("i"), { hidden: true });
    return (name) => {
      if (!known.has(name)) {
        probe.style.color = `var(${name})`;
        root.append(probe);
        known.set(name, getComputedStyle(probe).color);
        probe.remove();
      }
      return known.get(name);
    };
  }

  // What is done in light colours, whatever the theme: on paper, and in files that go to others, the ground is white.
  function inLight(work) {
    const own = root.dataset.theme;
    root.dataset.theme = "light";
    try {
      return work();
    } finally {
      if (own === undefined) delete root.dataset.theme;
      else root.dataset.theme = own;
      themes.takeRecords();
    }
  }

  function turn(trace) {
    for (const name of ["z", "text", "customdata"]) trace[name] = trace[name][0].map((_, place) => trace[name].map((line) => line[place]));
  }

  function laid(below, above) {
    if (!isObject(below) || !isObject(above)) return above === undefined ? below : above;
    const both = { ...below };
    for (const [name, value] of Object.entries(above)) both[name] = laid(below[name], value);
    return both;
  }

  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  // Only what is a colour: a stranger may be called like a property.
  function painted(value, isColour, inTheme) {
    if (typeof value === "string") return isColour && value.startsWith("--") ? inTheme(value) : value;
    if (Array.isArray(value)) return value.map((one) => painted(one, isColour, inTheme));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, painted(one, /color/i.test(name) && !isObject(one), inTheme)]));
  }

  async function draw(plot) {
    const canvas = plot.querySelector("[data-canvas]");
    const isNew = !canvas.hasChildNodes();
    const isNarrow = canvas.clientWidth < NARROW;
    const figure = figureOf(plot, isNarrow);
    widths.set(canvas, isNarrow);
    await Plotly.react(canvas, figure.data, figure.layout, config);
    if (isNew) listen(canvas);
    nameBands(canvas, figure.layout, figure.paneColor);
  }

  function listen(canvas) {
    canvas.on("plotly_click", follow);
    canvas.on("plotly_treemapclick", (event) => descend(canvas, event));
    canvas.on("plotly_hover", (event) => canvas.classList.toggle("leads", Boolean(target(event.points[0]))));
    canvas.on("plotly_unhover", () => canvas.classList.remove("leads"));
  }

  // Where a point leads: to a page of ours, or nowhere.
  function target(point) {
    const given = point?.customdata;
    if (typeof given !== "string" || !given.startsWith("/")) return null;
    const address = new URL(given, location.href);
    return address.origin === location.origin ? address.href : null;
  }

  function follow(event) {
    const address = target(event.points[0]);
    if (address) location.assign(address);
  }

  // Into a part of a treemap, without the movement where none is wanted.
  function descend(canvas, event) {
    if (event.nextLevel === undefined || !isCalm.matches) return true;
    Plotly.restyle(canvas, { level: event.nextLevel });
    return false;
  }

  // Plotly shows the labels of bands at the pointer only.
  function nameBands(canvas, layout, ground) {
    const bands = [...canvas.querySelectorAll(".sankey-link")].filter((path) => path.__data__?.link?.label);
    if (!bands.length) return;
    const { l, t, w, h } = canvas._fullLayout._size;
    const frame = canvas.getBoundingClientRect();
    const names = bands.map((path) => [path, path.getBoundingClientRect()]).filter(([, box]) => box.width > ROOM).map(([path, box]) => {
      const x = (box.left + box.width / 2 - frame.left - l) / w;
      const y = 1 - (box.top + box.height / 2 - frame.top - t) / h;
      const { label, width } = path.__data__.link;
      return { text: label, x, y, width };
    });
    const thick = names.sort((one, other) => other.width - one.width).filter((one) => one.width >= 3);
    const shown = thick.filter((one, place) => !thick.slice(0, place).some((before) => isOn(one, before, w, h))).slice(0, 16);
    const look = { xref: "paper", yref: "paper", showarrow: false, font: { size: 11 }, borderpad: 1, bgcolor: ground };
    Plotly.relayout(canvas, { annotations: [...layout.annotations, ...shown.map(({ text, x, y }) => ({ ...look, text, x, y }))] });
  }

  function isOn(one, other, w, h) {
    return Math.abs(one.x - other.x) * w < 60 && Math.abs(one.y - other.y) * h < 15;
  }

  // Downloads: the picture with its title, on white; the table as a spreadsheet takes it.
  async function download(event) {
    const button = event.target.closest("[data-download]");
    if (!button) return;
    const plot = button.closest("[data-plot]");
    const kind = button.dataset.download;
    const blob = kind === "csv" ? new Blob([csv(plot)], { type: "text/csv;charset=utf-8" }) : await picture(plot, kind);
    save(blob, `${fileName(plot.querySelector("h2").textContent)}.${kind}`);
  }

  async function picture(plot, kind) {
    const canvas = plot.querySelector("[data-canvas]");
    const { width, height } = canvas.getBoundingClientRect();
    const lines = wrapped(plot.querySelector("h2").textContent.trim(), Math.floor((width - 32) / 9));
    const room = lines.length * 22 + 24;
    const light = inLight(() => figureOf(plot, widths.get(canvas)));
    const layout = { ...light.layout, autosize: false, paper_bgcolor: light.paneColor };
    layout.annotations = canvas.layout.annotations?.map((one, place) => light.layout.annotations?.[place] ?? { ...one, bgcolor: light.paneColor });
    const data = light.data.map((trace, place) => ({ ...trace, ...seen(canvas._fullData[place]) }));
    layout.title = { text: lines.map(escaped).join("<br>"), font: { size: 17 }, x: 0, xref: "container", xanchor: "left", y: 1, yref: "container", yanchor: "top", pad: { l: 16, t: 24 } };
    const { l, r, t, b } = canvas._fullLayout._size; // with what Plotly has made room for: the legend, the names
    layout.margin = { ...layout.margin, l: Math.max(l, 16), r: Math.max(r, 16), t: t + room, b: Math.max(b, 12) };
    const size = { width: Math.round(width), height: Math.round(height + room) };
    const address = await Plotly.toImage({ data, layout, config }, { format: "svg", ...size });
    const drawing = decodeURIComponent(address.slice(address.indexOf(",") + 1));
    return kind === "svg" ? new Blob([drawing], { type: "image/svg+xml" }) : png(address, size);
  }

  // What the reader made of a trace: hidden, or gone into.
  function seen({ visible, level }) {
    return level === undefined ? { visible } : { visible, level };
  }

  // Not by Plotly: it goes by way of a `blob:` image, which the page's policy does not allow.
  async function png(address, { width, height }) {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: width * 2, height: height * 2 });
    canvas.getContext("2d").drawImage(image, 0, 0, width * 2, height * 2);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  function wrapped(text, letters) {
    const lines = [""];
    for (const word of text.split(/\s+/)) {
      const last = lines.at(-1);
      if (last && last.length + word.length >= letters) lines.push(word);
      else lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
    return lines;
  }

  function escaped(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  }

  function csv(plot) {
    const rows = [...plot.querySelectorAll("[data-table] tr")].map((row) => [...row.cells].map(cell).join(","));
    return `\ufeff${rows.join("\r\n")}\r\n`;
  }

  // As `tracker.rows.csv_cell` has it: an apostrophe before what a spreadsheet would take for a formula.
  function cell(given) {
    if (given.dataset.amount) return given.dataset.amount;
    const text = given.textContent.trim().replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]/g, "\ufffd");
    const safe = /^'*\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20\t\r\n]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  function fileName(title) {
    const words = title.toLowerCase().normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").slice(0, 80).replace(/^-+|-+$/g, "");
    return `tracker-${words || "chart"}`;
  }

  function save(blob, name) {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  function drawAll() {
    document.querySelectorAll("[data-plot]").forEach(draw);
  }

  function drawWhatIsAnother() {
    for (const plot of document.querySelectorAll("[data-plot]")) {
      const canvas = plot.querySelector("[data-canvas]");
      if (widths.get(canvas) !== canvas.clientWidth < NARROW) draw(plot);
    }
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  themes.observe(root, { attributes: true, attributeFilter: ["data-theme"] });
  addEventListener("resize", drawWhatIsAnother);
  addEventListener("beforeprint", () => inLight(drawAll));
  addEventListener("afterprint", drawAll);
  document.addEventListener("figures", drawAll);
  document.addEventListener("click", download);
  drawAll();
})();
