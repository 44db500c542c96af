import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type BlockInput, blockInput } from "../../src/content/node-input.js";
import { type ExportedBlock, renderPostBody } from "../../src/exporting/render-post-body.js";
import { readPostBody } from "../../src/importing/markdown/read-post-body.js";

const pieces = [
  ...":[]{}()#*_`~<>&\\\"'|!-+=.@^/ \n\ta1é",
  "\n\n",
  "    ",
  "::",
  ":::",
  "::::",
  "\n:::\n",
  "\n::related[x]\n",
  ':::contribution{expert="a"}\n',
  "\n:::text\n",
  ":related[x]",
  "\n```\n",
  "\n~~~\n",
  "\n<!--",
  "-->",
  "\n<script>",
  "\n<div>\n",
  "- ",
  "> ",
  "1. ",
  "---\n",
  "\n===\n",
  "[a]: /b\n",
  "[^1]: c\n",
  "| a | b |\n| - | - |\n",
  "&amp;",
  "&quot;",
  "www.example.com",
  "https://example.com/?a=b&copy=1",
  "a@b.co",
  "\u2028",
  "\u00a0",
  "word",
  "Two words.",
];

const markdown = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 14 })
  .map((all) => all.join(""));
const line = markdown.map((all) => all.replace(/\p{Cc}/gu, " "));
const slug = fc.constantFrom("a", "two-words", "x1");
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const block = fc.oneof(
  fc.record({ kind: fc.constant("text"), markdown }),
  fc.record({
    kind: fc.constant("related"),
    id: optional(fc.constant("link_0123456789abcdefghij")),
    post: optional(slug),
    title: line,
  }),
  fc.record({
    kind: fc.constant("contribution"),
    id: optional(fc.constant("contribution_0123456789abcdefghij")),
    expert: slug,
    clinic: fc.option(slug),
    contribution: fc.constantFrom("QUOTE", "STATEMENT", "PARAPHRASE"),
    markdown,
    attribution: fc.record({
      honorific: optional(line),
      name: line,
      credentials: fc.array(line, { maxLength: 3 }),
      title: optional(line),
      clinic: optional(line),
    }),
  }),
);

/** Blocks as the writer accepts them; what it refuses is no case. */
const blocks = fc.array(block, { maxLength: 5 }).map((list) =>
  list.flatMap((value): BlockInput[] => {
    const parsed = blockInput.safeParse(JSON.parse(JSON.stringify(value)));
    return parsed.success ? [parsed.data] : [];
  }),
);

function toExported(input: BlockInput): ExportedBlock {
  if (input.kind === "text") return input;
  if (input.kind === "related") {
    return { kind: "related", id: input.id, post: input.post, title: input.title ?? "" };
  }
  const { attribution } = input;
  return {
    ...input,
    id: input.id,
    honorific: attribution?.honorific,
    name: attribution?.name ?? "",
    credentials: attribution?.credentials ?? [],
    title: attribution?.title,
    clinicName: attribution?.clinic,
    clinic: input.clinic ?? undefined,
  };
}

function readBack(body: string): unknown[] {
  const { blocks: read, faults } = readPostBody(`\n${body}\n`);
  expect(faults).toEqual([]);
  return read.map((value) => blockInput.parse(value));
}

test("a body is read as the blocks that it was written from", () => {
  let kinds = 0;
  fc.assert(
    fc.property(blocks, (wanted) => {
      kinds += new Set(wanted.map(({ kind }) => kind)).size;
      const body = renderPostBody(wanted.map(toExported));
      expect(readBack(body)).toEqual(wanted);
    }),
    { numRuns: 800 },
  );
  expect(kinds).toBeGreaterThan(1_000);
});

test("what is written plainly is read without any mark", () => {
  const body = renderPostBody([
    { kind: "text", markdown: "One.\n\n## Two\n\n- three" },
    { kind: "related", id: undefined, title: "Four", post: "five" },
    { kind: "text", markdown: "Six." },
    { kind: "text", markdown: "Seven." },
  ]);
  expect(body).toBe(
    'One.\n\n## Two\n\n- three\n\n::related[Four]{post="five"}\n\nSix.\n\n:::text\nSeven.\n:::',
  );
});
