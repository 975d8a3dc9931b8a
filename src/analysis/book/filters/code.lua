-- Code that is folded away: closed in the page until somebody asks for it.
local book = require("book")

function CodeBlock(block)
  local fold, summary = block.attributes["code-fold"], block.attributes["code-summary"]
  block.attributes["code-fold"], block.attributes["code-summary"] = nil, nil
  if book.html and fold == "true" then
    local open = ('<details class="code-fold"><summary>%s</summary>'):format(book.escape(summary or "Code"))
    return { book.raw(open), block, book.raw("</details>") }
  end
  return block
end
