/** SQL for HTML in which only the marks are elements: between the characters 1 and 2, as `char` names them. */
export function toMarkedHtml(text: string, char: "char" | "chr"): string {
  const escaped = [
    ["&", "&amp;"],
    ["<", "&lt;"],
    [">", "&gt;"],
    ['"', "&quot;"],
  ].reduce((inner, [from, to]) => `replace(${inner}, '${from}', '${to}')`, text);
  return `replace(replace(${escaped}, ${char}(1), '<mark>'), ${char}(2), '</mark>')`;
}
