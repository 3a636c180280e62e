// Tables of economies: any column sorts them, a search and the largest sources choose among them.
function startSorting() {
  for (const box of document.querySelectorAll(".table.sortable")) {
    const name = box.id.slice("table-".length);
    if (data.tables[name]) sortTable(box, name);
  }
}

function sortTable(box, name) {
  const rows = bodyRows(box);
  const body = rows[0].parentElement;
  const grid = gridOf(name);
  const { at } = data.tables[name];
  const language = document.documentElement.lang;
  const valueOf = (row, column) => grid[rowPlaces.get(row) + 1][column < 0 ? 0 : at[column]];
  const heads = headsOf(box);
  const count = element("p", { className: "count", role: "status" });
  const search = element("input", { type: "search", id: `${name}-search` });
  const choices = choicesOf(rows, heads, valueOf, name);
  let order = null;

  const choose = () => {
    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);
    const wanted = plain(search.value.trim());
    let shown = 0;
    for (const row of rows) {
      row.hidden =
        !plain(String(valueOf(row, -1))).includes(wanted) ||
        choices.some(({ column, box: one }) => one.value !== "" && valueOf(row, column) !== one.value);
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = filled(words.economies, { shown, all: rows.length });
    keepStop(box, rows);
  };

  // What is missing stands at the end, whichever way the rest is sorted.
  const sort = (column, down) => {
    const missing = (row) => valueOf(row, column) === "" || valueOf(row, column) === "…";
    const compare = (a, b) => {
      const [one, other] = [valueOf(a, column), valueOf(b, column)];
      const numbers = Number(one) - Number(other);
      return Number.isNaN(numbers) ? one.localeCompare(other, language) : numbers;
    };
    const held = rows.filter((row) => !missing(row));
    held.sort((a, b) => (down ? -1 : 1) * compare(a, b) || rowPlaces.get(a) - rowPlaces.get(b));
    body.append(...held, ...rows.filter(missing));
    for (const head of heads) head.cell.removeAttribute("aria-sort");
    heads.find((head) => head.column === column).cell.setAttribute("aria-sort", down ? "descending" : "ascending");
    order = { column, down };
  };

  for (const { cell, column, text } of heads) {
    const button = element("button", { type: "button", className: "sort" }, ...cell.childNodes);
    button.addEventListener("click", () => {
      sort(column, order?.column === column ? !order.down : !text && !isRank(rows.map((row) => valueOf(row, column))));
    });
    cell.append(button);
  }
  const field = (text, one) => element("div", {}, element("label", { htmlFor: one.id }, text), one);
  const fields = [field(words.find, search), ...choices.map((one) => field(one.title, one.box))];
  const controls = element("div", { className: "ledger-controls" }, ...fields, count);
  box.querySelector(".scroll").before(controls);
  search.addEventListener("input", choose);
  for (const one of choices) one.box.addEventListener("change", choose);
  choose();
}

// Ranks begin with the first, amounts with the largest.
function isRank(values) {
  const held = values.filter((one) => one !== "").map(Number);
  const whole = held.every((one) => Number.isInteger(one) && one <= values.length);
  return held.length > 0 && Math.min(...held) === 1 && whole;
}

// The heads of single columns with the place of each, the one that names the rows before the first.
function headsOf(box) {
  const found = [];
  const lines = [...box.querySelectorAll("thead tr")];
  const spans = [];
  let place = 0;
  for (const head of lines[0].children) {
    if (head.matches(".corner")) found.push({ cell: head, column: -1, text: true });
    else if (head.rowSpan > 1 || lines.length === 1) {
      found.push({ cell: head, column: place, text: head.matches(".text") });
      place += 1;
    } else {
      for (let step = 0; step < head.colSpan; step += 1) spans.push(place + step);
      place += head.colSpan;
    }
  }
  if (lines.length > 1) {
    [...lines[1].children].forEach((cell, index) => {
      found.push({ cell, column: spans[index], text: cell.matches(".text") });
    });
  }
  return found;
}

// A choice for each column of words, named as its data file names it.
function choicesOf(rows, heads, valueOf, name) {
  return heads.filter((head) => head.text && head.column >= 0).map(({ column }) => {
    const values = [...new Set(rows.map((row) => valueOf(row, column)))].filter((one) => one && one !== "…").sort();
    const options = [new Option(words.every, ""), ...values.map((one) => new Option(one, one))];
    const box = element("select", { id: `${name}-choice-${column}` }, ...options);
    const title = gridOf(name)[0][data.tables[name].at[column]];
    return { column, box, title };
  });
}

// The stop of the tab key stays on a row that is shown.
function keepStop(box, rows) {
  const current = box.querySelector("td[tabindex='0']");
  if (current && !current.closest("tr").hidden) return;
  if (current) current.tabIndex = -1;
  const next = rows.find((row) => !row.hidden)?.querySelector("td");
  if (next) next.tabIndex = 0;
}
