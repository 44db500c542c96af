import type { Answer } from "./answer.js";
import { paneId } from "./explain/explain-pane.js";
import type { Pane } from "./explain/pane.js";
import { type Store, useStore } from "./store.js";

/** Over the result: its status, how caches take it and what is left to spend, and the button for the pane where the server explains. */
export function StatusLine({ answer, pane }: { answer: Store<Answer | undefined>; pane: Pane | undefined }) {
  const shown = useStore(answer);
  return (
    <div className="status-line">
      <p role="status">{shown && <Facts {...shown} />}</p>
      {pane && <PaneButton isOpen={pane.isOpen} />}
    </div>
  );
}

function Facts({ status, headers }: Answer) {
  return (
    <>
      <span>HTTP {status}</span>
      {headers.map(([name, value]) => (
        <span key={name}>
          {name}: {value}
        </span>
      ))}
    </>
  );
}

function PaneButton({ isOpen }: { isOpen: Store<boolean> }) {
  const isExpanded = useStore(isOpen);
  return (
    <button
      type="button"
      className="graphiql-button"
      aria-expanded={isExpanded}
      aria-controls={paneId}
      title={isExpanded ? "Close the pane and send operations as they are" : "Ask how each answer was made"}
      onClick={() => isOpen.set(!isExpanded)}
    >
      Explain
    </button>
  );
}
