-- Callouts: a box with a title, which is its `title` or its first heading.
local book = require("book")
local words = { note = "Note", tip = "Tip", warning = "Warning", important = "Important", caution = "Caution" }

local function kind_of(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match("^callout%-(%a+)$")
    if kind then
      return kind
    end
  end
end

function Div(div)
  local kind = kind_of(div)
  if not kind then
    return nil
  end
  local title = pandoc.Inlines(words[kind])
  if div.attributes.title then
    title = pandoc.utils.blocks_to_inlines(pandoc.read(div.attributes.title, "markdown").blocks)
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
