/** Strings and names as a whole, brackets, the words that begin a line, and all between them. */
const tokens =
  /'(?:[^']|'')*'|"[^"]*"|[()]|\b(?:SELECT|FROM|LEFT JOIN|CROSS JOIN|JOIN|WHERE|ORDER BY|LIMIT|UNION)\b|[^'"()\s]+|\s+/g;

const clause = /^(?:SELECT|FROM|LEFT JOIN|CROSS JOIN|JOIN|WHERE|ORDER BY|LIMIT|UNION)$/;

/** Text that begins with the name of a member of a JSON object. */
const member = /^'[{,]"\w+":'$/;

/** What an open bracket holds: a select, the members of an object, or anything else. */
type Bracket = "select" | "object" | "other";

/** A statement in lines that people can compare: one for each clause, and for each member of an answer's object. */
export function formatStatement(text: string): string {
  const found = text.match(tokens) ?? [];
  const open: Bracket[] = [];
  let lines = "";
  for (const [index, token] of found.entries()) {
    const closed = token === ")" ? open.pop() : undefined;
    if (closed === "select" || beginsLine(token, open.at(-1))) {
      const depth = open.filter((bracket) => bracket !== "other").length;
      lines = `${lines.trimEnd()}\n${"  ".repeat(depth)}`;
    }
    lines += token;
    if (token === "(") open.push(toBracket(found[index + 1] ?? ""));
  }
  return lines.trim();
}

function beginsLine(token: string, bracket: Bracket | undefined): boolean {
  if (bracket === "object") return member.test(token);
  return bracket !== "other" && clause.test(token);
}

function toBracket(first: string): Bracket {
  if (/^(?:SELECT|WITH)$/.test(first)) return "select";
  return member.test(first) ? "object" : "other";
}
