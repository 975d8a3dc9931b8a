-- The report's own classes in the PDF: its Typst file knows how each is set. In the page the stylesheet takes care of them.
local book = require("book")
if not book.typst then
  return {}
end

local function open(element)
  local names = element.classes:map(function(class) return book.quote(class) .. "," end)
  return "#marked((" .. table.concat(names) .. "))["
end

local function Div(div)
  if #div.classes > 0 and div.identifier == "" then -- the list of works has a label, which other things refer to
    return book.wrap(open(div), div.content, "]")
  end
end

local function Span(span)
  if #span.classes > 0 then
    local result = pandoc.Inlines({ book.rawinline(open(span)) })
    result:extend(span.content)
    result:insert(book.rawinline("];")) -- the semicolon ends the call: a bracket after it is text
    return result
  end
end

return { { Div = Div, Span = Span } }
