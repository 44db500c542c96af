import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import fastifyApollo, { fastifyApolloDrainPlugin } from "@as-integrations/fastify";
import { fastify } from "fastify";
import { buildSchema } from "type-graphql";
import { entities } from "../../../../src/content/nouns.js";
import { openDatabase } from "../../../../src/database/database.js";
import { createLoaders, type Loaders } from "./loaders.js";
import {
  ClinicResolver,
  ContributionResolver,
  ExpertResolver,
  LinkResolver,
  PostResolver,
  RegionResolver,
  RelatedPostResolver,
  RelatedReasonResolver,
  TagResolver,
} from "./resolvers.js";

/** The stack that anyone would write, over the same entities: a repository call per root field, a loader per relation. */
const { source } = await openDatabase({ url: process.env.DATABASE_URL ?? "", entities });
const schema = await buildSchema({
  resolvers: [
    ClinicResolver,
    ContributionResolver,
    ExpertResolver,
    LinkResolver,
    PostResolver,
    RegionResolver,
    RelatedPostResolver,
    RelatedReasonResolver,
    TagResolver,
  ],
  validate: false,
});
const app = fastify();
const apollo = new ApolloServer<{ loaders: Loaders }>({
  schema,
  plugins: [fastifyApolloDrainPlugin(app)],
  stringifyResult: (result) => JSON.stringify(result),
});
await apollo.start();
await app.register(fastifyApollo(apollo), {
  context: async () => ({ loaders: createLoaders(source, new Date().toISOString()) }),
});
const url = await app.listen({ host: "127.0.0.1", port: 0 });
process.stdout.write(`listening on ${url}\n`);
