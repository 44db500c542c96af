import { type ErrorCode, GraphError } from "../errors.js";
import { defaultPageSize } from "../graph/page.js";
import type { CollectedField } from "./collect-fields.js";
import { parseCursor } from "./cursor.js";
import type { CursorValues, PagePlan, PlannedOrderKey } from "./plan.js";
import type { ArgumentValues, Bindable, PlannedArguments } from "./plan-inputs.js";
import type { SubjectReader } from "./plan-subject.js";

interface Connection {
  /** `Type.field`, for messages. */
  name: string;
  field: CollectedField;
  orderSignature: string;
  order: readonly PlannedOrderKey[];
  readSubject: SubjectReader;
  /** The most nodes of a page. */
  maximum: number;
}

/**
 * The page that the Relay arguments describe.
 *
 * Relay Cursor Connections Specification, section 4; too large a page is refused, never cut down in silence.
 * @throws {GraphError} PAGE_INVALID, PAGE_TOO_LARGE, CURSOR_INVALID
 */
export function planPage(connection: Connection, values: PlannedArguments): PagePlan {
  const first = planSize(connection, "first", values);
  const last = planSize(connection, "last", values);
  if (first !== undefined && last !== undefined) {
    throw refuse(
      connection,
      "PAGE_INVALID",
      "takes first or last, not both; give the one that the page is cut from.",
    );
  }
  return {
    size: first ?? last ?? defaultPageSize,
    isBackward: last !== undefined,
    after: planCursor(connection, "after", values),
    before: planCursor(connection, "before", values),
  };
}

/** The size decides the cost, and so it is a part of the plan. */
export function planSize(
  connection: Pick<Connection, "name" | "field" | "maximum">,
  argument: "first" | "last",
  values: PlannedArguments,
): number | undefined {
  const value = values.assume((given) => given[argument]);
  if (typeof value !== "number") return undefined;
  const { maximum } = connection;
  if (value < 0) {
    throw refuse(connection, "PAGE_INVALID", `got ${argument}: ${value}; give 0 to ${maximum}.`);
  }
  if (value > maximum) {
    throw refuse(
      connection,
      "PAGE_TOO_LARGE",
      `got ${argument}: ${value}; the maximum is ${maximum}. Ask for further pages with after or before.`,
    );
  }
  return value;
}

/** Which keys are null at the cursor is a part of the plan; their values are not. */
function planCursor(
  connection: Connection,
  argument: "after" | "before",
  values: PlannedArguments,
): CursorValues | undefined {
  const read = memoizeLast((given: ArgumentValues) => readCursor(connection, argument, given));
  const keys = values.assume(
    (given) => read(given),
    (found) => found?.map((value) => (value === null ? "null" : "value")).join(),
  );
  return keys?.map((key, index) =>
    key === null ? null : values.parameter((given) => read(given)?.[index] ?? null),
  );
}

/** One cursor is read for each of its keys, and each key in several places of a statement. */
function memoizeLast<Argument, Result>(compute: (argument: Argument) => Result) {
  let last: { argument: Argument; result: Result } | undefined;
  return (argument: Argument): Result => {
    if (last?.argument !== argument || !last) last = { argument, result: compute(argument) };
    return last.result;
  };
}

function readCursor(
  connection: Connection,
  argument: string,
  given: ArgumentValues,
): readonly Bindable[] | undefined {
  const value = given[argument];
  if (typeof value !== "string") return undefined;
  const { orderSignature: signature, order: keys } = connection;
  const parsed = parseCursor(value, { signature, keys, subject: connection.readSubject(given) });
  if ("values" in parsed) return parsed.values;
  const reason = {
    damaged: "is not a cursor that this server gave out",
    "another order": "belongs to a connection of another kind or order",
    "another subject": "was given out for another point or query",
  }[parsed.fault];
  throw refuse(
    connection,
    "CURSOR_INVALID",
    `got ${argument}: "${shorten(value)}", which ${reason}; pass on a cursor of this very connection, or leave it out.`,
  );
}

function refuse(connection: Pick<Connection, "name" | "field">, code: ErrorCode, what: string): GraphError {
  return new GraphError(code, `${connection.name} ${what}`, { nodes: connection.field.nodes });
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
