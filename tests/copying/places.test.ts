import { readdir, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { entities } from "../../src/content/nouns.js";
import { copyDatabase, isSame } from "../../src/copying/copy-database.js";
import { checkDatabase, openDatabase } from "../../src/database/database.js";
import { type CliOutcome, runCli, runCliMeanwhile } from "../support/cli.js";
import { dumpTables, importValues, tag } from "../support/content.js";
import { createDatabasePlace, type TestDatabase, type TestDatabasePlace } from "../support/database.js";
import { describeEachDatabase, describeOn } from "../support/describe-each-database.js";
import { breakOff, Copies } from "./support/copies.js";
import { dump } from "./support/dump.js";

const copies = new Copies();
const places: TestDatabasePlace[] = [];

afterEach(async () => {
  await copies.close();
  for (const place of places.splice(0)) await place.remove();
});

async function createPlace(): Promise<TestDatabasePlace> {
  const place = await createDatabasePlace();
  places.push(place);
  return place;
}

const runCopy = (from: string, to: string) => runCli(["copy", "--from", from, "--to", to]);

describeEachDatabase("two copies into one database", (engine) => {
  test("at once: the second is refused, and the first ends well", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    let second: CliOutcome | undefined;
    const reports = await copyDatabase({
      from: source,
      to: target,
      onProgress: () => {
        second ??= runCliMeanwhile(["copy", "--from", source.url, "--to", target.url]);
      },
    });
    expect(second).toEqual({
      code: 1,
      stdout: "",
      stderr: "Another copy into this database runs. Wait until it has ended.\n",
    });
    expect(reports.every(isSame)).toBe(true);
    expect(await dump(target)).toEqual(await dump(source));
    expect(await checkDatabase(target)).toEqual([]);
  });

  test("of two sources: the other source is refused, though it was filled from the same content", async () => {
    const source = await copies.openFilled(engine);
    const other = await copies.openFilled(engine);
    const target = await copies.open(engine);
    await breakOff(source, target);
    const before = await dumpTables(target);
    await expect(copyDatabase({ from: other, to: target })).rejects.toThrow(
      /^The target holds a part of a copy of the (?:file \/|database colloquy_).* Complete that, or copy the /,
    );
    expect(await dumpTables(target)).toEqual(before);
    await copyDatabase({ from: source, to: target });
    expect(await dump(target)).toEqual(await dump(source));
  });

  test("of one source that was filled anew in the meantime: the second begins anew", async () => {
    const source = await copies.open(engine);
    const target = await copies.open(engine);
    const fill = (now: string) =>
      importValues(source, [tag("one"), tag("two", { parent: "one" }), tag("three")], { now });
    await fill("2026-01-01T00:00:00.000Z");
    const [{ number }] = await source.source.query("SELECT number FROM revision WHERE table_name = 'tag'");
    await breakOff(source, target, 0);
    for (const table of ["change_log", "tag"])
      await source.source.query(`UPDATE ${table} SET ${changes[table]}`);
    await source.source.query(`UPDATE revision SET number = ${number} WHERE table_name = 'tag'`);
    expect((await copyDatabase({ from: source, to: target })).every(isSame)).toBe(true);
    expect(await dump(target)).toEqual(await dump(source));
  });
});

const changes: Readonly<Record<string, string>> = {
  change_log: "at = '2026-02-02T00:00:00.000Z'",
  tag: "name = 'Another'",
};

async function isMigrated({ url }: TestDatabasePlace): Promise<boolean> {
  const database = await openDatabase({ url, entities });
  try {
    return await database.source.createQueryRunner().hasTable("migrations");
  } finally {
    await database.close();
  }
}

/** The target is as it was before: it is not there, or there is nothing in it. */
async function expectUntouched(place: TestDatabasePlace): Promise<void> {
  if (place.url.startsWith("sqlite:")) expect(await readdir(place.folder)).toEqual([]);
  else expect(await isMigrated(place)).toBe(false);
}

describeEachDatabase("a source", (engine) => {
  test("that is not there is refused, and the target not made", async () => {
    const [from, to] = [await createPlace(), await createPlace()];
    const url = engine === "SQLite" ? from.url : `${from.url}_missing`;
    const { code, stderr } = await runCopy(url, to.url);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/There is no database at sqlite:|there is no such database/),
    });
    expect(stderr).not.toContain("only-for-tests");
    await expectUntouched(to);
  });

  test("without Colloquy's tables is refused, and the target not made", async () => {
    const [from, to] = [await createPlace(), await createPlace()];
    if (engine === "SQLite") await writeFile(from.url.slice("sqlite:".length), "");
    expect(await runCopy(from.url, to.url)).toEqual({
      code: 1,
      stdout: "",
      stderr: "The source is not a database of Colloquy: it has none of its tables.\n",
    });
    await expectUntouched(to);
  });

  test("that is a part of a copy itself is refused, and the target not made", async () => {
    const source = await copies.openFilled(engine);
    const part = await copies.open(engine);
    const to = await createPlace();
    await breakOff(source, part);
    const { code, stderr } = await runCopy(part.url, to.url);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining("The source cannot be copied: The database holds a part of a copy."),
    });
    await expectUntouched(to);
  });
});

describeOn("PostgreSQL", "a source whose user may only read", (engine) => {
  const role = `copier_${process.pid}`;

  test("its tables is refused, and the target not made", async () => {
    const source = await copies.openFilled(engine);
    const to = await createDatabasePlace("SQLite");
    places.push(to);
    const run = (statement: string) => source.source.query(statement);
    await run(`CREATE ROLE ${role} LOGIN PASSWORD 'only-for-tests'`);
    await run(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`);
    const url = Object.assign(new URL(source.url), { username: role }).href;
    try {
      expect((await runCopy(url, to.url)).stderr).toMatch(
        /^The source cannot be copied: the counters of its keys cannot be read \(.*permission denied for sequence/,
      );
      expect(await readdir(to.folder)).toEqual([]);
      await run(`GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
      expect(await runCopy(url, to.url)).toMatchObject({ code: 0 });
    } finally {
      await run(`DROP OWNED BY ${role}`);
      await run(`DROP ROLE ${role}`);
    }
  });
});

describeEachDatabase("a target", (engine) => {
  test("that is the source by another name is refused", async () => {
    const source = await copies.openFilled(engine);
    for (const spelling of await spellings(source)) {
      expect(spelling).not.toBe(source.url);
      const { code, stderr } = await runCopy(source.url, spelling);
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringMatching(
          /^The source and the target are the same database: the (?:file|database) /,
        ),
      });
    }
    expect(await checkDatabase(source)).toEqual([]);
  });
});

async function spellings({ url, folder }: TestDatabase): Promise<string[]> {
  if (!url.startsWith("sqlite:")) {
    return [
      url.replace("postgres://", "postgresql://"),
      `${url}?application_name=other`,
      url.replace("127.0.0.1", "localhost"),
    ];
  }
  const path = url.slice("sqlite:".length);
  await symlink(path, join(folder, "link.sqlite"));
  return [`sqlite:${folder}/./${basename(path)}`, `sqlite:${join(folder, "link.sqlite")}`];
}

describeEachDatabase("a database of a newer schema", (engine) => {
  const addMigration = async ({ source }: TestDatabase) => {
    await source.query(
      "INSERT INTO migrations (timestamp, name) VALUES (2999000000000, 'Added2999000000000')",
    );
    await source.query("ALTER TABLE tag ADD COLUMN added integer NOT NULL DEFAULT 0");
  };

  test("is refused as a source and as a target, though this version can serve it", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    for (const [what, database] of [
      ["target", target],
      ["source", source],
    ] as const) {
      await addMigration(database);
      expect(await checkDatabase(database)).toEqual([]);
      await expect(copyDatabase({ from: source, to: target })).rejects.toThrow(
        `The ${what} has the schema of a newer version of Colloquy (migration Added2999000000000).`,
      );
    }
  });
});

describeEachDatabase("a database of an older schema", (engine) => {
  const forgetLast = async ({ source }: TestDatabase) => {
    await source.query("DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)");
  };

  test("is refused as a source, and the target not made", async () => {
    const source = await copies.openFilled(engine);
    const to = await createPlace();
    await forgetLast(source);
    expect(await runCopy(source.url, to.url)).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(
        /^The source has migrations that have not run yet. Run `colloquy migrate`/,
      ),
    });
    await expectUntouched(to);
  });

  test("is not migrated as a target when it has content of its own", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.openFilled(engine);
    await forgetLast(target);
    const list = () => target.source.query("SELECT * FROM migrations");
    const before = await list();
    expect((await runCopy(source.url, target.url)).stderr).toContain("already has content");
    expect(await list()).toEqual(before);
  });
});

describeOn("SQLite", "the claim of a target", (engine) => {
  test("leaves no file behind", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    await copyDatabase({ from: source, to: target });
    expect((await readdir(target.folder)).filter((name) => name.includes("copying"))).toEqual([]);
  });

  test("holds for every name of the file", async () => {
    const source = await copies.openFilled(engine);
    const target = await copies.open(engine);
    const link = join(target.folder, "link.sqlite");
    await symlink(target.url.slice("sqlite:".length), link);
    const release = await target.dialect.claimCopy(target.source);
    const byLink = await openDatabase({ url: `sqlite:${link}`, entities });
    try {
      await expect(copyDatabase({ from: source, to: byLink })).rejects.toThrow(
        "Another copy into this database runs.",
      );
    } finally {
      await byLink.close();
      await release?.();
    }
  });
});
