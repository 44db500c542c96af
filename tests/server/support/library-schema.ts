import { buildSchema, GraphQLError, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import { GraphError } from "../../../src/errors.js";

/** A small schema that can do right, do wrong and take its time, without any of the content nouns. */
export const librarySchema: GraphQLSchema = buildSchema(`
  "What can be asked."
  type Query {
    hello(name: String! = "world"): String!
    count(of: [Int!]!): Int!
    book(id: ID!): Book
    "Answers when the test lets it."
    slow: String
    broken: String
    brokenByForeignCode: String
    refused: String
    requestId: String
  }
  type Book { title: String author: Author }
  type Author { name: String books: [Book!] favourite: Book }
  type Mutation { rename(title: String!): String }
`);

export interface LibraryContext {
  requestId: string;
  /** What `slow` waits for. */
  gate: Promise<string>;
}

export const secretStatement = "SELECT secret FROM vault -- /srv/colloquy/vault.ts";

const book = { title: "Middlemarch", author: { name: "George Eliot", books: [] } };

const answers: Record<string, (args: Record<string, unknown>, context: LibraryContext) => unknown> = {
  hello: ({ name }) => `Hello, ${name}`,
  count: ({ of }) => (of as number[]).length,
  book: () => book,
  slow: (_args, { gate }) => gate,
  broken: () => {
    throw new Error(secretStatement);
  },
  brokenByForeignCode: () => {
    throw Object.assign(new Error(secretStatement), { extensions: { code: "BAD_USER_INPUT" } });
  },
  refused: () => {
    throw new GraphError("ID_INVALID", "The id book_1 is not one of this server.", {
      extensions: { argument: "id" },
    });
  },
  requestId: (_args, { requestId }) => requestId,
  rename: () => {
    throw new GraphQLError("renamed");
  },
};

/** Root fields by the table above, everything below them by name. */
export const libraryResolver: GraphQLFieldResolver<unknown, LibraryContext> = (
  ...[source, args, context, field]
) =>
  source === undefined
    ? answers[field.fieldName]?.(args, context)
    : (source as Record<string, unknown>)[field.fieldName];
