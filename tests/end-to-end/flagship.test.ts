import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readOperations } from "../../src/playground/read-operations.js";
import { type BuiltServer, startBuiltServer } from "../support/built-server.js";
import { describeEachDatabase } from "../support/describe-each-database.js";

const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");

describeEachDatabase("flagship", () => {
  /** The text of the README's first fenced block of a language. */
  function readFencedBlock(language: string): string {
    return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? "";
  }

  let server: BuiltServer;

  beforeAll(async () => {
    server = await startBuiltServer();
  });

  afterAll(async () => {
    if (server.child.exitCode === null) await server.stop();
  });

  describe("the built server over an empty database", () => {
    test("answers the README's query with the README's answer, from the seeds", async () => {
      const { status, body } = await server.ask(readFencedBlock("graphql"));
      expect(status).toBe(200);
      expect(body).toEqual(JSON.parse(readFencedBlock("json")));
      const { post } = body.data;
      expect(post.title).toBe("How Ketamine For Treating Anxiety Works, Per Medical Experts");
      expect(post.author).toEqual({ name: "Healing Maps Editorial Staff" });
      expect(new Set(post.tags.nodes.map((tag: { kind: string }) => tag.kind))).toEqual(
        new Set(["CONDITION", "TREATMENT", "TOPIC"]),
      );
      const contributions: {
        kind: string;
        expert: { name: string; clinic: { name: string; region: object | null } };
      }[] = post.contributions.nodes;
      expect(contributions.map(({ expert }) => [expert.name, expert.clinic.name])).toEqual([
        ["Thomas Kim", "Noma Therapy"],
        ["John Guardiani", "Philadelphia Integrative Psychiatry"],
        ["Steven Radowitz", "Nushama"],
        ["Thomas Swahn", "Swahn Balanced Health"],
        ["Mark Leeds", "Mood Wellness Center"],
        ["Conor Glover", "Ketamine Clinics Los Angeles"],
      ]);
      expect(contributions.map(({ kind }) => kind)).toEqual(Array(6).fill("PARAPHRASE"));
      expect(contributions[1]?.expert.clinic.region).toEqual({ name: "Philadelphia" });
      expect(post.contributions.nodes[0]).toEqual({
        position: 1,
        kind: "PARAPHRASE",
        attribution: {
          name: "Thomas Kim",
          credentials: ["MD", "MPH"],
          title: "Chief Medical Officer",
          clinicName: "Noma Therapy",
        },
        expert: {
          name: "Thomas Kim",
          credentials: ["MD", "MPH"],
          clinic: { name: "Noma Therapy", region: null },
        },
      });
      expect(post.links.nodes).toHaveLength(3);
      for (const link of post.links.nodes) expect(link.post.slug).toMatch(/^[a-z0-9-]+$/);
    });

    test("answers every example operation without an error", async () => {
      for (const { name, document } of await readOperations()) {
        const { status, body } = await server.ask(document);
        expect({ name, status, errors: body.errors }).toEqual({ name, status: 200, errors: undefined });
        expect(Object.values(body.data)).not.toContain(null);
      }
    });

    test("is healthy and ready, and gives its schema", async () => {
      const [health, ready, schema] = await Promise.all(
        ["/healthz", "/readyz", "/schema.graphql"].map((path) => fetch(`${server.url}${path}`)),
      );
      expect([health?.status, ready?.status, schema?.status]).toEqual([200, 200, 200]);
      expect(await schema?.text()).toContain("type Post implements Node");
    });

    test("ends with 0 on SIGTERM", async () => {
      expect(await server.stop()).toBe(0);
    });
  });
});
