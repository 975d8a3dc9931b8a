-- The report's own classes in the PDF: its Typst file knows how each is set. In the page the stylesheet takes care of them.
local book = require("book")
if not book.typst then
  return {}
end

local function open(element)
  local names = element.classes:map(function(class) return book.quote(class) .. "," end)
  return "#marked((" .. table.concat(names) .. "))["
end

-- The facts of a box, a definition list, as pairs that stand two beside each other.
local function facts(list)
  local cells = pandoc.Inlines({ book.rawinline("#facts(") })
  for _, item in ipairs(list.content) do
    cells:insert(book.rawinline("fact-name["))
    cells:extend(item[1])
    cells:insert(book.rawinline("], ["))
    cells:extend(pandoc.utils.blocks_to_inlines(item[2][1]))
    cells:insert(book.rawinline("], "))
  end
  cells:insert(book.rawinline(")"))
  return pandoc.Plain(cells)
end

local function Div(div)
  if book.has(div, "facts") then
    div = div:walk({ DefinitionList = facts })
  end
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
