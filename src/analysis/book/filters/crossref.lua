-- Numbers captions and headings, and turns @fig-x, @tbl-x and @sec-x into links with their text.
local book = require("book")
local labels = book.facts.labels

local function numbered(caption, id)
  local label = labels[id]
  if not label or #caption.long == 0 then
    return caption
  end
  local words = pandoc.Inlines({ pandoc.Span({ pandoc.Str(label.text .. ":") }, { class = "caption-number" }), pandoc.Space() })
  words:extend(pandoc.utils.blocks_to_inlines(caption.long))
  caption.long = { pandoc.Plain(words) }
  return caption
end

local function Figure(figure)
  figure.caption = numbered(figure.caption, figure.identifier)
  return figure
end

local function Table(tbl)
  tbl.caption = numbered(tbl.caption, tbl.identifier)
  return tbl
end

-- Typst numbers its headings itself, save those that have no number; the page gets the number as text.
local function Header(header)
  local number = book.facts.headings[header.identifier]
  if book.typst and not number and not book.has(header, "unnumbered") then
    header.classes:insert("unnumbered")
    return header
  end
  if book.html and number then
    header.content:insert(1, pandoc.Space())
    header.content:insert(1, pandoc.Span({ pandoc.Str(number) }, { class = "heading-number" }))
    return header
  end
end

local function Cite(cite)
  local result = pandoc.Inlines({})
  for _, item in ipairs(cite.citations) do
    local label = labels[item.id]
    if not label then
      return nil
    end
    if #result > 0 then
      result:extend({ pandoc.Str(","), pandoc.Space() })
    end
    local text = item.mode == "SuppressAuthor" and label.number or label.text
    local target = book.html and label.html or "#" .. item.id
    result:insert(pandoc.Link(text, target, "", { class = "crossref" }))
  end
  return result
end

return { { Figure = Figure, Table = Table, Header = Header, Cite = Cite } }
