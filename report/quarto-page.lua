-- For Quarto's pages only, after Quarto's own filters: the narrow twin of a figure on phones, and tables in a region of
-- their own that scrolls sideways when it must.
if not quarto.doc.is_format("html") then
  return {}
end

local function size(path)
  local file = io.open(path, "rb")
  if not file then
    return nil
  end
  local text = file:read("a")
  file:close()
  return pandoc.image.size(text)
end

local function Image(image)
  local twin, count = image.src:gsub("%.svg$", "-narrow.svg")
  local path = pandoc.path.join({ quarto.project.directory, (twin:gsub("^[./]*/", "")) })
  local narrow = count > 0 and size(path)
  if not narrow then
    return nil
  end
  local source = '<picture><source media="(max-width: 34rem)" srcset="%s" width="%d" height="%d">'
  return {
    pandoc.RawInline("html", source:format(twin, narrow.width, narrow.height)), image, pandoc.RawInline("html", "</picture>"),
  }
end

local count, WIDE = 0, 6
local function Table(tbl)
  count = count + 1
  local class = #tbl.colspecs < WIDE and "table-scroll" or "table-scroll wide"
  local label = quarto.doc.language["table-on-page"]:gsub("{0}", count)
  return pandoc.Div({ tbl }, { class = class, role = "region", tabindex = "0", ["aria-label"] = label }), false
end

return { { traverse = "topdown", Image = Image, Table = Table } }
