// The search over the book: MiniSearch over an index that comes as a script, so that it works on a file opened from disk.
// It forgives slips of the pen, knows plurals and words of one meaning, finds "phrases", and groups what it finds by chapter.
(function () {
  "use strict";
  var root = document.body.dataset.root || "";
  var words = JSON.parse(document.body.dataset.words);
  function say(key, number) { return words[key].replace("{0}", number); }

  var input = document.getElementById("search");
  var box = document.querySelector(".search-results");
  var list = box.querySelector("ol");
  var count = box.querySelector(".search-count");
  var LIMIT = 40, PER_CHAPTER = 5, SNIPPET = 190, SYNONYM = 0.3; // what another word of the same meaning counts for
  var book = null, mini = null, groups = [];
  var small = new Set(words["search-small-words"].split(" ").map(term));

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

  // A word as it is compared: folded, and in the singular.
  function term(word) {
    var plain = fold(word).plain;
    if (plain.length > 4 && /ies$/.test(plain)) return plain.slice(0, -3) + "y";
    if (plain.length > 4 && /(ss|x|ch|sh)es$/.test(plain)) return plain.slice(0, -2);
    return plain.length > 3 && /s$/.test(plain) && !/(ss|us|is)$/.test(plain) ? plain.slice(0, -1) : plain;
  }

  function terms(text) {
    return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean).map(term);
  }

  // The scripts are asked for when the search is first used.
  function script(name, then) {
    var element = document.createElement("script");
    element.src = root + "assets/" + name;
    element.onload = then;
    document.head.appendChild(element);
  }

  function load() {
    if (load.asked) return;
    load.asked = true;
    script("minisearch.js", function () {
      script("search.js", function () {
        unpacked(window.BOOK_SEARCH).then(function (index) { build(index); run(); });
      });
    });
  }

  // The index is packed (zlib, as base64).
  function unpacked(text) {
    var bytes = Uint8Array.from(atob(text), function (letter) { return letter.charCodeAt(0); });
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
  }

  function build(index) {
    book = index;
    groups = book.synonyms.map(function (group) { return group.map(terms); });
    mini = new window.MiniSearch({
      fields: ["title", "text", "chapter"], tokenize: function (text) { return text.split(/[^\p{L}\p{N}]+/u); }, processTerm: term,
    });
    mini.addAll(book.sections.map(function (section, id) {
      var chapter = book.chapters[section[0]];
      return { id: id, title: section[1] || chapter[1], text: section[3], chapter: section[1] ? chapter[1] : "" };
    }));
  }

  function known(word) { return mini.search(word, { prefix: word.length > 2, fuzzy: false }).length > 0; }

  function all(of) { return { combineWith: "AND", queries: of }; }

  // What to look for: every word, each or some of them together also by other words of the same meaning.
  function asked(wanted) {
    var parts = [];
    for (var at = 0; at < wanted.length; at++) {
      var best = { length: 1, others: [] };
      groups.forEach(function (group) {
        group.forEach(function (own) {
          var fits = own.every(function (word, n) { return wanted[at + n] === word; });
          if (!fits || own.length < best.length) return;
          if (own.length > best.length) best = { length: own.length, others: [] };
          best.others = best.others.concat(group.filter(function (other) { return other !== own; }));
        });
      });
      var others = best.others.map(function (other) {
        return { combineWith: "AND", queries: other, prefix: false, fuzzy: false, boostTerm: function () { return SYNONYM / other.length; } };
      });
      parts.push({ combineWith: "OR", queries: [all(wanted.slice(at, at + best.length))].concat(others) });
      at += best.length - 1;
    }
    return parts;
  }

  // The sections found, and whether they have all that was asked for or only some of it.
  function find(text) {
    var phrases = (text.match(/["“„«][^"“”„«»]+["”“»]/g) || []).map(function (found) { return spaced(found.slice(1, -1)); });
    var wanted = terms(text);
    var telling = wanted.filter(function (word) { return !small.has(word); });
    var parts = asked(phrases.length || !telling.length ? wanted : telling);
    var options = {
      boost: { title: 5, chapter: 0.5 },
      boostDocument: function (id) { return book.chapters[book.sections[id][0]][2]; },
      prefix: function (word) { return word.length > 2; },
      fuzzy: function (word) { return word.length > 3 && !known(word) ? 0.25 : false; },
    };
    function search(how) {
      return mini.search({ combineWith: how, queries: parts }, options).filter(function (hit) {
        var fields = Object.values(hit.match).flat();
        return fields.some(function (field) { return field !== "chapter"; }) && phrases.every(function (phrase) {
          var section = book.sections[hit.id];
          return spaced(section[1] + " " + section[3]).indexOf(phrase) >= 0;
        });
      });
    }
    var hits = search("AND");
    if (hits.length || parts.length < 2 || phrases.length) return { hits: hits, whole: true, phrases: phrases };
    return { hits: search("OR"), whole: false, phrases: phrases };
  }

  function spaced(text) { return fold(text).plain.replace(/\s+/g, " ").trim(); }

  // Where the words found stand in a text, as [start, end, word].
  function places(text, found, phrases) {
    var body = fold(text), marks = [], match, word = /[\p{L}\p{N}]+/gu;
    if (!phrases.length) {
      while ((match = word.exec(body.plain))) {
        if (found.has(term(match[0]))) marks.push([body.map[match.index], body.map[match.index + match[0].length - 1] + 1, match[0]]);
      }
    }
    phrases.forEach(function (phrase) {
      for (var at = body.plain.indexOf(phrase); at >= 0; at = body.plain.indexOf(phrase, at + phrase.length)) {
        marks.push([body.map[at], body.map[at + phrase.length - 1] + 1, phrase]);
      }
    });
    return marks;
  }

  // The piece of the text with most of the words found, these marked.
  function snippet(text, found, phrases) {
    var marks = places(text, found, phrases), start = 0, most = 0;
    marks.forEach(function (mark, first) {
      var near = new Set();
      for (var n = first; n < marks.length && marks[n][1] < mark[0] + SNIPPET - 60; n++) near.add(term(marks[n][2]));
      if (near.size > most) { most = near.size; start = Math.max(0, mark[0] - 60); }
    });
    if (start) start = text.indexOf(" ", start) + 1 || start;
    var end = Math.min(text.length, start + SNIPPET);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + 60);
    var line = document.createElement("span"), at = start;
    line.className = "search-snippet";
    if (start) line.append("… ");
    marks.forEach(function (mark) {
      if (mark[0] < at || mark[1] > end) return;
      var element = document.createElement("mark");
      element.textContent = text.slice(mark[0], mark[1]);
      line.append(text.slice(at, mark[0]), element);
      at = mark[1];
    });
    line.append(text.slice(at, end), end < text.length ? " …" : "");
    return line;
  }

  function element(kind, name, text) {
    var made = document.createElement(kind);
    made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function item(hit, phrases) {
    var section = book.sections[hit.id], chapter = book.chapters[section[0]];
    var line = document.createElement("li"), link = document.createElement("a");
    link.href = root + chapter[0] + (section[2] ? "#" + section[2] : "");
    link.append(element("strong", "search-place", section[1] || chapter[1]), snippet(section[3], new Set(hit.terms), phrases));
    line.append(link);
    return line;
  }

  // The sections of one chapter under its name, the best first.
  function group(hits, phrases) {
    var line = document.createElement("li"), inside = document.createElement("ul");
    hits.slice(0, PER_CHAPTER).forEach(function (hit) { inside.append(item(hit, phrases)); });
    line.append(element("p", "search-chapter", book.chapters[book.sections[hits[0].id][0]][1]), inside);
    if (hits.length > PER_CHAPTER) line.append(element("p", "search-more", say("found-more", hits.length - PER_CHAPTER)));
    return line;
  }

  function grouped(hits) {
    var chapters = new Map();
    hits.forEach(function (hit) {
      var chapter = book.sections[hit.id][0];
      if (!chapters.has(chapter)) chapters.set(chapter, []);
      chapters.get(chapter).push(hit);
    });
    return Array.from(chapters.values());
  }

  function counted(found) {
    var number = found.hits.length;
    if (!number) return say("search-no-results-text");
    if (!found.whole) return say("found-part", number);
    return (number === 1 ? say("found-one") : say("found-many", number)) + (number > LIMIT ? say("found-first", LIMIT) : "");
  }

  function run() {
    if (!terms(input.value).length) { close(); return; }
    load();
    if (!mini) return;
    var found = find(input.value);
    list.replaceChildren.apply(list, grouped(found.hits.slice(0, LIMIT)).map(function (hits) { return group(hits, found.phrases); }));
    count.textContent = counted(found);
    box.hidden = false;
  }

  function close() { box.hidden = true; }

  function move(step) {
    var stops = [input].concat(Array.prototype.slice.call(list.querySelectorAll("a")));
    var next = stops[stops.indexOf(document.activeElement) + step];
    if (next) next.focus();
  }

  input.addEventListener("focus", function () { load(); if (input.value && mini) run(); });
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
