import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// Its packages lie in a folder of the bench: this repository does not depend on them.
const { resolve } = createRequire(`${process.env.POSTGRAPHILE_FOLDER}/package.json`);
const load = (name) => import(pathToFileURL(resolve(name)).href);
const { postgraphile } = await load("postgraphile");
const { PostGraphileAmberPreset } = await load("postgraphile/presets/amber");
const { makePgService } = await load("postgraphile/adaptors/pg");
const { grafserv } = await load("postgraphile/grafserv/node");
const { PostGraphileConnectionFilterPreset } = await load("postgraphile-plugin-connection-filter");
const { default: pg } = await load("pg");

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  options: process.env.READ_SETTINGS || undefined,
  max: Number(process.env.POOL_SIZE),
});

/** Its name for a column `id` is `rowId`, which these tables have as well. */
const namesPlugin = {
  name: "NamesPlugin",
  version: "1.0.0",
  inflection: {
    replace: {
      _attributeName(previous, _options, details) {
        return details.attributeName === "id" ? "public_id" : previous?.(details);
      },
    },
  },
};

/** @type {GraphileConfig.Preset} */
const preset = {
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  plugins: [namesPlugin],
  // It would order only by columns that stand first in an index.
  disablePlugins: ["PgIndexBehaviorsPlugin", "PgMutationCreatePlugin", "PgMutationUpdateDeletePlugin"],
  pgServices: [makePgService({ pool, schemas: ["public"] })],
  grafserv: { graphiql: false, watch: false, websockets: false },
  grafast: { explain: false },
};

const instance = postgraphile(preset);
const server = createServer();
await instance.createServ(grafserv).addTo(server);
if (process.env.PRINT_SCHEMA) {
  const { printSchema } = await load("graphql");
  process.stdout.write(printSchema(await instance.getSchema()));
}
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`);
});
