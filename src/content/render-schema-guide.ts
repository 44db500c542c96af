import {
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
} from "graphql";
import { invariant } from "../errors.js";
import { chooseExample, type ExampleFile } from "./choose-example.js";
import { listNouns, listWays, targetOf } from "./noun-ways.js";

type Field = GraphQLField<unknown, unknown>;

interface Described {
  name: string;
  description?: string | null | undefined;
}

const introduction = `# The schema

\`npm run schema\` writes this page from the schema itself. What can be asked for, how it is found, filtered and ordered, and an
operation to begin with; [schema.graphql](schema.graphql) says all of it, [errors.md](errors.md) what can go wrong and the limits,
[CHANGES.md](CHANGES.md) what has changed between releases, which a server gives at \`/changelog\`.

Every noun has an \`id\` that never changes: \`node(id)\` and \`nodes(ids)\` find any of them. A list is a connection: \`nodes\` or
\`edges\`, \`pageInfo\`, \`totalCount\`; \`first\` and \`after\`, or \`last\` and \`before\`, choose the page.
`;

/** What schema/README.md holds: every noun with what it has, the ways to it, and an example operation. */
export function renderSchemaGuide(schema: GraphQLSchema, examples: readonly ExampleFile[]): string {
  const nouns = listNouns(schema);
  const contents = nouns.map(
    ({ name, description }) => `| [${name}](#${name.toLowerCase()}) | ${cell(description)} |`,
  );
  const shown = new Set<string>();
  const chapters = nouns.map((noun) => {
    const example = chooseExample(schema, noun, examples);
    const chapter = [
      `## ${noun.name}`,
      oneLine(noun.description),
      renderWays(schema, noun),
      renderFields(noun),
      renderExample(example, shown.has(example.file)),
    ];
    shown.add(example.file);
    return chapter.filter((part) => part !== "").join("\n\n");
  });
  return `${[introduction, ["| noun | what it is |", "|---|---|", ...contents].join("\n"), ...chapters].join("\n\n").replace(/\n{3,}/g, "\n\n")}\n`;
}

function renderWays(schema: GraphQLSchema, noun: GraphQLObjectType): string {
  const { lookups, lists, others } = listWays(schema, noun);
  const where = schema.getType(`${noun.name}Where`);
  const order = schema.getType(`${noun.name}OrderField`);
  return [
    point("Look up", lookups.map(renderCall)),
    point("List", lists.map(renderCall)),
    point(
      "From others",
      others.map((place) => `\`${place}\``),
    ),
    ...(isInputObjectType(where) ? [point(`Filter (\`${where.name}\`)`, namesOf(where))] : []),
    ...(isEnumType(order) ? [point(`Order (\`${order.name}\`)`, namesOf(order))] : []),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function namesOf(type: GraphQLInputObjectType | GraphQLEnumType): string[] {
  const members: readonly Described[] = isEnumType(type) ? type.getValues() : Object.values(type.getFields());
  return members.map(({ name }) => `\`${name}\``);
}

function point(label: string, values: readonly string[]): string {
  return values.length === 0 ? "" : `- **${label}**: ${values.join(", ")}`;
}

/** `post(by: { slug } or { id })`, `posts(after, before, …)`. */
function renderCall({ name, args }: Field): string {
  const given = args.map((argument) => {
    const type = getNamedType(argument.type);
    if (!isInputObjectType(type) || !type.isOneOf) return argument.name;
    const keys = Object.keys(type.getFields()).map((key) => `{ ${key} }`);
    return `${argument.name}: ${keys.join(" or ")}`;
  });
  return `\`${name}(${given.join(", ")})\``;
}

function renderFields(noun: GraphQLObjectType): string {
  const rows = Object.values(noun.getFields()).map(
    (field) => `| \`${field.name}\` | ${renderType(field)} | ${cell(field.description)} |`,
  );
  return ["| field | type | what it is |", "|---|---|---|", ...rows].join("\n");
}

/** Nouns that a field leads to are links; a connection counts for its nodes. */
function renderType({ type }: Field): string {
  const target = targetOf(type);
  const isNoun = "getInterfaces" in target && target.getInterfaces().some(({ name }) => name === "Node");
  if (!isNoun) return `\`${String(type)}\``;
  const link = `[${target.name}](#${target.name.toLowerCase()})`;
  return getNamedType(type) === target ? link : `list of ${link}`;
}

function renderExample({ file, document }: ExampleFile, isShown: boolean): string {
  const [comment = "", ...lines] = document.trimEnd().split("\n");
  invariant(comment.startsWith("# "), "the first line of an example says what it shows");
  const link = `Example, [${file}](operations/${file}): ${comment.slice(2)}`;
  return isShown ? link : [link, "", "```graphql", ...lines, "```"].join("\n");
}

function oneLine(text: string | null | undefined): string {
  return (text ?? "").replace(/\s+/g, " ");
}

function cell(text: string | null | undefined): string {
  return oneLine(text).replaceAll("|", "\\|");
}
