import { type ErrorCode, GraphError } from "../errors.js";
import { defaultPageSize, maximumPageSize } from "../graph/page.js";
import type { CollectedField } from "./collect-fields.js";
import { parseCursor } from "./cursor.js";
import type { CursorValues, PagePlan, PlannedOrderKey } from "./plan.js";

interface Connection {
  /** `Type.field`, for messages. */
  name: string;
  field: CollectedField;
  orderSignature: string;
  order: readonly PlannedOrderKey[];
}

/**
 * The page that the Relay arguments describe.
 *
 * Relay Cursor Connections Specification, section 4; too large a page is refused, never cut down in silence.
 * @throws {GraphError} PAGE_INVALID, PAGE_TOO_LARGE, CURSOR_INVALID
 */
export function planPage(connection: Connection, values: Readonly<Record<string, unknown>>): PagePlan {
  const first = readSize(connection, "first", values.first);
  const last = readSize(connection, "last", values.last);
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
    after: readCursor(connection, "after", values.after),
    before: readCursor(connection, "before", values.before),
  };
}

function readSize(connection: Connection, argument: string, value: unknown): number | undefined {
  if (typeof value !== "number") return undefined;
  if (value < 0) {
    throw refuse(connection, "PAGE_INVALID", `got ${argument}: ${value}; give 0 to ${maximumPageSize}.`);
  }
  if (value > maximumPageSize) {
    throw refuse(
      connection,
      "PAGE_TOO_LARGE",
      `got ${argument}: ${value}; the maximum is ${maximumPageSize}. Ask for further pages with after or before.`,
    );
  }
  return value;
}

function readCursor(connection: Connection, argument: string, value: unknown): CursorValues | undefined {
  if (typeof value !== "string") return undefined;
  const parsed = parseCursor(value, connection.orderSignature, connection.order);
  if ("values" in parsed) return parsed.values;
  const reason = {
    damaged: "is not a cursor that this server gave out",
    "another order": "belongs to a connection of another kind or order",
  }[parsed.fault];
  throw refuse(
    connection,
    "CURSOR_INVALID",
    `got ${argument}: "${shorten(value)}", which ${reason}; pass on a cursor of this very connection, or leave it out.`,
  );
}

function refuse(connection: Connection, code: ErrorCode, what: string): GraphError {
  return new GraphError(code, `${connection.name} ${what}`, { nodes: connection.field.nodes });
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
