import type { ApolloServerPlugin, BaseContext, GraphQLRequest } from "@apollo/server";
import { GraphError } from "../../errors.js";
import type { TrustedDocuments } from "./trusted-documents.js";

/**
 * Apollo plugin: puts the text of a trusted document in the place of its id, and refuses documents that are not trusted
 * where only those are answered.
 *
 * It works before Apollo looks for persisted queries, so that none is registered or found that is not trusted.
 */
export function trustedPlugin<Context extends BaseContext>(
  documents: TrustedDocuments,
): ApolloServerPlugin<Context> {
  return {
    async requestDidStart({ request }) {
      const { query } = request;
      if (query === undefined) findByName(documents, request);
      else if (!documents.allows(query)) throw documentNotTrusted("The document");
    },
  };
}

function findByName(documents: TrustedDocuments, request: GraphQLRequest): void {
  const documentId = readDocumentId(request);
  if (documentId !== undefined) {
    const query = documents.find(documentId);
    if (query === undefined) throw documentNotTrusted(`The document ${shorten(documentId)}`);
    request.query = query;
    return;
  }
  const { persistedQuery, ...others } = request.extensions ?? {};
  if (persistedQuery?.version !== 1) return;
  const { sha256Hash } = persistedQuery;
  // Apollo makes a text of anything, at which an object from JSON can fail.
  if (typeof sha256Hash !== "string") {
    throw new GraphError("BAD_REQUEST", "The extension persistedQuery needs sha256Hash, a string.");
  }
  const query = documents.find(sha256Hash);
  if (query !== undefined) Object.assign(request, { query, extensions: others });
  else if (documents.mode === "only") throw documentNotTrusted(`The document ${shorten(sha256Hash)}`);
}

/** What `documentId` says in the body or in the URL; https://github.com/graphql/graphql-over-http, appendix A. */
function readDocumentId({ http }: GraphQLRequest): string | undefined {
  const { documentId } = http?.method === "POST" ? (http.body as { documentId?: unknown }) : {};
  const inUrl = http?.method === "GET" ? new URLSearchParams(http.search).getAll("documentId") : [];
  const [id = documentId ?? undefined, ...more] = inUrl;
  if (id === undefined) return undefined;
  if (typeof id === "string" && more.length === 0) return id;
  throw new GraphError(
    "BAD_REQUEST",
    "documentId must be given once, as a string: the id of a trusted document.",
  );
}

function documentNotTrusted(what: string): GraphError {
  return new GraphError(
    "DOCUMENT_NOT_TRUSTED",
    `${what} is not one of the trusted documents of this server. Whoever runs it registers one with \`colloquy documents add FILE\`.`,
  );
}

function shorten(id: string): string {
  return JSON.stringify(id.slice(0, 80));
}
