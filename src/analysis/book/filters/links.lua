-- Leads links where they belong in this format: pages, labels, works cited, files.
local book = require("book")

local function is_reference(id)
  return id:match("^fig%-") or id:match("^tbl%-") or id:match("^sec%-")
end

function Link(link)
  local target = book.facts.links[link.target]
  if link.classes:includes("crossref") then
    link.classes = {}
    return link
  end
  if link.target:match("^#ref%-") then
    if not book.facts.references then
      return link.content
    end
    if book.html then
      link.target = book.facts.references .. link.target
    end
    return link
  end
  if target then
    local way = book.html and target.html or target.typst
    if not way then
      return link.content -- a file or a chapter for HTML only: not in the PDF
    end
    link.target = way
    link.classes = {}
    return link
  end
end

-- On the page a heading ends with a link to itself. Headings of two chapters may share their words; their labels must differ
-- in the one document that is the PDF.
function Header(header)
  if book.html then
    local link = '<a class="permalink" href="#%s" aria-label="%s">#</a>'
    header.content:insert(pandoc.Space())
    header.content:insert(book.rawinline(link:format(book.escape(header.identifier), book.escape(book.facts.words.permalink))))
    return header
  elseif not is_reference(header.identifier) then
    header.identifier = book.facts.slug .. "--" .. header.identifier
    return header
  end
end

function Div(div)
  if div.identifier == "refs" and book.facts.references ~= "" then
    return {} -- the works cited stand in one chapter only
  end
  if book.typst and book.has(div, "exhibit-links") then
    return {}
  end
end
