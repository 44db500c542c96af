import type { Element, Nodes, Root } from "hast";

/** Elements whose whole content is one paragraph of plain text. */
const paragraphs = new Set(["h1", "h2", "h3", "h4", "h5", "h6", "p", "tr"]);

/** Elements that only hold other blocks. */
const containers = new Set(["blockquote", "li", "ol", "section", "table", "tbody", "thead", "ul"]);

/** The words of a tree, one paragraph, heading, list item or table row after the other, an empty line between them. */
export function toPlainText(root: Root): string {
  return listParagraphs(root).join("\n\n");
}

function listParagraphs(parent: Root | Element): string[] {
  const found: string[] = [];
  let loose = "";
  const endLoose = () => {
    const text = tidy(loose);
    if (text !== "") found.push(text);
    loose = "";
  };
  for (const child of parent.children) {
    const blocks = child.type === "element" ? toBlocks(child) : undefined;
    if (blocks === undefined) {
      loose += toInlineText(child);
      continue;
    }
    endLoose();
    found.push(...blocks);
  }
  endLoose();
  return found;
}

/** The paragraphs of a block; undefined for what runs inside a line. */
function toBlocks(element: Element): string[] | undefined {
  const { tagName } = element;
  if (containers.has(tagName)) return listParagraphs(element);
  if (tagName === "hr") return [];
  if (tagName === "pre") return [toInlineText(element).replace(/\n+$/, "")].filter((text) => text !== "");
  if (!paragraphs.has(tagName)) return undefined;
  const cells = tagName === "tr" ? element.children.map(toInlineText).map(tidy) : [toInlineText(element)];
  return [tidy(cells.filter((cell) => cell !== "").join(" | "))].filter((text) => text !== "");
}

const lineBreak = "\u{E000}";

function toInlineText(node: Nodes): string {
  if (node.type === "text") return node.value;
  if (node.type !== "element") return "";
  if (node.tagName === "br") return lineBreak;
  if (node.tagName === "img") return String(node.properties.alt ?? "");
  return node.children.map(toInlineText).join("");
}

/** Line ends of the source are spaces; only hard breaks end a line. */
function tidy(text: string): string {
  return text
    .replace(/[ \t\n]+/g, " ")
    .replaceAll(new RegExp(` ?${lineBreak} ?`, "g"), "\n")
    .trim();
}
