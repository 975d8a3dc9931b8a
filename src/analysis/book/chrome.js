// The page's own behaviour: chapter list on small screens, colours, tabs, tables, contents.
// A plain script without modules or fetch, so that it works on a file opened from disk.
(function () {
  "use strict";
  var words = JSON.parse(document.body.dataset.words);
  function say(key, number) { return words[key].replace("{0}", number); }

  // Chapters on small screens.
  var toggle = document.querySelector(".nav-toggle");
  var chapters = document.getElementById("chapters");
  function showChapters(open) {
    toggle.setAttribute("aria-expanded", String(open));
    chapters.classList.toggle("open", open);
  }
  toggle.addEventListener("click", function () {
    showChapters(toggle.getAttribute("aria-expanded") !== "true");
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && toggle.getAttribute("aria-expanded") === "true") {
      showChapters(false);
      toggle.focus();
    }
  });

  // Light and dark: the system's choice until the reader makes one.
  var themeButton = document.querySelector(".theme-toggle");
  function setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    themeButton.setAttribute("aria-pressed", String(theme === "dark"));
  }
  setTheme(document.documentElement.dataset.theme || "light");
  themeButton.addEventListener("click", function () {
    var theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    setTheme(theme);
    try { localStorage.setItem("book-theme", theme); } catch (error) { /* a private window: not remembered */ }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function (event) {
    var chosen = null;
    try { chosen = localStorage.getItem("book-theme"); } catch (error) { /* as above */ }
    if (!chosen) setTheme(event.matches ? "dark" : "light");
  });

  // Tabs.
  document.querySelectorAll(".tabset").forEach(function (set, setNumber) {
    var panels = Array.prototype.filter.call(set.children, function (child) { return child.classList.contains("tab"); });
    var list = document.createElement("div");
    list.className = "tab-list";
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", say("views"));
    var tabs = panels.map(function (panel, number) {
      var tab = document.createElement("button");
      tab.type = "button";
      tab.id = "tab-" + setNumber + "-" + number;
      tab.textContent = panel.querySelector(".tab-title").textContent;
      tab.setAttribute("role", "tab");
      panel.id = "panel-" + setNumber + "-" + number;
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      list.appendChild(tab);
      return tab;
    });
    function select(number, focus) {
      tabs.forEach(function (tab, other) {
        tab.setAttribute("aria-selected", String(other === number));
        tab.tabIndex = other === number ? 0 : -1;
        panels[other].classList.toggle("off", other !== number);
      });
      if (focus) tabs[number].focus();
    }
    tabs.forEach(function (tab, number) {
      tab.addEventListener("click", function () { select(number); });
      tab.addEventListener("keydown", function (event) {
        var steps = { ArrowRight: number + 1, ArrowLeft: number - 1, Home: 0, End: tabs.length - 1 };
        if (!(event.key in steps)) return;
        event.preventDefault();
        select((steps[event.key] + tabs.length) % tabs.length, true);
      });
    });
    set.insertBefore(list, set.firstChild);
    set.classList.add("live");
    set.selectTab = function (panel) { select(panels.indexOf(panel)); };
    select(0);
  });

  // A link to something inside a closed tab or a folded box opens it.
  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) return;
    var panel = target.closest(".tab");
    var box = target.closest("details");
    if (box) box.open = true;
    if (panel) panel.parentNode.selectTab(panel);
    if (panel || box) target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  reveal();

  // On paper everything folded is open.
  var opened = [];
  matchMedia("print").addEventListener("change", function (event) {
    if (event.matches) opened = Array.prototype.slice.call(document.querySelectorAll("main details:not([open])"));
    opened.forEach(function (box) { box.open = event.matches; });
  });

  // A table takes a stop of the Tab key only while it can be scrolled.
  function scrollStops() {
    document.querySelectorAll(".table-scroll").forEach(function (region) {
      if (region.scrollWidth > region.clientWidth + 1) region.tabIndex = 0;
      else region.removeAttribute("tabindex");
    });
  }
  addEventListener("resize", scrollStops);
  scrollStops();

  // Contents: closed on small screens; the section in view is marked.
  var contents = document.querySelector(".contents details");
  var wide = matchMedia("(min-width: 75rem)");
  function foldContents() { if (contents) contents.open = wide.matches; }
  wide.addEventListener("change", foldContents);
  foldContents();
  var links = Array.prototype.slice.call(document.querySelectorAll(".contents a"));
  var heads = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
  function markSection() {
    var current = -1;
    heads.forEach(function (head, number) {
      if (head && head.getBoundingClientRect().top < innerHeight * 0.3) current = number;
    });
    links.forEach(function (link, number) {
      if (number === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }
  var waiting = false;
  addEventListener("scroll", function () {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(function () { waiting = false; markSection(); });
  }, { passive: true });
  markSection();
})();
