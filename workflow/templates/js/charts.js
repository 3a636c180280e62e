// Charts that answer: at the first touch the picture is drawn again by Vega from the specification that drew it, with
// a reader that moves from value to value by pointer or arrow keys. Until then, and without scripts, the picture
// stands.
let runtime = null;

function startCharts() {
  for (const panel of document.querySelectorAll(".panel[data-chart]")) {
    const chart = data.charts[panel.dataset.chart];
    if (chart && chart.rows.length) addReader(panel, chart);
  }
}

// The runtime stands compressed in the page: it costs nothing before it is needed.
function loadRuntime() {
  runtime ??= (async () => {
    const text = atob(document.getElementById("runtime").textContent.trim());
    const bytes = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    const script = element("script", { textContent: await new Response(stream).text() });
    document.head.append(script);
    script.remove();
    return window.vegaEmbed;
  })();
  return runtime;
}

function addReader(panel, chart) {
  const plot = panel.querySelector(".plot");
  const last = chart.stops.length - 1;
  const tip = element("div", { className: "tip", hidden: true, "aria-hidden": "true" });
  const reader = element("div", {
    className: "reader",
    role: "slider",
    tabIndex: 0,
    "aria-label": filled(words.read, { title: chart.title }),
    "aria-valuemin": 0,
    "aria-valuemax": last,
    "aria-valuenow": last,
    "aria-valuetext": textOf(chart, last),
  });
  const state = { view: null, stop: last, tip, reader, plot, chart, panel, failed: false };
  plot.append(reader, tip);
  const ready = () => wake(state);
  reader.addEventListener("pointerenter", ready);
  reader.addEventListener("focus", async () => {
    await ready();
    if (document.activeElement === reader) read(state, state.stop);
  });
  reader.addEventListener("pointermove", (event) => { if (state.view) read(state, nearest(state, event)); });
  reader.addEventListener("pointerdown", async (event) => {
    await ready();
    if (state.view) read(state, nearest(state, event));
  });
  for (const leaving of ["pointerleave", "blur"]) {
    reader.addEventListener(leaving, () => {
      if (leaving === "blur" || document.activeElement !== reader) rest(state);
    });
  }
  reader.addEventListener("keydown", async (event) => {
    const steps = {
      ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5, Home: -Infinity, End: Infinity,
    };
    if (event.key === "Escape") rest(state);
    if (!(event.key in steps)) return;
    event.preventDefault();
    await ready();
    read(state, Math.max(0, Math.min(last, state.stop + steps[event.key])));
  });
  addValues(panel, chart);
}

async function wake(state) {
  if (state.view || state.failed) return;
  state.waking ??= draw(state).catch((error) => {
    state.failed = true;
    announce(words.failed);
    throw error;
  });
  await state.waking;
}

async function draw(state) {
  const embed = await loadRuntime();
  await document.fonts.ready;
  const box = element("div", { className: "live", "aria-hidden": "true" });
  const options = { actions: false, renderer: "svg", ast: true, tooltip: false, hover: false, defaultStyle: false };
  const { view } = await embed(box, withReader(state.chart), options);
  state.plot.prepend(box);
  state.plot.classList.add("awake");
  state.view = view;
}

// The specification, unchanged, with what marks the stop that is read on top.
function withReader(chart) {
  const spec = structuredClone(chart.spec);
  const layers = spec.layer.flatMap((layer) => layer.layer ?? [layer]);
  const sample = layers.find(({ encoding }) => encoding?.x?.field === "x" && encoding?.y?.field === "y");
  const { x, y } = sample.encoding;
  const marks = chart.dots.length
    ? chart.dots.map(([a, b]) => ({ x: a, y: b }))
    : chart.stops.map(([a, b], place) => ({ x: a, y: b, place }));
  const here = chart.dots.length ? "datum.x === stop" : "datum.place === stop";
  spec.params = [{ name: "stop", value: null }];
  if (chart.dots.length) {
    spec.layer.push({
      data: { values: chart.stops.map(([a]) => ({ x: a })) },
      transform: [{ filter: here }],
      mark: { type: "rule", color: colour("muted"), strokeWidth: 0.8 },
      encoding: { x },
    });
  }
  spec.layer.push({
    data: { values: marks },
    transform: [{ filter: here }],
    mark: {
      type: "point", filled: false, stroke: colour("ink"), strokeWidth: 1.6, opacity: 1,
      size: chart.dots.length ? 26 : 90,
    },
    encoding: { x, y },
  });
  return spec;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--light-${name}`).trim();
}

function scaleOf(state) {
  const box = state.plot.querySelector("svg").getBoundingClientRect();
  const { padding } = state.chart.spec;
  return { box, padding, factor: box.width / (state.chart.spec.width + padding.left + padding.right) };
}

function pointOf(state, stop) {
  const [x, y] = state.chart.stops[stop];
  return [state.view.scale("x")(x), y === null ? null : state.view.scale("y")(y)];
}

function nearest(state, event) {
  const { box, padding, factor } = scaleOf(state);
  const px = (event.clientX - box.left) / factor - padding.left;
  const py = (event.clientY - box.top) / factor - padding.top;
  let best = [Infinity, 0];
  state.chart.stops.forEach((_, stop) => {
    const [x, y] = pointOf(state, stop);
    const distance = y === null ? Math.abs(x - px) : Math.hypot(x - px, y - py);
    if (distance < best[0]) best = [distance, stop];
  });
  return best[1];
}

function textOf(chart, stop) {
  const [, , column, row] = chart.stops[stop];
  const values = chart.rows[row];
  const columns = column === null ? chart.head.slice(1).map((_, place) => place) : [column];
  const told = columns.filter((place) => values[place + 1] !== "…");
  return `${values[0]}: ${told.map((place) => `${chart.head[place + 1]} ${values[place + 1]}`).join("; ")}`;
}

function read(state, stop) {
  if (!state.view) return;
  const { chart, reader, tip } = state;
  state.stop = stop;
  reader.setAttribute("aria-valuenow", stop);
  reader.setAttribute("aria-valuetext", textOf(chart, stop));
  state.view.signal("stop", chart.dots.length ? chart.stops[stop][0] : stop).runAsync();
  const [, , column, row] = chart.stops[stop];
  const values = chart.rows[row];
  const columns = column === null ? chart.head.slice(1).map((_, place) => place) : [column];
  tip.replaceChildren(
    element("b", {}, values[0]),
    ...columns
      .filter((place) => values[place + 1] !== "…")
      .map((place) => element("span", {}, chart.head[place + 1], element("b", {}, values[place + 1]))),
  );
  tip.hidden = false;
  const { box, padding, factor } = scaleOf(state);
  const around = state.plot.getBoundingClientRect();
  const [x, y] = pointOf(state, stop);
  const left = box.left - around.left + (padding.left + x) * factor;
  const right = left + 12 + tip.offsetWidth > around.width;
  const wished = right ? left - 12 - tip.offsetWidth : left + 12;
  tip.style.left = `${Math.max(0, Math.min(wished, around.width - tip.offsetWidth))}px`;
  tip.style.top = y === null ? "0" : `${(padding.top + y) * factor + 12}px`;
}

function rest(state) {
  state.tip.hidden = true;
  state.view?.signal("stop", null).runAsync();
}

function addValues(panel, chart) {
  const name = `values-${panel.dataset.chart}`;
  const shut = { type: "button", className: "values", "aria-expanded": "false", "aria-controls": name };
  const button = element("button", shut, words.values);
  const region = { role: "region", "aria-label": chart.title, tabIndex: 0 };
  const box = element("div", { id: name, className: "chart-values", hidden: true, ...region });
  button.setAttribute("aria-label", `${words.values}: ${chart.title}`);
  button.addEventListener("click", () => {
    if (!box.childElementCount) box.append(valuesTable(chart));
    box.hidden = !box.hidden;
    button.setAttribute("aria-expanded", String(!box.hidden));
    button.textContent = box.hidden ? words.values : words.hide;
    button.setAttribute("aria-label", `${button.textContent}: ${chart.title}`);
  });
  panel.append(button, box);
}

function valuesTable(chart) {
  const head = element("tr", {}, ...chart.head.map((text) => element("th", { scope: "col" }, text)));
  const rows = chart.rows.map(([first, ...rest]) =>
    element(
      "tr", {},
      element("th", { scope: "row" }, first),
      ...rest.map((text) => element("td", { className: "number" }, text)),
    ),
  );
  const parts = [element("caption", {}, chart.title), element("thead", {}, head), element("tbody", {}, ...rows)];
  return element("table", {}, ...parts);
}
