import { basename } from "node:path";
import type { FileLayout } from "../../content/content-file-layout.js";
import type { NodeInput } from "../../content/node-input.js";
import type { Place } from "../content-source.js";
import { decodeText } from "../decode-text.js";
import { parseNodeInput } from "../parse-node-input.js";
import type { Problem } from "../problem.js";
import { type ContentFile, parseContentFile } from "./front-matter.js";
import { type PostBodyReading, readPostBody } from "./read-post-body.js";

export type NodeFileReading = { place: Place; input: NodeInput } | { problems: Problem[] };

/** Reads one content file; its slug is the file's name. */
export function parseNodeFile(bytes: Uint8Array, source: string, layout: FileLayout): NodeFileReading {
  const decoded = decodeText(bytes);
  if (!("text" in decoded)) {
    const message = "the file is not valid UTF-8";
    return { problems: [{ source, line: decoded.invalidLine, code: "NOT_TEXT", message }] };
  }
  const file = parseContentFile(decoded.text.replaceAll("\r\n", "\n"), source);
  if ("problems" in file) return file;
  const body = layout.body === "blocks" ? readPostBody(file.body) : undefined;
  const problems = [
    ...findUnknownKeys(file, source, layout),
    ...findBodyProblems(file, { source, layout, body }),
  ];
  const place = { source, lineOf: (field: string) => findLine(file, body, field) };
  const value = {
    ...file.values,
    type: layout.type,
    slug: basename(source, ".md"),
    ...toBody(file, layout, body),
  };
  const parsed = problems.length > 0 ? { problems } : parseNodeInput(value, place);
  return { place, ...parsed };
}

function toBody(
  { body }: ContentFile,
  layout: FileLayout,
  reading: PostBodyReading | undefined,
): Record<string, unknown> {
  if (reading) return { blocks: reading.blocks };
  return layout.body === "bio" && body.trim() !== "" ? { bio: body } : {};
}

function findUnknownKeys(file: ContentFile, source: string, { type, keys }: FileLayout): Problem[] {
  const unknown = Object.keys(file.values).filter((key) => !keys.includes(key));
  return unknown.map((field) => ({
    source,
    line: file.lineOf(field),
    field,
    code: "FIELD_INVALID",
    message: `unknown key; the front matter of a ${type} has ${keys.join(", ")}`,
  }));
}

function findBodyProblems(
  { body, bodyLine }: ContentFile,
  {
    source,
    layout,
    body: reading,
  }: { source: string; layout: FileLayout; body: PostBodyReading | undefined },
): Problem[] {
  const faults = reading?.faults ?? [];
  const problems = faults.map(
    ({ line, message }): Problem => ({ source, line: bodyLine + line - 1, code: "SYNTAX", message }),
  );
  if (layout.body === undefined && body.trim() !== "") {
    const message = `the file of a ${layout.type} has no text under its front matter`;
    problems.push({ source, line: bodyLine, code: "SYNTAX", message });
  }
  return problems;
}

function findLine(file: ContentFile, body: PostBodyReading | undefined, field: string): number | undefined {
  const [key = "", index = ""] = field.split(".");
  if (key === "slug") return undefined;
  if (key === "bio") return file.bodyLine;
  if (key !== "blocks") return file.lineOf(field);
  const line = body?.lines[Number(index)];
  return line === undefined ? file.bodyLine : file.bodyLine + line - 1;
}
