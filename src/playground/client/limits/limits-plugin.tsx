import type { GraphiQLProps } from "graphiql";
import type { ListedLimit } from "../settings.js";

type Plugin = NonNullable<GraphiQLProps["plugins"]>[number];

/** A pane beside the documentation that says what the server bounds, and where to see how much of that is left. */
export function createLimitsPlugin(limits: readonly ListedLimit[]): Plugin {
  return { title: "Limits", icon: Gauge, content: () => <Limits limits={limits} /> };
}

/** Named by the button that it stands in. */
function Gauge() {
  return (
    <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeLinecap="round" aria-hidden="true">
      <path d="M2.3 12.5a6.5 6.5 0 1 1 11.4 0M8 9.5l3-3.5" />
    </svg>
  );
}

function Limits({ limits }: { limits: readonly ListedLimit[] }) {
  return (
    <section className="limits-pane" aria-label="Limits">
      <h2>Limits</h2>
      <p>
        A request past one of these is refused with the code under it, and a message that says what to do.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Maximum</th>
          </tr>
        </thead>
        <tbody>
          {limits.map(({ what, maximum, code, meaning }) => (
            <tr key={what}>
              <th scope="row">
                {what}
                <br />
                <code title={meaning}>{code}</code>
              </th>
              <td>{maximum.toLocaleString("en")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Budget />
      <p>
        <a href="/changelog">What changed in the schema</a>, and <a href="/schema.graphql">the schema</a> as a
        file.
      </p>
    </section>
  );
}

function Budget() {
  return (
    <>
      <h3>What is left</h3>
      <p>
        What may be spent in a minute is counted in cost. The header <code>ratelimit</code>, shown over each
        result, says what is left (<code>r</code>) and in how many seconds all of it is there again (
        <code>t</code>); so does <code>{"{ rateLimit { limit remaining resetAt } }"}</code>, which is free.
        What an answer did not cost is given back, and one from the cache costs nothing.
      </p>
      <p>
        A key has a budget of its own. Show it in the editor of headers:{" "}
        <code>{'{ "authorization": "Bearer clq_…" }'}</code>
      </p>
    </>
  );
}
