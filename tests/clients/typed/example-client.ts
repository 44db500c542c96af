import type { TypedDocumentString } from "./generated/graphql.js";

/** Variables may be left out where each of them has a default. */
type Given<Variables> = object extends Variables ? [variables?: Variables] : [variables: Variables];

export interface ExampleClient {
  /**
   * The data of one operation, of the type that its document says.
   *
   * @throws {GraphFault} when the answer has errors
   */
  ask<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    ...given: Given<Variables>
  ): Promise<Result>;
}

/** Why there is no data; `codes` are those of schema/errors.md. */
export class GraphFault extends Error {
  override readonly name = "GraphFault";
  readonly codes: readonly string[];

  constructor(errors: readonly GraphqlError[]) {
    super(errors.map(({ message }) => message).join("\n"));
    this.codes = errors.map(({ extensions }) => extensions.code);
  }
}

/** An answer with errors has no data that fits the document's type. */
interface Answer<Result> {
  data: Result;
  errors?: readonly GraphqlError[];
}

interface GraphqlError {
  message: string;
  extensions: { code: string };
}

/** A client of the graph at an address such as `http://127.0.0.1:4000/graphql`. */
export function connect(url: string): ExampleClient {
  return {
    async ask<Result, Variables>(
      document: TypedDocumentString<Result, Variables>,
      ...[variables]: Given<Variables>
    ) {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/graphql-response+json, application/json",
        },
        body: JSON.stringify({ query: document.toString(), variables }),
      });
      const { data, errors } = (await response.json()) as Answer<Result>;
      if (errors) throw new GraphFault(errors);
      return data;
    },
  };
}
