import type { StatementReader } from "../../database/reading/statement-reader.js";
import { countRows } from "../../planner/count-rows.js";
import { listSelectionCosts, type SelectionCost } from "../../planner/plan-cost.js";
import type { Observation, ReadRequest } from "../../planner/read-request.js";
import type { Exit } from "../../planner/root-statement.js";
import type { ExtensionName } from "./requested-extensions.js";

/** How one root field was answered. */
interface ExplainedField {
  /** Response key of the root field. */
  field: string;
  /** SQL; its values travel apart. */
  statement: string;
  /** How the database goes about it, a line a step, indented by what it is part of. */
  plan: string[];
  milliseconds: number;
  /** How many rows became objects of the answer. */
  rows: number;
  cost: SelectionCost[];
}

export interface Described {
  reading: ReadRequest;
  reader: StatementReader;
  exit: Exit;
  maximumCost: number;
}

/** The value of `extensions` in a response that is to say how it was made. */
export async function describeExtensions(
  wanted: ReadonlySet<ExtensionName>,
  { reading, reader, exit, maximumCost }: Described,
): Promise<Record<string, unknown>> {
  const { spent, observations } = reading;
  const total = spent.reduce((sum, { cost }) => sum + cost, 0);
  const selections = spent.flatMap(listSelectionCosts);
  return {
    ...(wanted.has("explain") && {
      explain: {
        exit,
        fields: await Promise.all(observations.map((observation) => explainField(observation, reader))),
      },
    }),
    ...(wanted.has("cost") && { cost: { total, maximum: maximumCost, selections } }),
  };
}

async function explainField(
  { statement, inputs, milliseconds, json }: Observation,
  reader: StatementReader,
): Promise<ExplainedField> {
  return {
    field: statement.key,
    statement: statement.text,
    plan: await reader.explain(statement.text, statement.bind(inputs)),
    milliseconds: Math.round(milliseconds * 1_000) / 1_000,
    rows: json === null ? 0 : countRows(statement.plan, JSON.parse(json.toString())),
    cost: listSelectionCosts(statement),
  };
}
