type Attributes = Readonly<Record<string, string | undefined>>;

/** `::related[Title]{post="slug"}` */
export function renderRelated(title: string, attributes: Attributes): string {
  return `::related[${escapeLabel(title)}]${renderAttributes(attributes)}`;
}

/** `:::name{attributes}`, the content word for word, `:::`; more colons where the content has them too. */
export function renderContainer(name: string, attributes: Attributes, content: string): string {
  const fence = ":".repeat(countColons(content));
  return `${fence}${name}${renderAttributes(attributes)}\n${content}\n${fence}`;
}

/** What is, or may be taken for, a directive. */
export const directiveLike = /::|:(?:contribution|related|text)/;

/** Content that may hold directives is only taken as it is by a fence of four colons or more. */
function countColons(content: string): number {
  if (!directiveLike.test(content)) return 3;
  const runs = content.match(/:+/g) ?? [];
  return Math.max(4, ...runs.map((run) => run.length + 1));
}

function renderAttributes(attributes: Attributes): string {
  const parts = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${escapeAttribute(value)}"`],
  );
  return parts.length === 0 ? "" : `{${parts.join(" ")}}`;
}

function escapeAttribute(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}

/** What means something in a line of Markdown; a colon only where a directive or an address can begin with it. */
function escapeLabel(title: string): string {
  return title.replace(/[\\`*_[\]<&~@]|:(?=\S)|(?<=www)\./gi, (character) => `\\${character}`);
}
