import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "@jest/globals";
import type { GraphqlBody } from "../../support/built-server.js";
import { describeClient } from "../support/describe-client.js";
import { connect, GraphFault } from "./example-client.js";
import * as generated from "./generated/graphql.js";
import { NewestPostsDocument, PostPageDocument, TypedDocumentString } from "./generated/graphql.js";
import { generatedFolder, renderClient } from "./render-client.js";

/** Fragments are documents too, but nothing that can be asked. */
const operations = Object.values(generated).filter(
  (value) => value instanceof TypedDocumentString && value.__meta__?.hash !== undefined,
) as TypedDocumentString<object, object>[];

async function readPersistedDocuments(): Promise<[hash: string, document: string][]> {
  const text = await readFile(new URL("persisted-documents.json", generatedFolder), "utf8");
  return Object.entries(JSON.parse(text));
}

describe("the typed client", () => {
  test("is the committed one; `npm run clients` writes it anew", async () => {
    const files = await renderClient();
    expect((await readdir(generatedFolder)).sort()).toEqual([...files.keys()].sort());
    for (const [name, text] of files) {
      expect(await readFile(new URL(name, generatedFolder), "utf8")).toBe(text);
    }
  });

  test("has each example operation, and its persisted document under the hash that it bears", async () => {
    const files = await readdir(new URL("../../../schema/operations/", import.meta.url));
    expect(operations).toHaveLength(files.length);
    const persisted = await readPersistedDocuments();
    expect(persisted.map(([hash]) => hash).sort()).toEqual(
      operations.map(({ __meta__ }) => __meta__?.hash).sort(),
    );
    for (const [hash, document] of persisted) {
      expect(hash).toBe(`sha256:${createHash("sha256").update(document).digest("hex")}`);
    }
  });
});

describeClient("the typed client", (graph) => {
  test("asks every example operation with its default variables", async () => {
    const client = connect(graph.url);
    for (const operation of operations) {
      const data = await client.ask(operation);
      expect(Object.values(data)).not.toContain(null);
    }
  });

  test("knows the types of variables and answers", async () => {
    const { ask } = connect(graph.url);
    const { post } = await ask(PostPageDocument, { slug: "8-psychedelic-myths-experts-wish-would-go-away" });
    const title: string | undefined = post?.title;
    const kinds: ("PARAPHRASE" | "QUOTE" | "STATEMENT")[] =
      post?.contributions.nodes.map(({ kind }) => kind) ?? [];
    expect(title).toBe("8 Psychedelic Myths Experts Wish Would Go Away");
    expect(kinds.length).toBeGreaterThan(0);
    // @ts-expect-error: the post may be hidden, and then there is none.
    expect(post.title).toBe(title);
    // @ts-expect-error: the document does not select it.
    expect(post?.slug).toBeUndefined();
    // @ts-expect-error: a slug is a text.
    await expect(ask(PostPageDocument, { slug: 7 })).rejects.toThrow('"$slug"');
  });

  test("throws the codes of errors.md", async () => {
    const { ask } = connect(graph.url);
    const fault = await ask(NewestPostsDocument, { after: "not a cursor" }).catch((error) => error);
    expect(fault).toBeInstanceOf(GraphFault);
    expect(fault.codes).toEqual(["CURSOR_INVALID"]);
  });

  test("has persisted documents that are answered by their hash, once they came with it", async () => {
    const send = async (body: object) => {
      const headers = { "content-type": "application/json" };
      const response = await fetch(graph.url, { method: "POST", headers, body: JSON.stringify(body) });
      return (await response.json()) as GraphqlBody;
    };
    for (const [hash, query] of await readPersistedDocuments()) {
      const persistedQuery = { version: 1, sha256Hash: hash.replace("sha256:", "") };
      const first = await send({ query, extensions: { persistedQuery } });
      expect(first.errors).toBeUndefined();
      expect(await send({ extensions: { persistedQuery } })).toEqual(first);
    }
  });
});
