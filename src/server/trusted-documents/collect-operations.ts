import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getLocation,
  Kind,
  type OperationDefinitionNode,
  print,
  Source,
  separateOperations,
} from "graphql";
import { StartupError } from "../../errors.js";
import { findFaults, parseTrusted } from "./check-document.js";
import { digestOf } from "./document-id.js";

/** A file of operations and fragments. */
export interface OperationFile {
  path: string;
  text: string;
}

/** An operation with the fragments that it needs, as it is registered. */
export interface TrustedOperation {
  /** SHA-256 of the text in hexadecimal digits. */
  id: string;
  name: string;
  text: string;
}

/**
 * The operations of files, each as a document of its own; fragments may stand in any of the files.
 *
 * A file that is one such document already keeps its text to the letter, so that it can be sent as it is.
 * @throws {StartupError} with the place of everything that the schema does not answer.
 */
export function collectOperations(
  schema: GraphQLSchema,
  files: readonly OperationFile[],
): TrustedOperation[] {
  const parsed = files.map(parseFile);
  const definitions = parsed.flatMap(({ document }) => document.definitions);
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const documents = definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => withFragments(operation, fragments));
  const faults = [
    ...findTwins(fragments),
    ...documents.flatMap((document) => findFaults(schema, document).map((fault) => locate(fault))),
  ];
  if (documents.length === 0) faults.push(`No operation is in ${files.map(({ path }) => path).join(", ")}.`);
  if (faults.length > 0) throw refusal(faults);
  return documents.map((document) => toOperation(document, parsed));
}

interface ParsedFile extends OperationFile {
  document: DocumentNode;
}

function parseFile(file: OperationFile): ParsedFile {
  try {
    return { ...file, document: parseTrusted(new Source(file.text, file.path)) };
  } catch (error) {
    if (error instanceof GraphQLError) throw refusal([locate(error, file.path)]);
    throw error;
  }
}

function withFragments(
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
): DocumentNode {
  const whole: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
  return separateOperations(whole)[operation.name?.value ?? ""] ?? whole;
}

function findTwins(fragments: readonly FragmentDefinitionNode[]): string[] {
  const seen = new Set<string>();
  return fragments.flatMap((fragment) => {
    const name = fragment.name.value;
    const isFirst = !seen.has(name);
    seen.add(name);
    if (isFirst) return [];
    return locate(
      new GraphQLError(`There is another fragment ${name} in these files.`, { nodes: [fragment] }),
    );
  });
}

function toOperation(document: DocumentNode, files: readonly ParsedFile[]): TrustedOperation {
  const own = files.find((file) => isSame(file.document, document));
  const text = own?.text ?? print(document);
  const [operation] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const name = (operation as OperationDefinitionNode | undefined)?.name?.value ?? "(no name)";
  return { id: digestOf(text), name, text };
}

function isSame(one: DocumentNode, other: DocumentNode): boolean {
  const definitions = new Set(other.definitions);
  return (
    one.definitions.length === definitions.size &&
    one.definitions.every((definition) => definitions.has(definition))
  );
}

/** `path:line:column: message`, as editors and terminals understand it. */
function locate({ message, nodes, source, positions }: GraphQLError, path = ""): string {
  const [place] = nodes?.flatMap(({ loc }) => loc ?? []) ?? [];
  const from = place?.source ?? source;
  const start = place?.start ?? positions?.[0];
  if (!from || start === undefined) return path === "" ? message : `${path}: ${message}`;
  const { line, column } = getLocation(from, start);
  return `${from.name}:${line}:${column}: ${message}`;
}

function refusal(faults: readonly string[]): StartupError {
  return new StartupError(
    ["Nothing was registered:", ...[...new Set(faults)].map((fault) => `  ${fault}`)].join("\n"),
  );
}
