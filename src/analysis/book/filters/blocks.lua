-- The book's own classes in the PDF; in the page the stylesheet takes care of them.
local book = require("book")
if not book.typst then
  return {}
end

local boxes = { headline = true, stat = true, lede = true, small = true, source = true }

local function Div(div)
  local class = div.classes[1]
  if class == "evidence-note" then
    return book.wrap("#evidence-note[", div.content, "]")
  elseif boxes[class] then
    return book.wrap("#" .. class .. "-block[", div.content, "]")
  end
end

local spans = { ["stat-value"] = "stat-value", ["stat-label"] = "stat-label", small = "small-text", ["caption-number"] = "strong" }

local function around(name, span)
  local result = pandoc.Inlines({ book.rawinline("#" .. name .. "[") })
  result:extend(span.content)
  result:insert(book.rawinline("];")) -- the semicolon ends the call: a bracket after it is text
  return result
end

local function Span(span)
  for _, class in ipairs(span.classes) do
    local evidence = class:match("^evidence%-(.+)$")
    local dimension = class:match("^dim%-(.+)$")
    if evidence then
      return around(('evidence(%s)'):format(book.quote(evidence)), span)
    elseif dimension then
      return around(('dimension(%s)'):format(book.quote(dimension)), span)
    elseif spans[class] then
      return around(spans[class], span)
    end
  end
end

return { { Div = Div, Span = Span } }
