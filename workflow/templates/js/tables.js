// Tables: which bases are shown, print beside them, data files without a folder beside the page.
function startTables() {
  for (const [name, table] of Object.entries(data.tables)) {
    const box = document.getElementById(`table-${name}`);
    if (!box) continue;
    if (table.groups && (table.groups.length > 1 || table.printed)) addSwitch(box, table);
    for (const link of box.querySelectorAll("a.data[download]")) {
      link.addEventListener("click", (event) => { event.preventDefault(); save(table, link); });
    }
  }
  keepHeads();
  const hint = element("p", { className: "hint" }, words.hint);
  document.querySelector("main .table")?.before(hint);
  document.querySelector("header.title").append(copyButton(words.cite, "text"));
  const copies = element("p", { className: "copies" }, copyButton(words.citetext, "text"));
  for (const form of ["BibTeX", "RIS"]) copies.append(copyButton(filled(words.citeas, { form }), form.toLowerCase()));
  document.querySelector(".citation").after(copies);
}

// A head stays in sight as long as its table does, also where the table scrolls sideways in a box of its own.
function keepHeads() {
  const boxes = [...document.querySelectorAll(".table > .scroll")];
  const keep = () => {
    const above = boxes.map((box) => Math.max(0, -box.getBoundingClientRect().top));
    boxes.forEach((box, place) => box.style.setProperty("--above", `${above[place]}px`));
  };
  window.addEventListener("scroll", keep, { passive: true });
  keep();
}

// A button that copies the citation of the page in one of its forms.
function copyButton(label, form) {
  const button = element("button", { type: "button", className: "cite" }, label);
  button.addEventListener("click", () => copy(data.citation[form], button));
  return button;
}

// The file that a link names, from the page itself: there need be no folder beside it.
function save(table, link) {
  const file = link.getAttribute("href").split("#")[0].split("/").pop();
  const csv = file.endsWith(".csv");
  const content = csv ? `\ufeff${table.csv}` : Uint8Array.from(atob(table.xlsx), (sign) => sign.charCodeAt(0));
  const type = csv ? "text/csv" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const url = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href: url, download: file }).click();
  window.setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function addSwitch(box, table) {
  const groups = table.groups.map(([label, first, count]) => ({ label, cells: cellsOf(box, first, count), on: true }));
  if (table.printed) groups.push(printedGroup(box, table));
  const boxes = groups.map((group) => {
    const input = element("input", { type: "checkbox", checked: group.on });
    input.addEventListener("change", () => {
      group.on = input.checked;
      if (!groups.some((one) => one.on)) {
        group.on = true;
        input.checked = true;
      }
      show(box, groups);
    });
    return element("label", {}, input, group.label);
  });
  const choices = element("fieldset", { className: "switch" }, element("legend", {}, words.show), ...boxes);
  box.querySelector(".scroll").before(choices);
  show(box, groups);
}

const ROOM = 12; // columns of amounts beside one another before a table needs more than the page's width

function show(box, groups) {
  for (const group of groups) group.cells.forEach((cell) => { cell.hidden = !group.on; });
  const columns = bodyRows(box)[0]?.querySelectorAll("td:not([hidden])").length ?? 1;
  box.style.setProperty("--columns", columns);
  box.classList.toggle("wide", columns > ROOM);
  const current = box.querySelector("td[tabindex='0']");
  if (current?.hidden) {
    current.tabIndex = -1;
    const next = box.querySelector("td:not([hidden])");
    if (next) next.tabIndex = 0;
  }
}

function cellsOf(box, first, count) {
  const cells = [];
  for (const line of box.querySelectorAll("thead tr")) {
    let place = line.querySelector(".corner") ? -1 : Number(box.dataset.spanned ?? 0);
    for (const head of line.children) {
      if (place >= first && place < first + count) cells.push(head);
      place += head.colSpan;
    }
    const tall = [...line.children].filter((head) => head.rowSpan > 1 && !head.matches(".corner"));
    box.dataset.spanned = tall.length;
  }
  for (const row of bodyRows(box)) cells.push(...dataCells(row).slice(first, first + count));
  return cells;
}

// The printed columns of the article, from the table that compares them, as one more group.
function printedGroup(box, table) {
  const [top, names] = box.querySelectorAll("thead tr");
  const heading = { scope: "colgroup", colSpan: table.printed.length, className: "number added" };
  const cells = [element("th", heading, words.printed)];
  top.append(cells[0]);
  const heads = table.printed.map(([, name]) => element("th", { scope: "col", className: "number added" }, name));
  names.append(...heads);
  cells.push(...heads);
  for (const row of bodyRows(box)) {
    const [name, , , year] = row.querySelector("td[id]").id.split(".");
    for (const [indicator] of table.printed) {
      const source = document.getElementById(`${name}.print.${indicator}.${year}`);
      const cell = element("td", { className: "number added print" }, source ? source.textContent.trim() : "");
      if (source) standsFor.set(cell, source);
      row.append(cell);
      cells.push(cell);
    }
  }
  return { label: words.printed, cells, on: false };
}
