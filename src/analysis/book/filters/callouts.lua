-- Callouts: a box with a title, which is its `title` or its first heading. A fold is closed on the page and open on
-- paper, under its title unless it holds the table of a figure above it.
local book = require("book")

local function kind_of(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match("^callout%-(%a+)$")
    if kind then
      return kind
    end
  end
end

local function read(title)
  return pandoc.utils.blocks_to_inlines(pandoc.read(title, "markdown").blocks)
end

local function titled(div)
  local result = pandoc.Blocks({ book.line("#tab([", read(div.attributes.title), "])[") })
  result:extend(div.content)
  result:insert(book.raw("]"))
  return result
end

local function fold(div)
  if book.typst then
    return div.attributes.key and div.content or titled(div)
  end
  local key = div.attributes.key and (' data-key="%s"'):format(book.escape(div.attributes.key)) or ""
  local result = pandoc.Blocks({ book.raw(('<details class="fold"%s>'):format(key)) })
  result:insert(book.line("<summary>", read(div.attributes.title), "</summary>"))
  result:extend(div.content)
  result:insert(book.raw("</details>"))
  return result
end

function Div(div)
  if book.has(div, "fold") then
    return fold(div)
  end
  local kind = kind_of(div)
  if not kind then
    return nil
  end
  local title = pandoc.Inlines(book.facts.words["callout-" .. kind .. "-title"])
  if div.attributes.title then
    title = read(div.attributes.title)
  elseif div.content[1] and div.content[1].t == "Header" then
    title = div.content:remove(1).content
  end
  local result = pandoc.Blocks({})
  if book.typst then
    result:insert(book.line('#callout("' .. kind .. '", [', title, "])["))
    result:extend(div.content)
    result:insert(book.raw("]"))
    return result
  end
  local folded = div.attributes.collapse == "true"
  local box, head = folded and "details" or "div", folded and "summary" or "p"
  local role = folded and "" or ' role="note"'
  result:insert(book.raw(('<%s class="callout callout-%s"%s>'):format(box, kind, role)))
  result:insert(book.line(('<%s class="callout-title">'):format(head), title, ("</%s>"):format(head)))
  result:extend(div.content)
  result:insert(book.raw(("</%s>"):format(box)))
  return result
end
