-- Tables: in the page inside a region of their own that scrolls sideways when it must, the caption outside it.
local book = require("book")

local function widths(tbl)
  local given = tbl.attributes["tbl-colwidths"]
  if not given then
    -- pandoc measures the dashes of a long pipe table; the words know better
    tbl.colspecs = tbl.colspecs:map(function(spec) return { spec[1], nil } end)
    return tbl
  end
  local numbers, sum = pandoc.json.decode(given, false), 0
  for index = 1, #tbl.colspecs do -- fewer than widths where a catalogue is printed
    sum = sum + numbers[index]
  end
  for index, spec in ipairs(tbl.colspecs) do
    tbl.colspecs[index] = { spec[1], numbers[index] / sum }
  end
  tbl.attributes["tbl-colwidths"] = nil
  return tbl
end

-- On paper a catalogue has its first columns only: the others are there to choose by.
local PRINTED = 5

local function first(list)
  return pandoc.List(list):filter(function(_, index) return index <= PRINTED end)
end

local function shorter(rows)
  return rows:map(function(row)
    row.cells = first(row.cells)
    return row
  end)
end

local function printed(tbl)
  local head, bodies = tbl.head, tbl.bodies
  head.rows = shorter(head.rows)
  for _, body in ipairs(bodies) do
    body.body = shorter(body.body)
  end
  tbl.head, tbl.bodies, tbl.colspecs = head, bodies, first(tbl.colspecs)
  return tbl
end

local count, WIDE = 0, 6

local function catalogue(div)
  if book.typst and book.has(div, "catalogue") then
    return div:walk({ Table = printed }).content
  end
end

local function Table(tbl)
  tbl = widths(tbl)
  if book.typst then
    return tbl
  end
  count = count + 1
  local caption = pandoc.utils.blocks_to_inlines(tbl.caption.long)
  local id = tbl.identifier ~= "" and tbl.identifier or "table-" .. count
  local named = #caption > 0 and ('aria-labelledby="%s-caption"'):format(id) or ('aria-label="%s"'):format(book.escape((book.facts.words["table-on-page"]:gsub("{0}", count))))
  tbl.caption, tbl.identifier = { long = {} }, ""
  local result = pandoc.Blocks({ book.raw(('<figure id="%s" class="table">'):format(book.escape(id))) })
  if #caption > 0 then
    result:insert(book.line(('<figcaption id="%s-caption">'):format(id), caption, "</figcaption>"))
  end
  result:insert(book.raw(('<div class="table-scroll%s" role="region" tabindex="0" %s>'):format(#tbl.colspecs < WIDE and "" or " wide", named)))
  result:insert(tbl)
  result:insert(book.raw("</div></figure>"))
  return result
end

return { { Div = catalogue }, { Table = Table } }
