-- Figures: size and alt text.
local book = require("book")

local function width_of(image)
  return image.attributes.width
end

local function prepared(image, alt)
  local facts = book.facts.images[image.src]
  image.src = facts.html
  image.caption = pandoc.Inlines(alt)
  local width = width_of(image)
  image.attributes = {
    width = tostring(math.floor(facts.width)), height = tostring(math.floor(facts.height)), loading = "lazy",
  }
  if width then
    image.attributes.style = "width: " .. width
  end
  return image
end

local function typst_image(image, alt)
  local width = width_of(image)
  width = width and (", width: " .. width) or ""
  return ("image(%s, alt: %s%s)"):format(book.quote(book.facts.images[image.src].typst), book.quote(alt), width)
end

-- On a phone the image's narrow twin takes its place, where there is one.
local function picture(facts)
  if not facts.narrow then
    return "", ""
  end
  local source, width, height = table.unpack(facts.narrow)
  local line = '<picture><source media="(max-width: 34rem)" srcset="%s" width="%d" height="%d">'
  return line:format(book.escape(source), width, height), "</picture>"
end

local function Figure(figure)
  local image = figure.content[1].content[1]
  local facts, alt = book.facts.images[image.src], image.attributes["fig-alt"]
  local caption = pandoc.utils.blocks_to_inlines(figure.caption.long)
  if book.typst then
    local anchor = figure.identifier ~= "" and (" <%s>"):format(figure.identifier) or ""
    local open = ("#figure(%s, kind: image, caption: ["):format(typst_image(image, alt))
    return book.line(open, caption, "])" .. anchor), false
  end
  local id = figure.identifier ~= "" and (' id="%s"'):format(book.escape(figure.identifier)) or ""
  local open, close = picture(facts)
  return {
    book.raw(('<figure%s class="figure">'):format(id) .. open),
    pandoc.Plain({ prepared(image, alt) }),
    book.raw(close),
    book.line("<figcaption>", caption, "</figcaption>"),
    book.raw("</figure>"),
  }, false
end

local function Image(image)
  local alt = image.attributes["fig-alt"] or pandoc.utils.stringify(image.caption)
  if book.typst then
    return book.rawinline("#box(" .. typst_image(image, alt) .. ");")
  end
  local open, close = picture(book.facts.images[image.src])
  return { book.rawinline(open), prepared(image, alt), book.rawinline(close) }
end

return { { traverse = "topdown", Figure = Figure, Image = Image } }
