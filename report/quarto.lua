-- For Quarto only: what it does not know of the report's own Markdown. The embedded engine has filters of its own.
local typst, html = quarto.doc.is_format("typst"), quarto.doc.is_format("html")

local function raw(text)
  return pandoc.RawBlock(typst and "typst" or "html", text)
end

local function around(before, blocks, after)
  local result = pandoc.Blocks({ raw(before) })
  result:extend(blocks)
  result:insert(raw(after))
  return result
end

local function line(before, inlines, after)
  local kind = typst and "typst" or "html"
  local result = pandoc.Inlines({ pandoc.RawInline(kind, before) })
  result:extend(inlines)
  result:insert(pandoc.RawInline(kind, after))
  return result
end

local function title_of(div)
  if div.attributes.title then
    return pandoc.utils.blocks_to_inlines(pandoc.read(div.attributes.title, "markdown").blocks)
  elseif div.content[1] and div.content[1].t == "Header" then
    return div.content:remove(1).content
  end
end

-- Tabs stand below each other on paper, each under its name.
local function tabs(div)
  local level = div.content[1].level
  return div.content:map(function(block)
    if block.t == "Header" and block.level == level then
      return pandoc.Plain(line("#tab([", block.content, "])[]"))
    end
    return block
  end)
end

local function details(div, class, title)
  local key = div.attributes.key and (' data-key="%s"'):format(div.attributes.key) or ""
  local result = pandoc.Blocks({
    raw(('<details class="%s"%s>'):format(class, key)), pandoc.Plain(line("<summary>", title, "</summary>")),
  })
  result:extend(div.content)
  result:insert(raw("</details>"))
  return result
end

-- A fold is open on paper, under its title unless it holds the table of a figure above it.
local function fold(div)
  if html then
    return details(div, "fold", title_of(div))
  elseif div.attributes.key then
    return div.content
  end
  local result = pandoc.Blocks({ pandoc.Plain(line("#tab([", title_of(div), "])[")) })
  result:extend(div.content)
  result:insert(raw("]"))
  return result
end

-- A box that folds is a plain <details> on the page: Quarto's own opens by mouse alone.
local function callout(div, kind)
  if html and div.attributes.collapse ~= "true" then
    return nil
  end
  local title = title_of(div) or pandoc.Inlines(quarto.doc.language["callout-" .. kind .. "-title"])
  if html then
    return details(div, "callout callout-" .. kind, title)
  end
  local result = pandoc.Blocks({ pandoc.Plain(line(('#callout("%s", ['):format(kind), title, "])[")) })
  result:extend(div.content)
  result:insert(raw("]"))
  return result
end

-- The facts of a box, a definition list, as pairs that stand two beside each other.
local function facts(list)
  local cells = pandoc.Inlines({ pandoc.RawInline("typst", "#facts(") })
  for _, item in ipairs(list.content) do
    cells:insert(pandoc.RawInline("typst", "fact-name["))
    cells:extend(item[1])
    cells:insert(pandoc.RawInline("typst", "], ["))
    cells:extend(pandoc.utils.blocks_to_inlines(item[2][1]))
    cells:insert(pandoc.RawInline("typst", "], "))
  end
  cells:insert(pandoc.RawInline("typst", ")"))
  return pandoc.Plain(cells)
end

-- On paper a catalogue has its first columns only: the others are there to choose by.
local PRINTED = 5

local function first(list)
  return pandoc.List(list):filter(function(_, index) return index <= PRINTED end)
end

local function shorter(rows)
  return rows:map(function(row)
    row.cells = first(row.cells)
    return row
  end)
end

local function printed(tbl)
  local head, bodies = tbl.head, tbl.bodies
  head.rows = shorter(head.rows)
  for _, body in ipairs(bodies) do
    body.body = shorter(body.body)
  end
  tbl.head, tbl.bodies, tbl.colspecs = head, bodies, first(tbl.colspecs)
  return tbl
end

-- The classes of an element as a Typst array of strings.
local function listed(classes)
  return "(" .. table.concat(classes:map(function(class) return ('"%s",'):format(class) end)) .. ")"
end

-- Quarto takes the whole div of `.content-visible` away with its other classes: they go to a div inside. To it "pdf"
-- is LaTeX.
local function visibility(div)
  for _, name in ipairs({ "when-format", "unless-format" }) do
    if div.attributes[name] == "pdf" then
      div.attributes[name] = "typst"
    end
  end
  local own = div.classes:filter(function(class) return not class:match("^content%-") end)
  if #own > 0 then
    div.classes = div.classes:filter(function(class) return class:match("^content%-") end)
    div.content = pandoc.Blocks({ pandoc.Div(div.content, { class = table.concat(own, " ") }) })
  end
  return div
end

local function Div(div)
  local kind = table.concat(div.classes, " "):match("callout%-(%a+)")
  if div.classes:includes("content-visible") or div.classes:includes("content-hidden") then
    return visibility(div)
  elseif div.classes:includes("fold") then
    return fold(div)
  elseif kind then
    return callout(div, kind)
  elseif not typst or div.identifier == "refs" then
    return nil
  elseif div.classes:includes("exhibit-links") then
    return {}
  elseif div.classes:includes("catalogue") then
    return div:walk({ Table = printed }).content
  elseif div.classes:includes("facts") then
    div = div:walk({ DefinitionList = facts })
  elseif div.classes:includes("quarto-book-part") then
    return div.content
  elseif div.classes:includes("panel-tabset") then
    return tabs(div)
  end
  return around(("#marked(%s)["):format(listed(div.classes)), div.content, "]")
end

local function Span(span)
  if typst and #span.classes > 0 then
    return line(("#marked(%s)["):format(listed(span.classes)), span.content, "];")
  end
end

-- The scripts of a page that has a part of a class, from `_quarto.yml`.
local function load_scripts(doc)
  for class, scripts in pairs(doc.meta.scripts or {}) do
    local found = false
    doc.blocks:walk({ Div = function(div) found = found or div.classes:includes(class) end })
    if found then
      local files = scripts:map(function(script) -- as seen from this file
        return pandoc.path.make_relative(pandoc.utils.stringify(script), "report")
      end)
      quarto.doc.add_html_dependency({ name = "report-" .. class, scripts = files })
    end
  end
end

-- Chapters for HTML only are left out of the PDF, with what Quarto notes before each about its file.
local function Pandoc(doc)
  if html then
    load_scripts(doc)
  end
  local kept, notes, left_out = pandoc.Blocks({}), pandoc.Blocks({}), false
  for _, block in ipairs(doc.blocks) do
    if block.t == "RawBlock" and block.format == "html" or block.t == "Para" and block.content[1].t == "RawInline" then
      notes:insert(block)
    else
      if block.t == "Header" and block.level == 1 then
        left_out = block.classes:includes("html-only")
      end
      if not left_out then
        kept:extend(notes)
        kept:insert(block)
      end
      notes = pandoc.Blocks({})
    end
  end
  doc.blocks = typst and kept or doc.blocks
  return doc
end

-- The title of a chapter with its label and classes, for a link to the chapter as a whole.
local function title_line(path)
  local file = assert(io.open(pandoc.path.join({ quarto.project.directory, (path:gsub("^/", "")) }), "r"))
  local text = file:read("a")
  file:close()
  return ("\n" .. text):match("\n(#[^\n]*{#[^\n]*)")
end

-- Quarto says in comments which chapter begins.
local chapter = {}
local function RawBlock(block)
  local data = block.text:match("^<!%-%- quarto%-file%-metadata: ([^ ]+) %-%->$")
  local found = data and quarto.json.decode(quarto.base64.decode(data))
  chapter = found and found.bookItemType and found or chapter
end

-- Quarto's heading above all appendices is where they begin. The name of a part is for the page's list of chapters.
local function Header(header)
  if typst and chapter.bookItemType == "part" then
    return {}
  elseif typst and chapter.bookItemType == "appendix" and not chapter.bookItemFile then
    return raw(("#show: appendices.with([%s])"):format(quarto.doc.language["crossref-apx-prefix"]))
  end
end

-- In the one document that is the PDF a link to a chapter leads to its label. A link to a file leads nowhere there.
local function Link(link)
  if not typst or link.target:match("^%a+:") or link.target:match("^#") then
    return nil
  end
  local path, anchor = link.target:match("^([^#]*%.qmd)#?(.*)$")
  if not path then
    return link.content
  end
  if path:sub(1, 1) ~= "/" then
    path = pandoc.path.join({ pandoc.path.directory(chapter.bookItemFile), path })
  end
  local title = title_line(path)
  if title:match("%.html%-only") then
    return link.content
  end
  link.target = "#" .. (anchor ~= "" and anchor or title:match("{#([%w-]+)"))
  return link
end

-- The words of the frame, for the templates and for the page's script.
local function Meta(meta)
  local words = quarto.doc.language
  meta.words = { wave = words.wave, contents = words.contents, chapter = words["crossref-ch-prefix"] }
  if html then
    local file = assert(io.open(pandoc.path.join({ quarto.project.directory, "report/quarto.js" }), "r"))
    local script = file:read("a")
    file:close()
    local named = { chapters = words.chapters, bar = words.bar, pager = words.pager, dark = words["toggle-dark-mode"] }
    for _, word in ipairs({ "filters", "all", "text", "clear", "count", "sort" }) do
      named["catalogue-" .. word] = words["catalogue-" .. word]
    end
    named["search-no-results-text"] = words["search-no-results-text"]
    local text = '<link rel="icon" href="data:,"><script>window.BOOK_WORDS = %s;\n%s</script>'
    quarto.doc.include_text("in-header", text:format(quarto.json.encode(named), script))
  end
  return meta
end

return { { traverse = "topdown", RawBlock = RawBlock, Header = Header, Link = Link }, { Div = Div, Span = Span, Meta = Meta, Pandoc = Pandoc } }
