import { type PlanStep, toPlanTree } from "./plan-tree.js";

/** How the database goes about a statement, in its own words. */
export function QueryPlan({ lines }: { lines: string[] }) {
  return (
    <>
      <h4>Query plan</h4>
      <div className="explain-plan">
        <Steps steps={toPlanTree(lines)} />
      </div>
    </>
  );
}

function Steps({ steps }: { steps: PlanStep[] }) {
  if (steps.length === 0) return null;
  return (
    <ul>
      {steps.map((step, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two steps can read alike, and none ever moves.
        <li key={position}>
          {step.text}
          <Steps steps={step.steps} />
        </li>
      ))}
    </ul>
  );
}
