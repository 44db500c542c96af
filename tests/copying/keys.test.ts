import { afterEach, describe, expect, test } from "@jest/globals";
import { copyDatabase } from "../../src/copying/copy-database.js";
import { author, clinic, importValues, post, tag, text } from "../support/content.js";
import { describeOn } from "../support/describe-each-database.js";
import { Copies, ways } from "./support/copies.js";
import { dump } from "./support/dump.js";

const copies = new Copies();
afterEach(() => copies.close());

describe.each(ways)("the keys of a copy from %s to %s", (from, to) => {
  test("go on from those that the source has given, though the last ones are gone", async () => {
    const source = await copies.openFilled(from);
    const target = await copies.open(to);
    await importValues(source, [tag("gone"), author("gone"), post("gone", { blocks: [text("Gone.")] })]);
    for (const gone of [
      "tag WHERE slug = 'gone'",
      "post WHERE slug = 'gone'",
      "author",
      "region WHERE FALSE",
    ]) {
      await source.source.query(`DELETE FROM ${gone}`);
    }
    await copyDatabase({ from: source, to: target });
    const fresh = [
      tag("fresh"),
      author("fresh"),
      clinic("fresh"),
      post("fresh", { blocks: [text("Fresh.")] }),
    ];
    for (const database of [source, target]) await importValues(database, fresh);
    const [before, after] = [await dump(source), await dump(target)];
    expect(after).toEqual(before);
    expect(before.tag).toContainEqual(expect.objectContaining({ slug: "fresh", row_id: 22 }));
    expect(before.author).toEqual([expect.objectContaining({ slug: "fresh", row_id: 3 })]);
  });
});

describeOn("PostgreSQL", "the keys of a copy", (engine) => {
  test("are set once in each table, though classes share one", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    await copyDatabase({ from: source, to: target });
    const tables = target.statements.flatMap(
      (statement) => /setval\(.* FROM "(\w+)"/.exec(statement)?.[1] ?? [],
    );
    expect(tables).toContain("block");
    expect(tables).toEqual([...new Set(tables)]);
  });
});
