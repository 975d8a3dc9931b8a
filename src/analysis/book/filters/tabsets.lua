-- Tabsets: every heading of the first one's level begins a tab. The page's script makes the row of tabs; without it,
-- and in print, the parts stand below each other under their names.
local book = require("book")

function Div(div)
  if not book.has(div, "panel-tabset") then
    return nil
  end
  local level, result = div.content[1].level, pandoc.Blocks({})
  local close = book.html and "</section>" or "]"
  for index, block in ipairs(div.content) do
    if block.t == "Header" and block.level == level then
      if index > 1 then
        result:insert(book.raw(close))
      end
      if book.html then
        result:insert(book.raw('<section class="tab">'))
        result:insert(book.line('<p class="tab-title">', block.content, "</p>"))
      else
        result:insert(book.line("#tab([", block.content, "])["))
      end
    else
      result:insert(block)
    end
  end
  result:insert(book.raw(close))
  if book.html then
    return book.wrap('<div class="tabset">', result, "</div>")
  end
  return result
end
