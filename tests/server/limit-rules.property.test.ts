import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildSchema, parse, validate } from "graphql";
import { limitRules } from "../../src/server/limits/limit-rules.js";
import { defaultLimits } from "../../src/server/limits/limits.js";

const schema = buildSchema("type Query { q: Query x: Int }");

const limits = { ...defaultLimits, depth: 4, aliases: 6, rootFields: 3 };

/** A selection is a field with an alias and selections below it, or a spread of a fragment. */
type Selection = { alias: string | null; below: Selection[] } | { spread: number };

const fragmentCount = 4;

/** Selections that spread only fragments from `lowest` on, so that no fragment meets itself. */
function selections(lowest: number, depth = 3): fc.Arbitrary<Selection[]> {
  const below: fc.Arbitrary<Selection[]> = depth === 0 ? fc.constant([]) : selections(lowest, depth - 1);
  const alias: fc.Arbitrary<string | null> = fc.option(fc.constantFrom("a", "b", "c", "d"));
  const field: fc.Arbitrary<Selection> = fc.record({ alias, below });
  return fc.array(lowest < fragmentCount ? fc.oneof(field, field, spreads(lowest)) : field, {
    minLength: 1,
    maxLength: 3,
  });
}

function spreads(lowest: number): fc.Arbitrary<Selection> {
  return fc.integer({ min: lowest, max: fragmentCount - 1 }).map((spread) => ({ spread }));
}

const documents = fc.record({
  operation: selections(0),
  fragments: fc.tuple(...Array.from({ length: fragmentCount }, (_, index) => selections(index + 1))),
});

function print(all: Selection[]): string {
  const parts = all.map((selection) => {
    if ("spread" in selection) return `...F${selection.spread}`;
    const alias = selection.alias === null ? "" : `${selection.alias}: `;
    return selection.below.length === 0 ? `${alias}x` : `${alias}q ${print(selection.below)}`;
  });
  return `{ ${parts.join(" ")} }`;
}

type Expanded = { key: string; alias: boolean; below: Expanded }[];

/** The fields with every spread written out: what the rules must judge without ever building it. */
function expand(all: Selection[], fragments: Selection[][]): Expanded {
  return all.flatMap((selection) => {
    if ("spread" in selection) return expand(fragments[selection.spread] ?? [], fragments);
    const below = expand(selection.below, fragments);
    return [
      { key: selection.alias ?? (below.length > 0 ? "q" : "x"), alias: selection.alias !== null, below },
    ];
  });
}

function depthOf(fields: Expanded): number {
  return fields.reduce((deepest, { below }) => Math.max(deepest, 1 + depthOf(below)), 0);
}

function aliasesIn(fields: Expanded): number {
  return fields.reduce((sum, { alias, below }) => sum + (alias ? 1 : 0) + aliasesIn(below), 0);
}

test("the rules judge a document as if every fragment were written out where it is spread", () => {
  fc.assert(
    fc.property(documents, ({ operation, fragments }) => {
      const text = [
        print(operation),
        ...fragments.map((all, index) => `fragment F${index} on Query ${print(all)}`),
      ];
      const codes = validate(schema, parse(text.join("\n")), limitRules(limits)).map(
        ({ extensions }) => extensions.code,
      );
      const expanded = expand(operation, fragments);
      expect(codes.includes("QUERY_TOO_DEEP")).toBe(depthOf(expanded) > limits.depth);
      expect(codes.includes("TOO_MANY_ALIASES")).toBe(aliasesIn(expanded) > limits.aliases);
      expect(codes.includes("TOO_MANY_ROOT_FIELDS")).toBe(
        new Set(expanded.map(({ key }) => key)).size > limits.rootFields,
      );
    }),
    { numRuns: 500 },
  );
});
