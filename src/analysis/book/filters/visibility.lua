-- Keeps or drops `.content-visible` and `.content-hidden`.
local book = require("book")

local function this_format(name)
  return book.html and name == "html" or book.typst and (name == "typst" or name == "pdf")
end

function Div(div)
  local visible, hidden = book.has(div, "content-visible"), book.has(div, "content-hidden")
  if not (visible or hidden) then
    return nil
  end
  local when, unless = div.attributes["when-format"], div.attributes["unless-format"]
  local applies = when and this_format(when) or unless and not this_format(unless) or false
  if applies ~= visible then
    return {}
  end
  div.attributes["when-format"], div.attributes["unless-format"] = nil, nil
  div.classes = div.classes:filter(function(class) return class:sub(1, 8) ~= "content-" end)
  if #div.classes == 0 then
    return div.content
  end
  return div
end
