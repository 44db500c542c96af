import type { Exit, ExplainedField } from "../answer.js";
import { CostTable } from "./cost-table.js";
import { QueryPlan } from "./query-plan.js";
import { Statement } from "./statement.js";

/** Who wrote the JSON of the answer. */
const exits: Record<Exit, string> = {
  text: "text, by the database",
  object: "object, by graphql-js",
};

/** How one root field was answered. */
export function FieldExplained({ field, exit, ...explained }: ExplainedField & { exit: Exit }) {
  const { milliseconds, rows, cost, statement, plan } = explained;
  return (
    <section className="explain-field" aria-label={field}>
      <h3>{field}</h3>
      <dl>
        <Fact name="Time" value={`${milliseconds} ms`} />
        <Fact name="Rows" value={rows} />
        <Fact name="Cost" value={cost.reduce((sum, selection) => sum + selection.cost, 0)} />
        <Fact name="Exit" value={exits[exit]} />
      </dl>
      <CostTable caption="Cost by selection" selections={cost} />
      <Statement sql={statement} />
      <QueryPlan lines={plan} />
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string | number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
