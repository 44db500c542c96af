import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { FastifyBaseLogger } from "fastify";
import type { GraphQLFieldResolver, GraphQLSchema } from "graphql";
import { DocumentStore } from "./answers/document-store.js";
import { stringifyResult } from "./answers/response-text.js";
import { documentPlugin } from "./limits/document-plugin.js";
import type { Limits } from "./limits/limits.js";
import { variablesPlugin } from "./limits/variables-plugin.js";
import { noStorePlugin } from "./no-store-plugin.js";
import { operationLogPlugin } from "./operation-log.js";
import { toPublicError } from "./public-errors.js";
import { rootTypePlugin } from "./root-types.js";
import type { ServedContext } from "./served-context.js";
import type { TrustedDocuments } from "./trusted-documents/trusted-documents.js";
import { trustedPlugin } from "./trusted-documents/trusted-plugin.js";

export interface ApolloParts<Context extends ServedContext> {
  schema: GraphQLSchema;
  fieldResolver?: GraphQLFieldResolver<unknown, Context>;
  limits: Limits;
  trusted: TrustedDocuments;
  log: FastifyBaseLogger;
  /** Those of this very server, beside what every server has. */
  plugins?: ApolloServerPlugin<Context>[];
}

/** Apollo Server with this project's limits, masking and log, and with nothing that reports to anyone. */
export async function startApolloServer<Context extends ServedContext>(
  parts: ApolloParts<Context>,
): Promise<ApolloServer<Context>> {
  const { schema, fieldResolver, limits, trusted, log, plugins = [] } = parts;
  const apollo = new ApolloServer<Context>({
    schema,
    ...(fieldResolver && { fieldResolver }),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stringifyResult,
    documentStore: new DocumentStore(trusted),
    parseOptions: { maxTokens: limits.tokens },
    // As many as anybody reads; graphql-js goes on to a hundred.
    validationOptions: { maxErrors: 20 },
    formatError: (formatted, error) => toPublicError(formatted, error, { tokens: limits.tokens, log }),
    plugins: [
      operationLogPlugin(limits.tokens),
      trustedPlugin(trusted),
      rootTypePlugin(),
      documentPlugin(limits),
      variablesPlugin(),
      noStorePlugin(),
      ...plugins,
      ...silentPlugins(),
    ],
    logger: log,
    // The process has one place that listens to signals; Apollo's own listener would race it.
    stopOnTerminationSignals: false,
    // Nothing here may depend on NODE_ENV.
    nodeEnv: "production",
  });
  await apollo.start();
  return apollo;
}

/** Each would be switched on by a default or by an environment variable that this server does not read. */
function silentPlugins() {
  return [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginSchemaReportingDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
  ];
}
