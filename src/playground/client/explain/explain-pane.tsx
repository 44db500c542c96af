import type { CSSProperties } from "react";
import type { Answer } from "../answer.js";
import { type Store, useStore } from "../store.js";
import { CostTable } from "./cost-table.js";
import { FieldExplained } from "./field-explained.js";
import type { Pane } from "./pane.js";
import { PaneEdge } from "./pane-edge.js";

export const paneId = "explain-pane";

/** Beside the result: how the open tab's operation was answered. Bears GraphiQL's class for its colours and fonts. */
export function ExplainPane({ answer, pane }: { answer: Store<Answer | undefined>; pane: Pane }) {
  const isOpen = useStore(pane.isOpen);
  const width = useStore(pane.width);
  const shown = useStore(answer);
  if (!isOpen) return null;
  const style = { "--pane-width": `${width}px` } as CSSProperties;
  return (
    <aside id={paneId} className="graphiql-container explain-pane" aria-label="Explain" style={style}>
      <PaneEdge width={pane.width} />
      <div className="explain-content">
        <h2>How it was answered</h2>
        <AnswerExplained answer={shown} />
      </div>
    </aside>
  );
}

function AnswerExplained({ answer }: { answer: Answer | undefined }) {
  if (!answer) return <p>Run an operation to see its SQL, the plan of it, and what it costs.</p>;
  const { isExplained, explain, cost } = answer;
  if (!isExplained) return <p>This one was not asked to explain itself. Run it again.</p>;
  if (!explain) return cost ? <Refused {...cost} /> : <p>An answer with errors is not explained.</p>;
  return (
    <>
      <p>
        {cost && `It costs ${format(cost.total)} of ${format(cost.maximum)}. `}
        An explained answer never comes out of the cache; close this pane to see how the cache answers.
      </p>
      {explain.fields.length === 0 && <p>No statement ran: the schema itself holds the answer.</p>}
      {explain.fields.map((field) => (
        <FieldExplained key={field.field} exit={explain.exit} {...field} />
      ))}
    </>
  );
}

function Refused({ total, maximum, selections }: NonNullable<Answer["cost"]>) {
  return (
    <section className="explain-field" aria-label="Refused for its cost">
      <p>
        <strong>Refused before any statement ran.</strong> It costs {format(total)}; the maximum is{" "}
        {format(maximum)}. A selection costs 1 for each object that it can answer with: ask for smaller pages
        in lists that stand in each other.
      </p>
      <CostTable caption="Heaviest selections" selections={selections} />
    </section>
  );
}

function format(count: number): string {
  return count.toLocaleString("en");
}
