/** Text, or what stands in parentheses. */
type Piece = string | Piece[];

const tokens = /\s+|'(?:[^']|'')*'|"(?:[^"]|"")*"|[(),]|[^\s'"(),]+/g;
const clauses = new Set([
  "SELECT",
  "FROM",
  "WHERE",
  "GROUP",
  "ORDER",
  "LIMIT",
  "LEFT",
  "CROSS",
  "JOIN",
  "UNION",
]);
const joins = new Set(["LEFT", "CROSS"]);

/** Characters on a line of a narrow pane, indentation apart. */
const lineWidth = 64;

/** The same SQL on several lines: only spaces change, so that it can be run as it is. */
export function formatSql(sql: string): string {
  return layOut(readPieces((sql.match(tokens) ?? []).values()), "");
}

/** Up to the closing parenthesis, which it takes. */
function readPieces(rest: Iterator<string>): Piece[] {
  const pieces: Piece[] = [];
  for (let next = rest.next(); !next.done && next.value !== ")"; next = rest.next()) {
    pieces.push(next.value === "(" ? readPieces(rest) : next.value.replace(/^\s+$/, " "));
  }
  return pieces;
}

function layOut(pieces: Piece[], indent: string): string {
  return split(pieces, startsClause)
    .map((clause) => layOutClause(clause, indent))
    .join(`\n${indent}`);
}

function layOutClause(clause: Piece[], indent: string): string {
  const line = toLine(clause).trim();
  if (line.length <= lineWidth) return line;
  const inner = isClauseWord(clause[0]) ? `${indent}  ` : indent;
  return split(clause, startsPart)
    .map((part, position) => layOutPart(part, position === 0 ? indent : inner))
    .join(`\n${inner}`);
}

function layOutPart(part: Piece[], indent: string): string {
  return part
    .map((piece) => (typeof piece === "string" ? piece : layOutGroup(piece, indent)))
    .join("")
    .trim();
}

function layOutGroup(group: Piece[], indent: string): string {
  const line = toLine([group]);
  if (line.length <= lineWidth) return line;
  const inner = `${indent}  `;
  return `(\n${inner}${layOut(group, inner)}\n${indent})`;
}

function toLine(pieces: Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : `(${toLine(piece)})`)).join("");
}

/** Cuts before each piece that starts something, seen with the words before it. */
function split(pieces: Piece[], starts: (pieces: Piece[], position: number) => boolean): Piece[][] {
  const parts: Piece[][] = [[]];
  for (const [position, piece] of pieces.entries()) {
    if (position > 0 && starts(pieces, position)) parts.push([]);
    parts.at(-1)?.push(piece);
  }
  return parts;
}

function startsClause(pieces: Piece[], position: number): boolean {
  const previous = pieces[position - 2];
  return isClauseWord(pieces[position]) && !(typeof previous === "string" && joins.has(previous));
}

/** A key of the JSON that the statement builds stays on the line of its value. */
function startsPart(pieces: Piece[], position: number): boolean {
  if (pieces[position] === "AND") return true;
  if (pieces[position - 1] !== ",") return false;
  const beforeComma = pieces[position - 2];
  return !(typeof beforeComma === "string" && beforeComma.endsWith(":'"));
}

function isClauseWord(piece: Piece | undefined): boolean {
  return typeof piece === "string" && clauses.has(piece);
}
