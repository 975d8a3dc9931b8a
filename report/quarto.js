// For Quarto's pages only: light and dark as on the pages of the embedded engine, names for Quarto's own landmarks.
(function (words) {
  "use strict";
  var root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)");
  function chosen() {
    try { return localStorage.getItem("book-theme"); } catch (error) { return null; /* a private window: not remembered */ }
  }
  function setTheme() { root.dataset.theme = chosen() || (dark.matches ? "dark" : "light"); }
  setTheme();
  dark.addEventListener("change", setTheme);

  function name(selector, label) {
    document.querySelectorAll(selector).forEach(function (element) { element.setAttribute("aria-label", label); });
  }

  // On paper everything folded is open.
  var opened = [];
  matchMedia("print").addEventListener("change", function (event) {
    if (event.matches) opened = Array.from(document.querySelectorAll("main details:not([open])"));
    opened.forEach(function (box) { box.open = event.matches; });
  });

  addEventListener("DOMContentLoaded", function () {
    name("#quarto-sidebar", words.chapters);
    name(".quarto-secondary-nav", words.bar);
    name("nav.page-navigation", words.pager);
    document.querySelectorAll("a[role=navigation]").forEach(function (link) { link.setAttribute("role", "button"); });
    var tools = document.querySelector(".sidebar-tools-main");
    if (!tools) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "theme-toggle";
    button.textContent = words.dark;
    button.setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
    button.addEventListener("click", function () {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      button.setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
      try { localStorage.setItem("book-theme", root.dataset.theme); } catch (error) { /* as above */ }
    });
    tools.append(button);
  });
})(window.BOOK_WORDS);
