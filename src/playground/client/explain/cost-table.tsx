import { Fragment, useState } from "react";
import type { SelectionCost } from "../answer.js";

/** What tells where an operation's cost lies; the rest is shown on request. */
const heaviestCount = 6;

/** The heaviest selection first; those of equal cost in the order of the operation. */
export function CostTable({ caption, selections }: { caption: string; selections: SelectionCost[] }) {
  const [isWhole, setWhole] = useState(false);
  const sorted = selections.toSorted((a, b) => b.cost - a.cost);
  const shown = isWhole ? sorted : sorted.slice(0, heaviestCount);
  return (
    <>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Selection</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((selection) => (
            <CostRow key={selection.path} {...selection} />
          ))}
        </tbody>
      </table>
      {sorted.length > heaviestCount && (
        <button type="button" className="graphiql-button" onClick={() => setWhole(!isWhole)}>
          {isWhole ? "Show the heaviest" : `Show all ${sorted.length}`}
        </button>
      )}
    </>
  );
}

function CostRow({ path, cost }: SelectionCost) {
  return (
    <tr>
      <th scope="row">
        <Path path={path} />
      </th>
      <td>{cost.toLocaleString("en")}</td>
    </tr>
  );
}

/** Long ones break before a dot. */
function Path({ path }: { path: string }) {
  const [root, ...keys] = path.split(".");
  return (
    <code>
      {root}
      {keys.map((key, depth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path never changes, and may name a key twice.
        <Fragment key={depth}>
          <wbr />.{key}
        </Fragment>
      ))}
    </code>
  );
}
