import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { Problem } from "../problem.js";

export interface ContentFile {
  /** The keys and values of the front matter. */
  values: Record<string, unknown>;
  /** Line in the file of a value of the front matter (`tags.2`), else of its first line. */
  lineOf(field: string): number;
  body: string;
  /** Line in the file of the body's first line. */
  bodyLine: number;
}

const fence = /^---[ \t]*$/;

/** Parts a content file into YAML front matter and body. Line ends must be line feeds. */
export function parseContentFile(text: string, source: string): ContentFile | { problems: Problem[] } {
  const lines = text.split("\n");
  const refuse = (line: number, message: string) => {
    const problem: Problem = { source, line, code: "SYNTAX", message };
    return { problems: [problem] };
  };
  if (!fence.test(lines[0] ?? "")) {
    return refuse(
      1,
      "the file must begin with front matter: a line ---, keys and values, and another line ---",
    );
  }
  const end = lines.findIndex((line, index) => index > 0 && fence.test(line));
  if (end < 0) return refuse(1, "the front matter is not closed: there is no second line ---");
  const yaml = parseYaml(lines.slice(1, end).join("\n"));
  if ("message" in yaml) return refuse(yaml.line, yaml.message);
  return { ...yaml, body: lines.slice(end + 1).join("\n"), bodyLine: end + 2 };
}

type Yaml = Pick<ContentFile, "values" | "lineOf">;

function parseYaml(text: string): Yaml | { line: number; message: string } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  // The first line of the file is the fence.
  const toLine = (offset: number) => lineCounter.linePos(offset).line + 1;
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) return { line: toLine(fault.pos[0]), message: `the front matter is not YAML: ${fault.message}` };
  const { contents } = document;
  if (contents === null) return { values: {}, lineOf: () => 1 };
  if (!isMap(contents)) return { line: 2, message: "the front matter must be keys and values" };
  const strange = contents.items.find(({ key }) => !isScalar(key) || typeof key.value !== "string");
  if (strange) {
    const offset = isNode(strange.key) ? (strange.key.range?.[0] ?? 0) : 0;
    return { line: toLine(offset), message: "the keys of the front matter must be words" };
  }
  const lineOf = (field: string): number => {
    for (let path = field.split("."); path.length > 0; path = path.slice(0, -1)) {
      const node = document.getIn(path, true);
      if (isNode(node) && node.range) return toLine(node.range[0]);
    }
    return 1;
  };
  try {
    // No file needs aliases, and a few of them can stand for billions of values.
    return { values: document.toJS({ maxAliasCount: 0 }) as Record<string, unknown>, lineOf };
  } catch (error) {
    return { line: 2, message: `the front matter cannot be read: ${(error as Error).message}` };
  }
}
