// Draws the page's figures in the page's own colours, and again when the theme changes.
(() => {
  "use strict";
  const config = { displayModeBar: false, responsive: true, showTips: false };

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(name).trim();
    return { text: of("--text"), muted: of("--muted"), line: of("--line"), panel: of("--panel") };
  }

  function themed(figure) {
    const { text, muted, line, panel } = colours();
    const axis = (given) => ({ ...given, gridcolor: line, linecolor: line, zerolinecolor: line, color: muted });
    const names = (given) => ({ ...axis(given), tickfont: { color: text } });
    const layout = { ...figure.layout };
    layout.font = { ...layout.font, color: text };
    layout.hoverlabel = { ...layout.hoverlabel, bgcolor: panel, bordercolor: muted, font: { ...layout.hoverlabel.font, color: text } };
    if (layout.xaxis) layout.xaxis = axis(layout.xaxis);
    if (layout.yaxis) layout.yaxis = layout.yaxis.ticktext ? names(layout.yaxis) : axis(layout.yaxis);
    return layout;
  }

  function draw(plot) {
    const canvas = plot.querySelector("[data-canvas]");
    const figure = JSON.parse(plot.querySelector("[data-figure]").textContent);
    const isNew = !canvas.hasChildNodes();
    Plotly.react(canvas, figure.data, themed(figure), config);
    if (isNew) canvas.on("plotly_click", follow);
  }

  function follow(event) {
    const point = event.points[0];
    const target = point.customdata;
    if (typeof target === "string" && target.startsWith("/") && !target.startsWith("//")) location.assign(target);
  }

  function drawAll() {
    document.querySelectorAll("[data-plot]").forEach(draw);
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  document.addEventListener("figures", drawAll);
  drawAll();
})();
