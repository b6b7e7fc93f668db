/*
 * 版式 in the language of the typesetter. It is constant: what a document says arrives as data (`sys.inputs.sheet`), is shown
 * as text and never read as code, so a “#read(…)” somebody typed is printed as it stands.
 *
 * 依据：GB/T 9704—2012. A line every 28.95 pt (225 mm ÷ 22), characters 0.2 pt closer than 16 pt sets them (156 mm ÷ 28), 2号 for
 * the title, 黑体 for 一、; an open 楷体 is not to be had as a package, so （一） is set in a stronger 宋体. Page numbers stand outside,
 * one character in, 7 mm below the type area.
 */
export const template = String.raw`
#let sheet = json(bytes(sys.inputs.sheet))
#let (page-setup, scale) = (sheet.page, sheet.scale)
#let serif = "Noto Serif SC"
#let sans = "Noto Sans SC"
#let size = 16pt * scale
#let gap = 12.95pt * scale
#let cell-size = 12pt * scale

#set document(title: sheet.title, author: sheet.author, date: none)
#set text(
  font: serif, size: size, lang: "zh", region: "cn", fallback: false, hyphenate: false,
  tracking: -0.2pt * scale, cjk-latin-spacing: none, top-edge: 0.88em, bottom-edge: -0.12em,
)
#set par(justify: true, leading: gap, spacing: gap)
#set footnote.entry(separator: line(length: 30%, stroke: 0.5pt), indent: 0pt, gap: 4pt)
#show footnote.entry: set text(size: 10.5pt * scale, tracking: 0pt)
#show footnote.entry: set par(leading: 5pt * scale, justify: false)

#let folio = context {
  let number = counter(page).get().first()
  align(if calc.odd(number) { right } else { left }, pad(x: 14pt, text(font: serif, size: 14pt, tracking: 0pt)[— #number —]))
}
#set page(
  width: page-setup.width * 1pt, height: page-setup.height * 1pt,
  margin: (
    top: page-setup.top * 1pt, bottom: page-setup.bottom * 1pt,
    inside: page-setup.inside * 1pt, outside: page-setup.outside * 1pt,
  ),
  binding: left,
  header: if sheet.stamp != "" { align(center, text(size: 10.5pt, tracking: 0pt, sheet.stamp)) },
  footer-descent: 20pt,
  footer: if sheet.isNumbered { folio },
)

#let say(lines) = lines.map(line => [#line]).join(linebreak())
#let hang(notes) = for note in notes { footnote(numbering: (..) => note.mark, say(note.lines)) }
#let indented(body) = par(first-line-indent: (amount: 2em, all: true), body)

#show heading: it => {
  let look = if it.level == 1 { (font: sans, weight: 500) } else if it.level == 2 { (weight: 600) } else { (weight: 400) }
  block(sticky: true, above: gap, below: gap, text(..look, size: size, indented(it.body)))
}

// As narrow as it can be without a further line, so that the lines of a long title come out alike.
#let title(part) = block(sticky: true, width: 100%, above: gap, below: 2 * gap, layout(room => {
  let body = {
    set par(leading: 12pt * scale, justify: false)
    set text(size: 22pt * scale, weight: 600, tracking: 0pt)
    align(center, say(part.lines) + hang(part.notes))
  }
  let height = measure(block(width: room.width, body)).height
  let (least, width) = (0pt, room.width)
  for _ in range(10) {
    let middle = (least + width) / 2
    if measure(block(width: middle, body)).height > height { least = middle } else { width = middle }
  }
  align(center, block(width: calc.min(width + 1pt, room.width), body))
}))

#let paragraph(part) = {
  let body = say(part.lines) + hang(part.notes)
  if part.align == "center" { align(center, par(justify: false, body)) }
  else if part.align == "right" { align(right, par(justify: false, body)) }
  else if part.isFlush { par(body) }
  else { indented(body) }
}

#let item(part) = pad(left: part.indent * 1em, indented(say(part.lines) + hang(part.notes)))

#let cell(it) = table.cell(
  x: it.x, y: it.y, colspan: it.columns, rowspan: it.rows, breakable: if it.isWhole { false } else { auto },
  align: if it.isHeader { center + horizon } else if it.isAmount { right + horizon } else { left + horizon },
  fill: if it.isHeader { luma(244) } else { none },
  text(font: if it.isHeader { sans } else { serif }, weight: if it.isHeader { 500 } else { 400 }, say(it.lines) + hang(it.notes)),
)

#let grid-of(part) = {
  set text(size: cell-size, tracking: 0pt)
  set par(leading: 5pt * scale, spacing: 5pt * scale, justify: false)
  let (heads, others) = (part.cells.filter(it => it.y < part.headers), part.cells.filter(it => it.y >= part.headers))
  block(above: gap, below: gap, width: 100%, table(
    columns: part.widths.map(width => width * 1pt), stroke: 0.5pt, inset: (x: 5pt, y: 5pt * scale),
    ..if part.headers > 0 { (table.header(repeat: true, ..heads.map(cell)),) },
    ..others.map(cell),
  ))
}

#let table-of(part) = {
  if part.caption != none {
    block(sticky: true, width: 100%, above: gap, below: gap / 2, align(center, text(font: sans, weight: 500, size: 14pt * scale, say(part.caption))))
  }
  if part.unit != none {
    block(sticky: true, width: 100%, above: gap / 2, below: gap / 2, align(right, text(size: cell-size, say(part.unit))))
  }
  grid-of(part)
}

#for part in sheet.parts {
  if part.kind == "title" { title(part) }
  else if part.kind == "heading" { heading(level: part.level, say(part.lines) + hang(part.notes)) }
  else if part.kind == "paragraph" { paragraph(part) }
  else if part.kind == "item" { item(part) }
  else { table-of(part) }
}
`;
