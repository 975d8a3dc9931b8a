// The tables of a `.catalogue`: filters for every column of a few repeated values, full text, sorting, and a link that keeps the
// choice. DataTables searches and sorts; without this script the table stands as it is. Both engines load it.
(function () {
  "use strict";
  var BETWEEN = "; ", MOST = 40; // values of one cell stand apart by it; a filter with more of them would be no help

  function words() { return window.BOOK_WORDS || JSON.parse(document.body.dataset.words); }
  function made(tag, className, text) {
    var element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }
  function labelled(control, text, id) {
    var box = made("div", "catalogue-filter"), label = made("label", "", text);
    control.id = label.htmlFor = id;
    box.append(label, control);
    return box;
  }

  // What is chosen stands behind the # of the address: it works on a file from disk too, and is kept when the page is sent on.
  function chosen() { return new URLSearchParams(location.hash.slice(1)); }
  function keep(name, value) {
    var all = location.hash.includes("=") ? chosen() : new URLSearchParams(); // else it leads to a place on the page
    if (value) all.set(name, value); else all.delete(name);
    history.replaceState(null, "", all.toString() ? "#" + all : location.pathname + location.search);
  }

  // On a phone the stylesheet makes cards of the rows: then the roles of a table have to be said.
  function cards(table, heads) {
    table.classList.add("cards");
    [["table", [table]], ["rowgroup", [table.tHead, table.tBodies[0]]], ["row", table.rows], ["columnheader", table.tHead.rows[0].cells]].forEach(function (told) {
      Array.from(told[1]).forEach(function (element) { element.setAttribute("role", told[0]); });
    });
    Array.from(table.tBodies[0].rows).forEach(function (row) {
      Array.from(row.cells).forEach(function (cell, column) {
        cell.setAttribute("role", "cell");
        cell.dataset.head = heads[column];
      });
    });
  }

  function improve(table, number) {
    var say = words(), prefix = number ? number + 1 + "-" : "";
    var heads = Array.from(table.tHead.rows[0].cells, function (cell) { return cell.textContent.trim(); });
    var rows = Array.from(table.tBodies[0].rows, function (row) {
      return Array.from(row.cells, function (cell) { return cell.textContent.trim(); });
    });
    heads.forEach(function (head, column) {
      if (!rows.some(function (row) { return /^\D*\d{4}/.test(row[column]); })) return;
      Array.from(table.tBodies[0].rows).forEach(function (row) {  // years are sorted by the first of them
        row.cells[column].dataset.order = (/\d{4}/.exec(row.cells[column].textContent) || [""])[0];
      });
    });
    cards(table, heads);
    var shown = new DataTable(table, {
      paging: false, autoWidth: false, info: false, order: [],
      columns: Array.from(table.querySelectorAll("col"), function (column) { return { width: column.style.width }; }).concat(heads.map(function () { return {}; })).slice(0, heads.length),
      layout: { topStart: null, topEnd: null, bottomStart: null, bottomEnd: null },
      language: { aria: { orderable: say["catalogue-sort"], orderableReverse: say["catalogue-sort"], orderableRemove: say["catalogue-sort"] }, zeroRecords: say["search-no-results-text"] },
    });

    var bar = made("div", "catalogue-bar"), filters = [], status = made("p", "catalogue-count");
    bar.setAttribute("role", "search");
    bar.setAttribute("aria-label", say["catalogue-filters"].replace("{0}", number + 1));
    status.setAttribute("role", "status");

    heads.forEach(function (head, column) {
      var told = rows.flatMap(function (row) { return row[column].split(BETWEEN); }).filter(Boolean), values = Array.from(new Set(told));
      if (values.length < 2 || values.length > MOST || values.length === told.length || told.some(function (text) { return /\d/.test(text); })) return;
      var select = made("select");
      select.append(new Option(say["catalogue-all"], ""));
      values.sort(function (a, b) { return a.localeCompare(b, document.documentElement.lang); }).forEach(function (value) { select.append(new Option(value)); });
      filters.push({ name: prefix + head.toLowerCase().replace(/\W+/g, "-"), control: select, column: column });
      bar.append(labelled(select, head, "catalogue-" + number + "-" + column));
    });
    var text = made("input");
    text.type = "search";
    text.autocomplete = "off";
    filters.push({ name: prefix + "text", control: text });
    bar.append(labelled(text, say["catalogue-text"], "catalogue-" + number + "-text"));
    var clear = made("button", "catalogue-clear", say["catalogue-clear"]);
    clear.type = "button";
    bar.append(clear);

    function show() { shown.search(text.value).draw(); }
    shown.search.fixed("filters", function (all, data, index) {
      return filters.every(function (filter) {
        return filter.column === undefined || !filter.control.value || rows[index][filter.column].split(BETWEEN).includes(filter.control.value);
      });
    });
    function count() {
      var found = shown.rows({ search: "applied" }).count();
      status.textContent = say["catalogue-count"].replace("{0}", found).replace("{1}", rows.length);
    }
    function read() {
      var all = chosen();
      filters.forEach(function (filter) {
        filter.control.value = all.get(filter.name) || "";
        if (filter.control.selectedIndex === -1) filter.control.value = "";
      });
      show();
    }
    filters.forEach(function (filter) {
      filter.control.addEventListener("input", function () { keep(filter.name, filter.control.value); show(); });
    });
    clear.addEventListener("click", function () {
      filters.forEach(function (filter) { filter.control.value = ""; keep(filter.name, ""); });
      show();
      filters[0].control.focus();
    });
    shown.on("draw", count);
    table.tHead.addEventListener("keydown", function (event) { // the library sorts on Enter only
      if (event.key !== " " || event.target.getAttribute("role") !== "button") return;
      event.preventDefault();
      event.target.click();
    });
    addEventListener("hashchange", read);
    var box = table.closest(".catalogue");
    box.insertBefore(status, box.firstChild);
    box.insertBefore(bar, box.firstChild);
    read();
  }

  function start() { if (window.DataTable) document.querySelectorAll(".catalogue table").forEach(improve); }
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start); else start();
})();
