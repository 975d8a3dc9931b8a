-- For Quarto only: what its Typst format does not know of the report's own Markdown. The embedded engine has its own.
if not quarto.doc.is_format("typst") then
  return {}
end

local function raw(text)
  return pandoc.RawInline("typst", text)
end

local function around(before, inlines)
  local result = pandoc.Inlines({ raw(before) })
  result:extend(inlines)
  result:insert(raw("];"))
  return result
end

-- Tabs stand below each other on paper, each under its name.
local function tabs(div)
  local level = div.content[1].level
  return div.content:map(function(block)
    if block.t == "Header" and block.level == level then
      return pandoc.Para({ pandoc.Strong(block.content) })
    end
    return block
  end)
end

local function Div(div)
  for _, name in ipairs({ "when-format", "unless-format" }) do
    if div.attributes[name] == "pdf" then
      div.attributes[name] = "typst" -- to Quarto "pdf" is LaTeX
      return div
    end
  end
  if div.classes:includes("panel-tabset") then
    return tabs(div)
  end
  for _, class in ipairs({ "lede", "source", "small", "stat" }) do
    if div.classes:includes(class) then
      local result = pandoc.Blocks({ pandoc.RawBlock("typst", "#report-" .. class .. "[") })
      result:extend(div.content)
      result:insert(pandoc.RawBlock("typst", "]"))
      return result
    end
  end
end

local function Span(span)
  for _, class in ipairs(span.classes) do
    local evidence, dimension = class:match("^evidence%-(.+)$"), class:match("^dim%-(.+)$")
    if evidence then
      return around(('#report-evidence("%s")['):format(evidence), span.content)
    elseif dimension then
      return around(('#report-dimension("%s")['):format(dimension), span.content)
    elseif class == "stat-value" then
      return around("#report-stat-value[", span.content)
    end
  end
end

-- What Quarto puts before a chapter: notes on its file, and the part of the book that begins with it.
local function goes_before(block)
  local note = block.t == "RawBlock" or block.t == "Para" and block.content[1].t == "RawInline"
  return note or block.t == "Div" and block.classes:includes("quarto-book-part")
end

-- Chapters for HTML only are left out, with all that goes before them.
local function Pandoc(doc)
  local kept, held, left_out = pandoc.Blocks({}), pandoc.Blocks({}), false
  for _, block in ipairs(doc.blocks) do
    if block.t == "Header" and block.level == 1 then
      left_out = block.classes:includes("html-only")
    end
    held:insert(block)
    if not goes_before(block) then
      if not left_out then
        kept:extend(held)
      end
      held = pandoc.Blocks({})
    end
  end
  doc.blocks = kept
  return doc
end

-- A link to a file, or to a page of a notebook, leads nowhere in a PDF that is read elsewhere.
local function Link(link)
  local chapter = link.target:match("%.qmd") and not link.target:match("notebooks/%d")
  local outside = link.target:match("^%a+:") or link.target:match("^#") or chapter
  if not outside then
    return link.content
  end
end

return { { Pandoc = Pandoc }, { Div = Div, Span = Span, Link = Link } }
