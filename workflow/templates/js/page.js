// What all parts share. Every word comes from the page's data, so that it is translated with the rest.
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const said = document.getElementById("said");
const rowPlaces = new WeakMap();
const standsFor = new WeakMap(); // a cell that was copied from another: that other

function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

function filled(text, places) {
  return text.replace(/\{(\w+)\}/g, (_, key) => places[key]);
}

function announce(text) {
  said.textContent = "";
  window.setTimeout(() => { said.textContent = text; }, 30);
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = element("textarea", { value: text });
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    button.focus();
  }
  const before = button.textContent;
  button.textContent = words.copied;
  announce(words.copied);
  window.setTimeout(() => { button.textContent = before; }, 1500);
}

function bodyRows(table) {
  return [...table.querySelectorAll("tbody tr:not(.group)")];
}

function dataCells(row) {
  return [...row.querySelectorAll("td:not(.added)")];
}

// What the parts of an element say, without those that a selector names.
function textWithout(nodes, selector) {
  return [...nodes].filter((node) => !node.matches?.(selector)).map((node) => node.textContent).join("").trim();
}

// The table's name, and the cell's row and column in its data file; nothing for what is no cell of the brief.
function placeOf(cell) {
  const row = cell.closest("tr");
  const table = cell.closest(".table");
  if (!table || !rowPlaces.has(row)) return null;
  return { name: table.id.slice("table-".length), row: rowPlaces.get(row), column: dataCells(row).indexOf(cell) };
}

function addressOf(cell) {
  const place = placeOf(cell);
  return cell.id || (place && `${place.name}.r${place.row + 1}.c${place.column + 1}`);
}

// A number of a sentence: its section, and its place among the numbers there.
const numbersOf = (section) => [...section.querySelectorAll("data[data-origin]")];

function addressOfNumber(figure) {
  const section = figure.closest("section");
  return `${section.id}.n${numbersOf(section).indexOf(figure) + 1}`;
}

function found(address) {
  const direct = document.getElementById(address);
  if (direct) return direct;
  const number = /^(.+)\.n(\d+)$/.exec(address);
  const section = number && document.getElementById(number[1]);
  if (section) return numbersOf(section)[Number(number[2]) - 1] ?? null;
  const parts = /^(.+)\.r(\d+)\.c(\d+)$/.exec(address);
  const table = parts && document.getElementById(`table-${parts[1]}`);
  const row = table && bodyRows(table).find((one) => rowPlaces.get(one) === Number(parts[2]) - 1);
  return row ? dataCells(row)[Number(parts[3]) - 1] : null;
}

// What a link leads to is marked and brought into sight, cells without an id too.
function aim() {
  document.querySelectorAll(".aimed").forEach((one) => one.classList.remove("aimed"));
  const target = location.hash.length > 1 && found(decodeURIComponent(location.hash.slice(1)));
  openStatement(target);
  if (!target || target.matches("section, main, footer, .skip")) return;
  target.classList.add("aimed");
  if (target.matches("td")) {
    target.tabIndex = 0;
    target.focus({ preventScroll: true });
  }
  target.scrollIntoView({ block: target.matches("td, tr") ? "center" : "start", inline: "nearest" });
}

const grids = new Map();
function gridOf(name) {
  if (!grids.has(name)) grids.set(name, parseCsv(data.tables[name].csv));
  return grids.get(name);
}

function parseCsv(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    const row = rows[rows.length - 1];
    if (quoted && sign === '"' && text[at + 1] === '"') {
      row[row.length - 1] += '"';
      at += 1;
    } else if (sign === '"') quoted = !quoted;
    else if (sign === "," && !quoted) row.push("");
    else if (sign === "\n" && !quoted) rows.push([""]);
    else row[row.length - 1] += sign;
  }
  return rows.slice(0, -1);
}
