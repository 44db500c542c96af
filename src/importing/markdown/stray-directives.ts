import type { Nodes } from "mdast";
import { isBlockDirective, linesOf, toMarks } from "./directives.js";

export interface LineFault {
  line: number;
  message: string;
}

/** A line of prose that was meant as a directive, but is none to the parser. */
const brokenDirective = /^[ \t]*(?::{2,}(?=[A-Za-z]|[ \t]*$)|:(?:contribution|related|text)[[{])/;

/** Directives where there can be none, and lines that look like one: all would be printed as text otherwise. */
export function findStrayDirectives(node: Nodes, lines: readonly string[]): LineFault[] {
  const { first, last } = linesOf(node);
  if (isBlockDirective(node)) {
    const message = `${toMarks(node)} cannot stand inside a list, a quotation or another directive; is the directive before it closed?`;
    return [{ line: first, message }];
  }
  const faults =
    "children" in node ? node.children.flatMap((child) => findStrayDirectives(child, lines)) : [];
  if (node.type !== "paragraph") return faults;
  for (let line = first; line <= last; line++) {
    if (!brokenDirective.test(lines[line - 1] ?? "")) continue;
    const message =
      "this looks like a directive, but cannot be read as one: check its colons, name, brackets and braces, or write \\: for a colon";
    faults.push({ line, message });
  }
  return faults;
}
