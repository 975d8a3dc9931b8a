// The page's own behaviour: chapter list on small screens, colours, tabs, tables, contents, search.
// A plain script without modules or fetch, so that it works on a file opened from disk.
(function () {
  "use strict";
  var root = document.body.dataset.root || "";
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

  // Search.
  var input = document.getElementById("search");
  var box = document.querySelector(".search-results");
  var list = box.querySelector("ol");
  var count = box.querySelector(".search-count");
  var entries = null;
  var LIMIT = 30;

  // Lower case without accents. `map` leads from a place in the plain text to the place in the text as written.
  function fold(text) {
    var plain = "", map = [];
    for (var i = 0; i < text.length; i++) {
      var part = text[i].normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
      part = { "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ς": "σ" }[part] || part;
      for (var j = 0; j < part.length; j++) map.push(i);
      plain += part;
    }
    map.push(text.length);
    return { plain: plain, map: map };
  }

  function load(then) {
    if (entries) return then();
    if (window.BOOK_SEARCH) {
      entries = window.BOOK_SEARCH.map(function (entry) {
        return {
          page: entry[0], chapter: entry[1], section: entry[2], anchor: entry[3], text: entry[4],
          head: fold(entry[1] + " " + entry[2]).plain, title: fold(entry[2] || entry[1]).plain, body: fold(entry[4])
        };
      });
      return then();
    }
    if (load.asked) return;
    load.asked = true;
    var script = document.createElement("script");
    script.src = root + "assets/search.js";
    script.onload = function () { run(); };
    document.head.appendChild(script);
  }

  function find(words) {
    return entries.map(function (entry, order) {
      var score = 0;
      var all = words.every(function (word) {
        var inTitle = entry.title.indexOf(word) >= 0, inText = entry.body.plain.split(word).length - 1;
        score += (inTitle ? 20 : 0) + Math.min(inText, 5);
        return inTitle || inText || entry.head.indexOf(word) >= 0;
      });
      var own = words.some(function (word) { return entry.title.indexOf(word) >= 0 || entry.body.plain.indexOf(word) >= 0; });
      return { entry: entry, score: all && own ? score : 0, order: order };
    }).filter(function (hit) { return hit.score; })
      .sort(function (a, b) { return b.score - a.score || a.order - b.order; });
  }

  // A piece of the text around the first word found, the words marked.
  function snippet(entry, words) {
    var body = entry.body, marks = [];
    words.forEach(function (word) {
      for (var at = body.plain.indexOf(word); at >= 0; at = body.plain.indexOf(word, at + word.length)) {
        marks.push([body.map[at], body.map[at + word.length - 1] + 1]);
      }
    });
    marks.sort(function (a, b) { return a[0] - b[0]; });
    var start = marks.length ? Math.max(0, marks[0][0] - 60) : 0;
    if (start) start = entry.text.indexOf(" ", start) + 1 || start;
    var end = Math.min(entry.text.length, start + 180);
    if (end < entry.text.length) end = Math.max(entry.text.lastIndexOf(" ", end), marks.length ? marks[0][1] : 0);
    var paragraph = document.createElement("span"), at = start;
    paragraph.className = "search-snippet";
    if (start) paragraph.append("… ");
    marks.forEach(function (mark) {
      if (mark[0] < at || mark[1] > end) return;
      var element = document.createElement("mark");
      element.textContent = entry.text.slice(mark[0], mark[1]);
      paragraph.append(entry.text.slice(at, mark[0]), element);
      at = mark[1];
    });
    paragraph.append(entry.text.slice(at, end), end < entry.text.length ? " …" : "");
    return paragraph;
  }

  function item(hit, words) {
    var entry = hit.entry, line = document.createElement("li"), link = document.createElement("a");
    link.href = root + entry.page + (entry.anchor ? "#" + entry.anchor : "");
    var place = document.createElement("span");
    place.className = "search-place";
    var chapter = document.createElement("span");
    chapter.textContent = entry.chapter;
    place.append(chapter);
    if (entry.section) {
      var section = document.createElement("strong");
      section.textContent = entry.section;
      place.append(section);
    }
    link.append(place, snippet(entry, words));
    line.append(link);
    return line;
  }

  function run() {
    var words = fold(input.value).plain.split(/\s+/).filter(Boolean);
    if (!words.length) { close(); return; }
    load(function () {
      var hits = find(words);
      list.replaceChildren.apply(list, hits.slice(0, LIMIT).map(function (hit) { return item(hit, words); }));
      count.textContent = !hits.length ? say("search-no-results-text")
        : hits.length === 1 ? say("found-one") : say("found-many", hits.length) + (hits.length > LIMIT ? say("found-first", LIMIT) : "");
      box.hidden = false;
    });
  }

  function close() { box.hidden = true; }

  function move(step) {
    var stops = [input].concat(Array.prototype.slice.call(list.querySelectorAll("a")));
    var next = stops[stops.indexOf(document.activeElement) + step];
    if (next) next.focus();
  }

  input.addEventListener("focus", function () { load(function () {}); if (input.value) run(); });
  input.addEventListener("input", run);
  document.querySelector(".search").addEventListener("keydown", function (event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && document.activeElement === input) {
      var first = !box.hidden && list.querySelector("a");
      if (first) first.click();
    } else if (event.key === "Escape" && !box.hidden) {
      event.stopPropagation();
      event.preventDefault();
      input.focus();
      close();
    }
  });
  list.addEventListener("click", function (event) { if (event.target.closest("a")) close(); });
  document.addEventListener("pointerdown", function (event) { if (!event.target.closest(".search")) close(); });
  document.querySelector(".search").addEventListener("focusout", function (event) {
    if (event.relatedTarget && !event.relatedTarget.closest(".search")) close();
  });
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
})();
