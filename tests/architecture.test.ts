import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";

const source = resolve(import.meta.dirname, "../src");

/** Which folders a folder may import from; every folder may import from itself and from the files of `anywhere`. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  graph: [],
  search: [],
  access: ["database"],
  database: ["graph", "search"],
  planner: ["graph", "database"],
  writing: ["graph", "database"],
  related: ["search"],
  content: ["access", "related", "search", "writing", "planner", "graph", "database"],
  copying: ["database"],
  doctor: ["content", "related", "writing", "graph", "database"],
  feeds: [],
  exporting: ["content", "writing", "graph", "database"],
  generating: ["content"],
  importing: ["content", "writing", "graph", "database"],
  playground: [],
  server: ["access", "playground", "feeds", "content", "planner", "graph", "database"],
  commands: [
    "access",
    "content",
    "copying",
    "database",
    "doctor",
    "exporting",
    "generating",
    "importing",
    "server",
    "writing",
  ],
};
const anywhere = ["errors.ts", "parse-url.ts", "version.ts"];
/** Entry points and the composition root put everything together. */
const roots = ["main.ts", "cli.ts", "serve.ts", "config.ts"];

interface Import {
  from: string;
  to: string;
}

function listImports(): Import[] {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts") && !file.startsWith(join("playground", "client")))
    .flatMap((file) => {
      const text = readFileSync(join(source, file), "utf8");
      const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(
        (match) => match[1] ?? "",
      );
      return targets.map((target) => ({
        from: file,
        to: relative(source, resolve(source, dirname(file), target)).replace(/\.js$/, ".ts"),
      }));
    });
}

function folderOf(file: string): string {
  return file.includes("/") ? (file.split("/")[0] ?? "") : "";
}

describe("imports", () => {
  const imports = listImports();

  test("are found", () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(new Set(imports.map(({ from }) => folderOf(from)))).toEqual(
      new Set([...Object.keys(allowed), ""]),
    );
  });

  test.each(Object.entries(allowed))("of %s point only at what it may know: %j", (folder, others) => {
    const known = [folder, ...others];
    const wrong = imports.filter(
      ({ from, to }) => folderOf(from) === folder && !known.includes(folderOf(to)) && !anywhere.includes(to),
    );
    const isCompositionRoot = ({ from, to }: Import) =>
      ["commands", "server"].includes(folderOf(from)) && roots.includes(to);
    expect(wrong.filter((found) => !isCompositionRoot(found))).toEqual([]);
  });

  test("of SQL drivers stay in the dialects", () => {
    const texts = readdirSync(source, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.startsWith(join("database", "dialects")))
      .map((file) => ({ file, text: readFileSync(join(source, file), "utf8") }));
    expect(
      texts.filter(({ text }) => /from "(?:better-sqlite3|pg)"/.test(text)).map(({ file }) => file),
    ).toEqual([]);
  });

  test("of the planner name no noun", () => {
    const nouns = /\b(?:post|contribution|expert|clinic|region|tag|author|link)s?\b/i;
    const files = readdirSync(join(source, "planner")).map((file) => ({
      file,
      text: readFileSync(join(source, "planner", file), "utf8").replace(
        /\/\*[\s\S]*?\*\/|\/\/.*$|^import .*$/gm,
        "",
      ),
    }));
    expect(files.filter(({ text }) => nouns.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
