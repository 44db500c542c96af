import {
  type ASTNode,
  BREAK,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  validate,
  visit,
} from "graphql";

/** What an operation may lose and still be one. */
const removable: readonly string[] = [
  Kind.FIELD,
  Kind.FRAGMENT_SPREAD,
  Kind.INLINE_FRAGMENT,
  Kind.DIRECTIVE,
  Kind.ARGUMENT,
  Kind.OBJECT_FIELD,
  Kind.LIST,
  Kind.OBJECT,
];

/**
 * The smallest document that still fails, as far as leaving nodes out one by one leads.
 *
 * Only valid documents are asked; fragments and variables that nothing uses any more go along.
 */
export async function reduceOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  stillFails: (document: DocumentNode) => Promise<boolean>,
): Promise<DocumentNode> {
  let smallest = document;
  for (let index = 0; ; ) {
    const candidate = toValid(schema, leaveOut(smallest, index));
    if (candidate === "none") return smallest;
    if (candidate && (await stillFails(candidate))) smallest = candidate;
    else index += 1;
  }
}

/** The document without the nth node that can go; undefined when there are not so many. */
function leaveOut(document: DocumentNode, index: number): DocumentNode | undefined {
  let seen = -1;
  const without = visit(document, {
    enter(node: ASTNode) {
      if (!removable.includes(node.kind)) return undefined;
      seen += 1;
      return seen === index ? null : undefined;
    },
  });
  return seen >= index ? without : undefined;
}

function toValid(
  schema: GraphQLSchema,
  document: DocumentNode | undefined,
): DocumentNode | "none" | undefined {
  if (!document) return "none";
  try {
    const parsed = parse(print(removeUnused(document)));
    return validate(schema, parsed).length === 0 ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function removeUnused(document: DocumentNode): DocumentNode {
  const pruned = visit(document, {
    FragmentDefinition: (node) => (isNamed(document, Kind.FRAGMENT_SPREAD, node) ? undefined : null),
  });
  if (pruned.definitions.length < document.definitions.length) return removeUnused(pruned);
  return visit(pruned, {
    VariableDefinition: ({ variable }) =>
      isNamed(withoutDefinitions(pruned), Kind.VARIABLE, variable) ? undefined : null,
  });
}

function withoutDefinitions(document: DocumentNode): DocumentNode {
  return visit(document, { VariableDefinition: () => null });
}

function isNamed(document: DocumentNode, kind: Kind, { name }: { name: { value: string } }): boolean {
  let found = false;
  visit(document, {
    enter(node) {
      if (node.kind !== kind || !("name" in node) || node.name?.value !== name.value) return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}
