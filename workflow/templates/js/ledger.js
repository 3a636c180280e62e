// The ledger of statements: search, one verdict only, other orders; and one statement alone, where a link leads to it.
let openStatement = () => {};

function startLedger() {
  const box = document.getElementById("table-claims");
  if (!box) return;
  const table = box.querySelector("table");
  const rows = bodyRows(table);
  const bodies = [...table.tBodies];
  const verdictOf = (row) => firstLine(row.querySelector("td.verdict"));
  const verdicts = [...new Set(rows.map(verdictOf))].filter(Boolean);
  const search = element("input", { type: "search", id: "ledger-search" });
  const choices = [new Option(words.all, ""), ...verdicts.map((one) => new Option(one, one))];
  const verdict = element("select", { id: "ledger-verdict" }, ...choices);
  const order = element(
    "select",
    { id: "ledger-order" },
    new Option(words.printorder, "print"),
    new Option(words.byverdict, "verdict"),
    new Option(words.bytext, "text"),
  );
  const count = element("p", { className: "count", role: "status" });
  const home = rows.map((row) => row.parentElement);
  const sorted = element("tbody", { hidden: true });
  table.append(sorted);
  let alone = null;
  const others = element("a", { className: "all", href: "#table-claims" }, filled(words.showall, { all: rows.length }));
  const behind = element("dl", { className: "origin" });
  box.querySelector(".scroll").after(behind);

  const arrange = () => {
    const language = document.documentElement.lang;
    const text = (row) => row.querySelector("th").textContent.trim();
    const wanted = search.value.trim().toLocaleLowerCase(language);
    let shown = 0;
    for (const row of rows) {
      row.hidden =
        (alone !== null && row !== alone) ||
        (verdict.value !== "" && verdictOf(row) !== verdict.value) ||
        !row.textContent.toLocaleLowerCase(language).includes(wanted);
      shown += row.hidden ? 0 : 1;
    }
    if (order.value === "print") rows.forEach((row, place) => home[place].append(row));
    else {
      const key = order.value === "text" ? text : (row) => verdictOf(row);
      const place = (row) => (order.value === "text" ? 0 : verdicts.indexOf(verdictOf(row)));
      const byKey = (a, b) => key(a).localeCompare(key(b), language) || rowPlaces.get(a) - rowPlaces.get(b);
      sorted.append(...[...rows].sort((a, b) => place(a) - place(b) || byKey(a, b)));
    }
    sorted.hidden = order.value === "print";
    for (const body of bodies) {
      const own = bodyRows(body.parentElement).filter((row) => row.parentElement === body);
      body.hidden = order.value !== "print" || own.every((row) => row.hidden);
    }
    const current = table.querySelector("td[tabindex='0']");
    if (!current || current.closest("tr").hidden) {
      if (current) current.tabIndex = -1;
      const next = rows.find((row) => !row.hidden);
      if (next) next.querySelector("td").tabIndex = 0;
    }
    count.textContent = filled(words.count, { shown, all: rows.length });
    others.hidden = alone === null;
    behind.hidden = alone === null || !behind.children.length;
  };
  for (const control of [search, verdict, order]) {
    control.addEventListener("input", () => { alone = null; arrange(); });
  }
  // What a link leads to if that is a statement, whatever was asked for before; anything else unfolds them all.
  openStatement = (target) => {
    const row = rows.includes(target) ? target : null;
    if (row === alone) return;
    alone = row;
    if (row) {
      search.value = verdict.value = "";
      behind.replaceChildren(...(data.claims[row.id] ?? []).flatMap(ofOrigin));
    }
    arrange();
  };
  const named = (text, control) => element("div", {}, element("label", { htmlFor: control.id }, text), control);
  box.querySelector(".scroll").before(
    element(
      "div", { className: "ledger-controls" },
      named(words.filter, search), named(words.verdict, verdict), named(words.order, order), count, others,
    ),
  );
  arrange();
}

// The verdict of a cell, without its column's name and without what is said below it.
function firstLine(cell) {
  const nodes = [...cell.childNodes];
  const end = nodes.findIndex((node) => node.nodeName === "BR");
  return textWithout(nodes.slice(0, end < 0 ? nodes.length : end), ".field");
}
