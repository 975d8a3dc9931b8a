-- What every filter shares: the facts of the chapter, and a few small helpers.
local handle = assert(io.open(os.getenv("BOOK_FACTS"), "r"))
local facts = pandoc.json.decode(handle:read("a"), false)
handle:close()

local M = { facts = facts, html = FORMAT:match("html") ~= nil, typst = FORMAT == "typst" }

function M.raw(text)
  return pandoc.RawBlock(M.html and "html" or "typst", text)
end

function M.rawinline(text)
  return pandoc.RawInline(M.html and "html" or "typst", text)
end

function M.has(element, class)
  return element.classes:includes(class)
end

-- Text inside an HTML attribute or element.
function M.escape(text)
  return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"):gsub('"', "&quot;"))
end

-- Text inside a Typst string.
function M.quote(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("\n", " ") .. '"'
end

-- Raw text, blocks, raw text: a box of the output format around the blocks.
function M.wrap(before, blocks, after)
  local result = pandoc.Blocks({ M.raw(before) })
  result:extend(blocks)
  result:insert(M.raw(after))
  return result
end

-- Raw text, inlines, raw text as one block without a paragraph of its own.
function M.line(before, inlines, after)
  local result = pandoc.Inlines({ M.rawinline(before) })
  result:extend(inlines)
  result:insert(M.rawinline(after))
  return pandoc.Plain(result)
end

return M
