import { vocabulary } from "./vocabulary.js";

type Node = Readonly<Record<string, unknown>>;

/** What in a JSON-LD document the vocabulary of schema.org does not know or not allow there; empty when all is right. */
export function listVocabularyFaults({ "@context": context, "@graph": graph, ...others }: Node): string[] {
  const nodes = graph as Node[];
  const byId = new Map(
    nodes.flatMap(listNodes).flatMap((node) => (node["@type"] ? [[node["@id"], node]] : [])),
  );
  return [
    ...(context === "https://schema.org" ? [] : [`@context is ${context}`]),
    ...Object.keys(others).map((key) => `${key} stands beside @graph`),
    ...nodes.flatMap((node) => listNodeFaults(node, byId as never)),
  ];
}

type Ids = ReadonlyMap<unknown, Node>;

function listNodes(node: Node): Node[] {
  const inner = Object.values(node).flat().filter(isNode);
  return [node, ...inner.flatMap(listNodes)];
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

function listNodeFaults(node: Node, ids: Ids): string[] {
  const types = [node["@type"]].flat() as string[];
  const unknown = types.filter((type) => !vocabulary.isClass(type)).map((type) => `no type ${type}`);
  const ancestors = types.flatMap((type) => vocabulary.ancestorsOf(type));
  const properties = Object.entries(node).filter(([name]) => !["@type", "@id"].includes(name));
  return [
    ...unknown,
    ...properties.flatMap(([name, value]) => {
      if (!vocabulary.isProperty(name)) return [`no property ${name}`];
      const isKnown = vocabulary.domainsOf(name).some((domain) => ancestors.includes(domain));
      const values = Array.isArray(value) ? value : [value];
      return [
        ...(isKnown ? [] : [`${types} has no ${name}`]),
        ...(values.length > 0 ? [] : [`${name} is empty`]),
        ...values.flatMap((each) => listValueFaults(name, each, ids)),
      ];
    }),
  ];
}

function listValueFaults(property: string, value: unknown, ids: Ids): string[] {
  const ranges = vocabulary.rangesOf(property);
  const refuse = [`${property} cannot be ${JSON.stringify(value)}`];
  if (!isNode(value)) return ranges.some((range) => fits(value, range)) ? [] : refuse;
  const isReference = value["@type"] === undefined;
  const target = isReference ? ids.get(value["@id"]) : value;
  if (!target) return [`${property} refers to nothing: ${value["@id"]}`];
  const types = ([target["@type"]].flat() as string[]).flatMap((type) => vocabulary.ancestorsOf(type));
  const faults = isReference ? [] : listNodeFaults(value, ids);
  return [...(types.some((type) => ranges.includes(type)) ? [] : refuse), ...faults];
}

/** Whether a value of JSON is one of a data type. */
function fits(value: unknown, range: string): boolean {
  if (typeof value === "number") return ["Number", "Integer", "Float"].includes(range);
  if (typeof value !== "string" || value === "") return false;
  switch (range) {
    case "Text":
      return true;
    case "URL":
      return URL.canParse(value);
    case "Date":
      return /^\d{4}-\d\d-\d\d$/.test(value);
    case "DateTime":
      return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
    default:
      return false;
  }
}
