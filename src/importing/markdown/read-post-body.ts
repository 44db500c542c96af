import { toString as toText } from "mdast-util-to-string";
import { findIntricacy, maximumMarks } from "../../writing/intricate-markdown.js";
import { type BlockDirective, isBlockDirective, linesOf, parseMarkdown, toMarks } from "./directives.js";
import { findStrayDirectives, type LineFault } from "./stray-directives.js";

export interface PostBodyReading {
  /** Blocks as `nodeInput` takes them, not checked yet. */
  blocks: Record<string, unknown>[];
  /** Line of each block, from 1 in the body. */
  lines: number[];
  faults: LineFault[];
}

/**
 * Takes the body of a post's file apart at its directives.
 *
 * What lies between them is text, word for word as it stands there. A container with four colons or more may hold
 * anything, lines that look like directives too.
 */
export function readPostBody(body: string): PostBodyReading {
  const lines = body.split("\n");
  const reading: PostBodyReading = { blocks: [], lines: [], faults: [] };
  // The marks of the directives come on top of those of the blocks, which are checked one by one later.
  const intricacy = findIntricacy(body, 2 * maximumMarks);
  if (intricacy !== undefined) return { ...reading, faults: [{ line: 1, message: `the text ${intricacy}` }] };
  let next = 1;
  for (const node of parseMarkdown(body).children) {
    if (!isBlockDirective(node)) {
      reading.faults.push(...findStrayDirectives(node, lines));
      continue;
    }
    const { first, last } = linesOf(node);
    addText(reading, lines, { first: next, last: first - 1 });
    addDirective(reading, lines, node);
    next = last + 1;
  }
  addText(reading, lines, { first: next, last: lines.length });
  return reading;
}

function addText(
  { blocks, lines: blockLines }: PostBodyReading,
  lines: readonly string[],
  { first, last }: { first: number; last: number },
): void {
  const between = lines.slice(first - 1, last);
  if (between.join("").trim() === "") return;
  // Only spaces and tabs make a line empty, as in Markdown.
  const empty = between.findIndex((line) => !/^[ \t]*$/.test(line));
  blocks.push({ kind: "text", markdown: between.slice(empty).join("\n") });
  blockLines.push(first + empty);
}

function addDirective(reading: PostBodyReading, lines: readonly string[], node: BlockDirective): void {
  const { first } = linesOf(node);
  const faults = findDirectiveFaults(node, lines);
  if (faults.length > 0) {
    reading.faults.push(...faults);
    return;
  }
  const attributes = node.attributes ?? {};
  if (node.name === "related") reading.blocks.push(toRelated(attributes, toText(node)));
  else {
    const markdown = contentOf(node, lines);
    const isText = node.name === "text";
    reading.blocks.push(isText ? { kind: "text", markdown } : toContribution(attributes, markdown));
  }
  reading.lines.push(first);
}

/** The directives of a post, their marks and their attributes. */
const directives: ReadonlyMap<string, readonly string[]> = new Map([
  ["::related", ["id", "post"]],
  [
    ":::contribution",
    ["id", "expert", "kind", "honorific", "name", "credentials", "title", "clinicName", "clinic"],
  ],
  [":::text", []],
]);

function findDirectiveFaults(node: BlockDirective, lines: readonly string[]): LineFault[] {
  const { first: line } = linesOf(node);
  const marks = toMarks(node);
  const known = directives.get(marks);
  if (!known) {
    const message = `${marks} is no directive of a post: there are ${[...directives.keys()].join(", ")}; write \\: for a colon that is text`;
    return [{ line, message }];
  }
  const faults: LineFault[] = [];
  for (const name of Object.keys(node.attributes ?? {})) {
    if (known.includes(name)) continue;
    const there = known.length === 0 ? "none" : known.join(", ");
    faults.push({ line, message: `${marks} has no attribute ${name}; there are ${there}` });
  }
  return node.type === "leafDirective" ? faults : [...faults, ...findContainerFaults(node, lines)];
}

function findContainerFaults(node: BlockDirective, lines: readonly string[]): LineFault[] {
  const { first: line } = linesOf(node);
  if (!isClosed(node, lines)) {
    return [
      {
        line,
        message: `${toMarks(node)} is never closed: a line ${":".repeat(colonsOf(node, lines))} is missing`,
      },
    ];
  }
  const [label] = node.children;
  if (label?.type === "paragraph" && label.data && "directiveLabel" in label.data) {
    return [{ line, message: `${toMarks(node)} takes no label in brackets` }];
  }
  if (colonsOf(node, lines) > 3) return [];
  return node.children.flatMap((child) => findStrayDirectives(child, lines));
}

function colonsOf(node: BlockDirective, lines: readonly string[]): number {
  return /:+/.exec(lines[linesOf(node).first - 1] ?? "")?.[0].length ?? 0;
}

function isClosed(node: BlockDirective, lines: readonly string[]): boolean {
  const { first, last } = linesOf(node);
  const closing = (lines[last - 1] ?? "").trim();
  return last > first && /^:+$/.test(closing) && closing.length >= colonsOf(node, lines);
}

/** The lines between the opening and the closing fence. */
function contentOf(node: BlockDirective, lines: readonly string[]): string {
  const { first, last } = linesOf(node);
  return lines.slice(first, last - 1).join("\n");
}

type Attributes = NonNullable<BlockDirective["attributes"]>;

function toRelated({ id, post }: Attributes, title: string): Record<string, unknown> {
  return { kind: "related", ...optional({ id, post, title: title === "" ? undefined : title }) };
}

function toContribution(attributes: Attributes, markdown: string): Record<string, unknown> {
  const { id, expert, kind, clinic, honorific, name, credentials, title, clinicName } = attributes;
  const printed = optional({
    honorific,
    name,
    credentials: credentials?.split(",").map((credential) => credential.trim()),
    title,
    clinic: clinicName,
  });
  return {
    kind: "contribution",
    contribution: kind,
    markdown,
    ...optional({ id, expert, clinic: clinic === "" ? null : clinic }),
    ...(Object.keys(printed).length > 0 && { attribution: printed }),
  };
}

function optional(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
