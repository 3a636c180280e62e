// Where a number comes from: a dialog for every cell of a table and every number in a sentence.
let trace = null;

function startTraces() {
  for (const table of document.querySelectorAll(".table table")) {
    const name = table.closest(".table").id.slice("table-".length);
    if (!data.tables[name]) continue;
    bodyRows(table).forEach((row, place) => rowPlaces.set(row, place));
    const first = table.querySelector("tbody td");
    if (!first) continue;
    table.setAttribute("role", "grid");
    table.setAttribute("aria-readonly", "true");
    table.setAttribute("aria-labelledby", `table-${name}-caption`);
    table.closest(".scroll").removeAttribute("tabindex");
    first.tabIndex = 0;
  }
  for (const figure of document.querySelectorAll("data[data-origin]")) {
    figure.classList.add("traced");
    figure.tabIndex = 0;
    figure.setAttribute("role", "button");
    figure.setAttribute("aria-haspopup", "dialog");
  }
  document.addEventListener("click", (event) => {
    const target = event.target.closest(".table td, data.traced");
    if (target && !event.target.closest("a, button") && getSelection().isCollapsed) openTrace(target);
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (!(target instanceof HTMLElement) || !target.matches(".table td, data.traced")) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      openTrace(target);
    } else if (target.matches("td")) move(event, target);
  });
  document.addEventListener("focusin", (event) => {
    if (!event.target.matches(".table td")) return;
    event.target.closest("table").querySelectorAll("td[tabindex='0']").forEach((cell) => { cell.tabIndex = -1; });
    event.target.tabIndex = 0;
  });
}

const STEPS = {
  ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], PageUp: [-10, 0], PageDown: [10, 0],
};

// One stop of the tab key a table; arrows move inside it.
function move(event, cell) {
  const rows = bodyRows(cell.closest("table")).filter((row) => !row.hidden);
  const shown = (row) => [...row.querySelectorAll("td:not([hidden])")];
  const row = rows.indexOf(cell.closest("tr"));
  const column = shown(rows[row]).indexOf(cell);
  let next = null;
  if (event.key in STEPS) next = [row + STEPS[event.key][0], column + STEPS[event.key][1]];
  else if (event.key === "Home") next = [event.ctrlKey ? 0 : row, 0];
  else if (event.key === "End") next = [event.ctrlKey ? rows.length - 1 : row, Infinity];
  if (!next) return;
  event.preventDefault();
  const cells = shown(rows[Math.max(0, Math.min(rows.length - 1, next[0]))]);
  const target = cells[Math.max(0, Math.min(cells.length - 1, next[1]))];
  target.tabIndex = 0;
  target.focus();
}

function openTrace(target) {
  const shown = standsFor.get(target) ?? target;
  const told = shown.matches("td") ? ofCell(shown) : ofSentence(shown);
  if (!told) return;
  if (target.matches("td")) {
    target.tabIndex = 0;
    target.focus({ preventScroll: true });
  }
  trace ??= makeTrace();
  trace.querySelector("h2").textContent = told.title;
  trace.querySelector(".shown").textContent = told.shown;
  trace.querySelector(".origin").replaceChildren(...told.facts);
  const link = trace.querySelector(".link");
  link.hidden = !told.address;
  link.onclick = () => copy(`${location.href.split("#")[0]}#${told.address}`, link);
  trace.showModal();
  trace.scrollTop = 0;
}

function makeTrace() {
  const close = element("button", { type: "button", className: "close", "aria-label": words.close }, "×");
  const made = element(
    "dialog",
    { id: "trace", "aria-labelledby": "trace-title" },
    close,
    element("p", { className: "kicker" }, words.open),
    element("h2", { id: "trace-title" }),
    element("p", { className: "shown" }),
    element("dl", { className: "origin" }),
    element("p", { className: "buttons" }, element("button", { type: "button", className: "link" }, words.link)),
  );
  close.addEventListener("click", () => made.close());
  made.addEventListener("click", (event) => { if (event.target === made) made.close(); });
  document.body.append(made);
  return made;
}

function fact(name, ...content) {
  return content.some((one) => one) ? [element("div", {}, element("dt", {}, name), element("dd", {}, ...content))] : [];
}

function ofCell(cell) {
  const place = placeOf(cell);
  const table = place && data.tables[place.name];
  if (!table || place.column < 0) return null;
  const grid = gridOf(place.name);
  const at = table.at[place.column];
  const line = grid[place.row + 1];
  const row = cell.closest("tr");
  const value = line[at];
  const origins = [table.origins?.[place.row]?.[place.column] ?? -1].filter((one) => one >= 0);
  if (!origins.length) origins.push(...(data.claims[row.id] ?? []));
  return {
    title: titleOf(place),
    shown: cell.matches(".number") ? textWithout(cell.childNodes, "sup") : "",
    address: data.claims[row.id] ? row.id : addressOf(cell),
    facts: [
      ...fact(words.value, exact(value) || words.missing),
      ...origins.flatMap(ofOrigin),
      ...(origins.some((one) => data.origins[one][1].length) ? [] : fact(words.source, table.source)),
      ...fact(words.data, fileLink(table, place.row + 2)),
    ],
  };
}

// Column and row as the data file names them.
function titleOf({ name, row, column }) {
  const grid = gridOf(name);
  const { at } = data.tables[name];
  return [grid[0][at[column]], ...grid[row + 1].slice(0, at[0])].join(", ");
}

function ofSentence(figure) {
  const cell = figure.dataset.cell && document.getElementById(figure.dataset.cell);
  const place = cell && placeOf(cell);
  const table = place && data.tables[place.name];
  const shown = figure.textContent.trim();
  return {
    title: table ? titleOf(place) : shown,
    shown: table ? shown : "",
    address: table ? addressOf(cell) : addressOfNumber(figure),
    facts: [
      ...fact(words.value, exact(figure.value)),
      ...ofOrigin(figure.dataset.origin),
      ...(table
        ? [
            ...fact(words.shown, closing(element("a", { href: `#${cell.id}` }, captionOf(cell)))),
            ...fact(words.data, fileLink(table, place.row + 2)),
          ]
        : []),
    ],
  };
}

function captionOf(cell) {
  return cell.closest(".table").querySelector("caption b").textContent;
}

function closing(link) {
  link.addEventListener("click", () => { trace.close(); window.setTimeout(aim, 0); });
  return link;
}

function fileLink(table, row) {
  const file = `tables/${table.file}.csv`;
  const link = element("a", { href: `${file}#row=${row}` }, filled(words.row, { file, row }));
  link.addEventListener("click", (event) => { event.preventDefault(); save(table, link); });
  return link;
}

// Numbers of the data files as this language writes them, unrounded; texts as they are.
function exact(value) {
  return value !== "" && Number.isFinite(Number(value)) && !/^\d{4}$/.test(value)
    ? new Intl.NumberFormat(data.locale, { maximumSignificantDigits: 15 }).format(Number(value))
    : value;
}

function ofOrigin(number) {
  const [formula, inputs, status, note, unit, name] = data.origins[number];
  const series = inputs.map((one) => {
    const [label, id, provider, vintage, url, file] = data.inputs[one];
    const parts = [provider, vintage && filled(words.vintage, { vintage })].filter(Boolean).join(", ");
    return element(
      "li",
      {},
      element("b", {}, id),
      label ? ` ${label}` : "",
      element("br"),
      parts,
      ...(url ? [element("br"), element("a", { href: url, rel: "external noopener noreferrer" }, words.provider)] : []),
      ...(file ? [element("br"), element("span", { className: "file" }, `${words.snapshot}: ${file}`)] : []),
    );
  });
  return [
    ...(name ? [element("div", { className: "reading" }, element("dt", {}, name), element("dd"))] : []),
    ...fact(words.unit, unit),
    ...fact(words.formula, formula),
    ...(series.length ? fact(words.series, element("ul", {}, ...series)) : []),
    ...fact(words.status, status),
    ...fact(words.note, note),
  ];
}
